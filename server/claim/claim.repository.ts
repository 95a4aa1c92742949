/** Promises the only SQL for claims and service records, and what a claim gives back to its need and offering. */
import type { ClaimStatus } from '../../schema/claim/claim';
import { livingStatuses } from '../../schema/claim/claim';
import type { NeedStatus } from '../../schema/need/enums';
import type { Statements, Transaction } from '../database/database';
import { Together } from '../database/together';
import { among, type InvolvementPart } from '../need/visibility';
import type { ClaimEntity, ServiceRecordEntity } from './claim.entity';

/** `leaseOver`: the lease has run out by the clock of the database, whether or not the claim has been returned yet. */
export type ClaimRow = ClaimEntity & { readonly leaseOver: boolean };

/** What a change of status sets besides the status itself. */
export interface ClaimChange {
  readonly reason?: string;
  readonly note?: string;
  readonly heldFromStatus?: ClaimStatus;
  readonly quantityDelivered?: number;
}

export interface ClaimListing {
  readonly organisationId: string;
  readonly statuses?: readonly ClaimStatus[];
  /** Only claims on needs of these area subtrees; all when undefined. */
  readonly areaCodes?: readonly string[];
  readonly after?: { readonly claimedAt: string; readonly id: string };
  readonly limit: number;
}

export function claimColumns(table: string): string {
  return `${table}.id, ${table}.need_id AS "needId", ${table}.organisation_id AS "organisationId", ${table}.offering_id AS "offeringId",
    ${table}.quantity, ${table}.status, ${table}.held_from_status AS "heldFromStatus", ${table}.lease_until AS "leaseUntil",
    coalesce(${table}.lease_until <= now(), false) AS "leaseOver", ${table}.reason, ${table}.reason_note AS "reasonNote",
    ${table}.claimed_by AS "claimedBy", ${table}.claimed_at AS "claimedAt", ${table}.status_since AS "statusSince",
    ${table}.delivered_at AS "deliveredAt", ${table}.quantity_delivered AS "quantityDelivered", ${table}.completed_at AS "completedAt"`;
}

const columns = claimColumns('claim');
const recordColumns = `id, claim_id AS "claimId", served_on AS "servedOn", minutes, note, recorded_by AS "recordedBy", recorded_at AS "recordedAt"`;
export const living = `status IN (${livingStatuses.map((status) => `'${status}'`).join(', ')})`;
/** Whether a referral, the newest of its need, still tells whom the need is for: what was offered since goes to the pool. */
export function lastDirected(referral: string): string {
  return `${referral}.mode = 'DIRECTED' AND NOT EXISTS (SELECT FROM offer o WHERE o.need_id = ${referral}.need_id AND o.offered_at > ${referral}.referred_at)`;
}
/** Claims that count as holding, or having served, their part of the need. */
const counting = `status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')`;

