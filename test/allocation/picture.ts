/** Promises a small picture of donations, budgets and claims in memory, which knows what every command must do. */
import { AllocationStatus } from '../../schema/allocation/enums';

export type Source = 'money' | 'lot';

export interface PicturedNeed {
  readonly quantity: number;
  /** Where its claim stands; WITHDRAWN with the need. */
  claim: 'CONFIRMED' | 'DELIVERED' | 'DISPUTED' | 'COMPLETED' | 'RELEASED' | 'WITHDRAWN';
  reported: number;
}

export interface PicturedAllocation {
  readonly id: string;
  readonly need: number;
  readonly source: Source;
  readonly paid: boolean;
  readonly whole: boolean;
  readonly amount: bigint;
  status: AllocationStatus;
  delivered: bigint;
}

const status = AllocationStatus;
const livingClaims: readonly string[] = ['CONFIRMED', 'DELIVERED', 'DISPUTED'];
const units: Record<Source, bigint> = { money: 1n, lot: 50n };

export class Picture {
  readonly needs: PicturedNeed[];
  readonly allocations: PicturedAllocation[] = [];
  readonly expired: Record<Source, bigint> = { money: 0n, lot: 0n };
  lotIsOver = false;

  constructor(
    quantities: readonly number[],
    readonly given: Record<Source, bigint>,
    readonly budget: bigint,
    readonly cap: bigint,
  ) {
    this.needs = quantities.map((quantity) => ({ quantity, claim: 'CONFIRMED', reported: 0 }));
  }

  mayAllocate(need: number, source: Source, amount: bigint, paid: boolean): boolean {
    const value = amount * units[source];
    const mine = this.allocations.filter((one) => one.need === need && one.paid);
    const within = !paid || (this.spent(mine) + value <= this.cap && this.spent(this.paid()) + value <= this.budget);
    const good = source === 'money' || !this.lotIsOver;
    return livingClaims.includes(this.needs[need]!.claim) && amount <= this.free(source) && within && good;
  }

  /** How much a choice by rule sets aside of the one stock there is, paid by the one project. */
  chosen(need: number, source: Source, wanted: bigint): bigint {
    const amounts = Array.from({ length: Number(wanted) }, (_, index) => wanted - BigInt(index));
    return amounts.find((amount) => this.mayAllocate(need, source, amount, true)) ?? 0n;
  }

  free(source: Source): bigint {
    return this.given[source] - this.expired[source] - this.sum(source, 'RESERVED') - this.sum(source, 'DELIVERED');
  }

  sum(source: Source, of: 'RESERVED' | 'DELIVERED'): bigint {
    const own = this.allocations.filter((one) => one.source === source && one.status === status[of]);
    return own.reduce((sum, one) => sum + (of === 'RESERVED' ? one.amount : one.delivered), 0n);
  }

  /** What the budget has in a book. */
  budgetIn(of: 'RESERVED' | 'DELIVERED'): bigint {
    return this.spent(this.paid().filter((one) => one.status === status[of]));
  }

  /** Everything that is set aside for a need goes back. */
  release(need: number): void {
    for (const one of this.reserved(need)) one.status = status.RELEASED;
  }

  /** The household confirmed: the same part of money and of goods arrived, rounded once for each and claim or whole need. */
  deliver(need: number): void {
    const { quantity, reported } = this.needs[need]!;
    for (const whole of [false, true])
      for (const source of ['money', 'lot'] as const) {
        const own = this.reserved(need).filter((one) => one.source === source && one.whole === whole);
        const parts = own.map((one) => ({ one, of: one.amount * BigInt(reported), q: BigInt(quantity) }));
        let owed = own.reduce((sum, one) => sum + one.amount, 0n) * BigInt(reported);
        owed = owed / BigInt(quantity) - parts.reduce((sum, { of, q }) => sum + of / q, 0n);
        // The largest remainders first: a stable sort keeps equals in the order in which they were set aside.
        const favoured = [...parts].sort((a, b) => Number((b.of % b.q) - (a.of % a.q))).slice(0, Number(owed));
        for (const part of parts) {
          part.one.delivered = part.of / part.q + (favoured.includes(part) ? 1n : 0n);
          part.one.status = part.one.delivered > 0n ? status.DELIVERED : status.RELEASED;
        }
      }
  }

  expireLot(): void {
    this.lotIsOver = true;
    this.expired.lot += this.free('lot');
  }

  private reserved(need: number): PicturedAllocation[] {
    return this.allocations.filter((one) => one.need === need && one.status === status.RESERVED);
  }

  private paid(): PicturedAllocation[] {
    return this.allocations.filter((one) => one.paid);
  }

  private spent(of: readonly PicturedAllocation[]): bigint {
    const amounts = of.map((one) => {
      if (one.status === status.RESERVED) return one.amount * units[one.source];
      return one.status === status.DELIVERED ? one.delivered * units[one.source] : 0n;
    });
    return amounts.reduce((sum, amount) => sum + amount, 0n);
  }
}
