/** Shows that a recognition of rigid expenditure runs for twelve months, also for households from before there were clocks. */
import { LowIncomeCategory } from '../../schema/household/household';
import { localOf } from '../project/staging';
import { stagedClock, type StagedClock } from '../stage/clock';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { household } from '../stage/households';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the validity of a recognition', () => {
  let database: TestDatabase;
  let clock: StagedClock;
  let servers: TestServer[];
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    servers = [await startTestServer({}, database), await startTestServer({}, database)];
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await database.drop();
  });

  const areaCode = '640104001002';
  const recognised = (lowIncomeCategory: LowIncomeCategory) => household(servers[0]!, { areaCode, lowIncomeCategory });
  const owed = async (householdId: string) => {
    const adviser = await people(servers[0]!).adviser('640104001');
    const answer = await servers[0]!.request(
      `query ($id: ID!) { obligations(first: 10, subjectId: $id) { edges { node { rule anchorOn dueOn state } } } }`,
      { id: householdId },
      adviser.token,
    );
    return answer.data.obligations.edges.map((edge: { node: unknown }) => edge.node);
  };
  const remindAll = () =>
    Promise.all([...servers, ...servers].map((server) => server.app.composition.clockService.remind()));

  test('given a recognition on a leap day, then it is looked at again by 28 February, and is overdue on 1 March', async () => {
    await clock.set('2028-02-29T04:00:00Z');
    const { id } = await recognised(LowIncomeCategory.RIGID_EXPENDITURE);
    const due = { rule: 'RIGID_EXPENDITURE_VALIDITY', anchorOn: '2028-02-29', dueOn: '2029-02-28' };
    expect(await owed(id)).toEqual([{ ...due, state: 'DUE' }]);
    await clock.set('2029-02-28T15:59:59Z');
    expect(await owed(id)).toEqual([{ ...due, state: 'DUE' }]);
    await clock.set('2029-02-28T16:00:00Z');
    expect(await owed(id)).toEqual([{ ...due, state: 'OVERDUE' }]);
  });

  test.each([
    ['a leap day', '2024-02-29T04:00:00Z', '2024-02-29', '2025-02-28'],
    ['the evening before 1 March of a leap year', '2024-02-29T16:00:00Z', '2024-03-01', '2025-03-01'],
    ['the year before a leap day', '2023-02-28T04:00:00Z', '2023-02-28', '2024-02-28'],
    ['the last moment of a year', '2025-12-31T15:59:59Z', '2025-12-31', '2026-12-31'],
  ])(
    'given a household registered on %s before there were clocks, when the daily job runs on two servers, then its twelve months run once from that day',
    async (_what, registeredAt, anchorOn, dueOn) => {
      await clock.set('2026-03-01T04:00:00Z');
      const [rigid, other] = [
        await recognised(LowIncomeCategory.RIGID_EXPENDITURE),
        await recognised(LowIncomeCategory.DIBAO),
      ];
      const ids = [rigid, other].map((one) => localOf(one.id));
      await database.query('DELETE FROM obligation WHERE subject_id = ANY ($1)', [ids]);
      await database.query('UPDATE household SET registered_at = $2 WHERE id = ANY ($1)', [ids, registeredAt]);
      await remindAll();
      await remindAll();
      const state = dueOn < '2026-03-01' ? 'OVERDUE' : 'DUE';
      expect(await owed(rigid.id)).toEqual([{ rule: 'RIGID_EXPENDITURE_VALIDITY', anchorOn, dueOn, state }]);
      expect(await owed(other.id)).toEqual([]);
      const told = await database.query(
        `SELECT payload->>'stage' AS stage FROM event WHERE type = 'ObligationReminded'
            AND subject_id = (SELECT id FROM obligation WHERE subject_id = $1)`,
        [ids[0]],
      );
      expect(told).toEqual(state === 'OVERDUE' ? [{ stage: 'OVERDUE' }] : []);
    },
  );
});
