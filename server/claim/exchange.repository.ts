/** Promises the statements by which claims change hands: which may, the places held for it, and the new claim in the old one's stead. */
import type { Statements, Transaction } from '../database/database';
import { claimColumns, type ClaimRow } from './claim.repository';

export interface Exchangeable {
  readonly claimIds?: readonly string[];
  /** Subtrees; all when undefined. */
  readonly areaCodes?: readonly string[];
  readonly serviceKind?: string;
  readonly limit: number;
}

export interface NewHolding {
  readonly claimId: string;
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId: string;
  readonly quantity: number;
  readonly accountId: string;
  readonly leaseMinutes: number;
}

export class ExchangeRepository {
  /** Claims of whole needs, accepted within their lease or confirmed, of which nothing was served; the oldest first. */
  listExchangeable(statements: Statements, wanted: Exchangeable): Promise<ClaimRow[]> {
    return statements.query<ClaimRow>(
      `/* claim.listExchangeable */
       SELECT ${claimColumns('claim')} FROM claim JOIN need n ON n.id = claim.need_id
        WHERE claim.status IN ('ACCEPTED', 'CONFIRMED') AND (claim.lease_until IS NULL OR claim.lease_until > now())
          AND claim.quantity = n.quantity AND n.status = 'CLAIMED'
          AND NOT EXISTS (SELECT FROM service_record WHERE claim_id = claim.id)
          AND ($1::uuid[] IS NULL OR claim.id = ANY ($1::uuid[]))
          AND ($2::text[] IS NULL OR EXISTS (SELECT FROM unnest($2::text[]) code WHERE starts_with(n.area_code, code)))
          AND ($3::text IS NULL OR n.service_kind = $3)
        ORDER BY claim.claimed_at, claim.id LIMIT $4`,
      [wanted.claimIds ?? null, wanted.areaCodes ?? null, wanted.serviceKind ?? null, wanted.limit],
    );
  }

  /** Holds organisations (shared, as a claim does) and offerings, each in the order of their ids. False when one may not act. */
  async holdPlaces(
    tx: Transaction,
    organisationIds: readonly string[],
    offeringIds: readonly string[],
  ): Promise<boolean> {
    const approved = await tx.query(
      `/* claim.holdOrganisations */
       SELECT id FROM organisation WHERE id = ANY ($1::uuid[]) AND status = 'APPROVED' ORDER BY id FOR SHARE`,
      [organisationIds],
    );
    await tx.query(
      '/* claim.holdOfferings */ SELECT id FROM service_offering WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
      [offeringIds],
    );
    return approved.length === new Set(organisationIds).size;
  }

  /** A claim under a fresh lease on a need whose quantity is claimed already. Undefined when the offering has no place. */
  async takeOver(tx: Transaction, holding: NewHolding): Promise<ClaimRow | undefined> {
    const [row] = await tx.query<ClaimRow>(
      `/* claim.takeOver */
       WITH reserved AS (
         UPDATE service_offering SET capacity_used = capacity_used + 1, capacity_updated_at = now()
          WHERE id = $4 AND organisation_id = $3 AND withdrawn_at IS NULL AND capacity_status <> 'NO_CAPACITY'
            AND capacity_used + 1 <= capacity_maximum
         RETURNING id
       ), made AS (
         INSERT INTO claim (id, need_id, organisation_id, offering_id, quantity, status, lease_until, claimed_by)
         SELECT $1, $2, $3, reserved.id, $5, 'ACCEPTED', now() + make_interval(mins => $7), $6 FROM reserved
         RETURNING *
       )
       SELECT ${claimColumns('made')} FROM made`,
      [
        holding.claimId,
        holding.needId,
        holding.organisationId,
        holding.offeringId,
        holding.quantity,
        holding.accountId,
        holding.leaseMinutes,
      ],
    );
    return row;
  }
}
