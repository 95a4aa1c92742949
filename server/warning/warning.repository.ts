/** Promises the SQL for the lines of the ledger: lists in the order of urgency, and each step of a person taken once. */
import type { WarningLevel, WarningOutcome, WarningRule, WarningState } from '../../schema/warning/warning';
import type { Statements, Transaction } from '../database/database';
import { levels } from './rules';
import type { WarningEntity } from './warning.entity';
import type { WarningSight } from './warning.policy';

export type WarningRow = WarningEntity;

export interface WarningListing {
  /** A subtree within what is seen. */
  readonly areaCode?: string;
  readonly states: readonly WarningState[];
  readonly levels?: readonly WarningLevel[];
  readonly rules?: readonly WarningRule[];
  readonly after?: { readonly severity: string; readonly instant: string; readonly id: string };
  readonly limit: number;
}

const columns = `id, household_id AS "householdId", area_code AS "areaCode", rule, readers, level, state, cases, since,
  level_since AS "levelSince", holds, raised_at AS "raisedAt", times_raised AS "timesRaised",
  acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy", ended_at AS "endedAt",
  resolved_by AS "resolvedBy", outcome`;
/** 1 for the highest level. */
const severity = `array_position(ARRAY[${[...levels]
  .reverse()
  .map((level) => `'${level}'`)
  .join(', ')}], level)`;
const seen = `EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(area_code, code))
          AND (readers = '{}' OR $2::uuid = ANY (readers))`;

export class WarningRepository {
  async findWarning(statements: Statements, id: string): Promise<WarningRow | undefined> {
    const [row] = await statements.query<WarningRow>(
      `/* warning.findWarning */ SELECT ${columns} FROM warning WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The highest level first, then who has waited longest. `cursorAt` is the exact time as text. */
  listWarnings(
    statements: Statements,
    sight: WarningSight,
    listing: WarningListing,
  ): Promise<(WarningRow & { readonly severity: number; readonly cursorAt: string })[]> {
    return statements.query(
      `/* warning.listWarnings */
       SELECT ${columns}, ${severity} AS severity, level_since::text AS "cursorAt" FROM warning
        WHERE ${seen} AND starts_with(area_code, $3) AND state = ANY ($4::text[])
          AND ($5::text[] IS NULL OR level = ANY ($5::text[])) AND ($6::text[] IS NULL OR rule = ANY ($6::text[]))
          AND ($7::int IS NULL OR (${severity}, level_since, id) > ($7::int, $8::timestamptz, $9::uuid))
        ORDER BY ${severity}, level_since, id LIMIT $10`,
      [
        ...[sight.areaCodes, sight.accountId, listing.areaCode ?? '', listing.states],
        ...[listing.levels ?? null, listing.rules ?? null],
        ...[listing.after?.severity ?? null, listing.after?.instant ?? null, listing.after?.id ?? null, listing.limit],
      ],
    );
  }

  /** What stands of some households, the highest level first. */
  listStanding(statements: Statements, sight: WarningSight, householdIds: readonly string[]): Promise<WarningRow[]> {
    return statements.query<WarningRow>(
      `/* warning.listStanding */
       SELECT ${columns} FROM warning
        WHERE ${seen} AND household_id = ANY ($3::uuid[]) AND state IN ('OPEN', 'ACKNOWLEDGED')
        ORDER BY ${severity}, level_since, id`,
      [sight.areaCodes, sight.accountId, householdIds],
    );
  }

  /** Undefined, and nothing changed, when it does not wait for anybody. */
  async acknowledge(tx: Transaction, id: string, accountId: string): Promise<WarningRow | undefined> {
    const [row] = await tx.query<WarningRow>(
      `/* warning.acknowledge */
       UPDATE warning SET state = 'ACKNOWLEDGED', acknowledged_at = now(), acknowledged_by = $2
        WHERE id = $1 AND state = 'OPEN' RETURNING ${columns}`,
      [id, accountId],
    );
    return row;
  }

  /** Undefined, and nothing changed, when it does not stand. */
  async resolve(
    tx: Transaction,
    id: string,
    accountId: string,
    outcome: WarningOutcome,
  ): Promise<WarningRow | undefined> {
    const [row] = await tx.query<WarningRow>(
      `/* warning.resolve */
       UPDATE warning SET state = 'RESOLVED', ended_at = now(), resolved_by = $2, outcome = $3
        WHERE id = $1 AND state IN ('OPEN', 'ACKNOWLEDGED') RETURNING ${columns}`,
      [id, accountId, outcome],
    );
    return row;
  }
}
