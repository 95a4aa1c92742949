/** Promises the only SQL for needs (claims change them in their own statements too). */
import type { NeedStatus } from '../../schema/need/enums';
import type { Statements, Transaction } from '../database/database';
import { skipping, type Rivals } from '../database/rivals';
import { anonymityMinimum } from '../household/anonymity-minimum';
import { NeedHoldingRepository } from './need-holding.repository';
import {
  inSubtrees,
  needColumns,
  needsJoined,
  type HeldBackRow,
  type NeedListing,
  type NeedRow,
  type NewNeed,
} from './need.row';

export type { HeldBackRow, NeedListing, NeedRow, NewNeed, OpenNeedRow } from './need.row';

/** One face for the rows, the pool and what donors hold. */
export class NeedRepository extends NeedHoldingRepository {
  async findNeed(statements: Statements, id: string): Promise<NeedRow | undefined> {
    const [row] = await statements.query<NeedRow>(`/* need.findNeed */ SELECT ${needColumns} FROM need WHERE id = $1`, [
      id,
    ]);
    return row;
  }

  findNeeds(statements: Statements, ids: readonly string[]): Promise<NeedRow[]> {
    return statements.query<NeedRow>(`/* need.findNeeds */ ${needsJoined} WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** Whose needs they are: household by need. */
  async householdsOf(statements: Statements, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await statements.query<{ id: string; householdId: string }>(
      `/* need.householdsOf */ SELECT id, household_id AS "householdId" FROM need WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.householdId]));
  }

  /** By group of needs, the streets where they are of so many households that none is told apart. */
  streetsOf(
    statements: Statements,
    needs: readonly { readonly groupId: string; readonly needId: string }[],
  ): Promise<{ readonly groupId: string; readonly code: string }[]> {
    return statements.query(
      `/* need.streetsOf */
       SELECT asked.group_id AS "groupId", left(n.area_code, 9) AS code
         FROM unnest($1::uuid[], $2::uuid[]) asked (group_id, need_id) JOIN need n ON n.id = asked.need_id
        GROUP BY asked.group_id, left(n.area_code, 9) HAVING count(DISTINCT n.household_id) >= $3 ORDER BY 1, 2`,
      [needs.map((one) => one.groupId), needs.map((one) => one.needId), anonymityMinimum],
    );
  }

  /** The needs of a household, the oldest first. */
  listOfHousehold(statements: Statements, householdId: string): Promise<NeedRow[]> {
    return statements.query<NeedRow>(
      `/* need.listOfHousehold */ SELECT ${needColumns} FROM need WHERE household_id = $1 ORDER BY created_at, id`,
      [householdId],
    );
  }

  /** Holds the row until the transaction ends; first in the order of locks. */
  async lockNeed(tx: Transaction, id: string): Promise<NeedRow | undefined> {
    const [row] = await tx.query<NeedRow>(
      `/* need.lockNeed */ SELECT ${needColumns} FROM need WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** The same for several, in the order in which needs are locked. */
  lockNeeds(tx: Transaction, ids: readonly string[], rivals: Rivals): Promise<NeedRow[]> {
    return tx.query<NeedRow>(
      `/* need.lockNeeds */ SELECT ${needColumns} FROM need WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE${skipping(rivals)}`,
      [ids],
    );
  }

  async insertNeed(tx: Transaction, need: NewNeed): Promise<NeedRow> {
    const [row] = await tx.query<NeedRow>(
      `/* need.insertNeed */
       INSERT INTO need (id, household_id, kind, service_kind, origin, urgency, card_text, wanted_by, quantity, quantity_unit,
         price_ceiling_fen, situations, languages, skills, literacy, economic_status, hardship_degree, area_code, restricted,
         status, created_by, wished_item)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'DRAFT', $20, $21)
       RETURNING ${needColumns}`,
      [
        need.id,
        need.householdId,
        need.kind,
        need.serviceKind,
        need.origin,
        need.urgency,
        need.cardText,
        need.wantedBy,
        need.quantity,
        need.quantityUnit,
        need.priceCeilingFen,
        need.situations,
        need.languages,
        need.skills,
        need.literacy,
        need.economicStatus,
        need.hardshipDegree,
        need.areaCode,
        need.restricted,
        need.createdBy,
        need.wishedItem,
      ],
    );
    return row!;
  }

  /** Moves a need from one of the given states to another. Undefined, and nothing changed, when it is in none of them. */
  async setStatus(
    tx: Transaction,
    id: string,
    from: readonly NeedStatus[],
    to: NeedStatus,
    change: { readonly reason?: string; readonly referredBy?: string } = {},
  ): Promise<NeedRow | undefined> {
    const [row] = await tx.query<NeedRow>(
      `/* need.setStatus */
       UPDATE need SET status = $3, status_since = now(), status_reason = $4, opens_at = NULL,
              referred_by = coalesce($5::uuid, referred_by),
              referred_at = CASE WHEN $3 IN ('PUBLISHED', 'RESTRICTED') THEN coalesce(referred_at, now()) ELSE referred_at END
        WHERE id = $1 AND status = ANY ($2::text[]) RETURNING ${needColumns}`,
      [id, from, to, change.reason ?? null, change.referredBy ?? null],
    );
    return row;
  }

  /**
   * Holds unclaimed needs back from the pool, each for so many minutes. The moment of opening is fixed here, by the clock of the
   * database, in whole milliseconds, so that it can be compared with what was read. A need that is not in the state named is
   * left as it is. Returns those that are held back now.
   */
  beginWindows(
    tx: Transaction,
    windows: readonly { readonly id: string; readonly from: NeedStatus; readonly minutes: number }[],
    referredBy?: string,
  ): Promise<NeedRow[]> {
    return tx.query<NeedRow>(
      `/* need.beginWindows */
       UPDATE need SET status = 'OFFERED', status_since = now(), status_reason = NULL,
              opens_at = date_trunc('milliseconds', now() + make_interval(secs => minutes * 60)), referred_at = coalesce(referred_at, now()),
              referred_by = coalesce($4::uuid, referred_by)
         FROM unnest($1::uuid[], $2::text[], $3::float8[]) AS held (need_id, found_status, minutes)
        WHERE id = need_id AND status = found_status AND quantity_claimed = 0 AND NOT restricted RETURNING ${needColumns}`,
      [
        windows.map((window) => window.id),
        windows.map((window) => window.from),
        windows.map((window) => window.minutes),
        referredBy ?? null,
      ],
    );
  }

  /** Puts a held-back need into the pool: when it is due, or at once. Exactly one of any number of callers gets the row. */
  async open(tx: Transaction, id: string, when: 'DUE' | 'NOW'): Promise<NeedRow | undefined> {
    const [row] = await tx.query<NeedRow>(
      `/* need.open */
       UPDATE need SET status = 'PUBLISHED', status_since = now(), status_reason = NULL, opens_at = NULL
        WHERE id = $1 AND status = 'OFFERED' AND ($2::boolean OR opens_at <= now()) RETURNING ${needColumns}`,
      [id, when === 'NOW'],
    );
    return row;
  }

  /** Those of the needs that are held back and not yet due, held until the transaction ends; rows held by others are left out. */
  lockOffered(tx: Transaction, ids: readonly string[]): Promise<NeedRow[]> {
    return tx.query<NeedRow>(
      `/* need.lockOffered */
       SELECT ${needColumns} FROM need WHERE id = ANY ($1::uuid[]) AND status = 'OFFERED' AND opens_at > now()
        ORDER BY id FOR UPDATE SKIP LOCKED`,
      [ids],
    );
  }

  /** Held-back needs whose moment has come, or those whose moment has not: those that open first first, after one of them. */
  listHeldBack(
    statements: Statements,
    asked: { readonly due: boolean; readonly after?: HeldBackRow; readonly limit: number },
  ): Promise<HeldBackRow[]> {
    return statements.query<HeldBackRow>(
      `/* need.listHeldBack */
       SELECT id, opens_at AS "opensAt" FROM need
        WHERE status = 'OFFERED' AND (opens_at <= now()) = $1 AND ($2::timestamptz IS NULL OR (opens_at, id) > ($2, $3::uuid))
        ORDER BY opens_at, id LIMIT $4`,
      [asked.due, asked.after?.opensAt ?? null, asked.after?.id ?? null, asked.limit],
    );
  }

  /** Needs that may be seen and are asked for, the newest first. `cursorAt` is the exact creation time as text. */
  listNeeds(statements: Statements, listing: NeedListing): Promise<(NeedRow & { cursorAt: string })[]> {
    return statements.query(
      `/* need.listNeeds */
       SELECT ${needColumns}, created_at::text AS "cursorAt" FROM need
        WHERE (${inSubtrees('$1')}
               OR ((NOT restricted AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED') AND $2::boolean
                    AND ($3::text[] IS NULL OR kind = ANY ($3::text[])))
                   OR id = ANY ($4::uuid[]))
                  AND ($8::text IS NULL OR length($8::text) <= 12))
          AND ($5::text[] IS NULL OR status = ANY ($5::text[]))
          AND ($6::text[] IS NULL OR service_kind = ANY ($6::text[]))
          AND ($7::text IS NULL OR kind = $7::text)
          AND ($8::text IS NULL OR starts_with(area_code, $8::text))
          AND ($9::timestamptz IS NULL OR (created_at, id) < ($9::timestamptz, $10::uuid))
        ORDER BY created_at DESC, id DESC
        LIMIT $11`,
      [
        listing.areaCodes,
        listing.pool,
        listing.poolKinds ?? null,
        listing.needIds,
        listing.statuses ?? null,
        listing.serviceKinds ?? null,
        listing.kind ?? null,
        listing.withinArea ?? null,
        listing.after?.instant ?? null,
        listing.after?.id ?? null,
        listing.limit,
      ],
    );
  }

  /** Ends unclaimed needs whose wanted-by date has passed in Shanghai; rows held by others are left for the next round. */
  expireWanted(tx: Transaction, limit: number): Promise<NeedRow[]> {
    return tx.query<NeedRow>(
      `/* need.expireWanted */
       UPDATE need SET status = 'EXPIRED', status_since = now(), status_reason = 'WANTED_BY_PASSED', opens_at = NULL
        WHERE id IN (SELECT id FROM need
                      WHERE status IN ('OFFERED', 'PUBLISHED', 'RESTRICTED') AND quantity_claimed = 0
                        AND wanted_by < (now() AT TIME ZONE 'Asia/Shanghai')::date
                      ORDER BY wanted_by, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${needColumns}`,
      [limit],
    );
  }

  /** Today in Shanghai by the clock of the database. */
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(
      `/* need.today */ SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today`,
    );
    return row!.today;
  }
}
