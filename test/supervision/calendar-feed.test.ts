/** Shows the calendar of what is due: exact by RFC 5545, behind an address that holds until it is revoked or its reader has no role any more. */
import { v7 } from 'uuid';
import { addDays } from '../../server/day';
import { drafted, federation, today, type Federation } from '../project/staging';
import { startTestServer, type TestServer } from '../stage/server';

describe('the calendar feed', () => {
  let server: TestServer;
  let own: Federation;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
    await drafted(server, own, { startsOn: addDays(today, 40) });
  });
  afterAll(() => server.close());

  const ask = async (operation: 'issueCalendarFeed' | 'revokeCalendarFeed', feedId: string, who = own) =>
    (
      await server.request(
        `mutation ($input: ${operation[0]!.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { __typename ... on CalendarFeed { path } } }`,
        { input: operation === 'revokeCalendarFeed' ? { commandId: v7(), feedId } : { feedId } },
        who.staff.token,
      )
    ).data[operation];
  const read = (path: string) => fetch(`${server.url}${path}`);

  test('given an address, then it is the same for a retry and reads as a calendar of whole days in folded lines', async () => {
    const feedId = v7();
    const issued = await ask('issueCalendarFeed', feedId);
    expect(await ask('issueCalendarFeed', feedId)).toEqual(issued);
    const answer = await read(issued.path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const text = await answer.text();
    const lines = text.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const whole = text.replaceAll('\r\n ', '').split('\r\n');
    expect(whole.filter((line) => !/^(UID|DTSTAMP)/.test(line))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Linkage//Obligations//ZH',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      `DTSTART;VALUE=DATE:${addDays(today, 30).replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${addDays(today, 31).replaceAll('-', '')}`,
      'SUMMARY:募捐方案备案截止',
      'DESCRIPTION:《慈善组织公开募捐方案备案指引（试行）》（2026年1月1日起施行）：公开募捐十日前备案',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect(whole.find((line) => line.startsWith('DTSTAMP:'))).toMatch(/^DTSTAMP:\d{8}T\d{6}Z$/);
  });

  test('given a wrong, foreign or revoked address, or a reader without roles, then there is nothing', async () => {
    const feedId = v7();
    const { path } = await ask('issueCalendarFeed', feedId);
    const forged = path.replace(feedId, v7());
    for (const wrong of [forged, `${path}x`, '/calendar.ics', '/calendar.ics?token=x', path.slice(0, -1)])
      expect((await read(wrong)).status).toBe(404);
    const other = await federation(server);
    expect((await ask('revokeCalendarFeed', feedId, other)).__typename).toBe('NotFound');
    expect((await ask('issueCalendarFeed', feedId, other)).__typename).toBe('IdempotencyMismatch');
    expect((await read(path)).status).toBe(200);
    await ask('revokeCalendarFeed', feedId);
    expect((await read(path)).status).toBe(404);
    const second = await ask('issueCalendarFeed', v7());
    await server.database.query('UPDATE role_grant SET revoked_at = now() WHERE account_id = $1', [
      own.staff.accountId,
    ]);
    expect(await (await read(second.path)).text()).not.toContain('VEVENT');
  });
});
