/** Promises that whatever contradicts itself in the ledger is found by reading it anew, whoever wrote it. */
import type { Statements } from '../database/database';

export interface Contradiction {
  readonly rule: string;
  readonly subjectId: string;
}

const entriesOf = (transfer: string) => `(SELECT count(*) FROM ledger_entry e WHERE e.transfer_id = ${transfer})`;

const rules: Record<string, string> = {
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
  for (const [rule, sql] of Object.entries(rules))
    for (const { id } of await statements.query<{ id: string }>(`/* ledger.check */ ${sql} LIMIT 100`))
      found.push({ rule, subjectId: id });
  return found;
}

/** Holdings whose whole differs from what its owner says it is, and those that have no owner. */
export async function contradictionsOfWholes(
  statements: Statements,
  kind: 'MONEY' | 'LOT',
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
    ...missing.map((subjectId) => ({ rule: 'everything given has its books', subjectId })),
    ...rows
      .filter((row) => !wholes.has(row.id))
      .map((row) => ({ rule: 'a holding belongs to a donation', subjectId: row.id })),
    ...rows
      .filter((row) => wholes.has(row.id) && wholes.get(row.id) !== row.whole)
      .map((row) => ({ rule: 'the ledger holds what the donation says', subjectId: row.id })),
  ];
}
