/** Promises pages of what happened to a household, the newest first, from the rows of all rooms by one statement. */
import type { TimelineKind } from '../../schema/timeline/timeline';
import type { Statements } from '../database/database';
import type { Happening } from '../happening';

export interface HappeningRow {
  readonly at: Date;
  readonly kind: TimelineKind;
  readonly source: string;
  readonly subjectType: string | null;
  readonly subject: string | null;
  readonly code: string | null;
  /** The exact time as text. */
  readonly cursorAt: string;
}

export interface TimelinePage {
  readonly householdId: string;
  /** Who asks: what only some accounts may see is left out for all others. */
  readonly accountId: string;
  readonly kinds?: readonly TimelineKind[];
  readonly after?: { readonly instant: string; readonly kind: string; readonly source: string };
  readonly limit: number;
}

export class TimelineRepository {
  private readonly everything: string;

  constructor(happenings: readonly Happening[]) {
    this.everything = happenings
      .map(
        ({ kind, rows }) => `SELECT '${kind}'::text AS kind, household, at, source, subject_type, subject, code, readers
             FROM (${rows}) one`,
      )
      .join('\n UNION ALL ');
  }

  list(statements: Statements, page: TimelinePage): Promise<HappeningRow[]> {
    return statements.query<HappeningRow>(
      `/* timeline.list */
       SELECT at, kind, source, subject_type AS "subjectType", subject, code, at::text AS "cursorAt"
         FROM (${this.everything}) happened
        WHERE household = $1::uuid AND (readers = '{}' OR $2::uuid = ANY (readers))
          AND ($3::text[] IS NULL OR kind = ANY ($3::text[]))
          AND ($4::timestamptz IS NULL OR (at, kind, source) < ($4::timestamptz, $5::text, $6::uuid))
        ORDER BY at DESC, kind DESC, source DESC LIMIT $7`,
      [
        ...[page.householdId, page.accountId, page.kinds ?? null],
        ...[page.after?.instant ?? null, page.after?.kind ?? null, page.after?.source ?? null, page.limit],
      ],
    );
  }
}
