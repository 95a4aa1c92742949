/** Shows what an organisation may write down, that the household alone has the last word on a delivery, and what suspension and withdrawal end. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { DisputeReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { InvalidInput, NotFound } from '../../schema/refusals';
import {
  accepted,
  audienceOf,
  capacityUsed,
  claimed,
  confirmed,
  delivered,
  provider,
  standing,
  serviceRecord,
} from '../stage/claims';
import { areaActor, household } from '../stage/households';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('service and delivery', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  const services = () => server.app.composition;

  describe('records and deliveries', () => {
    test('given a record that is retried, then it is written once; given other contents, then IdempotencyMismatch', async () => {
      const who = await provider(server);
      const claim = await confirmed(server, who, await referredNeed(server));
      const input = serviceRecord(claim.globalId);
      for (let times = 0; times < 3; times += 1)
        accepted(await services().claimService.recordService(who.member, input));
      expect(await services().claimService.recordService(who.member, { ...input, note: '另一条记录' })).toBeInstanceOf(
        IdempotencyMismatch,
      );
      expect(await server.database.query('SELECT note FROM service_record WHERE claim_id = $1', [claim.id])).toEqual([
        { note: '打扫房间' },
      ]);
    });

    test('95: given a record, then it is never changed or removed', async () => {
      const who = await provider(server);
      const claim = await confirmed(server, who, await referredNeed(server));
      accepted(await services().claimService.recordService(who.member, serviceRecord(claim.globalId)));
      for (const sql of [
        "UPDATE service_record SET note = 'x'",
        'DELETE FROM service_record',
        'TRUNCATE service_record CASCADE',
      ])
        await expect(server.database.query(sql)).rejects.toMatchObject({ code: '23001' });
    });

    test('83: given a day after today, minutes beyond a day or an unreadable note, then the field is named and nothing is stored', async () => {
      const who = await provider(server);
      const claim = await confirmed(server, who, await referredNeed(server));
      const fields = [];
      for (const more of [
        { servedOn: '2199-01-01' },
        { minutes: 1_441 },
        { note: '  ' },
        { note: 'x'.repeat(2_001) },
        { note: 'a\u202eb' },
      ])
        fields.push(
          (
            (await services().claimService.recordService(
              who.member,
              serviceRecord(claim.globalId, more),
            )) as InvalidInput
          ).field,
        );
      expect(fields).toEqual(['servedOn', 'minutes', 'note', 'note', 'note']);
      expect(await server.database.query('SELECT 1 FROM service_record WHERE claim_id = $1', [claim.id])).toEqual([]);
    });

    test('given more delivered than claimed, then the field is refused and nothing changes', async () => {
      const who = await provider(server);
      const need = await referredNeed(server, { quantity: 5 });
      const claim = await confirmed(server, who, need);
      const report = (quantityDelivered: number) =>
        services().claimService.reportDelivery(who.member, {
          commandId: v7(),
          claimId: claim.globalId,
          quantityDelivered,
        });
      expect(await report(6)).toBeInstanceOf(InvalidInput);
      expect(await report(-1)).toBeInstanceOf(InvalidInput);
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'CLAIMED', claims: ['CONFIRMED'] });
    });

    test('given a wrong code, the card of another household and an unknown claim, then all are the same NotFound and nothing changes', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const stranger = await household(server, { areaCode: stagedCommunity });
      const claim = await delivered(server, who, need);
      const { deliveryService } = services();
      const answers = [
        await deliveryService.confirmDelivery(
          { commandId: v7(), claimId: claim.globalId, cardCode: 'AAAA-AAAA-AAAA' },
          'wrong code',
        ),
        await deliveryService.confirmDelivery(
          { commandId: v7(), claimId: claim.globalId, cardCode: stranger.cardCode },
          'other card',
        ),
        await deliveryService.confirmDelivery(
          { commandId: v7(), claimId: globalId('Claim', v7()), cardCode: stranger.cardCode },
          'no claim',
        ),
      ];
      for (const answer of answers) expect(answer).toEqual(new NotFound('Claim'));
      expect(await standing(server.database, need.needId)).toMatchObject({
        claims: ['DELIVERED'],
        quantityDelivered: 0,
      });
    });

    test('58: given a client that guesses codes, then after ten failures even the right code waits', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const claim = await delivered(server, who, need);
      const confirm = (cardCode: string, client: string) =>
        services().deliveryService.confirmDelivery({ commandId: v7(), claimId: claim.globalId, cardCode }, client);
      for (let guess = 0; guess < 10; guess += 1)
        expect(await confirm(`AAAA-AAAA-AAA${guess}`, 'guesser')).toEqual(new NotFound('Claim'));
      await expect(confirm(need.household.cardCode, 'guesser')).rejects.toMatchObject({
        extensions: { code: 'LIMIT_EXCEEDED' },
      });
      expect(await standing(server.database, need.needId)).toMatchObject({ claims: ['DELIVERED'] });
      accepted(await confirm(need.household.cardCode, 'somebody else'));
    });

    const wordOf = (operation: 'confirmDelivery' | 'disputeDelivery') => async (input: object) => {
      const type = operation === 'confirmDelivery' ? 'ConfirmDeliveryInput' : 'DisputeDeliveryInput';
      const asked = `mutation ($input: ${type}!) { ${operation}(input: $input) {
        __typename ... on Claim { id status reason } ... on WrongState { currentStatus } } }`;
      return (await server.request(asked, { input })).data[operation];
    };

    test('89 90 91: given a confirmation whose answer was lost, when it is sent again four times at once, then the same answer and one effect; the same id for another delivery is refused', async () => {
      const who = await provider(server);
      const home = await household(server, { areaCode: stagedCommunity });
      const [need, other] = [
        await referredNeed(server, { household: home }),
        await referredNeed(server, { household: home }),
      ];
      const [claim, another] = [await delivered(server, who, need), await delivered(server, who, other)];
      const confirm = wordOf('confirmDelivery');
      const input = { commandId: v7(), claimId: claim.globalId, cardCode: home.cardCode };
      const answers = await Promise.all(Array.from({ length: 4 }, () => confirm(input)));
      for (const answer of answers)
        expect(answer).toEqual({ __typename: 'Claim', id: claim.globalId, status: 'COMPLETED', reason: null });
      expect(await confirm({ ...input, claimId: another.globalId })).toEqual({ __typename: 'IdempotencyMismatch' });
      expect(await confirm({ ...input, commandId: v7() })).toMatchObject({ __typename: 'WrongState' });
      const effects = `SELECT (SELECT count(*)::int FROM revisit WHERE household_id = $1) AS revisits,
        (SELECT count(*)::int FROM event WHERE type = 'DeliveryConfirmed' AND subject_id = ANY ($2)) AS events,
        (SELECT count(*)::int FROM audit_line WHERE operation = 'confirmDelivery' AND subject_id = ANY ($2)) AS lines`;
      expect(await server.database.query(effects, [home.householdId, [claim.id, another.id]])).toEqual([
        { revisits: 1, events: 1, lines: 1 },
      ]);
      expect(await standing(server.database, other.needId)).toMatchObject({ claims: ['DELIVERED'] });
    });

    test('89 90: given a dispute that arrives again after the delivery was reported anew, then the new report stands; with another reason it is refused; a new card of the household asks the same', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const claim = await delivered(server, who, need);
      const dispute = wordOf('disputeDelivery');
      const { household: home } = need;
      const input = { commandId: v7(), claimId: claim.globalId, cardCode: home.cardCode, reason: 'INCOMPLETE' };
      expect(await dispute(input)).toMatchObject({ status: 'DISPUTED', reason: 'INCOMPLETE' });
      const anew = { commandId: v7(), claimId: claim.globalId, quantityDelivered: 1 };
      accepted(await services().claimService.reportDelivery(who.member, anew));
      const issued = { cardId: v7(), householdId: globalId('Household', home.householdId) };
      const { code } = accepted(await services().contactCardService.issueContactCard(need.adviser, issued));
      expect(await dispute({ ...input, cardCode: code })).toMatchObject({ id: claim.globalId, status: 'DELIVERED' });
      expect(await dispute({ ...input, cardCode: code, reason: 'NOT_DELIVERED' })).toEqual({
        __typename: 'IdempotencyMismatch',
      });
      expect(await standing(server.database, need.needId)).toMatchObject({
        claims: ['DELIVERED'],
        events: expect.not.arrayContaining(['DeliveryConfirmed']),
      });
    });

    test('given a disputed delivery, then it is reported anew and confirmed', async () => {
      const who = await provider(server);
      const need = await referredNeed(server, { quantity: 3 });
      const claim = await delivered(server, who, need);
      const { claimService, deliveryService } = services();
      const { cardCode } = need.household;
      expect(
        accepted(
          await deliveryService.disputeDelivery({
            commandId: v7(),
            claimId: claim.globalId,
            cardCode,
            reason: DisputeReason.INCOMPLETE,
          }),
        ),
      ).toMatchObject({ status: 'DISPUTED', reason: 'INCOMPLETE' });
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'IN_SERVICE',
        quantityDelivered: 0,
      });
      accepted(
        await claimService.reportDelivery(who.member, {
          commandId: v7(),
          claimId: claim.globalId,
          quantityDelivered: 2,
        }),
      );
      accepted(await deliveryService.confirmDelivery({ commandId: v7(), claimId: claim.globalId, cardCode }));
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'PARTIALLY_MET',
        quantityDelivered: 2,
      });
    });
  });

  describe('what others cause', () => {
    test('73: given an organisation that is suspended, then every living claim of it is back in the pool and its members see nothing', async () => {
      const who = await provider(server);
      const [first, second] = [await referredNeed(server), await referredNeed(server)];
      const claim = await claimed(server, who, first);
      await confirmed(server, who, second);
      const bureau = await areaActor(server, '640104', Role.CIVIL_AFFAIRS_BUREAU);
      accepted(await services().organisationService.suspendOrganisation(bureau, who.organisationId, '年检不合格'));
      for (const need of [first, second])
        expect(await standing(server.database, need.needId)).toMatchObject({
          status: 'PUBLISHED',
          quantityClaimed: 0,
          claims: ['REVOKED'],
        });
      expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
      const suspended = {
        ...who.member,
        roles: who.member.roles.map((role) => ({ ...role, organisationStatus: 'SUSPENDED' })),
      };
      expect(
        await services().claimService.confirmClaim(suspended, { commandId: v7(), claimId: claim.globalId }),
      ).toEqual(new NotFound('Claim'));
    });

    test('104: given a need that is withdrawn, then its claims are revoked, the capacity free, the claimant told', async () => {
      const who = await provider(server);
      const need = await referredNeed(server);
      await confirmed(server, who, need);
      accepted(
        await services().needService.withdrawNeed(need.adviser, {
          needId: need.id,
          reason: NeedWithdrawalReason.NO_LONGER_WANTED,
        }),
      );
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'WITHDRAWN',
        quantityClaimed: 0,
        claims: ['REVOKED'],
        events: expect.arrayContaining(['ClaimRevoked', 'NeedWithdrawn']),
      });
      expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
      for (const type of ['ClaimRevoked', 'NeedWithdrawn'])
        expect(await audienceOf(server.database, need.needId, type)).toContain(`organisation:${who.organisationId}`);
    });
  });
});
