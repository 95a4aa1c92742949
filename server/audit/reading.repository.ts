/** Promises the only SQL that searches audit lines: newest first, by keyset, without what a command said in detail. */
import type { Statements } from '../database/database';

/** What is looked for; what is left out does not matter. */
export interface AuditSearch {
  readonly accountId?: string;
  readonly operation?: string;
  readonly subjectType?: string;
  readonly subjectId?: string;
  /** Days of Asia/Shanghai, both included. */
  readonly from: string;
  readonly to: string;
}

export interface FoundLine {
  readonly position: bigint;
  readonly at: Date;
  readonly accountId: string | null;
  readonly operation: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
}

export interface SealedTotals {
  readonly batches: number;
  readonly lines: number;
}

const startOf = (day: string) => `${day}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`;

export class AuditReadingRepository {
  /** Without lines whose subject is of an untold type. */
  findLines(
    statements: Statements,
    search: AuditSearch,
    untold: readonly string[],
    below: string | undefined,
    limit: number,
  ): Promise<FoundLine[]> {
    const { accountId, operation, subjectType, subjectId, from, to } = search;
    return statements.query<FoundLine>(
      `/* audit.findLines */
       SELECT position, at, account_id AS "accountId", operation, subject_type AS "subjectType", subject_id AS "subjectId"
         FROM audit_line
        WHERE at >= ${startOf('$1')} AND at < ${startOf('($2::date + 1)')}
          AND ($3::uuid IS NULL OR account_id = $3::uuid) AND ($4::text IS NULL OR operation = $4)
          AND ($5::text IS NULL OR subject_type = $5) AND ($6::uuid IS NULL OR subject_id = $6::uuid)
          AND subject_type <> ALL ($7::text[]) AND ($8::bigint IS NULL OR position < $8::bigint)
        ORDER BY position DESC LIMIT $9`,
      [
        ...[from, to, accountId ?? null, operation ?? null, subjectType ?? null, subjectId ?? null],
        ...[untold, below ?? null, limit],
      ],
    );
  }

  async sealedTotals(statements: Statements): Promise<SealedTotals> {
    const [row] = await statements.query<SealedTotals>(
      '/* audit.sealedTotals */ SELECT count(*)::int AS batches, coalesce(sum(line_count), 0)::int AS lines FROM audit_seal',
    );
    return row!;
  }
}
