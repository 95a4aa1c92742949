/** Shows by races and by random commands that one wins, and that need, offers and claims always agree. */
import { v7 } from 'uuid';
import fc from 'fast-check';
import { globalId } from '../../schema/global-id';
import { NeedStatus, NeedWithdrawalReason } from '../../schema/need/enums';
import { ReferralRejectionReason } from '../../schema/referral/enums';
import { isRefusal } from '../../schema/refusal';
import { claim, provider, type Provider } from '../stage/claims';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { offered, offering, pass, propose, proposal, standing } from './staging';

const rounds = 12;

describe('races for an offered need', () => {
  let server: TestServer;
  let providers: Provider[];
  beforeAll(async () => {
    server = await startTestServer(offering);
    providers = [];
    for (let count = 0; count < 3; count += 1) providers.push(await provider(server, { capacityMaximum: 10_000 }));
  });
  afterAll(() => server.close());

  const services = () => server.app.composition;
  const decline = (who: Provider, offerId: string) =>
    services().offerEndings.declineOffer(who.member, {
      commandId: v7(),
      offerId: globalId('Offer', offerId),
      reason: ReferralRejectionReason.NO_CAPACITY,
    });

  /** What must be true of every need, whatever was done to it. */
  async function agrees(need: StagedNeed): Promise<Awaited<ReturnType<typeof standing>>> {
    const now = await standing(server.database, need.needId);
    const [row] = await server.database.query<{ claimed: number; running: number; twice: number; accepted: number }>(
      `SELECT quantity_claimed AS claimed,
              (SELECT count(*)::int FROM offer WHERE need_id = n.id AND status = 'OFFERED') AS running,
              (SELECT count(*)::int FROM (SELECT FROM offer WHERE need_id = n.id
                GROUP BY opens_at, organisation_id HAVING count(*) > 1) again) AS twice,
              (SELECT count(*)::int FROM offer o JOIN claim c ON c.id = o.claim_id AND c.need_id = o.need_id
                  AND c.organisation_id = o.organisation_id WHERE o.need_id = n.id) AS accepted
         FROM need n WHERE id = $1`,
      [need.needId],
    );
    const living = now.claims.filter((status) => status === 'ACCEPTED').length;
    const heldBack = now.status === NeedStatus.OFFERED;
    expect({ opensLater: now.opensAt !== null, claimed: row!.claimed, twice: row!.twice }).toEqual({
      opensLater: heldBack,
      claimed: living,
      twice: 0,
    });
    expect(row!.running).toBeLessThanOrEqual(heldBack ? 1 : 0);
    expect(row!.accepted).toBe(now.offers.filter((status) => status === 'ACCEPTED').length);
    expect(now.events.filter((type) => type === 'NeedOpened').length).toBeLessThanOrEqual(1);
    expect(now.events.filter((type) => type === 'NeedOffered').length).toBe(now.offers.length);
    return now;
  }

  test('given a claim and a decline at the same instant, then one wins and the other is refused', async () => {
    const [who] = providers;
    for (let round = 0; round < rounds; round += 1) {
      const need = await referredNeed(server);
      const offer = await offered(server, need, who!);
      const [claimed, declined] = await Promise.all([claim(server, who!, need), decline(who!, offer.id)]);
      expect([isRefusal(claimed), isRefusal(declined)].sort()).toEqual([false, true]);
      const now = await agrees(need);
      expect([now.status, now.offers]).toEqual(
        isRefusal(claimed) ? ['OFFERED', ['DECLINED']] : ['CLAIMED', ['ACCEPTED']],
      );
    }
  });

  test('given an offer whose time ends, and a claim and jobs at the same instant, then the clock of the database decides', async () => {
    const [who] = providers;
    for (let round = 0; round < rounds; round += 1) {
      const need = await referredNeed(server);
      await offered(server, need, who!);
      const [, claimed] = await Promise.all([
        pass(server, need.needId, 30).then(() => services().offerEndings.tend(need.needId)),
        claim(server, who!, need),
        services().offerEndings.tend(need.needId),
      ]);
      const now = await agrees(need);
      expect([now.status, now.offers]).toEqual(
        isRefusal(claimed) ? ['OFFERED', ['LAPSED']] : ['CLAIMED', ['ACCEPTED']],
      );
    }
  });

  test('given a need that opens while it is claimed by all, then it has one holder and opened at most once', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const need = await referredNeed(server);
      await offered(server, need, providers[0]!);
      const [, , ...claims] = await Promise.all([
        pass(server, need.needId, 60).then(() => services().offerEndings.tend(need.needId)),
        services().offerEndings.tendAll(),
        ...providers.map((who) => claim(server, who, need)),
      ]);
      expect(claims.filter((answer) => !isRefusal(answer)).length).toBeLessThanOrEqual(1);
      const now = await agrees(need);
      expect(now.claims.length).toBe(claims.filter((answer) => !isRefusal(answer)).length);
    }
  });

  test('given many planners with rival plans, then each need has one offer and no offering more than its places', async () => {
    const small = await provider(server, { capacityMaximum: 2 });
    const needs = await Promise.all(Array.from({ length: 6 }, () => referredNeed(server)));
    const plans = Array.from({ length: 4 }, () => needs.map((need) => proposal(need, small)));
    const outcomes = (await Promise.all(plans.map((plan) => propose(server, ...plan)))).flat();
    // Who was passed over in the throng is proposed again, as the planner does.
    outcomes.push(...(await propose(server, ...plans[0]!)));
    expect(outcomes.filter((outcome) => outcome.offer)).toHaveLength(2);
    expect(outcomes.map((outcome) => outcome.refused)).toContain('PLACES_OFFERED');
    for (const need of needs) await agrees(need);
  });

  test('given any commands in any order, several at once, then need, offers and claims agree after each', async () => {
    const organisation = fc.integer({ min: 0, max: 2 });
    const command = fc.oneof(
      fc.record({ what: fc.constantFrom('offer', 'claim', 'decline', 'release' as const), who: organisation }),
      fc.record({ what: fc.constantFrom('tend', 'lapse', 'openNow', 'withdraw' as const), who: organisation }),
    );
    const run = async (need: StagedNeed, what: string, who: Provider): Promise<unknown> => {
      const { database, offers, offerService, offerEndings, claimService, needService } = services();
      switch (what) {
        case 'offer':
          return propose(server, proposal(need, who));
        case 'claim':
          return claim(server, who, need);
        case 'decline': {
          const [offer] = await offers.findStanding(database, [need.needId]);
          return offer && decline(who, offer.id);
        }
        case 'release': {
          const [held] = await database.query<{ id: string }>(
            "SELECT id FROM claim WHERE need_id = $1 AND organisation_id = $2 AND status = 'ACCEPTED'",
            [need.needId, who.organisationId],
          );
          const claimId = held && globalId('Claim', held.id);
          return (
            claimId &&
            claimService.releaseClaim(who.member, { commandId: v7(), claimId, reason: 'NO_CAPACITY' as never })
          );
        }
        case 'lapse':
          return pass(server, need.needId, 30).then(() => offerEndings.tend(need.needId));
        case 'openNow':
          return database.transaction((tx) => offerService.openNow(tx, need.needId));
        case 'withdraw':
          return needService.withdrawNeed(need.adviser, { needId: need.id, reason: NeedWithdrawalReason.OTHER });
        default:
          return offerEndings.tend(need.needId);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(command, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), async (steps) => {
        const need = await referredNeed(server);
        for (const together of steps) {
          await Promise.all(together.map(({ what, who }) => run(need, what, providers[who]!)));
          await agrees(need);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
