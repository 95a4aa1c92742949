/** Shows that a restricted need is swapped, and shown, only to whom its household consents, as long as it does. */
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { SwapVoid } from '../../schema/swap/results';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { accepted, claimed, memberOf } from '../stage/claims';
import { areaActor, consent, household } from '../stage/households';
import { directlyReferredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { startTestServer, type TestServer } from '../stage/server';
import { agree, communities, holdingOf, proposed, swapState } from './stage';

describe('swaps of restricted needs', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  const held = (organisationId: string) => ({ needStatus: 'CLAIMED', quantityClaimed: 1, holders: [organisationId] });

  test('given a restricted need, then it is proposed only to whom the household consents, and a withdrawn consent closes swap and card', async () => {
    const serviceKind = ServiceKind.PSYCHOLOGICAL_COUNSELLING;
    const specialist = async (community: string) => {
      const wish = { serviceKind, areaCodes: ['640104', community], capacityMaximum: 1, takesRestricted: true };
      const { organisationId, offeringIds } = await approvedOrganisation(server, { offerings: [wish] });
      const member = await memberOf(server, organisationId);
      return { organisationId, id: globalId('Organisation', organisationId), offeringId: offeringIds[0]!, member };
    };
    const [holder, closer] = [await specialist(communities[1]), await specialist(communities[0])];
    const family = await household(server, { areaCode: communities[0] });
    await consent(server, family, holder.organisationId);
    const need = await directlyReferredNeed(server, [holder.organisationId], { household: family, serviceKind });
    await claimed(server, holder, need);
    const bureau = await areaActor(server, '640104', Role.CIVIL_AFFAIRS_BUREAU);
    expect(await proposed(server, bureau)).toEqual([]);

    const consentId = await consent(server, family, closer.organisationId);
    const [swap] = await proposed(server, bureau);
    expect(swap!.legs.map((leg) => leg.toOrganisationId)).toEqual([closer.organisationId]);
    const { consentService, database, needLoader, needs } = server.app.composition;
    const row = (await needs.findNeed(database, need.needId))!;
    const sight = async () => (await needLoader.sightsOf(database, closer.member, [row]))(row);
    expect(await sight()).toBe('CARD');
    accepted(await agree(server, swap!, holder));
    accepted(await consentService.withdrawConsent(family.adviser, { consentId: globalId('Consent', consentId) }));
    expect(await swapState(server.database, swap!.id)).toEqual(['VOID', 'GATE_CLOSED']);
    expect(await sight()).toBeUndefined();
    expect(await agree(server, swap!, closer)).toBeInstanceOf(SwapVoid);
    expect(await holdingOf(server.database, need.needId)).toEqual(held(holder.organisationId));

    // With consent again it moves, and stays one that is referred by name.
    await consent(server, family, closer.organisationId);
    const [again] = await proposed(server, bureau);
    for (const who of [holder, closer]) accepted(await agree(server, again!, who));
    expect(await holdingOf(server.database, need.needId)).toEqual(held(closer.organisationId));
    const referrals = await server.database.query(
      'SELECT organisation_id AS who, mode, status FROM referral WHERE need_id = $1 ORDER BY id',
      [need.needId],
    );
    expect(referrals).toEqual([
      { who: holder.organisationId, mode: 'DIRECTED', status: 'CANCELLED' },
      { who: closer.organisationId, mode: 'DIRECTED', status: 'ACCEPTED' },
    ]);
  });
});
