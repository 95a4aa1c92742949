/** Promises one unchangeable line per command, written in its transaction, and that a retried command is recognised. */
import { createHmac } from 'node:crypto';
import type { Statements, Transaction } from '../database/database';
import { compose, placed, type Part } from '../database/part';
import { IdempotencyMismatch } from '../../schema/audit/refusals';

export interface AuditLine {
  /** Who did it; undefined for jobs of the system and for the bearer of a contact card. */
  readonly accountId?: string;
  readonly operation: string;
  readonly subjectType: string;
  readonly subjectId?: string;
  /** Codes, states and ids only; never personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** 'new': do the work. 'repeated': it was done, answer as then. A refusal: the id was used for something else. */
export type Once = 'new' | 'repeated' | IdempotencyMismatch;

export interface Command {
  readonly line: AuditLine;
  readonly commandId: string;
  readonly input: unknown;
}

interface EarlierCommand {
  readonly command_id: string;
  readonly account_id: string | null;
  readonly operation: string;
  readonly input_digest: Buffer;
}

export interface AuditLineRow {
  readonly position: bigint;
  readonly at: Date;
  readonly accountId: string | null;
  readonly operation: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly details: Record<string, unknown>;
}

/** What is written of a command, each with its type. */
const columns = [
  ['account_id', 'uuid'],
  ['operation', 'text'],
  ['subject_type', 'text'],
  ['subject_id', 'uuid'],
  ['command_id', 'uuid'],
  ['input_digest', 'bytea'],
  ['details', 'jsonb'],
] as const;
type Column = (typeof columns)[number][0];
const names = columns.map(([name]) => name).join(', ');
const typed = columns.map((column) => column.join(' ')).join(', ');

export class AuditTrail {
  constructor(private readonly digestKey: Buffer) {}

  /** Writes the line of a command that carries no client-made id. */
  record(tx: Transaction, line: AuditLine): Promise<void> {
    return this.recordAll(tx, [line]);
  }

  /** The same for all that one answer shows, in its order and by one statement. */
  async recordAll(statements: Statements, lines: readonly AuditLine[]): Promise<void> {
    if (lines.length === 0) return;
    const rows = lines.map((line) => rowOf(line));
    await statements.query(...compose((bind) => `/* audit.recordAll */ ${inserting(rows)(bind)}`));
  }

  /**
   * Writes the line of a command with a client-made id, first statement of its transaction.
   * Holds rivals with the same id until this transaction ends, so that fifty retries at once have one effect.
   * Refuses when the id was used by another account, for another operation or with other contents.
   */
  async recordOnce(tx: Transaction, line: AuditLine, commandId: string, input: unknown): Promise<Once> {
    const [recorded] = await this.recordAllOnce(tx, [{ line, commandId, input }]);
    return recorded!.once;
  }

  /**
   * The same for the commands of a list, in its order and by one statement: what each was, and where the line of a new one stands.
   * The lines that are new stand whatever the others were: the caller rolls back what it refuses.
   */
  async recordAllOnce(
    tx: Transaction,
    commands: readonly Command[],
  ): Promise<{ readonly once: Once; readonly position?: bigint }[]> {
    const written = await tx.query<{ commandId: string; position: bigint }>(
      ...compose(
        (bind) => `/* audit.recordAllOnce */ ${this.recording(commands)(bind)}
      ON CONFLICT (command_id) DO NOTHING RETURNING command_id AS "commandId", position`,
      ),
    );
    const positions = new Map(written.map((row) => [row.commandId, row.position]));
    const ids = commands.map((command) => command.commandId.toLowerCase());
    const earlier = written.length < ids.length ? await this.earlier(tx, ids) : [];
    return commands.map((command, place) => {
      const position = positions.get(ids[place]!);
      // An id that stands in the list twice is new once.
      positions.delete(ids[place]!);
      return position === undefined ? { once: this.repetition(command, earlier) } : { once: 'new', position };
    });
  }

  private earlier(tx: Transaction, commandIds: readonly string[]): Promise<EarlierCommand[]> {
    return tx.query<EarlierCommand>(
      `/* audit.findCommands */
     SELECT command_id, account_id, operation, input_digest FROM audit_line WHERE command_id = ANY ($1::uuid[])`,
      [commandIds],
    );
  }

