/** Shows where each part of a donation is told to be, that all parts sum to the whole, and the same from the needs back. */
import { v7 } from 'uuid';
import { DeliveryReversalReason } from '../../schema/allocation/enums';
import { globalId } from '../../schema/global-id';
import { AgeBand } from '../../schema/household/household';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import {
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  expectSoundBooks,
  openProject,
  type AllocationStage,
} from '../allocation/stage';
import { accepted, claimed, delivered } from '../stage/claims';
import { lot, pledge, received } from '../stage/donations';
import { household } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const journeyFields = `journey(first: 100) { edges { cursor node { id stage amount lotId item unit needKind
  place { area { code } situations ageBands } steps { stage at } } } pageInfo { hasNextPage } }`;

describe('the journey of a donation', () => {
  let server: TestServer;
  let stage: AllocationStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await allocationStage(server);
    // Five alike in one grid; those of the tests below live in the community and share its name.
    for (const _ of [1, 2, 3, 4, 5])
      await household(server, {
        areaCode: '640104001002',
        situations: [Situation.ELDERLY_ALONE],
        members: [{ ageBand: AgeBand.FROM_80 }],
      });
  }, 60_000);
  afterAll(() => server.close());

  async function journeyOf(donationId: string, person: Person = stage.partner): Promise<any[]> {
    const answer = await server.request(
      `query ($id: ID!) { donation(id: $id) { ${journeyFields} } }`,
      { id: globalId('Donation', donationId) },
      person.token,
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.donation.journey.edges.map((edge: { node: unknown }) => edge.node);
  }
  async function stationsOf(donationId: string): Promise<unknown[]> {
    const answer = await server.request(
      'query ($id: ID!) { donation(id: $id) { stations { stage reached resting item } } }',
      { id: globalId('Donation', donationId) },
      stage.partner.token,
    );
    return answer.data.donation.stations.map((one: any) => [one.stage, one.reached, one.resting, one.item]);
  }
  const shown = (parts: any[]) => parts.map((part) => [part.stage, part.amount]);
  const stagesOf = (part: any) => part.steps.map((step: { stage: string }) => step.stage);
  const wholeOf = async (holdingId: string) => {
    const [row] = await server.database.query<{ whole: string }>(
      "SELECT (-balance)::text AS whole FROM ledger_balance WHERE holding_id = $1 AND book = 'SOURCE'",
      [holdingId],
    );
    return BigInt(row!.whole);
  };
  const sum = (parts: any[]) => parts.reduce((total, part) => total + BigInt(part.amount), 0n);

  test('given money of which parts are confirmed, reported, set aside, given back and free, then each is told with its stages, and they sum to the whole', async () => {
    const donation = await received(server, stage, { moneyFen: 1_000n });
    const [first, second, third] = [
      await claimedNeed(server, stage, { quantity: 4 }),
      await claimedNeed(server, stage),
      await claimedNeed(server, stage),
    ];
    const give = (to: typeof first, amount: bigint) =>
      allocated(server, stage, { donationId: donation.id, to, amount });
    const [half, reported] = [await give(first, 400n), await give(second, 50n)];
    const released = await give(third, 30n);
    await give(third, 20n);
    await confirmDelivery(server, stage, first, 2);
    const { claimService, allocationEndings, disposalService } = server.app.composition;
    const { member } = stage.provider;
    const claimId = second.claimGlobalId;
    accepted(await claimService.confirmClaim(member, { commandId: v7(), claimId }));
    accepted(await claimService.reportDelivery(member, { commandId: v7(), claimId, quantityDelivered: 1 }));
    accepted(
      await allocationEndings.releaseAllocation(stage.staff.actor, {
        releaseId: v7(),
        allocationId: globalId('Allocation', released.id),
      }),
    );
    accepted(
      await disposalService.returnDonation(stage.staff.actor, {
        disposalId: v7(),
        donationId: globalId('Donation', donation.id),
        amount: 7n,
      }),
    );
    const parts = await journeyOf(donation.id);
    expect(shown(parts)).toEqual([
      ['CONFIRMED', '200'],
      ['DELIVERED', '50'],
      ['RESERVED', '20'],
      ['RETURNED', '7'],
      ['RECEIVED', '723'],
    ]);
    expect(sum(parts)).toBe(await wholeOf(donation.id));
    expect(parts.map(stagesOf)).toEqual([
      ['PLEDGED', 'RECEIVED', 'RESERVED', 'DELIVERED', 'CONFIRMED'],
      ['PLEDGED', 'RECEIVED', 'RESERVED', 'DELIVERED'],
      ['PLEDGED', 'RECEIVED', 'RESERVED'],
      ['PLEDGED', 'RECEIVED', 'RETURNED'],
      ['PLEDGED', 'RECEIVED'],
    ]);
    const instants = parts[0].steps.map((step: { at: string }) => step.at);
    expect(instants).toEqual([...instants].sort());
    expect(parts.slice(0, 2).map((part) => part.id)).toEqual(
      [half, reported].map((row) => globalId('Allocation', row.id)),
    );
    expect(parts.map((part) => part.needKind)).toEqual(['CLEANING', 'CLEANING', 'CLEANING', null, null]);
    expect(await stationsOf(donation.id)).toEqual([
      ['PLEDGED', '1000', '0', null],
      ['RECEIVED', '1000', '723', null],
      ['RESERVED', '270', '20', null],
      ['DELIVERED', '250', '50', null],
      ['CONFIRMED', '200', '200', null],
      ['RETURNED', '7', '7', null],
    ]);
    // The charity, the auditor and the bureau are told the same.
    for (const other of [stage.staff, await people(server).auditor(), await people(server).bureau()])
      expect(await journeyOf(donation.id, other)).toEqual(parts);
  });

  test('given goods, when a delivery is reversed and a lot lost in part, then pieces are where they are, by lot', async () => {
    const lots = [lot({ quantity: 10n }), lot({ item: '大米', unit: '袋', quantity: 4n })];
    const donation = await received(server, stage, { lots });
    const [quilts, rice] = [lots[0]!.lotId, lots[1]!.lotId];
    const to = await claimedNeed(server, stage);
    const given = await allocated(server, stage, { donationId: donation.id, lotId: quilts, to, amount: 3n });
    await confirmDelivery(server, stage, to);
    const of = async () =>
      (await journeyOf(donation.id)).map((part) => [part.stage, part.amount, part.item, part.unit]);
    expect(await of()).toEqual(
      expect.arrayContaining([
        ['CONFIRMED', '3', '棉被', '床'],
        ['RECEIVED', '7', '棉被', '床'],
        ['RECEIVED', '4', '大米', '袋'],
      ]),
    );
    expect(await stationsOf(donation.id)).toEqual([
      ['PLEDGED', '10', '0', '棉被'],
      ['RECEIVED', '10', '7', '棉被'],
      ['RESERVED', '3', '0', '棉被'],
      ['DELIVERED', '3', '0', '棉被'],
      ['CONFIRMED', '3', '3', '棉被'],
      ['PLEDGED', '4', '0', '大米'],
      ['RECEIVED', '4', '4', '大米'],
    ]);
    const { allocationEndings, disposalService } = server.app.composition;
    accepted(
      await allocationEndings.reverseDelivery(stage.staff.actor, {
        reversalId: v7(),
        allocationId: globalId('Allocation', given.id),
        reason: DeliveryReversalReason.GOODS_CAME_BACK,
      }),
    );
    accepted(
      await disposalService.reportDonationLoss(stage.staff.actor, {
        disposalId: v7(),
        donationId: globalId('Donation', donation.id),
        lotId: globalId('DonationLot', rice),
        amount: 1n,
      }),
    );
    const parts = await of();
    expect(parts).toHaveLength(3);
    expect(parts).toEqual(
      expect.arrayContaining([
        ['RECEIVED', '10', '棉被', '床'],
        ['RECEIVED', '3', '大米', '袋'],
        ['LOST', '1', '大米', '袋'],
      ]),
    );
  });

  test('given a pledge, then all of it is promised; withdrawn, nothing is left to tell', async () => {
    const made = accepted(await pledge(server, stage, { moneyFen: 90n }));
    expect(shown(await journeyOf(made.id))).toEqual([['PLEDGED', '90']]);
    const command = { commandId: v7(), donationId: globalId('Donation', made.id) };
    accepted(await server.app.composition.donationService.withdrawPledge(stage.partner.actor, command));
    expect(await journeyOf(made.id)).toEqual([]);
  });

  test('given services that are pledged, then those served, those claimed and the free places are told', async () => {
    const input = {
      ...{ donationId: v7(), offeringId: v7(), standing: false, capacityMaximum: 3, languages: [], skills: [] },
      donorOrganisationId: globalId('Organisation', stage.companyId),
      recipientOrganisationId: globalId('Organisation', stage.charityId),
      ...{ serviceKind: ServiceKind.EDUCATION_SUPPORT, name: '课后辅导', areaCodes: ['640104'], situations: [] },
    };
    const { deliveryService, servicePledgeService } = server.app.composition;
    accepted(await servicePledgeService.pledgeService(stage.partner.actor, input));
    const giver = {
      ...{ organisationId: stage.companyId, id: input.donorOrganisationId, offeringId: input.offeringId },
      member: stage.partner.actor,
    };
    const wish = { serviceKind: ServiceKind.EDUCATION_SUPPORT };
    const [served, claimedOnly] = [await referredNeed(server, wish), await referredNeed(server, wish)];
    const { globalId: claimId } = await delivered(server, giver, served);
    const { cardCode } = served.household;
    accepted(await deliveryService.confirmDelivery({ commandId: v7(), claimId, cardCode }));
    await claimed(server, giver, claimedOnly);
    const parts = await journeyOf(input.donationId, stage.staff);
    expect(parts.map((part) => [part.stage, part.amount, part.needKind, stagesOf(part)])).toEqual([
      ['CONFIRMED', '1', 'EDUCATION_SUPPORT', ['PLEDGED', 'RESERVED', 'DELIVERED', 'CONFIRMED']],
      ['RESERVED', '1', 'EDUCATION_SUPPORT', ['PLEDGED', 'RESERVED']],
      ['PLEDGED', '1', null, ['PLEDGED']],
    ]);
    const { token } = await people(server).adviser('640104001002');
    const asked =
      'query ($id: ID!) { need(id: $id) { fundedBy { donationId form amount deliveredAmount deliveredValueFen status donorOrganisationId } } }';
    const back = await server.request(asked, { id: served.id }, token);
    expect(back.data.need.fundedBy).toEqual([
      {
        donationId: globalId('Donation', input.donationId),
        ...{ form: 'SERVICE', amount: '1', deliveredAmount: '1', deliveredValueFen: '0', status: 'DELIVERED' },
        donorOrganisationId: input.donorOrganisationId,
      },
    ]);
  });

  test('given more parts than a page, then pages go on where they stopped, none twice', async () => {
    const donation = await received(server, stage, { moneyFen: 100n });
    const to = await claimedNeed(server, stage);
    for (const amount of [1n, 2n, 3n]) await allocated(server, stage, { donationId: donation.id, to, amount });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const answer = await server.request(
        `query ($id: ID!, $after: String) { donation(id: $id) { journey(first: 2, after: $after) {
           edges { node { amount } } pageInfo { hasNextPage endCursor } } } }`,
        { id: globalId('Donation', donation.id), after },
        stage.partner.token,
      );
      const { edges, pageInfo } = answer.data.donation.journey;
      seen.push(...edges.map((edge: { node: { amount: string } }) => edge.node.amount));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after);
    expect(seen).toEqual(['1', '2', '3', '94']);
  });

  test('given the donations and needs of all tests above, then every fen and piece delivered is found from either end, and the sums are equal', async () => {
    const projectId = await openProject(server, stage);
    const extra = await received(server, stage, { moneyFen: 5_000n });
    const to = await claimedNeed(server, stage, { quantity: 3 });
    await allocated(server, stage, { donationId: extra.id, to, amount: 1_000n, projectId });
    await confirmDelivery(server, stage, to, 1);
    const adviser = await people(server).adviser('640104');
    const there = new Map<string, bigint>();
    for (const { id } of await server.database.query<{ id: string }>('SELECT id FROM donation'))
      for (const part of await journeyOf(id, stage.staff))
        if (part.stage === 'CONFIRMED') {
          const key = globalId('Donation', id);
          there.set(key, (there.get(key) ?? 0n) + BigInt(part.amount));
        }
    const back = new Map<string, bigint>();
    for (const { id } of await server.database.query<{ id: string }>('SELECT id FROM need')) {
      const answer = await server.request(
        `query ($id: ID!) { need(id: $id) { fundedBy { donationId deliveredAmount claimId }
           claims { id fundedBy { donationId deliveredAmount } } } }`,
        { id: globalId('Need', id) },
        adviser.token,
      );
      const { fundedBy, claims } = answer.data.need;
      for (const { donationId, deliveredAmount } of fundedBy)
        if (deliveredAmount !== '0') back.set(donationId, (back.get(donationId) ?? 0n) + BigInt(deliveredAmount));
      // The claims of a need carry between them what is not for the need as a whole.
      const byClaims = claims.flatMap((claim: any) => claim.fundedBy.map((one: any) => one.deliveredAmount));
      const named = fundedBy.filter((one: any) => one.claimId !== null).map((one: any) => one.deliveredAmount);
      expect(byClaims.sort()).toEqual(named.sort());
    }
    expect(there.size).toBeGreaterThanOrEqual(3);
    expect(there.get(globalId('Donation', extra.id))).toBe(333n);
    expect(Object.fromEntries(back)).toEqual(Object.fromEntries(there));
    const [booked] = await server.database.query<{ sum: string }>(
      "SELECT sum(balance)::text AS sum FROM ledger_balance JOIN ledger_holding ON id = holding_id WHERE book = 'DELIVERED' AND kind <> 'BUDGET'",
    );
    const services = 1n;
    expect([...there.values()].reduce((total, one) => total + one, 0n)).toBe(BigInt(booked!.sum) + services);
    await expectSoundBooks(server);
  });

  test('given who does not serve the area of a need, then what pays for it is not told', async () => {
    const donation = await received(server, stage, { moneyFen: 10n });
    const to = await claimedNeed(server, stage);
    await allocated(server, stage, { donationId: donation.id, to, amount: 10n });
    const query =
      'query ($id: ID!, $claim: ID!) { need(id: $id) { fundedBy { amount } } claim(id: $claim) { fundedBy { amount } } }';
    const ask = (person: Person) => server.request(query, { id: to.need.id, claim: to.claimGlobalId }, person.token);
    const member = await people(server).organisationMember(stage.provider.organisationId);
    expect((await ask(member)).data).toEqual({ need: { fundedBy: null }, claim: { fundedBy: null } });
    const adviser = await people(server).adviser('640104001002');
    expect((await ask(adviser)).data).toEqual({
      need: { fundedBy: [{ amount: '10' }] },
      claim: { fundedBy: [{ amount: '10' }] },
    });
    const elsewhere = await people(server).adviser('640104012');
    expect((await ask(elsewhere)).data).toEqual({ need: null, claim: null });
  });
});
