/** Shows what the bearer of a contact card sees of the help promised to its household: how far it is, never a name, nothing restricted. */
import { v7 } from 'uuid';
import { DisputeReason } from '../../schema/claim/reason';
import { NeedKind } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { accepted, claimed, confirmed, delivered, provider } from '../stage/claims';
import { consent, household } from '../stage/households';
import { directlyReferredNeed, referredNeed, stagedCommunity } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

const look = `query ($code: String!) { householdByCard(code: $code) { promises {
  claimId wishId kind serviceKind item status wantedBy quantity quantityUnit quantityDelivered organisationName thanks } } }`;

describe('what was promised to a household', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  beforeEach(() => server.database.query('DELETE FROM card_failure'));
  afterAll(() => server.close());
  const promisesOf = async (code: string) =>
    (await server.request(look, { code })).data.householdByCard.promises as Record<string, unknown>[];

  test('given a claim, then the bearer sees who has promised what, and with each step how far it is; nothing of the text or of anybody’s name', async () => {
    const who = await provider(server);
    const family = await household(server, { areaCode: stagedCommunity });
    const need = await referredNeed(server, {
      household: family,
      quantity: 3,
      quantityUnit: '次',
      wantedBy: '2099-05-04',
      cardText: '帮忙打扫厨房',
    });
    expect(await promisesOf(family.cardCode)).toEqual([]);
    const claim = await claimed(server, who, need);
    const [{ name }] = (await server.database.query('SELECT name FROM organisation WHERE id = $1', [
      who.organisationId,
    ])) as [{ name: string }];
    const promise = {
      ...{ claimId: claim.globalId, wishId: null, kind: 'NEED', serviceKind: 'CLEANING', item: null },
      ...{ status: 'ACCEPTED', wantedBy: '2099-05-04', quantity: 3, quantityUnit: '次', quantityDelivered: null },
      ...{ organisationName: name, thanks: null },
    };
    expect(await promisesOf(family.cardCode)).toEqual([promise]);
    const { claimService, deliveryService } = server.app.composition;
    accepted(await claimService.confirmClaim(who.member, { commandId: v7(), claimId: claim.globalId }));
    accepted(
      await claimService.reportDelivery(who.member, { commandId: v7(), claimId: claim.globalId, quantityDelivered: 2 }),
    );
    const word = { claimId: claim.globalId, cardCode: family.cardCode };
    accepted(await deliveryService.disputeDelivery({ commandId: v7(), ...word, reason: DisputeReason.INCOMPLETE }));
    expect(await promisesOf(family.cardCode)).toEqual([{ ...promise, status: 'DISPUTED', quantityDelivered: 2 }]);
    accepted(await deliveryService.confirmDelivery({ commandId: v7(), ...word }));
    expect(await promisesOf(family.cardCode)).toEqual([{ ...promise, status: 'COMPLETED', quantityDelivered: 2 }]);
    const answer = JSON.stringify(await server.request(look, { code: family.cardCode }));
    for (const secret of [...Object.values(family.identity), '厨房']) expect(answer).not.toContain(secret);
  });

  test('given claims of another household, one given back and one done with long ago, then none of them is shown', async () => {
    const who = await provider(server);
    const family = await household(server, { areaCode: stagedCommunity });
    await confirmed(server, who, await referredNeed(server));
    const back = await claimed(server, who, await referredNeed(server, { household: family }));
    const { claimService, deliveryService } = server.app.composition;
    accepted(
      await claimService.releaseClaim(who.member, {
        commandId: v7(),
        claimId: back.globalId,
        reason: 'NO_CAPACITY' as never,
      }),
    );
    const old = await delivered(server, who, await referredNeed(server, { household: family }));
    accepted(
      await deliveryService.confirmDelivery({ commandId: v7(), claimId: old.globalId, cardCode: family.cardCode }),
    );
    expect(await promisesOf(family.cardCode)).toMatchObject([{ claimId: old.globalId, status: 'COMPLETED' }]);
    await server.database.query("UPDATE claim SET completed_at = now() - interval '91 days' WHERE id = $1", [old.id]);
    expect(await promisesOf(family.cardCode)).toEqual([]);
  });

  test('given a restricted need that an organisation has taken, then the card shows nothing of it: who finds the card may be who did it', async () => {
    const who = await provider(server, { serviceKind: ServiceKind.DOMESTIC_VIOLENCE_SUPPORT, takesRestricted: true });
    const family = await household(server, { areaCode: stagedCommunity });
    await consent(server, family, who.organisationId);
    const need = await directlyReferredNeed(server, [who.organisationId], {
      household: family,
      serviceKind: ServiceKind.DOMESTIC_VIOLENCE_SUPPORT,
    });
    await claimed(server, who, need);
    expect(await promisesOf(family.cardCode)).toEqual([]);
  });

  test('given a wish that was granted, when the household says thank you, then the card shows that it waits to be read, and no words', async () => {
    const who = await provider(server, { serviceKind: ServiceKind.MICRO_WISH });
    const family = await household(server, { areaCode: stagedCommunity });
    const wish = await referredNeed(server, { household: family, kind: NeedKind.MICRO_WISH });
    const claim = await delivered(server, who, wish);
    const { deliveryService, thanksService } = server.app.composition;
    accepted(
      await deliveryService.confirmDelivery({ commandId: v7(), claimId: claim.globalId, cardCode: family.cardCode }),
    );
    expect(await promisesOf(family.cardCode)).toMatchObject([{ wishId: wish.id, kind: 'MICRO_WISH', thanks: null }]);
    const said = { thanksId: v7(), wishId: wish.id, cardCode: family.cardCode, text: '谢谢大家的书包' };
    accepted(await thanksService.sayThanks(said));
    expect(await promisesOf(family.cardCode)).toMatchObject([{ wishId: wish.id, thanks: 'PENDING' }]);
    expect(JSON.stringify(await server.request(look, { code: family.cardCode }))).not.toContain('书包');
  });
});
