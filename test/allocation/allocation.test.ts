/** Shows how donations come to needs: set aside by hand and by rule, delivered in whole and in part, given back, reversed, and who sees it. */
import { v7 } from 'uuid';
import { DeliveryReversalReason } from '../../schema/allocation/enums';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { accepted } from '../stage/claims';
import { booksOf, lot, received } from '../stage/donations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import {
  allocate,
  allocateByRule,
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  expectSoundBooks,
  openProject,
  type AllocationStage,
} from './stage';

describe('allocations', () => {
  let server: TestServer;
  let stage: AllocationStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await allocationStage(server);
  });
  afterEach(() => expectSoundBooks(server));
  afterAll(() => server.close());
  const rows = (needId: string) =>
    server.database.query(
      `SELECT amount::text, value_fen::text AS value, status, delivered_amount::text AS delivered, reason
         FROM allocation WHERE need_id = $1 ORDER BY reserved_at, id`,
      [needId],
    );

  test('given money and a project, when a part is set aside for a claim and the household confirms, then both books say reserved, then delivered', async () => {
    const projectId = await openProject(server, stage);
    const donation = await received(server, stage, { moneyFen: 50_000n });
    const to = await claimedNeed(server, stage);
    const row = await allocated(server, stage, { donationId: donation.id, to, projectId, amount: 20_000n });
    expect(await booksOf(server, donation.id)).toEqual({ RECEIVED: '30000', RESERVED: '20000', SOURCE: '-50000' });
    expect(await booksOf(server, projectId)).toEqual({
      RECEIVED: '14980000',
      RESERVED: '20000',
      SOURCE: '-15000000',
    });
    await confirmDelivery(server, stage, to);
    expect(await booksOf(server, donation.id)).toEqual({ DELIVERED: '20000', RECEIVED: '30000', SOURCE: '-50000' });
    expect(await booksOf(server, projectId)).toMatchObject({ DELIVERED: '20000', RECEIVED: '14980000' });
    const events = await server.database.query<{ type: string; audience: string[]; payload: object }>(
      `SELECT type, audience, payload FROM event WHERE payload->>'allocationId' = $1 ORDER BY transaction, position`,
      [row.id],
    );
    expect(events.map((event) => event.type)).toEqual(['DonationAllocated', 'DonationDelivered']);
    for (const event of events) {
      expect(event.audience.sort()).toEqual(
        [
          `donation:${donation.id}`,
          `organisation:${stage.charityId}`,
          `organisation:${stage.companyId}`,
          `project:${projectId}`,
        ].sort(),
      );
      expect(JSON.stringify(event.payload)).not.toContain(to.need.needId);
      expect(event.payload).toMatchObject({ amountFen: '20000', projectId });
    }
  });

  test('given goods, when half of the quantity is delivered, then half is posted and the rest is free again, in lot and budget', async () => {
    const projectId = await openProject(server, stage);
    const donation = await received(server, stage, { lots: [lot({ quantity: 10n, unitValueFen: 1_000n })] });
    const [{ id: lotId }] = (await server.database.query('SELECT id FROM donation_lot WHERE donation_id = $1', [
      donation.id,
    ])) as [{ id: string }];
    const to = await claimedNeed(server, stage, { quantity: 4, quantityUnit: '床' });
    await allocated(server, stage, { donationId: donation.id, lotId, to, projectId, amount: 4n });
    expect(await booksOf(server, lotId)).toEqual({ RECEIVED: '6', RESERVED: '4', SOURCE: '-10' });
    await confirmDelivery(server, stage, to, 2);
    expect(await booksOf(server, lotId)).toEqual({ DELIVERED: '2', RECEIVED: '8', SOURCE: '-10' });
    expect(await booksOf(server, projectId)).toMatchObject({ DELIVERED: '2000', RECEIVED: '14998000' });
    expect(await rows(to.need.needId)).toEqual([
      { amount: '4', value: '4000', status: 'DELIVERED', delivered: '2', reason: null },
    ]);
  });

  test('given several sums for one claim, when two of three are delivered, then the delivered fen sum to two thirds of all, rounded once', async () => {
    const donation = await received(server, stage, { moneyFen: 1_000n });
    const to = await claimedNeed(server, stage, { quantity: 3, quantityUnit: '次' });
    for (const amount of [100n, 101n, 1n]) await allocated(server, stage, { donationId: donation.id, to, amount });
    await confirmDelivery(server, stage, to, 2);
    const found = (await rows(to.need.needId)) as { delivered: string | null; status: string }[];
    expect(found.map((row) => [row.status, row.delivered])).toEqual([
      ['DELIVERED', '67'],
      ['DELIVERED', '67'],
      ['RELEASED', null],
    ]);
    expect(await booksOf(server, donation.id)).toEqual({ DELIVERED: '134', RECEIVED: '866', SOURCE: '-1000' });
  });

  test('given lots that expire at different times and bound ones, then those that expire first are used first, then the narrowly bound', async () => {
    const own = await allocationStage(server);
    const projectId = await openProject(server, own);
    const goods = { item: '大米', unit: '袋', unitValueFen: 5_000n };
    const make = async (quantity: bigint, expiresOn: string | undefined, earmark?: object) => {
      const one = lot({ ...goods, quantity, expiresOn });
      await received(server, own, { lots: [one], earmark });
      return one.lotId;
    };
    const free = await make(5n, '2190-01-02');
    const bound = await make(3n, '2190-01-02', { areaCode: '640104', serviceKind: 'CLEANING' });
    const first = await make(2n, '2190-01-01');
    const never = await make(50n, undefined);
    const elsewhere = await make(9n, '2189-01-01', { serviceKind: 'HOME_VISIT' });
    const to = await claimedNeed(server, own);
    const made = accepted(await allocateByRule(server, own, to, { ...goods, pieces: 8n }));
    expect(made.allocations.map((row) => [row.lotId, row.amount, row.projectId, row.automatic])).toEqual([
      [first, 2n, projectId, true],
      [bound, 3n, projectId, true],
      [free, 3n, projectId, true],
    ]);
    const rest = accepted(await allocateByRule(server, own, to, { ...goods, pieces: 100n }));
    expect(rest.allocations.map((row) => [row.lotId, row.amount])).toEqual([
      [free, 2n],
      [never, 30n],
    ]);
    expect(await booksOf(server, elsewhere)).toEqual({ RECEIVED: '9', SOURCE: '-9' });
  });

  test('given a claim that is given back, a need that is withdrawn, and a release by hand, then nothing is reserved any more', async () => {
    const donation = await received(server, stage, { moneyFen: 900n });
    const [given, withdrawn, byHand] = [
      await claimedNeed(server, stage),
      await claimedNeed(server, stage),
      await claimedNeed(server, stage),
    ];
    for (const to of [given, withdrawn, byHand])
      await allocated(server, stage, { donationId: donation.id, to, amount: 300n, whole: to === withdrawn });
    expect(await booksOf(server, donation.id)).toEqual({ RESERVED: '900', SOURCE: '-900' });
    const { allocationEndings, claimService, needService } = server.app.composition;
    accepted(
      await claimService.releaseClaim(stage.provider.member, {
        commandId: v7(),
        claimId: given.claimGlobalId,
        reason: ReleaseReason.OTHER,
      }),
    );
    accepted(
      await needService.withdrawNeed(withdrawn.need.adviser, {
        needId: withdrawn.need.id,
        reason: NeedWithdrawalReason.MET_OTHERWISE,
      }),
    );
    const [row] = await server.database.query<{ id: string }>('SELECT id FROM allocation WHERE need_id = $1', [
      byHand.need.needId,
    ]);
    const release = { releaseId: v7(), allocationId: globalId('Allocation', row!.id) };
    for (let times = 0; times < 2; times += 1)
      accepted(await allocationEndings.releaseAllocation(stage.staff.actor, release));
    expect(await booksOf(server, donation.id)).toEqual({ RECEIVED: '900', SOURCE: '-900' });
    const reasons = await Promise.all([given, withdrawn, byHand].map((to) => rows(to.need.needId)));
    expect(reasons.flat().map((one: any) => [one.status, one.reason])).toEqual([
      ['RELEASED', 'CLAIM_ENDED'],
      ['RELEASED', 'NEED_WITHDRAWN'],
      ['RELEASED', 'BY_HAND'],
    ]);
  });

  test('given a delivery, when it is reversed, then it is free again by a REVERSAL and its entries stay; a second time is refused', async () => {
    const projectId = await openProject(server, stage);
    const donation = await received(server, stage, { moneyFen: 700n });
    const to = await claimedNeed(server, stage);
    const row = await allocated(server, stage, { donationId: donation.id, to, projectId, amount: 500n });
    const reverse = () =>
      server.app.composition.allocationEndings.reverseDelivery(stage.staff.actor, {
        reversalId: v7(),
        allocationId: globalId('Allocation', row.id),
        reason: DeliveryReversalReason.GOODS_CAME_BACK,
      });
    expect(await reverse()).toMatchObject({ currentStatus: 'RESERVED', allowedStatuses: ['DELIVERED'] });
    await confirmDelivery(server, stage, to);
    expect(await reverse()).toMatchObject({ status: 'REVERSED', reason: 'GOODS_CAME_BACK', deliveredAmount: 500n });
    expect(await reverse()).toMatchObject({ currentStatus: 'REVERSED' });
    expect(await booksOf(server, donation.id)).toEqual({ RECEIVED: '700', SOURCE: '-700' });
    expect(await booksOf(server, projectId)).toEqual({ RECEIVED: '15000000', SOURCE: '-15000000' });
    const kinds = await server.database.query(
      'SELECT kind, count(*)::int FROM ledger_transfer WHERE allocation_id = $1 GROUP BY kind ORDER BY kind',
      [row.id],
    );
    expect(kinds).toEqual([
      { kind: 'PENDING', count: 2 },
      { kind: 'POSTED', count: 2 },
      { kind: 'REVERSAL', count: 2 },
    ]);
  });

  test('given a promise that was not received, then nothing of it is set aside, and the answer says so', async () => {
    const to = await claimedNeed(server, stage);
    const { donationService } = server.app.composition;
    const pledged = accepted(
      await donationService.pledgeDonation(stage.partner.actor, {
        donationId: v7(),
        donorOrganisationId: globalId('Organisation', stage.companyId),
        recipientOrganisationId: globalId('Organisation', stage.charityId),
        moneyFen: 100n,
      }),
    );
    expect(await allocate(server, stage, { donationId: pledged.id, to, amount: 100n })).toMatchObject({
      conflicts: [{ rule: 'DONATION_NOT_RECEIVED', excluded: 1 }],
      nearest: ['DONATION_NOT_RECEIVED'],
    });
    expect(await rows(to.need.needId)).toEqual([]);
  });

  test('given parts set aside under ids that fall, then they are listed by when that was, the newest first, by pages', async () => {
    const donation = await received(server, stage, { moneyFen: 900n });
    for (const [place, amount] of [100n, 200n, 300n].entries()) {
      const allocationId = v7({ msecs: 1_700_000_000_000 - place });
      await allocated(server, stage, {
        donationId: donation.id,
        to: await claimedNeed(server, stage),
        amount,
        allocationId,
      });
    }
    const query = `query ($donationId: ID, $after: String) { allocations(donationId: $donationId, first: 2, after: $after) {
      edges { node { amount } } pageInfo { endCursor hasNextPage } } }`;
    const page = async (after?: string) => {
      const variables = { donationId: globalId('Donation', donation.id), after };
      return (await server.request(query, variables, stage.staff.token)).data.allocations;
    };
    const first = await page();
    const second = await page(first.pageInfo.endCursor);
    const amounts = ({ edges }: { edges: { node: { amount: string } }[] }) => edges.map(({ node }) => node.amount);
    expect([amounts(first), amounts(second), second.pageInfo.hasNextPage]).toEqual([['300', '200'], ['100'], false]);
  });

  test('given a donor, a claimant, a stranger, the charity and the auditor, then each sees its own part of an allocation over HTTP and no more', async () => {
    const donation = await received(server, stage, { moneyFen: 400n });
    const to = await claimedNeed(server, stage);
    await allocated(server, stage, { donationId: donation.id, to, amount: 400n });
    const cast = people(server);
    const deliverer = await cast.organisationMember(stage.provider.organisationId);
    const stranger = await cast.organisationMember((await allocationStage(server)).provider.organisationId);
    const auditor = await cast.auditor();
    const query = `query ($claimId: ID) { allocations(claimId: $claimId) { edges { node { id amount donationId needId } } } }`;
    const seen = async (token: string) =>
      (await server.request(query, { claimId: to.claimGlobalId }, token)) as { data: any; errors?: any[] };
    const own = (await seen(stage.staff.token)).data.allocations.edges[0].node;
    expect(own).toMatchObject({ amount: '400', donationId: globalId('Donation', donation.id), needId: to.need.id });
    expect((await seen(auditor.token)).data.allocations.edges[0].node).toEqual(own);
    expect((await seen(deliverer.token)).data.allocations.edges[0].node).toEqual({ ...own, donationId: null });
    expect((await seen(stranger.token)).data.allocations.edges).toEqual([]);
    expect((await seen(stage.partner.token)).errors?.[0].extensions.code).toBe('FORBIDDEN');
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    for (const [token, answer] of [
      [stage.staff.token, { id: own.id }],
      [stage.partner.token, null],
      [stranger.token, null],
    ] as const)
      expect((await server.request(node, { id: own.id }, token)).data.node).toEqual(answer);
  });

  test('given the staff of another charity, then neither donation nor need is there for them, and nothing is stored', async () => {
    const other = await allocationStage(server);
    const donation = await received(server, stage, { moneyFen: 10n });
    const to = await claimedNeed(server, stage);
    const answer = await allocate(
      server,
      { ...stage, staff: other.staff },
      { donationId: donation.id, to, amount: 1n },
    );
    expect(answer).toMatchObject({ type: 'Donation' });
    const byRule = await allocateByRule(server, { ...stage, staff: other.staff }, to, { amountFen: 1n });
    expect(byRule).toMatchObject({ type: 'Organisation' });
    expect(await rows(to.need.needId)).toEqual([]);
  });

  test('80: given what no rule of the table allows, then the database refuses it too', async () => {
    const donation = await received(server, stage, { moneyFen: 100n });
    const to = await claimedNeed(server, stage);
    const row = await allocated(server, stage, { donationId: donation.id, to, amount: 50n });
    for (const [change, constraint] of [
      ['amount = 0, value_fen = 0', 'an_allocation_sets_something_aside'],
      ['value_fen = -1', 'an_allocation_is_worth_whole_fen'],
      ['value_fen = 100', 'money_is_worth_itself'],
      ["status = 'DELIVERED', settled_at = now(), delivered_amount = 51", 'no_more_is_delivered_than_was_set_aside'],
      ["status = 'DELIVERED', settled_at = now()", 'what_was_delivered_says_how_much'],
      ["status = 'RELEASED', settled_at = now()", 'what_did_not_arrive_says_why'],
      ["status = 'RELEASED', reason = 'BY_HAND'", 'only_what_is_reserved_is_unsettled'],
    ] as const)
      await expect(
        server.database.query(`UPDATE allocation SET ${change} WHERE id = $1`, [row.id]),
      ).rejects.toMatchObject({
        constraint,
      });
  });
});
