/** Shows by random commands against a model that shares never sum up above the price, and that need, shares and books always agree. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { checkData } from '../../server/wish/check';
import { contradictionsOfLedger } from '../../server/ledger/contradictions';
import { claim, type Provider } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import type { StagedNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { carrier, endShareTime, giver, heldWish, openWish, receiveShare, share, type Giver } from '../stage/wishes';

interface ModelShare {
  readonly id: string;
  amount: bigint;
  status: 'HELD' | 'RECEIVED' | 'DELIVERED' | 'WITHDRAWN' | 'EXPIRED' | 'RELEASED';
}

/** What must be true of one wish, told by nothing but the commands that were done. */
class WishModel {
  readonly shares: ModelShare[] = [];
  claimed = false;
  ended?: 'WITHDRAWN' | 'FULFILLED' | 'NOT_MET';

  constructor(readonly price: bigint) {}

  sum(...statuses: ModelShare['status'][]): bigint {
    return this.shares.reduce((sum, one) => (statuses.includes(one.status) ? sum + one.amount : sum), 0n);
  }
  get held(): bigint {
    return this.sum('HELD', 'RECEIVED');
  }
  get paid(): boolean {
    return this.sum('RECEIVED') === this.price;
  }
  get status(): string {
    if (this.ended) return this.ended;
    if (this.claimed || this.held === this.price) return 'CLAIMED';
    return this.held === 0n ? 'PUBLISHED' : 'PARTIALLY_CLAIMED';
  }
  /** Whether an organisation may take the whole: nobody shares it, or everything was received. */
  get claimable(): boolean {
    return !this.ended && !this.claimed && (this.held === 0n || this.paid);
  }
  end(how: 'WITHDRAWN' | 'FULFILLED' | 'NOT_MET'): void {
    for (const one of this.shares) {
      if (one.status === 'RECEIVED') one.status = how === 'FULFILLED' ? 'DELIVERED' : 'RELEASED';
      if (one.status === 'HELD') one.status = 'RELEASED';
    }
    this.ended = how;
  }
}

type Step = 'share' | 'withdraw' | 'expire' | 'receive' | 'claim' | 'release' | 'deliver' | 'fail' | 'end';

