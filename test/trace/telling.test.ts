/** Shows what donors are told of the households they helped: five or more share it, it never changes, and no other path says more. */
import { v7 } from 'uuid';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { UseConsentMethod } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { AgeBand, LowIncomeCategory } from '../../schema/household/household';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { buildLinkageSchema } from '../../server/schema';
import {
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  openProject,
  type AllocationStage,
  type ClaimedNeed,
} from '../allocation/stage';
import { accepted, claimed, provider } from '../stage/claims';
import { operationFor } from '../stage/documents';
import { givingStage, received } from '../stage/donations';
import { consent, household, type StagedHousehold } from '../stage/households';
import { directlyReferredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';

describe('what a donor is told', () => {
  let server: TestServer;
  let stage: AllocationStage;
  let grids: string[];
  beforeAll(async () => {
    server = await startTestServer();
    stage = await allocationStage(server);
    const rows = await server.database.query<{ code: string }>(
      "SELECT code FROM area WHERE level = 'GRID' AND starts_with(code, $1) ORDER BY code",
      [community],
    );
    grids = rows.map((row) => row.code);
  });
  afterAll(() => server.close());
  // Those of the tests before are erased: they are of the population no more.
  beforeEach(() => server.database.query('UPDATE household SET data_key = NULL, erasure_began_at = now()'));

  async function families(count: number, areaCode: string, more: Partial<Parameters<typeof household>[1]> = {}) {
    const made: StagedHousehold[] = [];
    for (let index = 0; index < count; index += 1)
      made.push(
        await household(server, {
          areaCode,
          situations: [Situation.ELDERLY_ALONE],
          members: [{ ageBand: AgeBand.FROM_80, residentNumber: null }],
          ...more,
        }),
      );
    return made;
  }
  /** A donation of which all goes to the need, by the staff of the charity. */
  async function gift(to: ClaimedNeed, more: Parameters<typeof received>[2] = {}, projectId?: string, of = stage) {
    const donation = await received(server, of, { moneyFen: 1_000n, ...more });
    await allocated(server, of, { donationId: donation.id, to, amount: 1_000n, projectId });
    return donation.id;
  }
  async function told(donationId: string, person: Person = stage.partner): Promise<unknown> {
    const answer = await server.request(
      `query ($id: ID!) { donation(id: $id) { journey { edges { node { stage needKind place { area { code } situations ageBands } } } } } }`,
      { id: globalId('Donation', donationId) },
      person.token,
    );
    expect(answer.errors).toBeUndefined();
    const [part] = answer.data.donation.journey.edges.map((edge: { node: any }) => edge.node);
    return [part.needKind, part.place && [part.place.area.code, part.place.situations, part.place.ageBands]];
  }
  const all = [[Situation.ELDERLY_ALONE], [AgeBand.FROM_80]];

  test('given five alike in a grid, then the grid is told; given four, what five of the community share', async () => {
    const [five] = await families(5, grids[0]!);
    const [four] = await families(4, grids[1]!);
    await families(2, grids[2]!, { situations: [Situation.ELDERLY] });
    const gifts = [];
    for (const family of [five!, four!])
      gifts.push(await gift(await claimedNeed(server, stage, { household: family })));
    expect(await told(gifts[0]!)).toEqual(['CLEANING', [grids[0], ...all]]);
    expect(await told(gifts[1]!)).toEqual([
      'CLEANING',
      [community, [Situation.ELDERLY_ALONE, Situation.ELDERLY], [AgeBand.FROM_80]],
    ]);
  });

  test('given two donors of one need who compare, then both hold one answer, and it stays when households come and go', async () => {
    const [family] = await families(6, grids[0]!);
    const to = await claimedNeed(server, stage, { household: family });
    const neighbour = await givingStage(server);
    const other = { ...stage, ...neighbour };
    const first = await gift(to);
    const answer = ['CLEANING', [grids[0], ...all]];
    expect(await told(first)).toEqual(answer);
    // Now only two are alike: told anew, it would be another class, and both together would fit two households.
    await server.database.query(
      'UPDATE household SET data_key = NULL, erasure_began_at = now() WHERE id NOT IN (SELECT id FROM household WHERE data_key IS NOT NULL ORDER BY id LIMIT 2)',
    );
    await families(9, grids[1]!, { situations: [] });
    const second = await gift(to, {}, undefined, other);
    expect(await told(second, neighbour.partner)).toEqual(answer);
    expect(await told(first)).toEqual(answer);
    await expect(server.database.query("UPDATE told_place SET situations = '{}'")).rejects.toThrow(/never changed/);
  });

  test('given four in the whole district, then no place is told, and none either once there are many', async () => {
    const [family] = await families(4, grids[0]!);
    const donation = await gift(await claimedNeed(server, stage, { household: family }));
    expect(await told(donation)).toEqual(['CLEANING', null]);
    await families(9, grids[0]!);
    expect(await told(donation)).toEqual(['CLEANING', null]);
  });

  test('given a gift for one situation or a project, then the place is such that five of those it was given for share it', async () => {
    const [lone] = await families(1, grids[0]!, { situations: [Situation.ELDERLY_ALONE, Situation.BEREAVED] });
    await families(8, grids[0]!);
    await families(4, grids[1]!, { situations: [Situation.BEREAVED] });
    await families(3, grids[1]!, { situations: [Situation.SINGLE_PARENT] });
    const to = await claimedNeed(server, stage, { household: lone, situations: [Situation.BEREAVED] });
    // Nine elderly of the grid; of the five bereaved only one lives there.
    expect(await told(await gift(to))).toEqual(['CLEANING', [grids[0], ...all]]);
    const bereaved = await gift(to, { earmark: { situation: Situation.BEREAVED } });
    expect(await told(bereaved)).toEqual(['CLEANING', [community, [], [AgeBand.FROM_80]]]);
    await families(4, grids[2]!, { situations: [], lowIncomeCategory: LowIncomeCategory.TEKUN });
    const projectId = await openProject(server, stage, { lowIncomeCategories: ['TEKUN'] });
    const [poor] = await families(1, grids[0]!, { lowIncomeCategory: LowIncomeCategory.TEKUN });
    const poorNeed = await claimedNeed(server, stage, { household: poor });
    const forProject = { earmark: { projectId: globalId('CharityProject', projectId) } };
    expect(await told(await gift(poorNeed, forProject, projectId))).toEqual([
      'CLEANING',
      [community, [], [AgeBand.FROM_80]],
    ]);
  });

  test('given a use that changed later, then what was set aside before is told by what it was given for then', async () => {
    const [family] = await families(5, grids[0]!);
    const to = await claimedNeed(server, stage, { household: family, situations: [Situation.ELDERLY_ALONE] });
    const donation = await received(server, stage, { moneyFen: 1_000n });
    await allocated(server, stage, { donationId: donation.id, to, amount: 900n });
    expect(await told(donation.id)).toEqual(['CLEANING', [grids[0], ...all]]);
    await families(5, grids[3]!, { situations: [Situation.DISABLED] });
    accepted(
      await server.app.composition.donationService.changeDonationUse(stage.partner.actor, {
        ...{
          changeId: v7(),
          donationId: globalId('Donation', donation.id),
          earmark: { situation: Situation.DISABLED },
        },
        ...{ method: UseConsentMethod.PORTAL, consentedOn: '2026-01-05' },
      }),
    );
    expect(await told(donation.id)).toEqual(['CLEANING', [grids[0], ...all]]);
  });

  test('given a need that is referred by name only, then neither its kind nor its place is told', async () => {
    const [family] = await families(9, grids[0]!);
    const specialist = await provider(server, {
      serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
      takesRestricted: true,
    });
    await consent(server, family!, specialist.organisationId);
    const need = await directlyReferredNeed(server, [specialist.organisationId], {
      household: family,
      serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
    });
    const claim = await claimed(server, specialist, need);
    const donation = await received(server, stage, { moneyFen: 1_000n });
    // The charity may not give to it by itself; whoever looks after it as well may.
    await server.app.composition.database.transaction(async (tx) => {
      const { allocationSettlement, audit } = server.app.composition;
      const { accountId } = stage.staff;
      const commandId = v7();
      const line = { accountId, operation: 'allocateDonation', subjectType: 'Allocation', subjectId: commandId };
      await audit.recordOnce(tx, line, commandId, {});
      const allocation = {
        ...{ id: commandId, commandId, donationId: donation.id, lotId: null, needId: need.needId, claimId: claim.id },
        ...{ projectId: null, amount: 1_000n, valueFen: 1_000n, automatic: false, decidedBy: accountId },
      };
      await allocationSettlement.reserve(tx, allocation, donation, undefined);
    });
    expect(await told(donation.id)).toEqual([null, null]);
    expect(await server.database.query('SELECT 1 FROM told_place WHERE need_id = $1', [need.needId])).toEqual([]);
  });

  describe('on every path of the contract', () => {
    let schema: GraphQLSchema;
    beforeAll(() => {
      schema = buildLinkageSchema(server.app.composition.resolvers);
    });

    test('61, 62: given a donor who asks everything with every id there is, then nothing leads to the need, its claim, its household or a finer place', async () => {
      const [family] = await families(4, grids[0]!, {
        address: '永泰小区四号楼',
        members: [{ name: '温玉泽', ageBand: AgeBand.FROM_80, residentNumber: null }],
      });
      await families(2, grids[1]!);
      const to = await claimedNeed(server, stage, { household: family, cardText: '独居老人的标记文字' });
      const projectId = await openProject(server, stage);
      const donationId = await gift(to, { earmark: { projectId: globalId('CharityProject', projectId) } }, projectId);
      await confirmDelivery(server, stage, to);
      expect(await told(donationId)).toEqual(['CLEANING', [community, ...all]]);
      const [{ id: allocationId }] = (await server.database.query<{ id: string }>(
        'SELECT id FROM allocation WHERE donation_id = $1',
        [donationId],
      )) as [{ id: string }];
      const secrets = [
        ...[to.need.needId, to.need.id, to.claimId, to.claimGlobalId, family!.householdId, family!.id],
        ...['独居老人的标记文字', '温玉泽', '永泰小区', family!.identity.phone, family!.cardCode, grids[0]!],
      ];
      const ids = [
        ...[
          globalId('Donation', donationId),
          globalId('Allocation', allocationId),
          globalId('CharityProject', projectId),
        ],
        ...[to.need.id, to.claimGlobalId, family!.id, globalId('Organisation', stage.companyId)],
      ];
      const fields = Object.values(schema.getQueryType()!.getFields()) as GraphQLField<unknown, unknown>[];
      const ask = async (person: Person) => {
        const said: string[] = [];
        for (const field of fields)
          for (const id of ids) {
            const named = { id, needId: id, claimId: id, householdId: id, donationId: id, projectId: id };
            const values = { ...named, organisationId: globalId('Organisation', stage.companyId), areaCode: community };
            const { query, variables } = operationFor(schema, 'query', field, values, 3);
            const answer = await server.request(query, variables, person.token);
            expect([field.name, answer.status < 500]).toEqual([field.name, true]);
            const text = JSON.stringify(answer.data ?? {});
            if (field.name === 'area' || field.name === 'areas') continue;
            for (const secret of secrets) if (text.includes(secret)) said.push(`${field.name}: ${secret}`);
          }
        return [...new Set(said)];
      };
      expect(await ask(stage.partner)).toEqual([]);
      // So that the test can fail: the adviser of the place is told of need and household by the same questions.
      const adviser = await server.request(
        'query ($id: ID!) { need(id: $id) { id fundedBy { donationId } } }',
        { id: to.need.id },
        (await people(server).adviser(community)).token,
      );
      expect(adviser.data.need).toEqual({
        id: to.need.id,
        fundedBy: [{ donationId: globalId('Donation', donationId) }],
      });
    }, 120_000);
  });
});
