/** Shows the warnings that come from visits, applications and the register, on their days; and that an erased household has none. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { statutes } from '../../server/policy/statutes';
import { stagedClock, type StagedClock } from '../stage/clock';
import { commands, type Run } from '../stage/commands';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { household, type StagedHousehold } from '../stage/households';
import { stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { discovery } from '../visit/stage';
import { followed, ledgerOf } from './staging';

describe('warnings from visits, applications and the register', () => {
  let database: TestDatabase;
  let clock: StagedClock;
  let server: TestServer;
  let run: Run;
  let adviser: Person;
  let bureau: Person;
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    await clock.set('2026-03-01T10:00:00+08:00');
    server = await startTestServer({}, database);
    run = commands(server);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  async function jumpTo(moment: string): Promise<void> {
    await clock.set(moment);
    adviser = await people(server).adviser(stagedCommunity);
    bureau = await people(server).bureau();
  }
  const { listed } = ledgerOf(() => server);
  const family = () => household(server, { areaCode: stagedCommunity });
  const rulesOf = async (one: StagedHousehold, rule: string) =>
    (await listed(adviser, { states: ['OPEN', 'LAPSED'], rules: [rule] }))
      .filter((row) => row.household?.id === one.id)
      .map((row) => `${row.level} ${row.state}`);
  const refresh = () => server.app.composition.warningRefresh;

  test('given a mandatory visit that is not made, then it is yellow from the day after, orange and red later, and lapses with the visit', async () => {
    await jumpTo('2026-03-01T10:00:00+08:00');
    const one = await family();
    const told = discovery(server, () => '2026-03-01');
    const trigger = await told.report(adviser, { trigger: 'DEATH', householdId: one.id });
    expect(trigger.obligation.dueOn).toBe('2026-03-04');
    for (const [moment, expected] of [
      ['2026-03-04T23:59:59+08:00', []],
      ['2026-03-05T00:00:00+08:00', ['YELLOW OPEN']],
      ['2026-03-08T00:00:00+08:00', ['ORANGE OPEN']],
      ['2026-03-12T00:00:00+08:00', ['RED OPEN']],
    ] as const) {
      await clock.set(moment);
      await refresh().survey();
      expect([moment, await rulesOf(one, 'VISIT_OVERDUE')]).toEqual([moment, expected]);
    }
    await told.visit(adviser, {
      visitedAt: '2026-03-11T16:00:00.000Z',
      householdId: one.id,
      obligationIds: [trigger.obligation.id],
    });
    await followed(server);
    expect(await rulesOf(one, 'VISIT_OVERDUE')).toEqual(['RED LAPSED']);
    expect(await rulesOf(one, 'SEVERAL_MISFORTUNES')).toEqual([]);
    await discovery(server, () => '2026-03-12').report(adviser, { trigger: 'HOSPITALISATION', householdId: one.id });
    await followed(server);
    expect(await rulesOf(one, 'SEVERAL_MISFORTUNES')).toEqual(['YELLOW OPEN']);
    // The death of 1 March is 90 days old on 30 May.
    await jumpTo('2026-05-29T23:59:59+08:00');
    await refresh().survey();
    expect(await rulesOf(one, 'SEVERAL_MISFORTUNES')).toEqual(['YELLOW OPEN']);
    await clock.set('2026-05-30T00:00:00+08:00');
    await refresh().survey();
    expect(await rulesOf(one, 'SEVERAL_MISFORTUNES')).toEqual(['YELLOW LAPSED']);
  });

  test.each([
    ['EXIT_REEMPLOYED', ['BLUE OPEN']],
    ['EXIT_INCOME_ABOVE', ['YELLOW OPEN']],
    ['EXIT_DECEASED', []],
  ])(
    'given an exit from the register by %s, then the household is watched for 90 days: %j',
    async (reason, expected) => {
      await jumpTo('2026-06-01T10:00:00+08:00');
      const one = await family();
      const entryId = v7();
      const entry = {
        entryId,
        residentNumber: one.identity.residentNumber,
        areaCode: stagedCommunity,
        enteredOn: '2026-05-01',
      };
      await run(bureau, 'importRegisterEntries', { importId: v7(), category: 'DIBAO', entries: [entry] });
      await refresh().survey();
      expect(await rulesOf(one, 'ASSISTANCE_ENDED')).toEqual([]);
      const exit = { commandId: v7(), entryId: globalId('RegisterEntry', entryId), exitedOn: '2026-06-01', reason };
      expect(await run(bureau, 'exitRegister', exit)).toEqual({ __typename: 'RegisterEntry' });
      await followed(server);
      expect(await rulesOf(one, 'ASSISTANCE_ENDED')).toEqual(expected);
      await jumpTo('2026-08-30T00:00:00+08:00');
      await refresh().survey();
      expect(await rulesOf(one, 'ASSISTANCE_ENDED')).toEqual(expected.map((said) => said.replace('OPEN', 'LAPSED')));
    },
  );

  test('given an application under review, then it is yellow from the day after its last one; erased, the household gives no sign', async () => {
    await jumpTo('2026-09-01T10:00:00+08:00');
    const one = await family();
    const policyId = v7();
    const statute = statutes.find(({ code }) => code === 'TEMPORARY_RELIEF')!;
    await run(bureau, 'publishPolicy', { ...statute, policyId, areaCode: '640104' });
    const [member] = await database.query<{ id: string }>('SELECT id FROM household_member WHERE household_id = $1', [
      one.householdId,
    ]);
    const applicationId = randomUUID();
    const begun = await run(adviser, 'beginApplication', {
      ...{ applicationId, householdId: one.id, policyId: globalId('Policy', policyId), mode: 'ASSISTED' },
      ...{ memberIds: [globalId('HouseholdMember', member!.id)], begunOn: '2026-09-01' },
    });
    expect(begun).toEqual({ __typename: 'PolicyApplication' });
    await database.query(
      `UPDATE policy_application SET status = 'UNDER_REVIEW', submitted_on = '2026-09-01', accepted_on = '2026-09-01',
              review_due_on = '2026-09-10' WHERE id = $1`,
      [applicationId],
    );
    await clock.set('2026-09-10T23:59:59+08:00');
    await refresh().survey();
    expect(await rulesOf(one, 'APPLICATION_OVERDUE')).toEqual([]);
    await clock.set('2026-09-11T00:00:00+08:00');
    await refresh().survey();
    expect(await rulesOf(one, 'APPLICATION_OVERDUE')).toEqual(['YELLOW OPEN']);
    await database.query('UPDATE household SET data_key = NULL, erasure_began_at = now() WHERE id = $1', [
      one.householdId,
    ]);
    await refresh().survey();
    expect(await rulesOf(one, 'APPLICATION_OVERDUE')).toEqual(['YELLOW LAPSED']);
  });
});
