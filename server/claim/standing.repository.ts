/** Promises the only SQL that counts how organisations and communities fared: one statement each, by the clock of the database. */
import type { Transaction } from '../database/database';

export class StandingRepository {
  /**
   * Counts for every organisation: of its claims of the last 365 days those that ended, and of them those that ended in a delivery
   * confirmed by the household; its claims of the last 30 days that it still has or delivered; and its places. A claim that ended
   * because the need was withdrawn is in no count: nobody could have delivered it. Returns how many organisations stand otherwise.
   */
  async countOrganisations(tx: Transaction): Promise<number> {
    const rows = await tx.query(
      `/* standing.countOrganisations */
       WITH held AS (
         SELECT organisation_id,
                count(*) FILTER (WHERE status IN ('COMPLETED', 'RELEASED', 'LEASE_EXPIRED', 'REVOKED')) AS ended,
                count(*) FILTER (WHERE status = 'COMPLETED' AND quantity_delivered > 0) AS delivered,
                count(*) FILTER (WHERE status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')
                                   AND claimed_at > now() - interval '30 days') AS taken
           FROM claim
          WHERE claimed_at > now() - interval '365 days' AND (status <> 'REVOKED' OR reason IS DISTINCT FROM 'NEED_WITHDRAWN')
          GROUP BY organisation_id
       ), offered AS (
         SELECT organisation_id, sum(capacity_maximum) AS places
           FROM service_offering WHERE withdrawn_at IS NULL GROUP BY organisation_id
       )
       INSERT INTO organisation_standing AS standing
              (organisation_id, claims_ended, claims_delivered, needs_taken, places)
       SELECT organisation.id, coalesce(held.ended, 0), coalesce(held.delivered, 0), coalesce(held.taken, 0),
              coalesce(offered.places, 0)
         FROM organisation
         LEFT JOIN held ON held.organisation_id = organisation.id
         LEFT JOIN offered ON offered.organisation_id = organisation.id
        ORDER BY organisation.id
       ON CONFLICT (organisation_id) DO UPDATE
          SET claims_ended = excluded.claims_ended, claims_delivered = excluded.claims_delivered,
              needs_taken = excluded.needs_taken, places = excluded.places, counted_at = now()
        WHERE (standing.claims_ended, standing.claims_delivered, standing.needs_taken, standing.places)
              IS DISTINCT FROM (excluded.claims_ended, excluded.claims_delivered, excluded.needs_taken, excluded.places)
       RETURNING organisation_id`,
    );
    return rows.length;
  }

  /**
   * Counts for every community its needs referred in the last 365 days and not withdrawn, and of them those wholly taken on or met
   * at least in part. Restricted needs are left out. A community that has no such need any more is counted as 0 of 0.
   * Returns how many communities stand otherwise.
   */
  async countCommunities(tx: Transaction): Promise<number> {
    const rows = await tx.query(
      `/* standing.countCommunities */
       WITH counted AS (
         SELECT left(area_code, 12) AS area_code, count(*) AS needs,
                count(*) FILTER (WHERE status IN ('CLAIMED', 'IN_SERVICE') OR quantity_delivered > 0) AS served
           FROM need
          WHERE NOT restricted AND status <> 'WITHDRAWN' AND referred_at > now() - interval '365 days'
          GROUP BY 1
       )
       INSERT INTO community_standing AS standing (area_code, needs, served)
       SELECT area_code, coalesce(counted.needs, 0), coalesce(counted.served, 0)
         FROM counted FULL JOIN community_standing known USING (area_code)
        ORDER BY area_code
       ON CONFLICT (area_code) DO UPDATE SET needs = excluded.needs, served = excluded.served, counted_at = now()
        WHERE (standing.needs, standing.served) IS DISTINCT FROM (excluded.needs, excluded.served)
       RETURNING area_code`,
    );
    return rows.length;
  }
}
