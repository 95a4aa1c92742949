/** Promises the only SQL for allocations: set aside, settled once, and found by what they belong to. */
import type { AllocationReason, AllocationStatus } from '../../schema/allocation/enums';
import type { InstantAndId } from '../../schema/connection';
import type { Statements, Transaction } from '../database/database';
import type { AllocationEntity } from './allocation.entity';

export type AllocationRow = AllocationEntity;
export type NewAllocation = Omit<AllocationRow, 'status' | 'deliveredAmount' | 'reason' | 'reservedAt' | 'settledAt'>;

/** An allocation of a list, and the exact time of its reservation as text. */
export type ListedAllocation = AllocationRow & { readonly cursorAt: string };

export interface AllocationPage {
  readonly statuses?: readonly AllocationStatus[];
  readonly after?: InstantAndId;
  readonly limit: number;
}

/** What allocations are asked for by: exactly one is named. */
export interface AllocationOwner {
  readonly needId?: string;
  readonly claimId?: string;
  readonly donationId?: string;
  readonly projectId?: string;
}

const columns = `id, command_id AS "commandId", donation_id AS "donationId", lot_id AS "lotId", need_id AS "needId",
  claim_id AS "claimId", project_id AS "projectId", amount, value_fen AS "valueFen", status,
  delivered_amount AS "deliveredAmount", reason, automatic, decided_by AS "decidedBy", reserved_at AS "reservedAt",
  settled_at AS "settledAt"`;

const ownerColumns: Record<keyof AllocationOwner, string> = {
  needId: 'need_id',
  claimId: 'claim_id',
  donationId: 'donation_id',
  projectId: 'project_id',
};

export class AllocationRepository {
  async findAllocation(statements: Statements, id: string): Promise<AllocationRow | undefined> {
    return (await this.findAllocations(statements, [id]))[0];
  }

  findAllocations(statements: Statements, ids: readonly string[]): Promise<AllocationRow[]> {
    return statements.query<AllocationRow>(
      `/* allocation.findAllocations */ SELECT ${columns} FROM allocation WHERE id = ANY ($1::uuid[]) ORDER BY id`,
      [ids],
    );
  }

  /** Choices among the donations of one charity wait for each other; the next sees what the one before took. */
  async takeTurn(tx: Transaction, charityId: string): Promise<void> {
    await tx.query('/* allocation.takeTurn */ SELECT pg_advisory_xact_lock(hashtextextended($1, 640104))', [charityId]);
  }

  /** Every allocation, for the check of the books. */
  listAll(statements: Statements): Promise<AllocationRow[]> {
    return statements.query<AllocationRow>(`/* allocation.listAll */ SELECT ${columns} FROM allocation ORDER BY id`);
  }

  /** What one command made, in the order in which it chose. */
  findOfCommand(statements: Statements, commandId: string): Promise<AllocationRow[]> {
    return statements.query<AllocationRow>(
      `/* allocation.findOfCommand */ SELECT ${columns} FROM allocation WHERE command_id = $1 ORDER BY id`,
      [commandId],
    );
  }

  /** All allocations of donations, the oldest first. */
  findOfDonations(statements: Statements, donationIds: readonly string[]): Promise<AllocationRow[]> {
    return statements.query<AllocationRow>(
      `/* allocation.findOfDonations */
       SELECT ${columns} FROM allocation WHERE donation_id = ANY ($1::uuid[]) ORDER BY reserved_at, id`,
      [donationIds],
    );
  }

  /** All allocations of needs, the oldest first. */
  findOfNeeds(statements: Statements, needIds: readonly string[]): Promise<AllocationRow[]> {
    return statements.query<AllocationRow>(
      `/* allocation.findOfNeeds */
       SELECT ${columns} FROM allocation WHERE need_id = ANY ($1::uuid[]) ORDER BY reserved_at, id`,
      [needIds],
    );
  }

  /** A page of what belongs to one need, claim, donation or project, what was reserved last first. */
  listAllocations(statements: Statements, of: AllocationOwner, page: AllocationPage): Promise<ListedAllocation[]> {
    const [owner, id] = Object.entries(of).find(([, named]) => named !== undefined) as [keyof AllocationOwner, string];
    return statements.query<ListedAllocation>(
      `/* allocation.listOf_${owner} */
       SELECT ${columns}, reserved_at::text AS "cursorAt" FROM allocation
        WHERE ${ownerColumns[owner]} = $1 AND ($2::text[] IS NULL OR status = ANY ($2::text[])) 
          AND ($3::timestamptz IS NULL OR (reserved_at, id) < ($3::timestamptz, $4::uuid))
        ORDER BY reserved_at DESC, id DESC LIMIT $5`,
      [id, page.statuses ?? null, page.after?.instant ?? null, page.after?.id ?? null, page.limit],
    );
  }

