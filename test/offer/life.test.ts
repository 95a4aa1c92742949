/** Shows what becomes of an offer: claimed, declined, lapsed, taken back; and who sees the need meanwhile. */
import { v7 } from 'uuid';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { ReferralRejectionReason } from '../../schema/referral/enums';
import { accepted, audienceOf, capacityUsed, claim, claimed, endLease, provider, type Provider } from '../stage/claims';
import { areaActor } from '../stage/households';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { declined, offered, offering, pass, proposal, propose, standing } from './staging';

const soon = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + 5 * 86_400_000);

describe('the life of an offer', () => {
  let server: TestServer;
  let first: Provider;
  let second: Provider;
  beforeAll(async () => {
    server = await startTestServer(offering);
    first = await provider(server, { capacityMaximum: 1_000 });
    second = await provider(server, { capacityMaximum: 1_000 });
  });
  afterAll(() => server.close());
  const nameOf = (answer: object) => answer.constructor.name;
  const decline = (who: Provider, offerId: string, reason = ReferralRejectionReason.NO_CAPACITY, note?: string) =>
    server.app.composition.offerEndings.declineOffer(who.member, {
      commandId: v7(),
      offerId: globalId('Offer', offerId),
      reason,
      note,
    });
  const everybodyHears = async (need: StagedNeed, type: string) =>
    (await audienceOf(server.database, need.needId, type)).filter((scope) => scope.startsWith('organisation:')).sort();
  const both = () => [first, second].map((who) => `organisation:${who.organisationId}`).sort();

  test('given a running offer, when the organisation asked claims, then it holds the need and nobody else heard of it', async () => {
    const need = await referredNeed(server);
    const used = await capacityUsed(server.database, first.offeringId);
    const { id } = await offered(server, need, first);
    // It was proposed with a score of 5,000 by another ruleset: what is shown of it is what was written down.
    const shown = await server.database.query(
      `SELECT offer.score = (result->'explanation'->>'score')::int AS logged, offer.ruleset_version AS version
         FROM offer JOIN decision ON decision.kind = 'OFFER' AND decision.need_id = offer.need_id WHERE offer.id = $1`,
      [id],
    );
    expect(shown).toEqual([{ logged: true, version: '2026-2' }]);
    expect(nameOf(await claim(server, second, need))).toBe('NotFound');
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'OFFERED',
      offers: ['OFFERED'],
      claims: [],
    });
    const held = await claimed(server, first, need);
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'CLAIMED',
      opensAt: null,
      offers: ['ACCEPTED'],
      claims: ['ACCEPTED'],
      events: ['NeedReferred', 'NeedOffered', 'NeedClaimed'],
    });
    const [row] = await server.database.query('SELECT claim_id FROM offer WHERE id = $1', [id]);
    expect(row).toEqual({ claim_id: held.id });
    expect(await capacityUsed(server.database, first.offeringId)).toBe(used + 1);
    expect(await everybodyHears(need, 'NeedClaimed')).toEqual([`organisation:${first.organisationId}`]);
  });

  test('given an offer whose time has passed, and no job ran yet, then the organisation asked neither sees, claims nor declines it', async () => {
    const need = await referredNeed(server);
    const { id } = await offered(server, need, first);
    await pass(server, need.needId, 30);
    expect(nameOf(await claim(server, first, need))).toBe('NotFound');
    expect(await decline(first, id)).toMatchObject({ currentStatus: 'LAPSED', allowedStatuses: ['OFFERED'] });
    expect(
      await server.app.composition.needVisibility.needsInvolving(
        server.app.composition.database,
        [first.organisationId],
        'OFFERED',
      ),
    ).not.toContain(need.needId);
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'OFFERED',
      offers: ['OFFERED'],
      claims: [],
    });
  });

  test('given an offer, when it is declined, then another is asked at once; after the last round the need opens at once', async () => {
    const need = await referredNeed(server);
    const one = await offered(server, need, first);
    expect(nameOf(await decline(second, one.id))).toBe('NotFound');
    const answer = await decline(first, one.id);
    expect(answer).toMatchObject({ status: 'DECLINED', reason: 'NO_CAPACITY', answeredBy: first.member.accountId });
    expect(await decline(first, one.id)).toMatchObject({ currentStatus: 'DECLINED' });
    expect(await decline(first, one.id, ReferralRejectionReason.OTHER)).toMatchObject({ currentStatus: 'DECLINED' });
    expect(nameOf(await claim(server, first, need))).toBe('NotFound');
    const two = await offered(server, need, second);
    await declined(server, second, two);
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'PUBLISHED',
      opensAt: null,
      offers: ['DECLINED', 'DECLINED'],
      events: ['NeedReferred', 'NeedOffered', 'OfferDeclined', 'NeedOffered', 'OfferDeclined', 'NeedOpened'],
    });
    expect(await everybodyHears(need, 'NeedOpened')).toEqual(both());
    expect(nameOf(await claim(server, first, need))).not.toBe('NotFound');
  });

  test('given a note that names the household, when an offer is declined with it, then it is refused and the offer stands', async () => {
    const need = await referredNeed(server);
    const { id } = await offered(server, need, first);
    const note = `电话 ${need.household.identity.phone}`;
    expect(await decline(first, id, ReferralRejectionReason.OTHER, note)).toMatchObject({ field: 'note' });
    expect(await decline(first, id, ReferralRejectionReason.OTHER, 'x'.repeat(501))).toMatchObject({ field: 'note' });
    expect((await standing(server.database, need.needId)).offers).toEqual(['OFFERED']);
  });

  test.each(['given back', 'out of its lease'])(
    'given a claim of an offered need, when it is %s, then the need is in the pool and all who match hear',
    async (how) => {
      const need = await referredNeed(server);
      await offered(server, need, first);
      const held = await claimed(server, first, need);
      if (how === 'given back')
        accepted(
          await server.app.composition.claimService.releaseClaim(first.member, {
            commandId: v7(),
            claimId: held.globalId,
            reason: ReleaseReason.NO_CAPACITY,
          }),
        );
      else {
        await endLease(server.database, held.id);
        await server.app.composition.claimPool.expireLease(held.id);
      }
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'PUBLISHED',
        opensAt: null,
        offers: ['ACCEPTED'],
      });
      expect(await everybodyHears(need, 'NeedOpened')).toEqual([`organisation:${second.organisationId}`]);
      await claimed(server, second, need);
    },
  );

  test('given an offered need of quantity 3, when one is claimed, then the rest is in the pool and the others hear', async () => {
    const need = await referredNeed(server, { quantity: 3, quantityUnit: '次' });
    await offered(server, need, first);
    await claimed(server, first, need, { quantity: 1 });
    expect((await standing(server.database, need.needId)).status).toBe('PARTIALLY_CLAIMED');
    expect(await everybodyHears(need, 'NeedOpened')).toEqual([`organisation:${second.organisationId}`]);
    await claimed(server, second, need, { quantity: 2 });
    expect((await standing(server.database, need.needId)).status).toBe('CLAIMED');
  });

  test('given a standing offer, when the need is withdrawn or its date passes, then the offer ends and the organisation hears', async () => {
    const { needService } = server.app.composition;
    const withdrawn = await referredNeed(server);
    await offered(server, withdrawn, first);
    accepted(
      await needService.withdrawNeed(withdrawn.adviser, { needId: withdrawn.id, reason: NeedWithdrawalReason.OTHER }),
    );
    const expired = await referredNeed(server, { wantedBy: soon() });
    await offered(server, expired, first);
    await server.database.query('UPDATE need SET wanted_by = current_date - 3 WHERE id = $1', [expired.needId]);
    await needService.expireNeeds();
    for (const [need, status, event] of [
      [withdrawn, 'WITHDRAWN', 'NeedWithdrawn'],
      [expired, 'EXPIRED', 'NeedExpired'],
    ] as const) {
      expect(await standing(server.database, need.needId)).toMatchObject({
        status,
        opensAt: null,
        offers: ['WITHDRAWN'],
        events: ['NeedReferred', 'NeedOffered', 'OfferWithdrawn', event],
      });
      for (const type of ['OfferWithdrawn', event])
        expect(await everybodyHears(need, type)).toEqual([`organisation:${first.organisationId}`]);
      expect(nameOf(await claim(server, first, need))).toBe('NotFound');
    }
  });

  test('given a standing offer, when the organisation is suspended, then the need moves on: to the next round, or to the pool', async () => {
    const third = await provider(server);
    const [early, late] = [await referredNeed(server), await referredNeed(server)];
    await declined(server, first, await offered(server, late, first));
    for (const need of [early, late]) await offered(server, need, third);
    const bureau = (await people(server).bureau()).actor;
    accepted(
      await server.app.composition.organisationService.suspendOrganisation(bureau, third.organisationId, '复核中'),
    );
    expect(await standing(server.database, early.needId)).toMatchObject({ status: 'OFFERED', offers: ['WITHDRAWN'] });
    expect(await standing(server.database, late.needId)).toMatchObject({
      status: 'PUBLISHED',
      offers: ['DECLINED', 'WITHDRAWN'],
    });
    expect(await everybodyHears(late, 'NeedOpened')).toEqual(both());
    expect(await propose(server, proposal(early, third))).toMatchObject([{ refused: 'ASKED_BEFORE' }]);
    await offered(server, early, first);
  });

  test('given a need in the pool, when the federation accepts a line of the plan, then it is the organisation alone for one round, then it is in the pool', async () => {
    const { database, offerService, offerEndings } = server.app.composition;
    const actor = await areaActor(server, '640104');
    const need = await referredNeed(server);
    await database.transaction((tx) => offerService.openNow(tx, need.needId));
    const accept = (who: Provider) =>
      database.transaction((tx) => offerService.offerFromPool(tx, actor, [proposal(need, who)], 'AWAITED'));
    const [outcome] = await accept(first);
    expect(outcome!.offer).toMatchObject({ origin: 'FEDERATION', round: 1 });
    expect(outcome!.offer!.offeredUntil).toEqual(outcome!.offer!.opensAt);
    expect(await accept(second)).toMatchObject([{ refused: 'NEED_NOT_FREE' }]);
    expect(nameOf(await claim(server, second, need))).toBe('NotFound');
    expect(await everybodyHears(need, 'ReferralCancelled')).toEqual(both());
    await pass(server, need.needId, 30);
    expect(await offerEndings.tendAll()).toBeGreaterThan(0);
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'PUBLISHED', offers: ['LAPSED'] });
    await claimed(server, second, need);
    expect(await accept(first)).toMatchObject([{ refused: 'NEED_NOT_FREE' }]);
  });

  test('given a need in its window, then no reading operation shows it to an organisation that is not asked', async () => {
    const need = await referredNeed(server, { cardText: '窗口期内只给被询问的组织看' });
    const [asked, other] = [
      await people(server).organisationMember(first.organisationId),
      await people(server).organisationMember(second.organisationId),
    ];
    const { id } = await offered(server, need, first);
    const query = `query ($need: ID!, $offer: ID!, $organisation: ID!) {
      need(id: $need) { id cardText status opensAt offer { status offeredUntil organisation { id } } }
      node(id: $need) { id } offered: node(id: $offer) { id } offer(id: $offer) { status need { id } }
      needs(filter: {}, first: 100) { edges { node { id } } }
      needsForOrganisation(organisationId: $organisation, first: 100) { edges { node { need { id } } } }
      explainMatch(needId: $need, organisationId: $organisation) { score }
      referrals(organisationId: $organisation, first: 100) { edges { node { need { id } } } }
      offers(organisationId: $organisation, first: 100, statuses: [OFFERED]) { edges { node { id status need { cardText } } } }
    }`;
    const read = async (who: { token: string }, organisation: Provider) =>
      server.request(query, { need: need.id, offer: globalId('Offer', id), organisation: organisation.id }, who.token);
    const hidden = await read(other, second);
    expect(hidden.errors).toBeUndefined();
    expect(JSON.stringify(hidden.data)).not.toContain(need.id);
    expect(hidden.data).toMatchObject({ need: null, node: null, offered: null, offer: null, explainMatch: null });
    const shown = await read(asked, first);
    expect(shown.data.need).toMatchObject({ status: 'OFFERED', opensAt: null, offer: { status: 'OFFERED' } });
    expect(shown.data.offers.edges.map((edge: any) => edge.node.need?.cardText)).toContain(
      '窗口期内只给被询问的组织看',
    );
    expect(JSON.stringify(shown.data.needsForOrganisation)).toContain(need.id);
    expect(shown.data.explainMatch).not.toBeNull();
    const adviser = await people(server).adviser();
    const area = await server.request(
      'query ($id: ID!) { need(id: $id) { opensAt offer { organisation { id } } } }',
      { id: need.id },
      adviser.token,
    );
    expect(area.data.need.offer.organisation.id).toBe(first.id);
    expect(area.data.need.opensAt).not.toBeNull();
  });

  test('given the organisation asked, when it answers over HTTP twenty times at once, then once, it reads what became of its offer, and others read nothing', async () => {
    const need = await referredNeed(server);
    const { id } = await offered(server, need, first);
    const mutation = `mutation ($input: DeclineOfferInput!) { declineOffer(input: $input) { __typename
      ... on Offer { status reason round organisation { id } need { id } } ... on Refusal { messageZh messageEn } } }`;
    const input = { commandId: v7(), offerId: globalId('Offer', id), reason: 'OUT_OF_AREA' };
    const [asked, other, adviser] = [
      await people(server).organisationMember(first.organisationId),
      await people(server).organisationMember(second.organisationId),
      await people(server).adviser(),
    ];
    const answer = async (token: string) => {
      const { data, errors } = await server.request(mutation, { input }, token);
      return errors?.[0]?.extensions.code ?? data.declineOffer;
    };
    expect(await answer(other.token)).toMatchObject({ __typename: 'NotFound' });
    expect(await answer(adviser.token)).toBe('FORBIDDEN');
    expect((await standing(server.database, need.needId)).offers).toEqual(['OFFERED']);
    const said = { __typename: 'Offer', status: 'DECLINED', reason: 'OUT_OF_AREA', round: 1, need: null };
    const again = await Promise.all(Array.from({ length: 20 }, () => answer(asked.token)));
    expect(again).toEqual(Array.from({ length: 20 }, () => ({ ...said, organisation: { id: first.id } })));
    expect(
      (await standing(server.database, need.needId)).events.filter((type) => type === 'OfferDeclined'),
    ).toHaveLength(1);
    input.reason = 'NO_CAPACITY';
    expect(await answer(asked.token)).toMatchObject({ __typename: 'IdempotencyMismatch' });
    const seen = await server.request(
      'query ($id: ID!) { need(id: $id) { status offer { id } } offer(id: "' + input.offerId + '") { status reason } }',
      { id: need.id },
      adviser.token,
    );
    expect(seen.data).toEqual({
      need: { status: 'OFFERED', offer: null },
      offer: { status: 'DECLINED', reason: 'OUT_OF_AREA' },
    });
  });

  test('given the adviser who referred it is a member too, when it is offered to that organisation, then the adviser may not claim', async () => {
    const need = await referredNeed(server);
    await offered(server, need, first);
    const both = { ...need.adviser, roles: [...need.adviser.roles, ...first.member.roles] };
    const attempt = server.app.composition.claimingService.claimNeed(both, {
      claimId: v7(),
      needId: need.id,
      organisationId: first.id,
    });
    await expect(attempt).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});
