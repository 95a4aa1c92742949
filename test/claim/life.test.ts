/** Shows the life of a claim from its confirmation to the household's word, and what goes back when it ends early. */
import { v7 } from 'uuid';
import { HoldReason, ReleaseReason, RevocationReason } from '../../schema/claim/reason';
import { LeaseExpired } from '../../schema/claim/refusals';
import { ConsentPurpose } from '../../schema/household/consent';
import { Role } from '../../schema/identity/role';
import { NotFound, WrongState } from '../../schema/refusals';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import {
  accepted,
  audienceOf,
  capacityUsed,
  claimed,
  confirmed,
  delivered,
  endLease,
  provider,
  standing,
  serviceRecord,
} from '../stage/claims';
import { areaActor, consent, household } from '../stage/households';
import { directlyReferredNeed, referredNeed, stagedCommunity } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('the life of a claim', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  const services = () => server.app.composition;

  test('given a claim, when it is confirmed, served, delivered and confirmed by the household, then the need is fulfilled and the capacity free', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    const claim = await claimed(server, who, need);
    const { claimService, deliveryService } = services();
    expect(
      accepted(await claimService.confirmClaim(who.member, { commandId: v7(), claimId: claim.globalId })),
    ).toMatchObject({
      status: 'CONFIRMED',
      leaseUntil: null,
    });
    accepted(await claimService.recordService(who.member, serviceRecord(claim.globalId)));
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'IN_SERVICE',
      claims: ['IN_PROGRESS'],
    });
    accepted(
      await claimService.reportDelivery(who.member, { commandId: v7(), claimId: claim.globalId, quantityDelivered: 1 }),
    );
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'IN_SERVICE', claims: ['DELIVERED'] });
    accepted(
      await deliveryService.confirmDelivery(
        { commandId: v7(), claimId: claim.globalId, cardCode: need.household.cardCode },
        'a client',
      ),
    );
    expect(await standing(server.database, need.needId)).toEqual({
      status: 'FULFILLED',
      quantityClaimed: 1,
      quantityDelivered: 1,
      claims: ['COMPLETED'],
      events: ['NeedClaimed', 'ClaimConfirmed', 'ServiceRecorded', 'DeliveryReported', 'DeliveryConfirmed'],
      lines: ['claimNeed', 'confirmClaim', 'recordService', 'reportDelivery', 'confirmDelivery'],
    });
    expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
  });

  test('given a part of a need delivered short, then the need is PARTIALLY_MET; nothing delivered, NOT_MET', async () => {
    const who = await provider(server);
    for (const [quantityDelivered, status] of [
      [7, 'PARTIALLY_MET'],
      [0, 'NOT_MET'],
    ] as const) {
      const need = await referredNeed(server, { quantity: 10 });
      const claim = await delivered(server, who, need, quantityDelivered);
      accepted(
        await services().deliveryService.confirmDelivery({
          commandId: v7(),
          claimId: claim.globalId,
          cardCode: need.household.cardCode,
        }),
      );
      expect(await standing(server.database, need.needId)).toMatchObject({
        status,
        quantityDelivered,
        claims: ['COMPLETED'],
      });
    }
  });

  test('given a need in two parts, then it stays open for the second while the first is served, and is fulfilled by both', async () => {
    const [one, two] = [await provider(server), await provider(server)];
    const need = await referredNeed(server, { quantity: 5 });
    const first = await claimed(server, one, need, { quantity: 2 });
    const { claimService, deliveryService } = services();
    const finish = async (who: typeof one, claimId: string, quantityDelivered: number) => {
      accepted(await claimService.confirmClaim(who.member, { commandId: v7(), claimId }));
      accepted(await claimService.recordService(who.member, serviceRecord(claimId)));
      accepted(await claimService.reportDelivery(who.member, { commandId: v7(), claimId, quantityDelivered }));
      accepted(await deliveryService.confirmDelivery({ commandId: v7(), claimId, cardCode: need.household.cardCode }));
    };
    await finish(one, first.globalId, 2);
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'PARTIALLY_CLAIMED',
      quantityDelivered: 2,
    });
    const second = await claimed(server, two, need);
    expect(second.quantity).toBe(3);
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'IN_SERVICE', quantityClaimed: 5 });
    await finish(two, second.globalId, 3);
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'FULFILLED', quantityDelivered: 5 });
  });

  describe('the lease', () => {
    test('104: given a lease that is over, then confirming is refused with LeaseExpired and nothing changes', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const claim = await claimed(server, who, need);
      await endLease(server.database, claim.id);
      const before = await standing(server.database, need.needId);
      const refused = await services().claimService.confirmClaim(who.member, {
        commandId: v7(),
        claimId: claim.globalId,
      });
      expect(refused).toBeInstanceOf(LeaseExpired);
      expect(await standing(server.database, need.needId)).toEqual(before);
    });

    test('105: given a lease that is over, when eight workers return it at once, then it is in the pool with one event and one line', async () => {
      const [who, other] = [await provider(server), await provider(server)];
      const need = await referredNeed(server);
      const claim = await claimed(server, who, need);
      await endLease(server.database, claim.id);
      const returned = await Promise.all(Array.from({ length: 8 }, () => services().claimPool.expireLease(claim.id)));
      expect(returned.filter((done) => done)).toHaveLength(1);
      expect(await standing(server.database, need.needId)).toEqual({
        status: 'PUBLISHED',
        quantityClaimed: 0,
        quantityDelivered: 0,
        claims: ['LEASE_EXPIRED'],
        events: ['NeedClaimed', 'ClaimLeaseExpired'],
        lines: ['claimNeed', 'expireLease'],
      });
      expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
      expect(await audienceOf(server.database, need.needId, 'ClaimLeaseExpired')).toEqual(
        expect.arrayContaining([
          `organisation:${who.organisationId}`,
          `organisation:${other.organisationId}`,
          `area:${stagedCommunity}`,
        ]),
      );
      await claimed(server, other, need);
      expect(
        await services().claimService.confirmClaim(who.member, { commandId: v7(), claimId: claim.globalId }),
      ).toBeInstanceOf(LeaseExpired);
    });

    test('given a lease that runs, then the sweep leaves it alone; given a confirmed claim, then no lease runs', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const claim = await claimed(server, who, need);
      expect(await services().claimPool.expireLease(claim.id)).toBe(false);
      accepted(await services().claimService.confirmClaim(who.member, { commandId: v7(), claimId: claim.globalId }));
      expect(await services().claimPool.expireLease(claim.id)).toBe(false);
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'CLAIMED', claims: ['CONFIRMED'] });
    });

    test('given the lease of a directed referral that ended, then the need stays out of the open pool and the referral stands again', async () => {
      const named = await provider(server, {
        serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
        takesRestricted: true,
      });
      const bystander = await provider(server, {
        serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
        takesRestricted: true,
      });
      const staged = await household(server, { areaCode: stagedCommunity });
      await consent(server, staged, named.organisationId, { purpose: ConsentPurpose.REFERRAL });
      const need = await directlyReferredNeed(server, [named.organisationId], {
        household: staged,
        serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
      });
      const claim = await claimed(server, named, need);
      await endLease(server.database, claim.id);
      expect(await services().claimPool.expireLease(claim.id)).toBe(true);
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'RESTRICTED', quantityClaimed: 0 });
      const told = await audienceOf(server.database, need.needId, 'ClaimLeaseExpired');
      expect(told).toContain(`organisation:${named.organisationId}`);
      expect(told).not.toContain(`organisation:${bystander.organisationId}`);
      await claimed(server, named, need);
    });
  });

  describe('hold, release, revoke', () => {
    test('given a claim on hold, then it keeps its need, and resumes where it was', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const claim = await confirmed(server, who, need);
      const { claimService } = services();
      accepted(await claimService.recordService(who.member, serviceRecord(claim.globalId)));
      accepted(
        await claimService.holdClaim(who.member, {
          commandId: v7(),
          claimId: claim.globalId,
          reason: HoldReason.HOUSEHOLD_AWAY,
        }),
      );
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'IN_SERVICE', claims: ['ON_HOLD'] });
      expect(await claimService.recordService(who.member, serviceRecord(claim.globalId))).toBeInstanceOf(WrongState);
      expect(await server.database.query('SELECT 1 FROM service_record WHERE claim_id = $1', [claim.id])).toHaveLength(
        1,
      );
      expect(
        accepted(await claimService.resumeClaim(who.member, { commandId: v7(), claimId: claim.globalId })),
      ).toMatchObject({
        status: 'IN_PROGRESS',
        reason: null,
      });
      expect(await capacityUsed(server.database, who.offeringId)).toBe(1);
    });

    test('given a claim that is released for a reason, then need, capacity and referral are given back', async () => {
      const [who, other] = [await provider(server), await provider(server)];
      const need = await referredNeed(server);
      const claim = await confirmed(server, who, need);
      accepted(
        await services().claimService.releaseClaim(who.member, {
          commandId: v7(),
          claimId: claim.globalId,
          reason: ReleaseReason.LACK_OF_RESOURCES,
          note: '人手不足',
        }),
      );
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'PUBLISHED',
        quantityClaimed: 0,
        claims: ['RELEASED'],
        events: ['NeedClaimed', 'ClaimConfirmed', 'ClaimReleased'],
      });
      expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
      expect(
        await server.database.query('SELECT status, reason FROM referral WHERE need_id = $1 AND organisation_id = $2', [
          need.needId,
          who.organisationId,
        ]),
      ).toEqual([{ status: 'REJECTED', reason: 'LACK_OF_RESOURCES' }]);
      expect(
        await services().claimService.releaseClaim(who.member, {
          commandId: v7(),
          claimId: claim.globalId,
          reason: ReleaseReason.OTHER,
        }),
      ).toBeInstanceOf(WrongState);
      await claimed(server, other, need);
    });

    test('given staff of the area, then it revokes; given staff of another area, then the claim does not exist; given a member, then FORBIDDEN', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const claim = await confirmed(server, who, need);
      const input = { commandId: v7(), claimId: claim.globalId, reason: RevocationReason.NO_PROGRESS };
      const elsewhere = await areaActor(server, '640104012');
      expect(await services().claimService.revokeClaim(elsewhere, input)).toEqual(new NotFound('Claim'));
      await expect(services().claimService.revokeClaim(who.member, input)).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'CLAIMED', claims: ['CONFIRMED'] });
      accepted(
        await services().claimService.revokeClaim(await areaActor(server, '640104001', Role.STREET_OFFICER), input),
      );
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'PUBLISHED', claims: ['REVOKED'] });
      expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
    });

    test('65: given a member of another organisation, then the claim does not exist for it; given area staff, then working on it is FORBIDDEN', async () => {
      const [who, other] = [await provider(server), await provider(server)];
      const need = await referredNeed(server);
      const claim = await claimed(server, who, need);
      expect(
        await services().claimService.confirmClaim(other.member, { commandId: v7(), claimId: claim.globalId }),
      ).toEqual(new NotFound('Claim'));
      await expect(
        services().claimService.confirmClaim(need.adviser, { commandId: v7(), claimId: claim.globalId }),
      ).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
      expect(await standing(server.database, need.needId)).toMatchObject({
        claims: ['ACCEPTED'],
        events: ['NeedClaimed'],
      });
    });
  });
});
