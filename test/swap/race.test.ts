/** Shows swaps under rivalry and by random commands: no need unheld or twice held, capacity is always the living claims. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { ReferralRejectionReason } from '../../schema/referral/enums';
import { isRefusal } from '../../schema/refusal';
import { accepted, capacityUsed, claim, claimed, endLease, type Provider } from '../stage/claims';
import { areaActor } from '../stage/households';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { agree, clear, closeTo, communities, crossed, holdingOf, proposed, swapState } from './stage';

describe('swaps under rivalry', () => {
  let first: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    first = await startTestServer();
    second = await startTestServer({}, first.database);
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });
  beforeEach(() => clear(first));
  const rounds = Array.from({ length: 10 }, (_, round) => round);
  const rows = (sql: string, parameters: unknown[]) =>
    first.app.composition.database.query<Record<string, unknown>>(sql, parameters);

  test('given the last two agreements at once on two servers, then the claims move exactly once', async () => {
    for (const round of rounds) {
      await clear(first);
      const { givers, needs, bureau } = await crossed(first);
      const [swap] = await proposed(first, bureau);
      const servers = round % 2 ? [first, second] : [second, first];
      const answers = await Promise.all(givers.map((who, index) => agree(servers[index]!, swap!, who)));
      expect(answers.map(isRefusal)).toEqual([false, false]);
      expect(await swapState(first.database, swap!.id)).toEqual(['EXECUTED', null]);
      for (const [index, need] of needs.entries())
        expect(await holdingOf(first.database, need.needId)).toEqual({
          needStatus: 'CLAIMED',
          quantityClaimed: 1,
          holders: [givers[1 - index]!.organisationId],
        });
      for (const who of givers) expect(await capacityUsed(first.database, who.offeringId)).toBe(1);
      const events = "SELECT 1 FROM event WHERE subject_id = $1 AND type = 'SwapExecuted'";
      expect(await rows(events, [swap!.id])).toHaveLength(2);
    }
  });

  test('given the last agreement against release, or against the end of a lease, then either all moved or nothing did', async () => {
    for (const round of rounds) {
      await clear(first);
      const { givers, needs, claims, bureau } = await crossed(first);
      const [swap] = await proposed(first, bureau);
      accepted(await agree(first, swap!, givers[0]!));
      const { claimService, claimPool } = second.app.composition;
      const reason = ReleaseReason.OTHER;
      const byLease = round % 4 < 2;
      if (byLease)
        await first.database.query(
          "UPDATE claim SET lease_until = now() + $2 * interval '1 millisecond' WHERE id = $1",
          [claims[0]!.id, [1, 60_000][round % 2]],
        );
      const end = (): Promise<unknown> =>
        byLease
          ? claimPool.expireLease(claims[0]!.id)
          : claimService.releaseClaim(givers[0]!.member, { commandId: v7(), claimId: claims[0]!.globalId, reason });
      const work = [() => agree(first, swap!, givers[1]!) as Promise<unknown>, end];
      const [left, right] = await Promise.all((round % 2 ? work : work.reverse()).map((one) => one()));
      const agreed = round % 2 ? left : right;
      const [status] = await swapState(first.database, swap!.id);
      if (round % 4 === 1) expect(status).toBe('EXECUTED');
      expect([isRefusal(agreed), status]).toEqual(status === 'EXECUTED' ? [false, 'EXECUTED'] : [true, 'VOID']);
      const own = await holdingOf(first.database, needs[1]!.needId);
      expect(own.holders).toEqual([givers[status === 'EXECUTED' ? 0 : 1]!.organisationId]);
      for (const who of givers) {
        const [{ living }] = (await rows(
          "SELECT count(*)::int AS living FROM claim WHERE organisation_id = $1 AND status IN ('ACCEPTED', 'CONFIRMED')",
          [who.organisationId],
        )) as [{ living: number }];
        expect(await capacityUsed(first.database, who.offeringId)).toBe(living);
      }
    }
  });

  test('given a chain to a free place, when another takes that place first, then it is void; otherwise the need moves and the giver is free', async () => {
    for (const taken of [true, false]) {
      await clear(first);
      const need = await referredNeed(first, { areaCode: communities[0] });
      const giver = await closeTo(first, communities[1]);
      await claimed(first, giver, need);
      const end = await closeTo(first, communities[0]);
      const bureau = await areaActor(first, '640104', Role.CIVIL_AFFAIRS_BUREAU);
      const [swap, ...more] = await proposed(first, bureau);
      expect(more).toEqual([]);
      expect(swap!.legs.map((leg) => leg.toOrganisationId)).toEqual([end.organisationId]);
      if (taken) await claimed(first, end, await referredNeed(first, { areaCode: communities[0] }));
      accepted(await agree(first, swap!, giver));
      const answer = await agree(first, swap!, end);
      expect(isRefusal(answer)).toBe(taken);
      expect(await swapState(first.database, swap!.id)).toEqual(taken ? ['VOID', 'CAPACITY_GONE'] : ['EXECUTED', null]);
      expect((await holdingOf(first.database, need.needId)).holders).toEqual([(taken ? giver : end).organisationId]);
      expect(await capacityUsed(first.database, giver.offeringId)).toBe(taken ? 1 : 0);
      expect(await capacityUsed(first.database, end.offeringId)).toBe(1);
    }
  });

  interface World {
    readonly needs: StagedNeed[];
    readonly who: Provider[];
  }
  const steps = [
    'claim',
    'propose',
    'agree',
    'agree',
    'agree',
    'decline',
    'release',
    'expire',
    'withdraw',
    'sweep',
  ] as const;
  type Command = readonly [(typeof steps)[number], number, number];

  async function run([step, a, b]: Command, { needs, who }: World): Promise<unknown> {
    const { claimService, claimPool, needService, swapService, swapEnding } = (a % 2 ? first : second).app.composition;
    const one = who[a % who.length]!;
    const need = needs[b % needs.length]!;
    const [living] = await rows("SELECT id FROM claim WHERE need_id = $1 AND status IN ('ACCEPTED', 'CONFIRMED')", [
      need.needId,
    ]);
    const open = (
      await rows(
        `SELECT p.swap_id AS id, p.organisation_id AS who FROM swap_party p JOIN swap s ON s.id = p.swap_id
          WHERE s.status = 'PROPOSED' AND p.answer IS NULL AND p.organisation_id = ANY ($1) ORDER BY 1, 2`,
        [who.map((each) => each.organisationId)],
      )
    )[a];
    const party = who.find((each) => each.organisationId === open?.who);
    if (step === 'claim') return claim(first, one, need);
    if (step === 'propose')
      return swapService.proposeSwaps(await areaActor(first, '640104', Role.CIVIL_AFFAIRS_BUREAU), { roundId: v7() });
    if (step === 'sweep') return swapEnding.expireSwaps();
    if (step === 'withdraw' && a === 0)
      return needService.withdrawNeed(need.adviser, { needId: need.id, reason: NeedWithdrawalReason.OTHER });
    if (party && step === 'agree') return agree(first, { id: String(open!.id) }, party);
    if (party && step === 'decline' && b === 0)
      return swapService.declineSwap(party.member, {
        commandId: v7(),
        swapId: globalId('Swap', String(open!.id)),
        organisationId: party.id,
        reason: ReferralRejectionReason.OTHER,
      });
    if (living && step === 'release') {
      const claimId = globalId('Claim', String(living.id));
      for (const each of who)
        await claimService
          .releaseClaim(each.member, { commandId: v7(), claimId, reason: ReleaseReason.OTHER })
          .catch(() => undefined);
    }
    if (living && step === 'expire' && b === 1) {
      await endLease(first.database, String(living.id));
      return claimPool.expireLease(String(living.id));
    }
    return undefined;
  }

  async function requireSound({ needs, who }: World): Promise<void> {
    for (const need of needs) {
      const { needStatus, quantityClaimed, holders } = await holdingOf(first.database, need.needId);
      expect(holders.length).toBe(quantityClaimed);
      expect(quantityClaimed).toBeLessThanOrEqual(1);
      if (needStatus !== 'WITHDRAWN') expect(needStatus).toBe(quantityClaimed === 1 ? 'CLAIMED' : 'PUBLISHED');
    }
    for (const { organisationId, offeringId } of who)
      expect(
        await rows(
          `SELECT capacity_used - (SELECT count(*) FROM claim WHERE offering_id = $1 AND status IN ('ACCEPTED', 'CONFIRMED'))::int AS off,
                  capacity_used <= capacity_maximum AS within FROM service_offering WHERE id = $1 AND organisation_id = $2`,
          [offeringId, organisationId],
        ),
      ).toEqual([{ off: 0, within: true }]);
    // A swap is done as a whole: as many claims made as it has legs, or none; and an open one rests on living claims.
    expect(
      await rows(
        `SELECT s.id FROM swap s JOIN swap_leg l ON l.swap_id = s.id GROUP BY s.id
         HAVING count(made_claim_id) <> CASE s.status WHEN 'EXECUTED' THEN count(*) ELSE 0 END
             OR bool_or(l.open) <> (s.status = 'PROPOSED')
             OR (s.status = 'PROPOSED' AND bool_or((SELECT status NOT IN ('ACCEPTED', 'CONFIRMED') FROM claim WHERE id = l.claim_id)))`,
        [],
      ),
    ).toEqual([]);
  }

  test('given any commands, some of them at once, then no need is twice held or lost, and swaps are done as a whole', async () => {
    let executed = 0;
    const command = fc.tuple(fc.constantFrom(...steps), fc.nat(3), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(command, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 12 }),
        async (batches) => {
          await clear(first);
          const needs: StagedNeed[] = [];
          for (const index of [0, 1, 0, 1]) needs.push(await referredNeed(first, { areaCode: communities[index]! }));
          const who: Provider[] = [];
          for (const index of [1, 0, 1]) who.push(await closeTo(first, communities[index]!));
          const world = { needs, who };
          for (const start of [0, 1]) await claimed(first, who[start]!, needs[start]!);
          for (const batch of [[['propose', 0, 0]] as Command[], ...batches]) {
            await Promise.all(batch.map((one) => run(one, world)));
            await requireSound(world);
          }
          const done = await rows(
            `SELECT DISTINCT s.id FROM swap s JOIN swap_leg l ON l.swap_id = s.id WHERE s.status = 'EXECUTED' AND need_id = ANY ($1)`,
            [needs.map((need) => need.needId)],
          );
          executed += done.length;
        },
      ),
      { numRuns: 40, seed: 5, endOnFailure: true },
    );
    expect(executed).toBeGreaterThan(5);
  }, 90_000);

  test('89: given a yes and a no that are each sent twenty times at once, then once, told again as it is, and the id serves nothing else', async () => {
    const { bureau, givers } = await crossed(first);
    const [swap] = await proposed(first, bureau);
    const swapId = swap!.id;
    const [one, other] = [givers[0]!, givers[1]!];
    const { swapService } = first.app.composition;
    const of = (who: Provider) => ({ commandId: v7(), swapId: globalId('Swap', swapId), organisationId: who.id });
    const no = { ...of(other), reason: ReferralRejectionReason.NO_CAPACITY };
    const yes = of(one);
    accepted(await swapService.agreeToSwap(one.member, yes));
    const answers = await Promise.all(Array.from({ length: 20 }, () => swapService.declineSwap(other.member, no)));
    expect(answers.map((answer) => accepted(answer).status)).toEqual(Array.from({ length: 20 }, () => 'DECLINED'));
    const told = "SELECT 1 FROM event WHERE subject_id = $1 AND type = 'SwapDeclined'";
    expect(await first.database.query(told, [swapId])).toHaveLength(1);
    const late = await Promise.all(Array.from({ length: 20 }, () => swapService.agreeToSwap(one.member, yes)));
    expect(late.map((answer) => accepted(answer).status)).toEqual(Array.from({ length: 20 }, () => 'DECLINED'));
    expect(await swapService.agreeToSwap(one.member, of(one))).toMatchObject({ currentStatus: 'DECLINED' });
    const otherwise = { ...no, reason: ReferralRejectionReason.OTHER };
    expect(await swapService.declineSwap(other.member, otherwise)).toBeInstanceOf(IdempotencyMismatch);
    expect(await swapService.agreeToSwap(other.member, { ...of(other), commandId: no.commandId })).toBeInstanceOf(
      IdempotencyMismatch,
    );
    expect(await swapState(first.database, swapId)).toEqual(['DECLINED', null]);
  });
});