describe('shares of a wish against a model', () => {
  let server: TestServer;
  let stage: GivingStage;
  let donors: Giver[];
  let bringer: Provider;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    donors = [await giver(server), await giver(server), await giver(server)];
    bringer = await carrier(server);
  });
  afterAll(() => server.close());

  /** One wish under random commands. */
  class Run {
    claimId = '';
    constructor(
      readonly wish: StagedNeed,
      readonly model: WishModel,
    ) {}

    /** Does the command; true when it was accepted. */
    async apply(step: Step, pick: number, amount: bigint): Promise<void> {
      const { model } = this;
      const target = model.shares[pick % Math.max(1, model.shares.length)];
      if (step === 'share') return this.share(pick, amount);
      if (step === 'claim') return this.claim();
      if (step === 'end') return this.end();
      if (step === 'release' || step === 'deliver' || step === 'fail') return this.endClaim(step);
      if (target) await this.settle(step, target, amount);
    }

    private expectAnswer(answer: unknown, allowed: boolean): boolean {
      expect([(answer as Refusal).constructor.name, isRefusal(answer)]).toEqual([expect.anything(), !allowed]);
      return allowed;
    }

    private async share(pick: number, amount: bigint): Promise<void> {
      const { model } = this;
      const id = v7();
      const answer = await share(server, stage, donors[pick % donors.length]!, this.wish, amount, { shareId: id });
      const allowed = !model.ended && !model.claimed && amount > 0n && model.held + amount <= model.price;
      if (this.expectAnswer(answer, allowed)) model.shares.push({ id, amount, status: 'HELD' });
    }

    private async settle(step: 'withdraw' | 'expire' | 'receive', target: ModelShare, amount: bigint): Promise<void> {
      const { shareEnding, shareService } = server.app.composition;
      if (step === 'expire') {
        if (target.status === 'HELD') await endShareTime(server, target.id);
        expect(await shareEnding.expireShare(target.id)).toBe(target.status === 'HELD');
        if (target.status === 'HELD') target.status = 'EXPIRED';
      } else if (step === 'withdraw') {
        const shareId = globalId('WishShare', target.id);
        const answer = await shareService.withdrawShare(stage.staff.actor, { commandId: v7(), shareId });
        const allowed = target.status === 'HELD' || target.status === 'WITHDRAWN';
        if (this.expectAnswer(answer, allowed)) target.status = 'WITHDRAWN';
      } else {
        const answer = await receiveShare(server, stage, target.id, amount);
        const allowed = target.status === 'HELD' && amount > 0n && amount <= target.amount;
        if (this.expectAnswer(answer, allowed)) Object.assign(target, { status: 'RECEIVED', amount });
      }
    }

    private async claim(): Promise<void> {
      const answer = await claim(server, bringer, this.wish);
      if (!this.expectAnswer(answer, this.model.claimable)) return;
      this.claimId = globalId('Claim', (answer as { id: string }).id);
      this.model.claimed = true;
    }

    private async endClaim(step: 'release' | 'deliver' | 'fail'): Promise<void> {
      const { claimService, deliveryService } = server.app.composition;
      if (!this.model.claimed || this.model.ended) return;
      const { claimId, wish } = this;
      if (step === 'release') {
        await claimService.releaseClaim(bringer.member, {
          commandId: v7(),
          claimId,
          reason: ReleaseReason.NO_CAPACITY,
        });
        this.model.claimed = false;
        return;
      }
      const quantityDelivered = step === 'deliver' ? 1 : 0;
      await claimService.confirmClaim(bringer.member, { commandId: v7(), claimId });
      await claimService.reportDelivery(bringer.member, { commandId: v7(), claimId, quantityDelivered });
      const answer = await deliveryService.confirmDelivery({
        commandId: v7(),
        claimId,
        cardCode: wish.household.cardCode,
      });
      this.expectAnswer(answer, true);
      this.model.end(step === 'deliver' ? 'FULFILLED' : 'NOT_MET');
    }

    private async end(): Promise<void> {
      const reason = NeedWithdrawalReason.MET_OTHERWISE;
      const { wish, model } = this;
      const answer = await server.app.composition.needService.withdrawNeed(wish.adviser, { needId: wish.id, reason });
      if (!this.expectAnswer(answer, !model.ended)) return;
      model.end('WITHDRAWN');
      model.claimed = false;
    }

    async agrees(): Promise<void> {
      const { model, wish } = this;
      const real = await heldWish(server, wish.needId);
      expect({ ...real, books: undefined }).toEqual({
        status: model.status,
        claimed: model.claimed ? 1 : 0,
        held: String(model.held),
        received: String(model.sum('RECEIVED')),
        shares: model.shares.map((one) => `${one.status} ${one.amount}`),
        books: undefined,
      });
      expect(BigInt(real.held)).toBeLessThanOrEqual(model.price);
      // Nothing is pledged but what is held, and nothing leaves the books of the charity that is not given back.
      const [pledged, inHand] = [BigInt(real.books.PLEDGED ?? 0), wholeOf(real.books)];
      expect(pledged).toBe(model.sum('HELD'));
      expect(inHand - pledged).toBe(
        model.shares.reduce((sum, one) => (receivedOnce.has(one.id) ? sum + one.amount : sum), 0n),
      );
      expect(await contradictionsOfLedger(server.app.composition.database)).toEqual([]);
    }
  }
  const receivedOnce = new Set<string>();
  const wholeOf = (books: Record<string, string>) => -BigInt(books.SOURCE ?? 0);

  test('94, 96: given any order of shares, receipts, withdrawals, times that run out, claims and ends, then need, shares and books are those of the model', async () => {
    const steps: Step[] = ['share', 'withdraw', 'expire', 'receive', 'claim', 'release', 'deliver', 'fail', 'end'];
    const weights: Record<Step, number> = {
      ...{ share: 8, receive: 6, claim: 4, withdraw: 2, expire: 2 },
      ...{ release: 2, deliver: 1, fail: 1, end: 1 },
    };
    const step = fc.oneof(...steps.map((name) => ({ arbitrary: fc.constant(name), weight: weights[name] })));
    // Amounts are often exactly the price or a half of it, so that wholes come about.
    const amount = fc.oneof(fc.constantFrom(50n, 100n), fc.bigInt(0n, 120n));
    const command = fc.tuple(step, fc.nat(20), amount);
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 16 }), async (commands) => {
        const run = new Run(await openWish(server, { priceCeilingFen: 100n }), new WishModel(100n));
        for (const [name, pick, fen] of commands) {
          await run.apply(name, pick, fen);
          for (const one of run.model.shares) if (one.status === 'RECEIVED') receivedOnce.add(one.id);
          await run.agrees();
          reached.add(`${run.model.status}${run.model.paid ? ' paid' : ''}${run.model.claimed ? ' claimed' : ''}`);
        }
      }),
      { numRuns: 60, seed: 20260115 },
    );
    // The commands came to the states that matter; else the test would show nothing.
    expect([...reached].sort()).toEqual(expect.arrayContaining(['CLAIMED', 'CLAIMED claimed', 'CLAIMED paid', 'CLAIMED paid claimed', 'PARTIALLY_CLAIMED', 'PUBLISHED', 'WITHDRAWN'])); // prettier-ignore
    expect(await checkData(server.app.composition.database)).toEqual([]);
  }, 120_000);
});
