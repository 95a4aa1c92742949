/** Shows that what the engine refuses is told with what to do, by the planner once a minute at most, and by every question at once. */
import { join } from 'node:path';
import { EngineRefused } from '../../schema/matching/refusals';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { ProposalThreads } from '../../server/allocation/proposal.host';
import { projectRoot } from '../../server/project';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually, startPlanner, type StagedPlanner } from './planning';

const refusal = '__typename ... on Refusal { messageZh messageEn } ... on EngineRefused { code }';
const progressQuery = '{ planProgress { share refusal { code messageZh messageEn } } }';
const fairnessQuery = `{ planFairness(by: STREET) { ${refusal} } }`;
const checkQuery = `{ checkPlan { ${refusal} } }`;

describe('what the engine refuses', () => {
  let server: TestServer;
  let federation: Person;
  let planner: StagedPlanner | undefined;
  beforeAll(async () => {
    server = await startTestServer();
    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
    federation = await people(server).federationStaff(organisationId);
    await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 50 }],
    });
    await referredNeed(server, {});
  }, 90_000);
  afterEach(async () => {
    await planner?.stop();
    planner = undefined;
  });
  afterAll(() => server.close());
  const ask = async (query: string) => {
    const { data, errors } = await server.request(query, {}, federation.token);
    expect(errors).toBeUndefined();
    return data;
  };
  const reported = (kind: string) => planner!.reports.filter((report) => report.kind === kind).length;
  const progress = async () => (await ask(progressQuery)).planProgress;

  test('given a plan beyond the memory that is allowed, then planProgress says so, the planner does not try again by itself, and once more is allowed it plans', async () => {
    planner = await startPlanner(server, 600_000, undefined, 1);
    const told = await eventually('it is refused', async () => (await progress()).refusal ?? undefined);
    expect(told).toEqual({
      code: 'PLAN_TOO_LARGE',
      messageZh:
        '规划 1 个需求、1 项供给、1 条匹配边约需 2 MB 数组内存，上限为 1 MB。请调高规划内存上限，或减少待规划的需求后重试。',
      messageEn:
        'A plan of 1 needs, 1 organisations and 1 arcs takes about 2 MB of arrays, and may take 1 MB. Raise the memory limit of the planner, or plan fewer needs.',
    });
    // Each need rouses it: it looks at the clock and goes on waiting.
    for (let number = 0; number < 3; number += 1) await referredNeed(server, {});
    expect([reported('refused'), reported('failed')]).toEqual([1, 0]);
    planner.planner.check();
    await eventually('it was tried again', async () => reported('refused') === 2);
    expect([reported('failed'), (await progress()).refusal.code]).toEqual([0, 'PLAN_TOO_LARGE']);
    planner.options.memoryMegabytes = 512;
    planner.planner.check();
    await eventually('it is published', async () => reported('published') > 0);
    expect(await eventually('nothing is refused', async () => (await progress()).refusal === null)).toBe(true);
    const newest = await server.app.composition.plans.findNewest(server.database);
    expect(newest).toMatchObject({ needsOpen: 4, needsPlanned: 4, optimal: true });
  }, 60_000);

  test('given a new term, then what the term before refused is not told any more', async () => {
    planner = await startPlanner(server, 600_000, undefined, 1);
    await eventually('it is refused', async () => (await progress()).refusal ?? undefined);
    await planner.stop();
    await server.app.composition.plans.raiseTerm(server.database);
    expect(await progress()).toEqual({ share: null, refusal: null });
    // The former planner notes nothing any more.
    const { plans, database } = server.app.composition;
    const late = { code: 'TOO_MANY', messageZh: '迟到', messageEn: 'late' } as const;
    expect(await plans.noteRefusal(database, planner.term, late)).toBe(false);
    expect((await progress()).refusal).toBeNull();
  }, 60_000);

  test('given more offerings than the engine takes, then fairness and check are refused by code; once they are withdrawn, both answer', async () => {
    await server.database.query(
      `INSERT INTO service_offering (id, organisation_id, service_kind, name, area_codes, capacity_maximum, capacity_status)
       SELECT gen_random_uuid(), organisation_id, service_kind, 'surplus', '{640105}', 0, 'NO_CAPACITY'
         FROM service_offering, generate_series(1, 65535)`,
    );
    const refused = {
      ...{ __typename: 'EngineRefused', code: 'PLAN_OUT_OF_BOUNDS' },
      messageZh: '机构数须为 0 至 65535 的整数，请缩小规划范围后重试。',
      messageEn: 'Organisations must be whole numbers from 0 to 65535; plan a smaller area or rescale.',
    };
    expect((await ask(fairnessQuery)).planFairness).toEqual(refused);
    expect((await ask(checkQuery)).checkPlan).toEqual(refused);
    await server.database.query("UPDATE service_offering SET withdrawn_at = now() WHERE name = 'surplus'");
    expect((await ask(fairnessQuery)).planFairness).toEqual({ __typename: 'PlanFairness' });
    expect((await ask(checkQuery)).checkPlan).toEqual({ __typename: 'PlanCheck' });
  }, 180_000);

  test('given a proposal beyond the bounds of the engine, then its thread answers with the refusal, and the next one is answered', async () => {
    const threads = new ProposalThreads(
      join(projectRoot, '.build', 'server', 'composition', 'proposal-thread.js'),
      512,
    );
    const stocks = (count: number) => ({
      ...{ wants: [1], worth: [1_000], budgetFen: 10 },
      ...{ free: new Array<number>(count).fill(1), unitFen: new Array<number>(count).fill(1) },
      legal: new Uint8Array(count).fill(1),
    });
    const refused = await threads.solve(stocks(10_001));
    expect(refused).toBeInstanceOf(EngineRefused);
    expect(refused).toMatchObject({
      code: 'BUDGET_OUT_OF_BOUNDS',
      messageZh: '预算数须为 0 至 10000 的整数，请缩小范围或换用更大的计量单位后重试。',
      messageEn: 'Budgets must be whole numbers from 0 to 10000; take a smaller area or a larger unit.',
    });
    expect(await threads.solve(stocks(2))).toMatchObject({ assignment: [0] });
    await threads.stop();
  }, 60_000);
});
