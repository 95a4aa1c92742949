/** Promises that whatever contradicts itself in the ledger is found by reading it anew, whoever wrote it. */
import type { Statements } from '../database/database';
import type { HoldingKind } from './books';
import type { Rule } from './rule';

export interface Contradiction {
  readonly rule: Rule;
  readonly subjectId: string;
}

const entriesOf = (transfer: string) => `(SELECT count(*) FROM ledger_entry e WHERE e.transfer_id = ${transfer})`;

const rules: Partial<Record<Rule, string>> = {
  'debits equal credits':
    'SELECT transfer_id AS id FROM ledger_entry GROUP BY transfer_id, holding_id HAVING sum(amount) <> 0',
  'a transfer has two entries': `SELECT t.id FROM ledger_transfer t WHERE ${entriesOf('t.id')} <> 2`,
  'a balance is the sum of its entries': `SELECT b.holding_id AS id FROM ledger_balance b
     LEFT JOIN ledger_entry e ON e.holding_id = b.holding_id AND e.book = b.book
    GROUP BY b.holding_id, b.book, b.balance HAVING b.balance <> coalesce(sum(e.amount), 0)`,
  'the books of a holding sum to nothing':
    'SELECT holding_id AS id FROM ledger_balance GROUP BY holding_id HAVING sum(balance) <> 0',
  'a transfer is of the transaction of its command': `SELECT t.id FROM ledger_transfer t
     LEFT JOIN audit_line a ON a.position = t.audit_position WHERE a.at IS DISTINCT FROM t.at`,
  'never more is settled than was reserved': `SELECT p.id FROM ledger_transfer p JOIN ledger_entry pe ON pe.transfer_id = p.id AND pe.amount > 0
     JOIN ledger_transfer s ON s.settles_id = p.id JOIN ledger_entry se ON se.transfer_id = s.id AND se.amount > 0
    WHERE p.kind = 'PENDING' GROUP BY p.id, pe.amount HAVING sum(se.amount) > pe.amount`,
};

/** The contradictions of the ledger, at most 100 of each rule; none when all is well. */
export async function contradictionsOfLedger(statements: Statements): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const [rule, sql] of Object.entries(rules) as [Rule, string][])
    for (const { id } of await statements.query<{ id: string }>(`/* ledger.check */ ${sql} LIMIT 100`))
      found.push({ rule, subjectId: id });
  return found;
}

/** Holdings whose whole differs from what its owner says it is, and those that have no owner. */
export async function contradictionsOfWholes(
  statements: Statements,
  kind: HoldingKind,
  wholes: ReadonlyMap<string, bigint>,
): Promise<Contradiction[]> {
  const rows = await statements.query<{ id: string; whole: bigint }>(
    `/* ledger.wholes */
     SELECT h.id, coalesce(-b.balance, 0)::bigint AS whole FROM ledger_holding h
       LEFT JOIN ledger_balance b ON b.holding_id = h.id AND b.book = 'SOURCE' WHERE h.kind = $1`,
    [kind],
  );
  const held = new Map(rows.map((row) => [row.id, row.whole]));
  const missing = [...wholes.keys()].filter((id) => !held.has(id));
  return [
    ...against(
      'everything given or budgeted has its books',
      missing.map((id) => ({ id })),
    ),
    ...against(
      'a holding belongs to a donation or project',
      rows.filter((row) => !wholes.has(row.id)),
    ),
    ...against(
      'the ledger holds what the donation or project says',
      rows.filter((row) => wholes.has(row.id) && wholes.get(row.id) !== row.whole),
    ),
  ];
}

/** What an allocation has in one holding, as its row says: set aside still, and delivered. */
export interface AllocatedPart {
  readonly allocationId: string;
  readonly commandId: string;
  readonly holdingId: string;
  readonly reserved: bigint;
  readonly delivered: bigint;
}

/** Allocations whose books differ from their rows, that no command or another one made, and what is set aside for none. */
export async function contradictionsOfAllocations(
  statements: Statements,
  parts: readonly AllocatedPart[],
): Promise<Contradiction[]> {
  const booked = await statements.query<AllocatedPart>(
    `/* ledger.allocated */
     SELECT t.allocation_id AS "allocationId", e.holding_id AS "holdingId",
            coalesce(sum(e.amount) FILTER (WHERE e.book = 'RESERVED'), 0)::bigint AS reserved,
            coalesce(sum(e.amount) FILTER (WHERE e.book = 'DELIVERED'), 0)::bigint AS delivered,
            max(a.command_id::text) FILTER (WHERE t.kind = 'PENDING') AS "commandId"
       FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id JOIN audit_line a ON a.position = t.audit_position
      WHERE t.allocation_id IS NOT NULL GROUP BY t.allocation_id, e.holding_id`,
  );
  const keyOf = (part: AllocatedPart) => `${part.allocationId} ${part.holdingId}`;
  const books = new Map(booked.map((part) => [keyOf(part), part]));
  const rows = new Map(parts.map((part) => [keyOf(part), part]));
  const same = (a: AllocatedPart, b: AllocatedPart) => a.reserved === b.reserved && a.delivered === b.delivered;
  const named = (rule: Rule, found: readonly AllocatedPart[]) =>
    against(
      rule,
      found.map((part) => ({ id: part.allocationId })),
    );
  const unnamed = await statements.query<{ id: string }>(
    `/* ledger.unnamed */
     SELECT DISTINCT e.holding_id AS id FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id
      WHERE e.book IN ('RESERVED', 'DELIVERED') AND t.allocation_id IS NULL LIMIT 100`,
  );
  return [
    ...named(
      'the books of an allocation are what its row says',
      parts.filter((part) => !same(books.get(keyOf(part)) ?? { ...part, reserved: -1n }, part)),
    ),
    ...named(
      'what is booked for an allocation has its row',
      booked.filter((part) => !rows.has(keyOf(part))),
    ),
    ...named(
      'an allocation is of its command',
      parts.filter((part) => books.has(keyOf(part)) && books.get(keyOf(part))!.commandId !== part.commandId),
    ),
    ...against('what is set aside is set aside by an allocation', unnamed),
  ];
}

function against(rule: Rule, found: readonly { readonly id: string }[]): Contradiction[] {
  return found.map(({ id }) => ({ rule, subjectId: id }));
}
