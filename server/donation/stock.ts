/** Promises how the ledger moves with a donation: promised, received, given back, lost, expired; whole lots and sums alike. */
import { v7 } from 'uuid';
import type { Statements, Transaction } from '../database/database';
import type { Book } from '../ledger/books';
import type { LedgerRepository, Transfer } from '../ledger/ledger.repository';
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

/** What is to be counted has the id of something else that is counted, of another kind: nothing of it was moved. */
export class HoldingTaken extends Error {
  constructor(donationId: string) {
    super(`an id of donation ${donationId} is that of something else that is counted`);
  }
}

export class DonationStock {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly donations: DonationRepository,
  ) {}

  async countedOf(tx: Transaction, donation: DonationRow): Promise<Counted[]> {
    return (await this.countedOfEach(tx, [donation])).map((one) => one.counted);
  }

  /**
   * The whole of each donation is promised; the books of what is new are opened. `positions` says where the audit line of each
   * donation stands; else it is the newest one.
   */
  async pledge(
    tx: Transaction,
    donations: readonly DonationRow[],
    { reason = 'PLEDGED', positions }: { reason?: string; positions?: ReadonlyMap<string, bigint> } = {},
  ): Promise<void> {
    const all = await this.countedOfEach(tx, donations);
    await this.ledger.openHoldings(
      tx,
      all.map(({ counted }) => ({ id: counted.holdingId, kind: counted.kind })),
    );
    const moves = all.map(({ donation, counted: { holdingId, kind, quantity } }) => ({
      ...moveOf(donation, { holdingId, from: 'SOURCE', to: 'PLEDGED', amount: quantity, reason }),
      ...{ holdingKind: kind, auditPosition: positions?.get(donation.id) },
    }));
    // The source is never too little: what can not be promised stands under an id that something else has.
    if (!(await this.ledger.transferAll(tx, moves))) throw new HoldingTaken(donations[0]!.id);
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
    return this.ledger.transfer(tx, moveOf(donation, move));
  }

  /** What is counted of donations, in their order. */
  private async countedOfEach(
    tx: Transaction,
    donations: readonly DonationRow[],
  ): Promise<{ readonly donation: DonationRow; readonly counted: Counted }[]> {
    const goods = donations.filter((donation) => donation.moneyFen === null).map((donation) => donation.id);
    const lots = new Map<string, Counted[]>(goods.map((id) => [id, []]));
    if (goods.length > 0)
      for (const { id, donationId, quantity } of await this.donations.lotsOf(tx, goods))
        lots.get(donationId)!.push({ holdingId: id, kind: 'LOT', quantity });
    return donations.flatMap((donation) => {
      const { id, moneyFen } = donation;
      const counted: Counted[] =
        moneyFen === null ? lots.get(id)! : [{ holdingId: id, kind: 'MONEY', quantity: moneyFen }];
      return counted.map((one) => ({ donation, counted: one }));
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

function moveOf(donation: DonationRow, move: Move): Transfer {
  const projectId = donation.earmarkProjectId ?? undefined;
  return { id: v7(), kind: 'SINGLE', subjectId: donation.id, projectId, ...move };
}
