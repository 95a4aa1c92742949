/** Promises the only SQL for the pool of needs: what can be claimed, planned and matched now. */
import type { Statements, Transaction } from '../database/database';
import { inSubtrees, needColumns, needsCommunity, somethingIsLeft, type NeedRow, type OpenNeedRow } from './need.row';

export class NeedPoolRepository {
  /**
   * What one organisation could claim: open needs of the kinds it offers within its areas, and the needs named
   * (those referred to it directly, or offered to it), the most urgent and longest waiting first; bounded.
   */
  listClaimable(
    statements: Statements,
    asked: {
      readonly serviceKinds: readonly string[];
      readonly areaCodes: readonly string[];
      readonly needIds: readonly string[];
      readonly limit: number;
    },
  ): Promise<NeedRow[]> {
    return statements.query<NeedRow>(
      `/* need.listClaimable */
       SELECT ${needColumns} FROM need
        WHERE ${somethingIsLeft}
          AND (NOT restricted AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED') AND service_kind = ANY ($1::text[])
               AND ${inSubtrees('$2')}
               OR id = ANY ($3::uuid[]) AND status IN ('RESTRICTED', 'OFFERED', 'PUBLISHED', 'PARTIALLY_CLAIMED'))
        ORDER BY CASE urgency WHEN 'EMERGENCY' THEN 0 WHEN 'URGENT' THEN 1 ELSE 2 END, coalesce(referred_at, created_at), id
        LIMIT $4`,
      [asked.serviceKinds, asked.areaCodes, asked.needIds, asked.limit],
    );
  }

  /** The open pool as far as something of it is left, in the order of ids: a page of it, for who keeps it in mind. */
  listOpen(statements: Statements, page: { readonly after?: string; readonly limit: number }): Promise<NeedRow[]> {
    return statements.query<NeedRow>(
      `/* need.listOpen */
       SELECT ${needColumns} FROM need
        WHERE NOT restricted AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED') AND ${somethingIsLeft}
          AND ($1::uuid IS NULL OR id > $1::uuid)
        ORDER BY id LIMIT $2`,
      [page.after ?? null, page.limit],
    );
  }

  /** Claimed needs of some kinds within subtrees, none restricted, the most urgent and longest waiting first; bounded. */
  listClaimed(
    statements: Statements,
    asked: {
      readonly serviceKinds: readonly string[];
      readonly areaCodes: readonly string[];
      readonly except: readonly string[];
      readonly limit: number;
    },
  ): Promise<NeedRow[]> {
    return statements.query<NeedRow>(
      `/* need.listClaimed */
       SELECT ${needColumns} FROM need
        WHERE NOT restricted AND status IN ('PARTIALLY_CLAIMED', 'CLAIMED', 'IN_SERVICE') AND service_kind = ANY ($1::text[])
          AND ${inSubtrees('$2')} AND id <> ALL ($3::uuid[])
        ORDER BY CASE urgency WHEN 'EMERGENCY' THEN 0 WHEN 'URGENT' THEN 1 ELSE 2 END, coalesce(referred_at, created_at), id
        LIMIT $4`,
      [asked.serviceKinds, asked.areaCodes, asked.except, asked.limit],
    );
  }

  /** Says that nobody matches a need, or that somebody does. False when that was said before. */
  async setUnmatched(tx: Transaction, id: string, unmatched: boolean): Promise<boolean> {
    const rows = await tx.query(
      `/* need.setUnmatched */
       UPDATE need SET unmatched_since = CASE WHEN $2 THEN now() END
        WHERE id = $1 AND (unmatched_since IS NOT NULL) <> $2 RETURNING id`,
      [id, unmatched],
    );
    return rows.length > 0;
  }

  /** Needs of the open pool that nobody matches, within subtrees, the longest unmatched first. `cursorAt` is the exact time as text. */
  listUnmatched(
    statements: Statements,
    asked: {
      readonly areaCodes: readonly string[];
      readonly after?: { readonly instant: string; readonly id: string };
      readonly limit: number;
    },
  ): Promise<(NeedRow & { readonly cursorAt: string })[]> {
    return statements.query(
      `/* need.listUnmatched */
       SELECT ${needColumns}, unmatched_since::text AS "cursorAt" FROM need
        WHERE unmatched_since IS NOT NULL AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED') AND ${somethingIsLeft}
          AND ${inSubtrees('$1')}
          AND ($2::timestamptz IS NULL OR (unmatched_since, id) > ($2::timestamptz, $3::uuid))
        ORDER BY unmatched_since, id LIMIT $4`,
      [asked.areaCodes, asked.after?.instant ?? null, asked.after?.id ?? null, asked.limit],
    );
  }

  /** Those of the needs, or of all, that are open and said to be unmatched. */
  async listUnmatchedIds(statements: Statements, among?: readonly string[]): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* need.listUnmatchedIds */
       SELECT id FROM need
        WHERE unmatched_since IS NOT NULL AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED')
          AND ($1::uuid[] IS NULL OR id = ANY ($1::uuid[]))`,
      [among ?? null],
    );
    return rows.map((row) => row.id);
  }

  /** The needs that nobody holds a part of and that any organisation could take: all, or those of the ids that are. */
  listPlannable(statements: Statements, needIds?: readonly string[]): Promise<OpenNeedRow[]> {
    return statements.query<OpenNeedRow>(
      `/* need.listPlannable */
       SELECT id, kind, service_kind AS "serviceKind", area_code AS "areaCode", situations, languages, skills, urgency, status,
              opens_at AS "opensAt", coalesce(referred_at, created_at) AS "waitingSince", ${needsCommunity}
         FROM need
        WHERE status IN ('PUBLISHED', 'OFFERED') AND NOT restricted AND quantity_claimed = 0
          AND ($1::uuid[] IS NULL OR id = ANY ($1::uuid[]))`,
      [needIds ?? null],
    );
  }

  /** The needs of whole subtrees that were referred last, whatever became of them. */
  listNewlyReferred(statements: Statements, areaCodes: readonly string[], limit: number): Promise<NeedRow[]> {
    return statements.query<NeedRow>(
      `/* need.listNewlyReferred */
       SELECT ${needColumns} FROM need WHERE referred_at IS NOT NULL AND ${inSubtrees('$1')}
        ORDER BY referred_at DESC, id DESC LIMIT $2`,
      [areaCodes, limit],
    );
  }

  /** The needs of a kind within whole subtrees that were referred within so many days, the newest first; nothing restricted. */
  listReferredWithin(
    statements: Statements,
    asked: {
      readonly serviceKind: string;
      readonly areaCodes: readonly string[];
      readonly days: number;
      readonly limit: number;
    },
  ): Promise<NeedRow[]> {
    return statements.query<NeedRow>(
      `/* need.listReferredWithin */
       SELECT ${needColumns} FROM need
        WHERE NOT restricted AND service_kind = $1 AND referred_at > now() - make_interval(days => $3) AND ${inSubtrees('$2')}
        ORDER BY referred_at DESC, id DESC LIMIT $4`,
      [asked.serviceKind, asked.areaCodes, asked.days, asked.limit],
    );
  }
}
