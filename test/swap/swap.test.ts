/** Shows swaps by consent: each party sees its own, the last agreement moves all claims at once, whatever changed voids the whole. */
import { v7 } from 'uuid';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { ReferralRejectionReason } from '../../schema/referral/enums';
import { isRefusal } from '../../schema/refusal';
import { SwapVoid } from '../../schema/swap/results';
import { accepted, capacityUsed, claim, endLease, standing } from '../stage/claims';
import { areaActor, consent } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { agree, clear, closeTo, communities, crossed, holdingOf, proposed, swapState, type Crossed } from './stage';

describe('swaps', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(() => clear(server));

  /** One proposed swap of two, of which the first party has agreed. */
  async function halfAgreed(): Promise<Crossed & { swapId: string }> {
    const stage = await crossed(server);
    const [swap] = await proposed(server, stage.bureau);
    accepted(await agree(server, swap!, stage.givers[0]!));
    return { ...stage, swapId: swap!.id };
  }
  const holdersOf = async ({ needs }: Crossed) => {
    const holdings = [];
    for (const need of needs) holdings.push(await holdingOf(server.database, need.needId));
    return holdings;
  };
  const held = (organisationId: string) => ({
    needStatus: 'CLAIMED',
    quantityClaimed: 1,
    holders: [organisationId],
  });

  test('given two that hold each other’s better needs, when both agree, then the claims are exchanged at once with lease, referral, audit and events', async () => {
    const stage = await crossed(server);
    const [first, second] = stage.givers as [Crossed['givers'][0], Crossed['givers'][0]];
    const [swap, ...more] = await proposed(server, stage.bureau);
    expect(more).toEqual([]);
    expect(swap!.legs.map((leg) => [leg.fromOrganisationId, leg.toOrganisationId]).sort()).toEqual(
      [
        [first.organisationId, second.organisationId],
        [second.organisationId, first.organisationId],
      ].sort(),
    );
    expect(swap!.gain).toBe(swap!.legs.reduce((sum, leg) => sum + leg.after.score - leg.before.score, 0));

    expect(accepted(await agree(server, swap!, first)).status).toBe('PROPOSED');
    expect(await holdersOf(stage)).toEqual([held(first.organisationId), held(second.organisationId)]);
    const done = accepted(await agree(server, swap!, second));
    expect(done.status).toBe('EXECUTED');
    expect(await holdersOf(stage)).toEqual([held(second.organisationId), held(first.organisationId)]);
    for (const who of stage.givers) expect(await capacityUsed(server.database, who.offeringId)).toBe(1);

    const claims = await server.database.query(
      `SELECT status, reason, organisation_id AS who, lease_until > now() AS leased FROM claim WHERE need_id = $1 ORDER BY claimed_at`,
      [stage.needs[0]!.needId],
    );
    expect(claims).toEqual([
      { status: 'RELEASED', reason: 'SWAPPED', who: first.organisationId, leased: null },
      { status: 'ACCEPTED', reason: null, who: second.organisationId, leased: true },
    ]);
    const referrals = await server.database.query(
      `SELECT organisation_id AS who, status, mode FROM referral WHERE need_id = $1 AND organisation_id = ANY ($2) ORDER BY status`,
      [stage.needs[0]!.needId, stage.givers.map((who) => who.organisationId)],
    );
    expect(referrals).toContainEqual({ who: second.organisationId, status: 'ACCEPTED', mode: 'OPEN' });
    expect(referrals).not.toContainEqual(expect.objectContaining({ who: first.organisationId, status: 'ACCEPTED' }));
    expect(await standing(server.database, stage.needs[0]!.needId)).toMatchObject({
      events: ['NeedClaimed', 'SwapExecuted'],
      lines: ['claimNeed', 'exchangeClaim', 'exchangeClaim'],
    });
    const told = await server.database.query<{ type: string; audience: string[] }>(
      'SELECT type, audience FROM event WHERE subject_id = $1 ORDER BY transaction, position',
      [swap!.id],
    );
    expect(told.map((event) => event.type)).toEqual([
      'SwapProposed',
      'SwapAgreed',
      'SwapAgreed',
      'SwapExecuted',
      'SwapExecuted',
    ]);
    expect(told[0]!.audience.sort()).toEqual(stage.givers.map((who) => `organisation:${who.organisationId}`).sort());
    // Agreeing again is having agreed.
    expect(accepted(await agree(server, swap!, first)).status).toBe('EXECUTED');
  });

  test('given an executed swap, then the contact opens for the new claimant by its consent and is closed for the old one', async () => {
    const stage = await crossed(server);
    const [first, second] = stage.givers as [Crossed['givers'][0], Crossed['givers'][0]];
    for (const who of stage.givers) await consent(server, stage.needs[0]!.household, who.organisationId);
    const { claimReading } = server.app.composition;
    const [swap] = await proposed(server, stage.bureau);
    const before = await claimReading.readContact(first.member, stage.claims[0]!.id);
    expect(before).toMatchObject({ phone: stage.needs[0]!.household.identity.phone });
    for (const who of stage.givers) accepted(await agree(server, swap!, who));
    const after = await server.app.composition.swaps.findSwap(server.app.composition.database, swap!.id);
    const made = after!.legs.find((leg) => leg.needId === stage.needs[0]!.needId)!.madeClaimId!;
    expect(await claimReading.readContact(first.member, stage.claims[0]!.id)).toMatchObject({
      currentStatus: 'RELEASED',
    });
    expect(await claimReading.readContact(first.member, made)).toMatchObject({ type: 'ClaimContact' });
    expect(await claimReading.readContact(second.member, made)).toMatchObject({
      phone: stage.needs[0]!.household.identity.phone,
    });
  });

  test('given a proposal over HTTP, then a party sees the card it would get and nobody else’s name or score, others nothing', async () => {
    const stage = await crossed(server);
    const [first, second] = stage.givers as [Crossed['givers'][0], Crossed['givers'][0]];
    const bureau = await people(server).bureau('640104');
    const member = await people(server).organisationMember(first.organisationId);
    const stranger = await people(server).organisationMember((await closeTo(server, communities[0])).organisationId);
    const fields = `id gain legs { claimId fromOrganisationId toOrganisationId before { score } after { score }
      need { cardText household { id } } } parties { organisationId answer }`;
    const answer = await server.request(
      `mutation ($input: ProposeSwapsInput!) { proposeSwaps(input: $input) { __typename ... on SwapRound { complete swaps { ${fields} } } } }`,
      { input: { roundId: v7(), areaCode: '640104' } },
      bureau.token,
    );
    expect(answer.errors).toBeUndefined();
    const whole = answer.data.proposeSwaps.swaps.find((one: { legs: { fromOrganisationId: string }[] }) =>
      one.legs.some((leg) => leg.fromOrganisationId === first.id),
    );
    expect(whole.gain).toBeGreaterThan(0);
    const swaps = async (token: string, organisationId: string) =>
      server.request(
        `query ($organisationId: ID!) { swaps(organisationId: $organisationId) { edges { node { ${fields} } } } }`,
        { organisationId },
        token,
      );
    const own = await swaps(member.token, first.id);
    const seen = own.data.swaps.edges[0].node;
    expect(seen.gain).toBeNull();
    const gets = seen.legs.find((leg: { toOrganisationId: string | null }) => leg.toOrganisationId === first.id);
    expect(gets).toMatchObject({ claimId: null, fromOrganisationId: null, before: null });
    expect(gets.after.score).toBeGreaterThan(0);
    expect(gets.need).toEqual({ cardText: '独居老人需要帮助打扫房间', household: null });
    expect(JSON.stringify(own)).not.toContain(second.id);
    expect((await swaps(stranger.token, first.id)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    const direct = await server.request(
      'query ($id: ID!) { swap(id: $id) { id } node(id: $id) { id } }',
      { id: seen.id },
      stranger.token,
    );
    expect(direct.data).toEqual({ swap: null, node: null });
    // Once it is over, the card is not the party's to see any more.
    accepted(
      await server.app.composition.swapService.declineSwap(second.member, {
        commandId: v7(),
        swapId: seen.id,
        organisationId: second.id,
        reason: ReferralRejectionReason.OTHER,
      }),
    );
    const later = (await swaps(member.token, first.id)).data.swaps.edges[0].node;
    const lost = later.legs.find((leg: { toOrganisationId: string | null }) => leg.toOrganisationId === first.id);
    expect(lost.need).toBeNull();
  });

  test('given a search sent twice and another beside an open swap, then the first answers the same and the other finds nothing', async () => {
    const stage = await crossed(server);
    const { swapService } = server.app.composition;
    const input = { roundId: v7(), areaCode: '640104' };
    const [one, two] = [
      accepted(await swapService.proposeSwaps(stage.bureau, input)),
      accepted(await swapService.proposeSwaps(stage.bureau, input)),
    ];
    expect(one.swaps).toHaveLength(1);
    expect(two.swaps.map((swap) => swap.id)).toEqual(one.swaps.map((swap) => swap.id));
    expect(await proposed(server, stage.bureau)).toEqual([]);
    expect(isRefusal(await swapService.proposeSwaps(stage.bureau, { ...input, areaCode: '64' + 'x' }))).toBe(true);
    const elsewhere = await areaActor(server, '640105', Role.CIVIL_AFFAIRS_BUREAU);
    await expect(
      swapService.proposeSwaps(elsewhere, { roundId: v7(), areaCode: '640104' }) as Promise<unknown>,
    ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  test('given a no, then nothing moves and a later yes is refused; a stranger may do neither', async () => {
    const { givers, swapId, ...rest } = await halfAgreed();
    const { swapService } = server.app.composition;
    const stranger = await closeTo(server, communities[0]);
    expect(await agree(server, { id: swapId }, stranger)).toMatchObject({ type: 'Swap' });
    const no = { swapId: globalId('Swap', swapId), reason: ReferralRejectionReason.NO_CAPACITY };
    expect(
      await swapService.declineSwap(stranger.member, { commandId: v7(), ...no, organisationId: stranger.id }),
    ).toMatchObject({
      type: 'Swap',
    });
    accepted(
      await swapService.declineSwap(givers[1]!.member, { commandId: v7(), ...no, organisationId: givers[1]!.id }),
    );
    expect(await agree(server, { id: swapId }, givers[1]!)).toMatchObject({ currentStatus: 'DECLINED' });
    expect(await holdersOf({ givers, ...rest })).toEqual(givers.map((who) => held(who.organisationId)));
  });

  const changes: [string, (stage: Crossed) => Promise<unknown>][] = [
    [
      'a released claim',
      ({ givers, claims }) =>
        server.app.composition.claimService.releaseClaim(givers[0]!.member, {
          commandId: v7(),
          claimId: claims[0]!.globalId,
          reason: ReleaseReason.OTHER,
        }),
    ],
    [
      'a lease that ran out',
      async ({ claims }) => {
        await endLease(server.database, claims[0]!.id);
        await server.app.composition.claimPool.expireLease(claims[0]!.id);
      },
    ],
    [
      'a withdrawn need',
      ({ needs }) =>
        server.app.composition.needService.withdrawNeed(needs[0]!.adviser, {
          needId: needs[0]!.id,
          reason: NeedWithdrawalReason.OTHER,
        }),
    ],
    [
      'a suspended organisation',
      ({ givers, bureau }) =>
        server.app.composition.organisationService.suspendOrganisation(bureau, givers[0]!.organisationId, '抽查不合格'),
    ],
  ];
  test.each(changes)('given %s, then the swap is void at once and as a whole, and says so', async (_, change) => {
    const stage = await halfAgreed();
    const answer = await change(stage);
    expect(isRefusal(answer)).toBe(false);
    expect((await swapState(server.database, stage.swapId))[0]).toBe('VOID');
    expect(await agree(server, { id: stage.swapId }, stage.givers[1]!)).toBeInstanceOf(SwapVoid);
    const [, other] = await holdersOf(stage);
    expect(other).toEqual(held(stage.givers[1]!.organisationId));
    const lines = await server.database.query(
      "SELECT 1 FROM audit_line WHERE operation = 'exchangeClaim' AND details->>'swapId' = $1",
      [stage.swapId],
    );
    expect(lines).toEqual([]);
  });

  test('given a claim that is served meanwhile, then the next agreement voids the swap, and the sweep would', async () => {
    for (const bySweep of [false, true]) {
      await clear(server);
      const stage = await halfAgreed();
      const { claimService, swapEnding } = server.app.composition;
      const claimId = stage.claims[0]!.globalId;
      accepted(await claimService.confirmClaim(stage.givers[0]!.member, { commandId: v7(), claimId }));
      await swapEnding.expireSwaps();
      expect(await swapState(server.database, stage.swapId)).toEqual(['PROPOSED', null]);
      const record = { claimId, recordId: v7(), servedOn: '2026-01-01', note: '服务' };
      accepted(await claimService.recordService(stage.givers[0]!.member, record));
      if (bySweep) await swapEnding.expireSwaps();
      else
        expect(await agree(server, { id: stage.swapId }, stage.givers[1]!)).toMatchObject({ reason: 'CLAIM_CHANGED' });
      expect(await swapState(server.database, stage.swapId)).toEqual(['VOID', 'CLAIM_CHANGED']);
      expect((await holdersOf(stage)).map((one) => one.holders)).toEqual(
        stage.givers.map((who) => [who.organisationId]),
      );
    }
  });

  test('given a receiver that fails a gate now, then the last agreement voids the swap and the first one is undone with it', async () => {
    const stage = await halfAgreed();
    await server.database.query(`UPDATE service_offering SET capacity_status = 'NO_CAPACITY' WHERE id = $1`, [
      stage.givers[0]!.offeringId,
    ]);
    expect(await agree(server, { id: stage.swapId }, stage.givers[1]!)).toMatchObject({ reason: 'GATE_CLOSED' });
    expect(await swapState(server.database, stage.swapId)).toEqual(['VOID', 'GATE_CLOSED']);
    expect(await holdersOf(stage)).toEqual(stage.givers.map((who) => held(who.organisationId)));
  });

  test('given the time to answer is over, then it expires once and can be agreed to no more', async () => {
    const stage = await halfAgreed();
    const { swapEnding } = server.app.composition;
    expect(await swapEnding.expireSwap(stage.swapId)).toBe(false);
    await server.database.query("UPDATE swap SET expires_at = now() - interval '1 second' WHERE id = $1", [
      stage.swapId,
    ]);
    expect(await agree(server, { id: stage.swapId }, stage.givers[1]!)).toMatchObject({ currentStatus: 'EXPIRED' });
    // The server's own sweep may be the one that does it: told once in any case.
    await Promise.all([1, 2, 3].map(() => swapEnding.expireSwap(stage.swapId)));
    expect(await swapState(server.database, stage.swapId)).toEqual(['EXPIRED', null]);
    const told = "SELECT 1 FROM event WHERE subject_id = $1 AND type = 'SwapExpired'";
    expect(await server.database.query(told, [stage.swapId])).toHaveLength(1);
    expect(await holdersOf(stage)).toEqual(stage.givers.map((who) => held(who.organisationId)));
  });

  test('given an executed swap, then another organisation may not claim either need', async () => {
    const stage = await crossed(server);
    const other = await closeTo(server, communities[0]);
    const [swap] = await proposed(server, stage.bureau);
    for (const who of stage.givers) await agree(server, swap!, who);
    for (const need of stage.needs) expect(isRefusal(await claim(server, other, need))).toBe(true);
    expect((await referredNeed(server)).needId).toBeDefined();
  });
});
