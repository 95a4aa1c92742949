/** Promises the only SQL for sealed batches of audit lines. */
import type { Statements, Transaction } from '../database/database';
import type { LineText, SealRow } from './chain';

const inUtc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const lineColumns = `position, ${inUtc('at')} AS at, account_id AS "accountId", operation, subject_type AS "subjectType",
  subject_id AS "subjectId", command_id AS "commandId", encode(input_digest, 'hex') AS "inputDigest", details::text AS details`;
const sealColumns = `number, through_position AS "throughPosition", line_count AS "lineCount", entries,
  previous_hash AS "previousHash", hash, ${inUtc('sealed_at')} AS "sealedAt"`;

export class SealRepository {
  /** The newest position that can be seen. */
  async newestPosition(statements: Statements): Promise<bigint> {
    const [row] = await statements.query<{ position: bigint }>(
      '/* audit.newestPosition */ SELECT coalesce(max(position), 0) AS position FROM audit_line',
    );
    return row!.position;
  }

  /** Everybody who is about to write audit lines: whoever inserts has held this lock since before its position was drawn. */
  async writers(statements: Statements): Promise<string[]> {
    const rows = await statements.query<{ writer: string }>(
      `/* audit.writers */
       SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND relation = 'audit_line'::regclass AND pid <> pg_backend_pid()`,
    );
    return rows.map((row) => row.writer);
  }

  /** Lines above a position (all when it is missing), up to another, in order. */
  linesBetween(
    statements: Statements,
    above: bigint | undefined,
    through: bigint,
    limit?: number,
  ): Promise<LineText[]> {
    return statements.query<LineText>(
      `/* audit.linesBetween */
       SELECT ${lineColumns} FROM audit_line
        WHERE ($1::bigint IS NULL OR position > $1::bigint) AND position <= $2::bigint ORDER BY position LIMIT $3`,
      [above ?? null, through, limit ?? null],
    );
  }

  async countAbove(statements: Statements, position: bigint): Promise<number> {
    const [row] = await statements.query<{ count: number }>(
      '/* audit.countAbove */ SELECT count(*)::int AS count FROM audit_line WHERE position > $1::bigint',
      [position],
    );
    return row!.count;
  }

  async lastSeal(statements: Statements): Promise<SealRow | undefined> {
    const [row] = await statements.query<SealRow>(
      `/* audit.lastSeal */ SELECT ${sealColumns} FROM audit_seal ORDER BY number DESC LIMIT 1`,
    );
    return row;
  }

  async findSeal(statements: Statements, number: bigint): Promise<SealRow | undefined> {
    const [row] = await statements.query<SealRow>(
      `/* audit.findSeal */ SELECT ${sealColumns} FROM audit_seal WHERE number = $1::bigint`,
      [number],
    );
    return row;
  }

  sealsAfter(statements: Statements, number: bigint, limit: number): Promise<SealRow[]> {
    return statements.query<SealRow>(
      `/* audit.sealsAfter */
       SELECT ${sealColumns} FROM audit_seal WHERE number > $1::bigint ORDER BY number LIMIT $2`,
      [number, limit],
    );
  }

  async clock(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ at: string }>(`/* audit.clock */ SELECT ${inUtc('now()')} AS at`);
    return row!.at;
  }

  async insertSeal(tx: Transaction, seal: SealRow): Promise<void> {
    await tx.query(
      `/* audit.insertSeal */
       INSERT INTO audit_seal (number, through_position, line_count, entries, previous_hash, hash, sealed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz)`,
      [
        ...[seal.number, seal.throughPosition, seal.lineCount, seal.entries],
        ...[seal.previousHash, seal.hash, seal.sealedAt],
      ],
    );
  }
}
