/** Promises how far projects have come, counted from the ledger and from nothing else. */
import { v7 } from 'uuid';
import type { Statements, Transaction } from '../database/database';
import type { Book, HoldingKind } from '../ledger/books';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { ProjectRow } from './project.repository';

export interface Progress {
  readonly projectId: string;
  readonly pledgedFen: bigint;
  readonly raisedFen: bigint;
  /** What its budget pays for, money and goods at their value, whomever they were given for. */
  readonly reservedFen: bigint;
  readonly spentFen: bigint;
  /** Received and neither reserved nor spent. */
  readonly freeFen: bigint;
  readonly budgetLeftFen: bigint;
  /** Money, goods or budget are reserved still. */
  readonly holdsReservations: boolean;
}

/** Received and not given back: where it stands now. */
const raisedBooks: readonly Book[] = ['RECEIVED', 'RESERVED', 'DELIVERED', 'LOST', 'EXPIRED'];

/** The progress of each project, in their order. A project that never opened has its whole budget left. */
export async function progressOf(
  ledger: LedgerRepository,
  statements: Statements,
  projects: readonly Pick<ProjectRow, 'id' | 'budgetFen' | 'status'>[],
): Promise<Progress[]> {
  const rows = await ledger.projectBalances(
    statements,
    projects.map((project) => project.id),
  );
  return projects.map((project) => {
    const sum = (kind: HoldingKind, ...books: readonly Book[]) =>
      rows
        .filter((row) => row.projectId === project.id && row.kind === kind && books.includes(row.book))
        .reduce((total, row) => total + row.balance, 0n);
    const [spentFromBudget, reservedInBudget] = [sum('BUDGET', 'DELIVERED'), sum('BUDGET', 'RESERVED')];
    const reservations = [sum('MONEY', 'RESERVED'), sum('LOT', 'RESERVED'), reservedInBudget];
    return {
      projectId: project.id,
      pledgedFen: sum('MONEY', 'PLEDGED'),
      raisedFen: sum('MONEY', ...raisedBooks),
      reservedFen: reservedInBudget,
      spentFen: spentFromBudget,
      freeFen: sum('MONEY', 'RECEIVED'),
      budgetLeftFen: project.budgetFen - spentFromBudget - reservedInBudget,
      holdsReservations: reservations.some((amount) => amount > 0n),
    };
  });
}

/** How far a project had come at the end of a day on which something moved. */
export interface Day {
  readonly day: string;
  readonly raisedFen: bigint;
  readonly reservedFen: bigint;
  readonly spentFen: bigint;
}

/** The days of each project on which something moved, the oldest first; the last says what its progress says. */
export async function daysOf(
  ledger: LedgerRepository,
  statements: Statements,
  projectIds: readonly string[],
): Promise<Day[][]> {
  const rows = await ledger.projectMovements(statements, projectIds);
  return projectIds.map((projectId) => {
    const days: Day[] = [];
    for (const row of rows.filter((one) => one.projectId === projectId)) {
      const last = days.at(-1);
      const before = last ?? { raisedFen: 0n, reservedFen: 0n, spentFen: 0n };
      if (last?.day === row.day) days.pop();
      days.push({
        day: row.day,
        raisedFen: before.raisedFen + (row.kind === 'MONEY' && raisedBooks.includes(row.book) ? row.balance : 0n),
        reservedFen: before.reservedFen + (row.kind === 'BUDGET' && row.book === 'RESERVED' ? row.balance : 0n),
        spentFen: before.spentFen + (row.kind === 'BUDGET' && row.book === 'DELIVERED' ? row.balance : 0n),
      });
    }
    return days;
  });
}

/** Opens the books of a project's budget and puts the whole of it there; the holding has the id of the project. */
export async function openBudget(
  ledger: LedgerRepository,
  tx: Transaction,
  project: Pick<ProjectRow, 'id' | 'budgetFen'>,
): Promise<void> {
  await ledger.openHoldings(tx, [{ id: project.id, kind: 'BUDGET' }]);
  const opened = await ledger.transfer(tx, {
    id: v7(),
    kind: 'SINGLE',
    reason: 'openCharityProject',
    subjectId: project.id,
    projectId: project.id,
    holdingId: project.id,
    holdingKind: 'BUDGET',
    from: 'SOURCE',
    to: 'RECEIVED',
    amount: project.budgetFen,
  });
  if (!opened) throw new Error(`the books under the id of project ${project.id} are those of something else`);
}