export class ClaimRepository {
  private readonly claims = new Together<string, ClaimRow | undefined>(async (statements, ids) => {
    const byId = new Map((await this.findClaims(statements, ids)).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });

  findClaim(statements: Statements, id: string): Promise<ClaimRow | undefined> {
    return this.claims.ask(statements, id);
  }

  findClaims(statements: Statements, ids: readonly string[]): Promise<ClaimRow[]> {
    return statements.query<ClaimRow>(
      `/* claim.findClaims */ SELECT ${columns} FROM claim WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** The claims that organisations have on their offerings, the oldest first; those that ended early are left out. */
  findClaimsOfOfferings(
    statements: Statements,
    organisationIds: readonly string[],
    offeringIds: readonly string[],
  ): Promise<ClaimRow[]> {
    return statements.query<ClaimRow>(
      `/* claim.findClaimsOfOfferings */
       SELECT ${columns} FROM claim
        WHERE organisation_id = ANY ($1::uuid[]) AND offering_id = ANY ($2::uuid[]) AND ${counting} ORDER BY claimed_at, id`,
      [organisationIds, offeringIds],
    );
  }

  /** The claims on needs, the oldest first. */
  findClaimsOfNeeds(statements: Statements, needIds: readonly string[]): Promise<ClaimRow[]> {
    return statements.query<ClaimRow>(
      `/* claim.findClaimsOfNeeds */ SELECT ${columns} FROM claim WHERE need_id = ANY ($1::uuid[]) ORDER BY claimed_at, id`,
      [needIds],
    );
  }

  /** Living claims of a need or of an organisation, in the order in which their needs are locked. */
  listLiving(statements: Statements, of: { needId?: string; organisationId?: string }): Promise<ClaimRow[]> {
    return statements.query<ClaimRow>(
      `/* claim.listLiving */
       SELECT ${columns} FROM claim
        WHERE ($1::uuid IS NULL OR need_id = $1) AND ($2::uuid IS NULL OR organisation_id = $2) AND ${living}
        ORDER BY need_id, id`,
      [of.needId ?? null, of.organisationId ?? null],
    );
  }

  /** The board of an organisation, the newest first. `cursorAt` is the exact time of the claim as text. */
  listClaims(statements: Statements, listing: ClaimListing): Promise<(ClaimRow & { cursorAt: string })[]> {
    return statements.query(
      `/* claim.listClaims */
       SELECT ${columns}, claimed_at::text AS "cursorAt" FROM claim
        WHERE organisation_id = $1 AND ($2::text[] IS NULL OR status = ANY ($2::text[]))
          AND ($3::text[] IS NULL OR EXISTS (SELECT FROM need n, unnest($3::text[]) code
                                              WHERE n.id = need_id AND starts_with(n.area_code, code)))
          AND ($4::timestamptz IS NULL OR (claimed_at, id) < ($4::timestamptz, $5::uuid))
        ORDER BY claimed_at DESC, id DESC LIMIT $6`,
      [
        listing.organisationId,
        listing.statuses ?? null,
        listing.areaCodes ?? null,
        listing.after?.claimedAt ?? null,
        listing.after?.id ?? null,
        listing.limit,
      ],
    );
  }

  /** The needs that organisations hold or have served. */
  readonly needsClaimed: InvolvementPart = (organisations, needs) => `
       SELECT DISTINCT need_id FROM claim WHERE organisation_id = ANY (${organisations}) AND ${counting} ${among('need_id', needs)}`;

  /** Whether one of the organisations holds a need or has served it. */
  async isClaimedBy(statements: Statements, needId: string, organisationIds: readonly string[]): Promise<boolean> {
    const rows = await statements.query(`/* claim.isClaimedBy */ ${this.needsClaimed('$1::uuid[]', '$2::uuid[]')}`, [
      organisationIds,
      [needId],
    ]);
    return rows.length > 0;
  }

  /** Claims whose lease has run out by the clock of the database, the longest ago first. */
  async listLeasesOver(statements: Statements, limit: number): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* claim.listLeasesOver */
       SELECT id FROM claim WHERE status = 'ACCEPTED' AND lease_until <= now() ORDER BY lease_until, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Moves a living claim on to another living status, if it is in one of those named. The need is held by the caller.
   * With `withinLease`, only while the lease runs by the clock of the database.
   */
  async setStatus(
    tx: Transaction,
    id: string,
    from: readonly ClaimStatus[],
    to: ClaimStatus,
    change: ClaimChange & { withinLease?: boolean } = {},
  ): Promise<ClaimRow | undefined> {
    const [row] = await tx.query<ClaimRow>(
      `/* claim.setStatus */
       UPDATE claim SET status = $3, status_since = now(), lease_until = NULL, reason = $4, reason_note = $5,
              held_from_status = $6, quantity_delivered = coalesce($7, quantity_delivered),
              delivered_at = CASE WHEN $3 = 'DELIVERED' THEN now() ELSE delivered_at END
        WHERE id = $1 AND status = ANY ($2::text[]) AND (NOT $8::boolean OR lease_until > now())
       RETURNING ${columns}`,
      [
        id,
        from,
        to,
        change.reason ?? null,
        change.note ?? null,
        change.heldFromStatus ?? null,
        change.quantityDelivered ?? null,
        change.withinLease ?? false,
      ],
    );
    return row;
  }

  /**
   * Ends a living claim and frees the capacity it held, if it is in one of the statuses named; of a one-off gift of services a
   * claim that delivered something uses the place up.
   * Holds the offering, then the claim; the need is held by the caller. With `afterLease`, only once the lease is over.
   */
  async endClaim(
    tx: Transaction,
    id: string,
    from: readonly ClaimStatus[],
    to: ClaimStatus,
    change: ClaimChange & { afterLease?: boolean } = {},
  ): Promise<ClaimRow | undefined> {
    const [row] = await tx.query<ClaimRow>(
      `/* claim.endClaim */
       WITH ending AS (
         SELECT id, offering_id, coalesce(quantity_delivered, 0) AS delivered FROM claim
          WHERE id = $1 AND status = ANY ($2::text[]) AND (NOT $6::boolean OR lease_until <= now())
       ), freed AS (
         UPDATE service_offering SET capacity_used = capacity_used - 1, capacity_updated_at = now(),
                capacity_maximum = capacity_maximum - CASE WHEN pledge = 'ONE_OFF' AND $3 = 'COMPLETED' AND ending.delivered > 0 THEN 1 ELSE 0 END
           FROM ending WHERE service_offering.id = ending.offering_id RETURNING ending.id
       )
       UPDATE claim SET status = $3, status_since = now(), lease_until = NULL, held_from_status = NULL,
              reason = $4, reason_note = $5, completed_at = CASE WHEN $3 = 'COMPLETED' THEN now() END
         FROM freed WHERE claim.id = freed.id AND claim.status = ANY ($2::text[])
       RETURNING ${columns}`,
      [id, from, to, change.reason ?? null, change.note ?? null, change.afterLease ?? false],
    );
    return row;
  }

  /**
   * Gives a quantity back to a held need, adds what was delivered, and brings its status in line with its claims.
   * A need that has left the round (withdrawn, expired, closed) keeps its status. Returns the status as it is now.
   */
  async settleNeed(tx: Transaction, needId: string, returned = 0, delivered = 0): Promise<NeedStatus> {
    const [row] = await tx.query<{ status: NeedStatus }>(
      `/* claim.settleNeed */
       UPDATE need SET quantity_claimed = after.claimed, quantity_delivered = after.delivered, status = after.status,
              status_reason = CASE WHEN need.status = after.status THEN need.status_reason END,
              status_since = CASE WHEN need.status = after.status THEN need.status_since ELSE now() END
         FROM (SELECT id, claimed, delivered, CASE
                 WHEN status NOT IN ('PUBLISHED', 'RESTRICTED', 'PARTIALLY_CLAIMED', 'CLAIMED', 'IN_SERVICE') THEN status
                 WHEN claimed = 0 AND held_fen > 0 THEN CASE WHEN held_fen < price_ceiling_fen THEN 'PARTIALLY_CLAIMED' ELSE 'CLAIMED' END
                 WHEN claimed < quantity AND directed THEN 'RESTRICTED'
                 WHEN claimed = 0 THEN 'PUBLISHED'
                 WHEN claimed < quantity THEN 'PARTIALLY_CLAIMED'
                 WHEN live = 0 AND delivered = quantity THEN 'FULFILLED'
                 WHEN live = 0 AND delivered > 0 THEN 'PARTIALLY_MET'
                 WHEN live = 0 THEN 'NOT_MET'
                 WHEN served > 0 OR delivered > 0 THEN 'IN_SERVICE'
                 ELSE 'CLAIMED' END AS status
                 FROM (SELECT n.id, n.status, n.quantity, n.held_fen, n.price_ceiling_fen, n.quantity_claimed - $2 AS claimed, n.quantity_delivered + $3 AS delivered,
                              n.restricted OR coalesce((SELECT ${lastDirected('r')} FROM referral r WHERE r.need_id = n.id
                                                         ORDER BY r.referred_at DESC, r.id DESC LIMIT 1), false) AS directed,
                              (SELECT count(*) FROM claim WHERE need_id = n.id AND ${living}) AS live,
                              (SELECT count(*) FROM claim WHERE need_id = n.id AND ${living}
                                  AND (status IN ('IN_PROGRESS', 'DELIVERED', 'DISPUTED') OR held_from_status = 'IN_PROGRESS')) AS served
                         FROM need n WHERE n.id = $1) AS counted) AS after
        WHERE need.id = after.id
       RETURNING need.status`,
      [needId, returned, delivered],
    );
    return row!.status;
  }

  /** How much providers reported and households confirmed of needs, and on how many claims somebody is still at work. */
  reportsOf(
    statements: Statements,
    needIds: readonly string[],
  ): Promise<
    { readonly needId: string; readonly open: number; readonly reported: number; readonly confirmed: number }[]
  > {
    return statements.query(
      `/* claim.reportsOf */
       SELECT need_id AS "needId",
              count(*) FILTER (WHERE status IN ('ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD'))::int AS open,
              coalesce(sum(quantity_delivered) FILTER (WHERE status IN ('DELIVERED', 'DISPUTED', 'COMPLETED')), 0)::int AS reported,
              coalesce(sum(quantity_delivered) FILTER (WHERE status = 'COMPLETED'), 0)::int AS confirmed
         FROM claim WHERE need_id = ANY ($1::uuid[]) GROUP BY need_id`,
      [needIds],
    );
  }

  /** Opens a need in one of these states for a new round, after a revisit found that it remains: nothing of it is claimed or delivered. */
  async reopenNeed(tx: Transaction, needId: string, from: readonly NeedStatus[]): Promise<boolean> {
    const rows = await tx.query(
      `/* claim.reopenNeed */
       UPDATE need SET status = 'VERIFIED', status_since = now(), status_reason = 'NEED_REMAINS', quantity_claimed = 0,
              quantity_delivered = 0,
              wanted_by = CASE WHEN wanted_by >= (now() AT TIME ZONE 'Asia/Shanghai')::date THEN wanted_by END
        WHERE id = $1 AND status = ANY ($2::text[]) RETURNING id`,
      [needId, from],
    );
    return rows.length > 0;
  }

  async insertRecord(tx: Transaction, record: Omit<ServiceRecordEntity, 'recordedAt'>): Promise<ServiceRecordEntity> {
    const [row] = await tx.query<ServiceRecordEntity>(
      `/* claim.insertRecord */
       INSERT INTO service_record (id, claim_id, served_on, minutes, note, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)
       RETURNING ${recordColumns}`,
      [record.id, record.claimId, record.servedOn, record.minutes, record.note, record.recordedBy],
    );
    return row!;
  }

  async findRecord(statements: Statements, id: string): Promise<ServiceRecordEntity | undefined> {
    const [row] = await statements.query<ServiceRecordEntity>(
      `/* claim.findRecord */ SELECT ${recordColumns} FROM service_record WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The records of claims, the oldest first. */
  findRecordsOfClaims(statements: Statements, claimIds: readonly string[]): Promise<ServiceRecordEntity[]> {
    return statements.query<ServiceRecordEntity>(
      `/* claim.findRecordsOfClaims */
       SELECT ${recordColumns} FROM service_record WHERE claim_id = ANY ($1::uuid[]) ORDER BY recorded_at, id`,
      [claimIds],
    );
  }
}