  async insertAllocation(tx: Transaction, allocation: NewAllocation): Promise<AllocationRow> {
    const [row] = await tx.query<AllocationRow>(
      `/* allocation.insertAllocation */
       INSERT INTO allocation (id, command_id, donation_id, lot_id, need_id, claim_id, project_id, amount, value_fen, status,
                               automatic, decided_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'RESERVED', $10, $11) RETURNING ${columns}`,
      [
        ...[allocation.id, allocation.commandId, allocation.donationId, allocation.lotId, allocation.needId],
        ...[allocation.claimId, allocation.projectId, allocation.amount, allocation.valueFen],
        ...[allocation.automatic, allocation.decidedBy],
      ],
    );
    return row!;
  }

  /** Ends an allocation that is in the state named. Undefined, and nothing changed, when it is in another. */
  async settle(
    tx: Transaction,
    id: string,
    from: AllocationStatus,
    to: AllocationStatus,
    how: { readonly deliveredAmount?: bigint; readonly reason?: AllocationReason },
  ): Promise<AllocationRow | undefined> {
    const [row] = await tx.query<AllocationRow>(
      `/* allocation.settle */
       UPDATE allocation SET status = $3, settled_at = now(), delivered_amount = coalesce($4::bigint, delivered_amount), reason = $5
        WHERE id = $1 AND status = $2 RETURNING ${columns}`,
      [id, from, to, how.deliveredAmount ?? null, how.reason ?? null],
    );
    return row;
  }

  /** What is set aside still for a claim, in the order in which it was. The need is held by the caller. */
  listReservedOfClaim(tx: Transaction, claimId: string): Promise<AllocationRow[]> {
    return tx.query<AllocationRow>(
      `/* allocation.listReservedOfClaim */
       SELECT ${columns} FROM allocation WHERE claim_id = $1 AND status = 'RESERVED' ORDER BY reserved_at, id`,
      [claimId],
    );
  }

  /** What is set aside still for a need: as a whole, or all of it. The need is held by the caller. */
  listReservedOfNeed(tx: Transaction, needId: string, only?: 'WHOLE'): Promise<AllocationRow[]> {
    return tx.query<AllocationRow>(
      `/* allocation.listReservedOfNeed */
       SELECT ${columns} FROM allocation
        WHERE need_id = $1 AND status = 'RESERVED' AND (claim_id IS NULL OR NOT $2::boolean) ORDER BY reserved_at, id`,
      [needId, only === 'WHOLE'],
    );
  }

  /** What was set aside for a claim is delivered by another of the same need. */
  async moveToClaim(tx: Transaction, claimId: string, toClaimId: string): Promise<void> {
    await tx.query(
      `/* allocation.moveToClaim */ UPDATE allocation SET claim_id = $2 WHERE claim_id = $1 AND status = 'RESERVED'`,
      [claimId, toClaimId],
    );
  }

  /** The needs to which something was delivered by the budget of projects, each once for a project. */
  needsReached(
    statements: Statements,
    projectIds: readonly string[],
  ): Promise<{ readonly projectId: string; readonly needId: string }[]> {
    return statements.query(
      `/* allocation.needsReached */
       SELECT DISTINCT project_id AS "projectId", need_id AS "needId" FROM allocation
        WHERE project_id = ANY ($1::uuid[]) AND status = 'DELIVERED'`,
      [projectIds],
    );
  }

  /** The needs for which a project pays or paid. */
  async needsPaidBy(statements: Statements, projectId: string): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* allocation.needsPaidBy */
       SELECT DISTINCT need_id AS id FROM allocation WHERE project_id = $1 AND status IN ('RESERVED', 'DELIVERED')`,
      [projectId],
    );
    return rows.map((row) => row.id);
  }

  /** What the case of a need has cost a project: what is set aside, and what was delivered. */
  async spentOnCase(
    statements: Statements,
    needId: string,
    projectIds: readonly string[],
  ): Promise<Map<string, bigint>> {
    const rows = await statements.query<{ projectId: string; fen: bigint }>(
      `/* allocation.spentOnCase */
       SELECT project_id AS "projectId", sum(value_fen / amount * CASE status WHEN 'RESERVED' THEN amount ELSE delivered_amount END)::bigint AS fen
         FROM allocation WHERE need_id = $1 AND project_id = ANY ($2::uuid[]) AND status IN ('RESERVED', 'DELIVERED')
        GROUP BY project_id`,
      [needId, projectIds],
    );
    return new Map(rows.map((row) => [row.projectId, row.fen]));
  }
}
