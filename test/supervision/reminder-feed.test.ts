/** Shows that reminders are heard live and resumed, by the charity that owes and by who looks after the area, and by nobody else. */
import { LowIncomeCategory } from '../../schema/household/household';
import { until } from '../event/writing';
import { addDays } from '../../server/day';
import { drafted, federation, localOf, today, type Federation } from '../project/staging';
import { household } from '../stage/households';
import { feedPosition, followField } from '../stage/following';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the feed of reminders', () => {
  let server: TestServer;
  let own: Federation;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
  });
  afterAll(() => server.close());

  const query = `subscription ($organisationId: ID, $areaCode: String, $after: String) {
    obligationReminders(organisationId: $organisationId, areaCode: $areaCode, after: $after) {
      cursor stage rule dueOn obligation { subjectId state } } }`;

  const follow = (person: Person, variables: Record<string, unknown>) => followField(server, person, query, variables);
  const remind = () => server.app.composition.clockService.remind();

  test('given a filing that is due in a week, when the job reminds of it, then its charity hears it, and again after its cursor nothing', async () => {
    const after = await feedPosition(server, own.staff);
    const projectId = await drafted(server, own, { startsOn: addDays(today, 17) });
    const auditor = follow(await people(server).auditor(), { organisationId: own.id, after });
    await remind();
    await remind();
    const filing = { stage: 'IN_A_WEEK', rule: 'FILING', dueOn: addDays(today, 7) };
    const expected = { ...filing, cursor: expect.any(String), obligation: { subjectId: projectId, state: 'DUE' } };
    const late = follow(own.staff, { organisationId: own.id, after });
    for (const one of [auditor, late]) {
      await until('the reminder is told', () => one.heard.some((told) => told.rule === 'FILING'));
      expect(one.heard.filter((told) => told.rule === 'FILING')).toEqual([expected]);
      expect(one.failures).toEqual([]);
    }
    const last = late.heard.at(-1)!.cursor as string;
    const resumed = follow(own.staff, { organisationId: own.id, after: last });
    await server.database.query('UPDATE obligation SET due_on = $2 WHERE subject_id = $1', [
      localOf(projectId),
      addDays(today, -1),
    ]);
    await remind();
    await until('the next is told', () => resumed.heard.length > 0);
    expect(resumed.heard.map((told) => [told.rule, told.stage, told.obligation.state])).toEqual([
      ['FILING', 'OVERDUE', 'OVERDUE'],
    ]);
    for (const one of [auditor, late, resumed]) await one.stop();
  });

  test('given a household whose recognition ends, then whoever looks after its area hears it, from the street to the district', async () => {
    const staged = await household(server, {
      areaCode: '640104001002',
      lowIncomeCategory: LowIncomeCategory.RIGID_EXPENDITURE,
    });
    const after = await feedPosition(server, own.staff);
    const followers = [
      follow(await people(server).adviser('640104001'), { areaCode: '640104001', after }),
      follow(await people(server).bureau(), { areaCode: '640104', after }),
    ];
    const elsewhere = follow(await people(server).adviser('640104012'), { areaCode: '640104012', after });
    await server.database.query('UPDATE obligation SET anchor_on = $2, due_on = $3 WHERE subject_id = $1', [
      ...[localOf(staged.id), addDays(today, -365), today],
    ]);
    await remind();
    for (const one of followers) {
      await until('the reminder is told', () => one.heard.length > 0);
      expect(one.heard).toEqual([
        {
          ...{ cursor: expect.any(String), stage: 'TODAY', rule: 'RIGID_EXPENDITURE_VALIDITY', dueOn: today },
          obligation: { subjectId: staged.id, state: 'DUE' },
        },
      ]);
      await one.stop();
    }
    expect([elsewhere.heard, elsewhere.failures]).toEqual([[], []]);
    await elsewhere.stop();
  });

  test('given others, or neither or both of charity and area, then there is nothing to follow', async () => {
    const stranger = (await federation(server)).staff;
    const adviser = await people(server).adviser('640104001');
    for (const [person, variables, code] of [
      [stranger, { organisationId: own.id }, 'FORBIDDEN'],
      [adviser, { organisationId: own.id }, 'FORBIDDEN'],
      [own.staff, { areaCode: '640104001' }, 'FORBIDDEN'],
      [adviser, { areaCode: '640104' }, 'FORBIDDEN'],
      [adviser, {}, 'BAD_USER_INPUT'],
      [own.staff, { areaCode: '640104001', organisationId: own.id }, 'BAD_USER_INPUT'],
    ] as const) {
      const one = follow(person, variables);
      await until('it is refused', () => one.failures.length > 0);
      expect(one.failures[0].extensions.code).toBe(code);
      expect(one.heard).toEqual([]);
      await one.stop();
    }
  });
});
