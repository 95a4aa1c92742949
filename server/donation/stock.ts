/** Promises how the ledger moves with a donation: promised, received, given back, lost, expired; whole lots and sums alike. */
import { v7 } from 'uuid';
import type { Statements, Transaction } from '../database/database';
import type { Book } from '../ledger/books';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { DonationRepository, DonationRow } from './donation.repository';

/** One thing that is counted: the money of a donation (the holding has the donation's id) or a lot. */
export interface Counted {
  readonly holdingId: string;
  readonly kind: 'MONEY' | 'LOT';
  readonly quantity: bigint;
}

export interface Move {
  readonly holdingId: string;
  readonly from: Book;
  readonly to: Book;
  readonly amount: bigint;
  readonly reason: string;
}

export class DonationStock {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly donations: DonationRepository,
  ) {}

  async countedOf(tx: Transaction, donation: DonationRow): Promise<Counted[]> {
    if (donation.moneyFen !== null) return [{ holdingId: donation.id, kind: 'MONEY', quantity: donation.moneyFen }];
    const lots = await this.donations.lotsOf(tx, [donation.id]);
    return lots.map((lot) => ({ holdingId: lot.id, kind: 'LOT', quantity: lot.quantity }));
  }

  async pledge(tx: Transaction, donation: DonationRow, reason = 'PLEDGED'): Promise<void> {
    for (const { holdingId, kind, quantity } of await this.countedOf(tx, donation)) {
      await this.ledger.openHolding(tx, holdingId, kind);
      await this.must(tx, donation, { holdingId, from: 'SOURCE', to: 'PLEDGED', amount: quantity, reason });
    }
  }

  async takeBack(tx: Transaction, donation: DonationRow, reason: string): Promise<Counted[]> {
    const counted = await this.countedOf(tx, donation);
    for (const { holdingId, quantity } of counted)
      await this.must(tx, donation, { holdingId, from: 'PLEDGED', to: 'SOURCE', amount: quantity, reason });
    return counted;
  }

  /** What arrived is received; what did not is promised no more. */
  async receive(tx: Transaction, donation: DonationRow, counted: Counted, arrived: bigint): Promise<void> {
    const { holdingId, quantity } = counted;
    const missing = quantity - arrived;
    const move = { holdingId, from: 'PLEDGED' as const };
    if (arrived > 0n) await this.must(tx, donation, { ...move, to: 'RECEIVED', amount: arrived, reason: 'RECEIVED' });
    if (missing > 0n)
      await this.must(tx, donation, { ...move, to: 'SOURCE', amount: missing, reason: 'NOT_HANDED_OVER' });
  }

  /** What is free and was given for one project is given for another: out of the one, into the other. */
  async changeProject(tx: Transaction, donation: DonationRow, projectId: string | null): Promise<void> {
    const counted = await this.countedOf(tx, donation);
    const balances = await this.ledger.balances(
      tx,
      counted.map((one) => one.holdingId),
    );
    for (const { holdingId } of counted) {
      const amount = balances.get(holdingId)?.RECEIVED ?? 0n;
      if (amount === 0n) continue;
      const reason = 'USE_CHANGED';
      await this.must(tx, donation, { holdingId, from: 'RECEIVED', to: 'SOURCE', amount, reason });
      const later = { ...donation, earmarkProjectId: projectId };
      await this.must(tx, later, { holdingId, from: 'SOURCE', to: 'RECEIVED', amount, reason });
    }
  }

  /** False, and nothing moved, when the book holds less. */
  move(tx: Transaction, donation: DonationRow, move: Move): Promise<boolean> {
    return this.ledger.transfer(tx, {
      ...{ id: v7(), kind: 'SINGLE', subjectId: donation.id, projectId: donation.earmarkProjectId ?? undefined },
      ...move,
    });
  }

  /** Those of some holdings of which anything is free. */
  async holdingFree(statements: Statements, holdingIds: readonly string[]): Promise<Set<string>> {
    const balances = await this.ledger.balances(statements, holdingIds);
    return new Set(holdingIds.filter((id) => (balances.get(id)?.RECEIVED ?? 0n) > 0n));
  }

  /** What is free of one holding. */
  async free(tx: Transaction, holdingId: string): Promise<bigint> {
    return (await this.ledger.balances(tx, [holdingId])).get(holdingId)?.RECEIVED ?? 0n;
  }

  private async must(tx: Transaction, donation: DonationRow, move: Move): Promise<void> {
    if (!(await this.move(tx, donation, move)))
      throw new Error(`the ledger does not hold what donation ${donation.id} says`);
  }
}
