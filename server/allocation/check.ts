/** Promises that what contradicts itself in ledger, donations, budgets and allocations is named; nothing is changed. */
import { AllocationStatus } from '../../schema/allocation/enums';
import type { Statements } from '../database/database';
import { contradictionsOfDonations, wholesOfDonations } from '../donation/check';
import {
  contradictionsOfAllocations,
  contradictionsOfWholes,
  type AllocatedPart,
  type Contradiction,
} from '../ledger/contradictions';
import type { Rule } from '../ledger/rule';
import { ProjectRepository } from '../project/project.repository';
import { AllocationRepository, type AllocationRow } from './allocation.repository';

/** All contradictions of giving; none when all is well. */
export async function checkData(statements: Statements): Promise<Contradiction[]> {
  const wholes = await wholesOfDonations(statements);
  const rows = await new AllocationRepository().listAll(statements);
  const budgets = await new ProjectRepository().budgetsOpened(statements);
  return [
    ...(await contradictionsOfDonations(statements, wholes)),
    ...(await contradictionsOfWholes(statements, 'BUDGET', budgets)),
    ...(await contradictionsOfAllocations(statements, rows.flatMap(partsOf))),
    ...overdrawn(rows, 'no more is allocated than was received', (row) => {
      const holdingId = row.lotId ?? row.donationId;
      return [holdingId, outstanding(row), wholes.money.get(holdingId) ?? wholes.lots.get(holdingId)];
    }),
    ...overdrawn(rows, 'no project pays more than its budget', (row) => {
      const whole = row.projectId === null ? 0n : budgets.get(row.projectId);
      return [row.projectId, outstanding(row) * (row.valueFen / row.amount), whole];
    }),
  ];
}

/** What is set aside or was delivered of it. */
function outstanding(row: AllocationRow): bigint {
  if (row.status === AllocationStatus.RESERVED) return row.amount;
  return row.status === AllocationStatus.DELIVERED ? row.deliveredAmount! : 0n;
}

/** What the row says of the donation or lot, and of the budget that pays. */
function partsOf(row: AllocationRow): AllocatedPart[] {
  const reserved = row.status === AllocationStatus.RESERVED ? row.amount : 0n;
  const delivered = row.status === AllocationStatus.DELIVERED ? row.deliveredAmount! : 0n;
  const of = { allocationId: row.id, commandId: row.commandId };
  const unit = row.valueFen / row.amount;
  const budget = { reserved: reserved * unit, delivered: delivered * unit };
  return [
    { ...of, holdingId: row.lotId ?? row.donationId, reserved, delivered },
    ...(row.projectId !== null && unit > 0n ? [{ ...of, holdingId: row.projectId, ...budget }] : []),
  ];
}

function overdrawn(
  rows: readonly AllocationRow[],
  rule: Rule,
  read: (row: AllocationRow) => [subjectId: string | null, amount: bigint, whole: bigint | undefined],
): Contradiction[] {
  const sums = new Map<string, { sum: bigint; whole: bigint }>();
  for (const row of rows) {
    const [subjectId, amount, whole] = read(row);
    if (subjectId === null) continue;
    sums.set(subjectId, { sum: (sums.get(subjectId)?.sum ?? 0n) + amount, whole: whole ?? 0n });
  }
  return [...sums].flatMap(([subjectId, { sum, whole }]) => (sum > whole ? [{ rule, subjectId }] : []));
}
