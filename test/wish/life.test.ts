/** Shows a shared wish from the first share to the confirmed delivery: who brings it, what its state says, and how it ends otherwise. */
import { v7 } from 'uuid';
import { NoLegalAllocation } from '../../schema/allocation/refusals';
import { DonorKind } from '../../schema/donation/enums';
import { PartOfWish } from '../../schema/donation/results';
import { HeldByShares } from '../../schema/claim/refusals';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { NeedKind, NeedStatus, NeedWithdrawalReason } from '../../schema/need/enums';
import { WrongState } from '../../schema/refusals';
import { checkData } from '../../server/wish/check';
import { RevisitOutcome, Satisfaction } from '../../schema/revisit/revisit';
import { accepted, audienceOf, claim, claimed, confirmed, endLease, standing, type Provider } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import { household, newResidentNumber } from '../stage/households';
import { draftedNeed, stagedCommunity, verifiedNeed, type StagedNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import {
  carrier,
  giver,
  granted,
  heldWish,
  openWish,
  paidWish,
  receiveShare,
  share,
  type Giver,
} from '../stage/wishes';

describe('the life of a shared wish', () => {
  let server: TestServer;
  let stage: GivingStage;
  let company: Giver;
  let bringer: Provider;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    company = await giver(server);
    bringer = await carrier(server);
  });
  afterAll(async () => {
    expect(await checkData(server.app.composition.database)).toEqual([]);
    await server.close();
  });

  const stateOf = async (wish: StagedNeed) => {
    const { token } = await people(server).adviser(wish.areaCode);
    const answer = await server.request(
      'query ($id: ID!) { need(id: $id) { wish { state } } }',
      { id: wish.id },
      token,
    );
    return answer.data.need.wish.state as string;
  };
  const waiting = async () => {
    const { token } = await people(server).organisationMember(bringer.organisationId);
    const answer = await server.request(
      '{ wishesToDeliver { edges { node { id wish { receivedFen } } } } }',
      {},
      token,
    );
    return answer.data.wishesToDeliver.edges.map((edge: any) => edge.node.id) as string[];
  };

  test('given every step, then the state is submitted, verified, open, held, delivering, delivered', async () => {
    expect(await stateOf(await draftedNeed(server, { kind: NeedKind.MICRO_WISH }))).toBe('SUBMITTED');
    expect(await stateOf(await verifiedNeed(server, { kind: NeedKind.MICRO_WISH }))).toBe('VERIFIED');
    const wish = await openWish(server, { priceCeilingFen: 100n });
    expect(await stateOf(wish)).toBe('OPEN');
    const parts = [
      accepted(await share(server, stage, company, wish, 70n)),
      accepted(await share(server, stage, company, wish, 30n)),
    ];
    expect(await stateOf(wish)).toBe('HELD');
    accepted(await receiveShare(server, stage, parts[0]!.id));
    expect(await waiting()).not.toContain(wish.id);
    expect(await claim(server, bringer, wish)).toEqual(new HeldByShares(0n));
    accepted(await receiveShare(server, stage, parts[1]!.id));
    expect(await waiting()).toContain(wish.id);
    const held = await claimed(server, bringer, wish);
    expect([await stateOf(wish), (await waiting()).includes(wish.id)]).toEqual(['HELD', false]);
    const { claimService, deliveryService } = server.app.composition;
    const claimId = held.globalId;
    accepted(await claimService.confirmClaim(bringer.member, { commandId: v7(), claimId }));
    expect(await stateOf(wish)).toBe('DELIVERING');
    accepted(await claimService.reportDelivery(bringer.member, { commandId: v7(), claimId, quantityDelivered: 1 }));
    accepted(await deliveryService.confirmDelivery({ commandId: v7(), claimId, cardCode: wish.household.cardCode }));
    expect(await stateOf(wish)).toBe('DELIVERED');
    expect(await heldWish(server, wish.needId)).toMatchObject({
      ...{ status: 'FULFILLED', claimed: 1, held: '0', received: '0', shares: ['DELIVERED 70', 'DELIVERED 30'] },
      books: { SOURCE: '-100', DELIVERED: '100' },
    });
    expect((await standing(server.database, wish.needId)).events).toEqual([
      ...['WishShared', 'WishShared', 'WishShareReceived', 'WishShareReceived', 'WishPaid'],
      ...['NeedClaimed', 'ClaimConfirmed', 'DeliveryReported', 'DeliveryConfirmed', 'WishGranted'],
    ]);
    expect(await audienceOf(server.database, wish.needId, 'WishGranted')).toEqual(
      expect.arrayContaining([`organisation:${company.organisationId}`, `organisation:${stage.charityId}`]),
    );
    const { token } = company.partner;
    const seen = await server.request(
      'query ($id: ID!) { need(id: $id) { status wish { state } } }',
      { id: wish.id },
      token,
    );
    expect(seen.data.need).toEqual({ status: 'FULFILLED', wish: { state: 'DELIVERED' } });
  });

  test('given a paid wish, when who was to bring it gives it back or is out of time, then it waits for another, and its shares stay', async () => {
    const { wish } = await paidWish(server, stage, company);
    const { claimPool, claimService } = server.app.composition;
    const released = await confirmed(server, bringer, wish);
    accepted(
      await claimService.releaseClaim(bringer.member, {
        commandId: v7(),
        claimId: released.globalId,
        reason: ReleaseReason.NO_CAPACITY,
      }),
    );
    const paid = { status: 'CLAIMED', claimed: 0, held: '20000', received: '20000', shares: ['RECEIVED 20000'] };
    expect(await heldWish(server, wish.needId)).toMatchObject(paid);
    expect(await waiting()).toContain(wish.id);
    const late = await claimed(server, await carrier(server), wish);
    await endLease(server.database, late.id);
    expect(await claimPool.expireLease(late.id)).toBe(true);
    expect(await heldWish(server, wish.needId)).toMatchObject(paid);
    const types = (await standing(server.database, wish.needId)).events.filter((type) => type === 'WishPaid');
    expect(types).toHaveLength(3);
    await granted(server, bringer, wish);
    expect(await heldWish(server, wish.needId)).toMatchObject({ held: '0', shares: ['DELIVERED 20000'] });
  });

  test('given a received share, then it is set aside for its wish alone: no hand releases it, and set free it pays for no other wish', async () => {
    const { wish, shareId } = await paidWish(server, stage, company);
    const { allocationEndings, allocationService, needService } = server.app.composition;
    const allocationOf = async () => {
      const sql =
        'SELECT id, status, need_id, amount::text AS amount, automatic FROM allocation WHERE donation_id = $1';
      return (await server.database.query<{ id: string }>(sql, [shareId]))[0]!;
    };
    const made = await allocationOf();
    expect(made).toMatchObject({ status: 'RESERVED', need_id: wish.needId, amount: '20000', automatic: true });
    const release = { releaseId: v7(), allocationId: globalId('Allocation', made.id) };
    expect(await allocationEndings.releaseAllocation(stage.staff.actor, release)).toEqual(
      new PartOfWish(globalId('WishShare', shareId)),
    );
    expect(await allocationOf()).toEqual(made);
    const reason = NeedWithdrawalReason.MET_OTHERWISE;
    accepted(await needService.withdrawNeed(wish.adviser, { needId: wish.id, reason }));
    expect(await allocationOf()).toMatchObject({ status: 'RELEASED' });
    const another = await openWish(server, { priceCeilingFen: 20_000n });
    const answer = await allocationService.allocateDonation(stage.staff.actor, {
      ...{ allocationId: v7(), donationId: globalId('Donation', shareId), needId: another.id, amount: 20_000n },
    });
    expect(answer).toMatchObject({ conflicts: [{ rule: 'EARMARK_WISH' }] });
  });

  test('given a person of the household itself, then the charity can give no share in its name', async () => {
    const residentNumber = newResidentNumber();
    const family = await household(server, { areaCode: stagedCommunity, members: [{ residentNumber }] });
    const wish = await openWish(server, { household: family, priceCeilingFen: 100n });
    const donorId = v7();
    const { donorService, shareService } = server.app.composition;
    const person = { donorId, kind: DonorKind.INDIVIDUAL, name: '钱学忠', residentNumber };
    accepted(await donorService.registerDonor(stage.staff.actor, person));
    const answer = await shareService.shareWish(stage.staff.actor, {
      ...{ shareId: v7(), wishId: wish.id, donorId: globalId('Donor', donorId), amountFen: 100n },
      recipientOrganisationId: globalId('Organisation', stage.charityId),
    });
    expect(answer).toMatchObject({ constructor: NoLegalAllocation, conflicts: [{ rule: 'RELATED_PARTY' }] });
    expect(await heldWish(server, wish.needId)).toMatchObject({ status: 'PUBLISHED', held: '0', shares: [] });
  });

  test('given a wish that its area withdraws, then what was promised is promised no more, and what was received is free for its charity', async () => {
    const wish = await openWish(server, { priceCeilingFen: 100n });
    const [received, promised] = [
      accepted(await share(server, stage, company, wish, 60n)),
      accepted(await share(server, stage, company, wish, 40n)),
    ];
    accepted(await receiveShare(server, stage, received.id));
    const { disposalService, needService, shareService } = server.app.composition;
    const reason = NeedWithdrawalReason.MET_OTHERWISE;
    accepted(await needService.withdrawNeed(wish.adviser, { needId: wish.id, reason }));
    expect(await heldWish(server, wish.needId)).toMatchObject({
      ...{ status: 'WITHDRAWN', held: '0', received: '0', shares: ['RELEASED 60', 'RELEASED 40'] },
      books: { SOURCE: '-60', RECEIVED: '60' },
    });
    expect(await stateOf(wish)).toBe('ENDED');
    expect(
      await shareService.withdrawShare(company.partner.actor, {
        commandId: v7(),
        shareId: globalId('WishShare', promised.id),
      }),
    ).toEqual(new WrongState('RELEASED', ['HELD']));
    const disposal = { disposalId: v7(), donationId: globalId('Donation', received.id), amount: 60n };
    accepted(await disposalService.returnDonation(stage.staff.actor, disposal));
    expect((await heldWish(server, wish.needId)).books).toEqual({ SOURCE: '-60', RETURNED: '60' });
  });

  test('given a household that got nothing, then the shares are free; given that its need remains, then the wish begins anew', async () => {
    const { wish } = await paidWish(server, stage, company);
    await granted(server, bringer, wish, 0);
    expect(await heldWish(server, wish.needId)).toMatchObject({
      ...{ status: NeedStatus.NOT_MET, held: '0', received: '0', shares: ['RELEASED 20000'] },
    });
    expect(await stateOf(wish)).toBe('ENDED');
    const { referralService, revisitService } = server.app.composition;
    const [revisit] = await server.database.query<{ id: string }>('SELECT id FROM revisit WHERE need_id = $1', [
      wish.needId,
    ]);
    const outcome = RevisitOutcome.NEED_REMAINS;
    accepted(
      await revisitService.completeRevisit(wish.adviser, {
        revisitId: globalId('Revisit', revisit!.id),
        outcome,
        satisfaction: Satisfaction.NOT_SATISFIED,
      }),
    );
    accepted(await referralService.referNeed(wish.adviser, { needId: wish.id }));
    expect(await stateOf(wish)).toBe('OPEN');
    accepted(await share(server, stage, company, wish, 20_000n));
    expect(await heldWish(server, wish.needId)).toMatchObject({ status: 'CLAIMED', claimed: 0, held: '20000' });
  });
});
