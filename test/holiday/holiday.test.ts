/** Shows the notices of holidays: those that were published, by their dates, and how a bureau takes over the next one. */
import { randomUUID } from 'node:crypto';
import { WorkingDays } from '../../server/holiday/working-days';
import { commands, type Run } from '../stage/commands';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const notice = 'year version source holidays workdays';

describe('notices of holidays', () => {
  let server: TestServer;
  let run: Run;
  let bureau: Person;
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    bureau = await people(server).bureau();
  });
  afterAll(() => server.close());

  const listed = async () =>
    (await server.request(`{ holidayNotices { ${notice} } }`, {}, bureau.token)).data.holidayNotices as any[];
  const rows = () => server.database.query('SELECT year, version FROM holiday_notice ORDER BY year, version');
  const next = (more: object = {}) => ({
    ...{ commandId: randomUUID(), year: 2027, source: '国办发明电〔2026〕样例号' },
    ...{ holidays: ['2027-01-01', '2026-12-31', '2027-01-02'], workdays: ['2027-01-09'], ...more },
  });
  const take = (input: Record<string, unknown>, who = bureau) => run(who, 'recordHolidayNotice', input, notice);

  test('given the notices of 2023 to 2026, then each has the days off and the weekends worked that were published', async () => {
    const notices = await listed();
    expect(notices.map(({ year, version, holidays, workdays }) => [year, version, holidays.length, workdays])).toEqual([
      [2026, 1, 33, ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']],
      [2025, 1, 28, ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']],
      [
        ...[2024, 1, 28],
        [
          ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28'],
          ...['2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
        ],
      ],
      [
        ...[2023, 1, 27],
        [...['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06'], ...['2023-06-25', '2023-10-07', '2023-10-08']],
      ],
    ]);
    // All days less Saturdays and Sundays, less eleven holidays or, from 2025, thirteen (全国年节及纪念日放假办法, article 2).
    const workedIn = (year: number) => {
      const days = new WorkingDays(notices);
      const first = Date.UTC(year, 0, 1);
      const all = Array.from({ length: (Date.UTC(year + 1, 0, 1) - first) / 86_400_000 }, (_, index) =>
        new Date(first + index * 86_400_000).toISOString().slice(0, 10),
      );
      return all.filter((day) => days.has(day)).length;
    };
    expect([2023, 2024, 2025, 2026].map(workedIn)).toEqual([249, 251, 248, 248]);
  });

  test('given the notice of the next year, when a bureau takes it over twenty times, then it stands once, in order, and a change of it is a further version', async () => {
    const input = next();
    const answers = await Promise.all(Array.from({ length: 20 }, () => take(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({
      ...{ __typename: 'HolidayNotice', year: 2027, version: 1, source: input.source, workdays: ['2027-01-09'] },
      holidays: ['2026-12-31', '2027-01-01', '2027-01-02'],
    });
    expect(await take({ ...input, holidays: ['2027-01-01'] })).toMatchObject({ __typename: 'IdempotencyMismatch' });
    const changed = await take(next({ workdays: ['2027-01-10'] }));
    expect(changed).toMatchObject({ version: 2, workdays: ['2027-01-10'] });
    expect((await listed())[0]).toMatchObject({ year: 2027, version: 2, workdays: ['2027-01-10'] });
    expect(await take(input)).toMatchObject({ version: 1 });
    const days = await server.app.composition.holidays.workingDays(server.app.composition.database);
    expect(['2026-12-31', '2027-01-09', '2027-01-10', '2027-01-11'].map((day) => days.has(day))).toEqual([
      ...[false, false, true, true],
    ]);
  });

  test('given a notice that can not be one, or who is no bureau, then it is refused and no row is written', async () => {
    const before = await rows();
    const wrong: [string, object][] = [
      ['year', { year: 1999 }],
      ['source', { source: ' ' }],
      ['holidays', { holidays: [] }],
      ['holidays', { holidays: ['2026-11-30'] }],
      ['workdays', { workdays: ['2027-01-08'] }],
      ['workdays', { workdays: ['2027-01-02'] }],
      ['workdays', { workdays: ['2027-01-09', '2027-01-09'] }],
    ];
    for (const [field, more] of wrong)
      expect(await take(next(more))).toMatchObject({ __typename: 'InvalidInput', field });
    expect(await take(next(), await people(server).streetOfficer())).toBe('FORBIDDEN');
    expect(await rows()).toEqual(before);
  });
});
