/** Shows that needs nobody claimed end when their wanted-by date has passed, and only those. */
import { referredNeed, verifiedNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('the expiry of needs', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const eventsOf = (subjectId: string) =>
    server.database.query<{ type: string }>(
      'SELECT type FROM event WHERE subject_id = $1 ORDER BY transaction, position',
      [subjectId],
    );

  test('given wanted-by dates that passed, when needs expire, then the unclaimed published ones only, each with one event', async () => {
    const late = await referredNeed(server, { wantedBy: '2190-01-01' });
    const today = await referredNeed(server, { wantedBy: '2190-01-01' });
    const waiting = await verifiedNeed(server, { wantedBy: '2190-01-01' });
    const open = await referredNeed(server);
    const shift = (needId: string, days: number) =>
      server.database.query(
        `UPDATE need SET wanted_by = (now() AT TIME ZONE 'Asia/Shanghai')::date - $2::int WHERE id = $1`,
        [needId, days],
      );
    await shift(late.needId, 1);
    await shift(today.needId, 0);
    await shift(waiting.needId, 1);
    expect(await server.app.composition.needService.expireNeeds()).toBe(1);
    expect(await server.app.composition.needService.expireNeeds()).toBe(0);
    const states = await server.database.query<{ id: string; status: string }>(
      'SELECT id, status FROM need WHERE id = ANY ($1)',
      [[late, today, waiting, open].map(({ needId }) => needId)],
    );
    expect(new Map(states.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [late.needId, 'EXPIRED'],
        [today.needId, 'PUBLISHED'],
        [waiting.needId, 'VERIFIED'],
        [open.needId, 'PUBLISHED'],
      ]),
    );
    expect((await eventsOf(late.needId)).map(({ type }) => type).at(-1)).toBe('NeedExpired');
  });
});