  private repetition({ line, commandId, input }: Command, earlier: readonly EarlierCommand[]): Once {
    const found = earlier.find((one) => one.command_id === commandId.toLowerCase());
    const same =
      found !== undefined &&
      found.account_id === (line.accountId ?? null) &&
      found.operation === line.operation &&
      found.input_digest.equals(this.digestOf(input));
    return same ? 'repeated' : new IdempotencyMismatch();
  }

  /** The same lines as a part of a statement. That an id was used before the constraint `a_command_is_recorded_once` tells. */
  recording(commands: readonly Command[]): Part {
    return inserting(
      commands.map(({ line, commandId, input }) => ({
        ...rowOf(line),
        command_id: commandId,
        input_digest: `\\x${this.digestOf(input).toString('hex')}`,
      })),
    );
  }

  /** The lines of one subject, oldest first. */
  linesOfSubject(statements: Statements, subjectId: string, limit: number): Promise<AuditLineRow[]> {
    return statements.query<AuditLineRow>(
      `/* audit.linesOfSubject */
     SELECT position, at, account_id AS "accountId", operation, subject_type AS "subjectType", subject_id AS "subjectId", details
       FROM audit_line WHERE subject_id = $1 ORDER BY position LIMIT $2`,
      [subjectId, limit],
    );
  }

  /** The newest lines of some operations on one subject, the oldest of them first. */
  newestOfSubject(
    statements: Statements,
    subjectId: string,
    operations: readonly string[],
    limit: number,
  ): Promise<AuditLineRow[]> {
    return statements.query<AuditLineRow>(
      `/* audit.newestOfSubject */
     SELECT * FROM
       (SELECT position, at, account_id AS "accountId", operation, subject_type AS "subjectType", subject_id AS "subjectId", details
          FROM audit_line WHERE subject_id = $1 AND operation = ANY ($2::text[]) ORDER BY position DESC LIMIT $3) newest
      ORDER BY position`,
      [subjectId, operations, limit],
    );
  }

  /** How often an account did an operation in the last hours: what is allowed once is not allowed in bulk. */
  async countOf(statements: Statements, accountId: string, operation: string, hours: number): Promise<number> {
    const [row] = await statements.query<{ count: number }>(
      `/* audit.countOf */
     SELECT count(*)::int AS count FROM audit_line
      WHERE account_id = $1 AND operation = $2 AND at > now() - make_interval(hours => $3)`,
      [accountId, operation, hours],
    );
    return row!.count;
  }

  /**
   * The same, after all others who do it for this account at this moment have ended, and they after this transaction: many at once
   * cannot outrun the count.
   */
  async countInTurn(tx: Transaction, accountId: string, operation: string, hours: number): Promise<number> {
    await tx.query('/* audit.takeTurn */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4065))', [
      `${operation} ${accountId}`,
    ]);
    return this.countOf(tx, accountId, operation, hours);
  }

  /** Whether a command without subject, such as a load, was done before. */
  async wasDone(statements: Statements, operation: string): Promise<boolean> {
    const rows = await statements.query(
      '/* audit.wasDone */ SELECT 1 FROM audit_line WHERE operation = $1 AND subject_id IS NULL LIMIT 1',
      [operation],
    );
    return rows.length > 0;
  }

  /** Keyed digest of an input, independent of key order: no personal data can be guessed back from the audit. */
  private digestOf(input: unknown): Buffer {
    return createHmac('sha256', this.digestKey).update(canonical(input)).digest();
  }
}

function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined && part !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

type Row = Partial<Record<Column, unknown>>;

function rowOf(line: AuditLine): Row {
  return {
    account_id: line.accountId,
    operation: line.operation,
    subject_type: line.subjectType,
    subject_id: line.subjectId,
    details: line.details ?? {},
  };
}

/** Lines in their order; what a row does not have is null. */
function inserting(rows: readonly Row[]): Part {
  const given = JSON.stringify(rows);
  return (bind, from) => `
     INSERT INTO audit_line (${names}) SELECT ${names}
       FROM ROWS FROM (jsonb_to_recordset(${bind(given)}::jsonb) AS (${typed})) WITH ORDINALITY AS line (${names}, place)
       ${placed(from)} ORDER BY place`;
}
