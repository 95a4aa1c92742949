/** Promises the text of the one statement that decides who holds a need. */
import type { Bind, Part } from '../database/part';
import type { Rivals } from '../database/rivals';
import { askedKeys } from '../database/together';
import { claimColumns } from './claim.repository';

/** The column of the claim, among what other rooms write about it, that has those told. */
export const toldOfClaim = 'told';

/** What is wanted, as rows: a list for each of $1 to $8. */
const wanted = askedKeys({
  ...{ claim: 'uuid', need: 'uuid', organisation: 'uuid', offering: 'uuid' },
  ...{ quantity: 'int', account: 'uuid', lease: 'int', route: 'text' },
});
const hasPlace = `s.withdrawn_at IS NULL AND s.capacity_status <> 'NO_CAPACITY' AND s.capacity_used < s.capacity_maximum`;

/**
 * Holds needs, organisations (shared: that excludes suspension, not other claims), offerings, offers, referrals, claims, in this
 * order; each part runs only on what the part before it returned. Where a need was taken and a later row is not as it must be, the
 * claim has no offering, which its table does not allow: the statement fails as a whole.
 * Losers stop at the need and write nothing; one that waited for the winner is judged by the row the winner left. Whoever can be seen
 * to have no place free does not touch the need either; whether it has one, `filled` decides.
 */
export function claimingStatement(about: readonly Part[], rivals: Rivals): (bind: Bind) => string {
  return (bind) => `/* claim.claimNeeds */
       WITH ${rivals === 'AWAITED' ? '' : free}${taken(rivals)}, ${reserved}, ${answered}, ${made}${about
         .map((part, index) => `, about_${index} AS (${part(bind, 'made')})`)
         .join('')}
       SELECT ${claimColumns('made')}, ${toldOfClaim}, place::int AS place FROM made`;
}

/** Those of whose rows nobody holds one. */
const free = `free AS (
         SELECT asked.place FROM ${wanted} JOIN need n ON n.id = asked.need JOIN organisation o ON o.id = asked.organisation
           JOIN service_offering s ON s.id = asked.offering
          WHERE o.status = 'APPROVED' AND ${hasPlace}
            FOR NO KEY UPDATE OF n SKIP LOCKED FOR SHARE OF o SKIP LOCKED FOR NO KEY UPDATE OF s SKIP LOCKED
       ), `;

/** Takes the needs. */
const taken = (rivals: Rivals) => `taken AS (
         UPDATE need
            SET quantity_claimed = need.quantity_claimed + asked.quantity, status_since = now(), status_reason = NULL, opens_at = NULL,
                status = CASE WHEN need.quantity_claimed + asked.quantity = need.quantity THEN 'CLAIMED'
                              WHEN asked.route = 'DIRECTED' THEN 'RESTRICTED' ELSE 'PARTIALLY_CLAIMED' END
           FROM ${wanted}
          WHERE need.id = asked.need AND need.quantity_claimed + asked.quantity <= need.quantity
            AND CASE asked.route WHEN 'DIRECTED' THEN need.status = 'RESTRICTED' WHEN 'OFFERED' THEN need.status = 'OFFERED'
                     WHEN 'SHARED' THEN need.status = 'CLAIMED' AND need.received_fen = need.price_ceiling_fen
                     ELSE need.status IN ('PUBLISHED', 'PARTIALLY_CLAIMED') AND NOT need.restricted END
            AND (need.held_fen = 0 OR asked.route = 'SHARED')
            AND EXISTS (SELECT FROM service_offering s WHERE s.id = asked.offering AND s.withdrawn_at IS NULL AND s.capacity_used < s.capacity_maximum)
            ${rivals === 'AWAITED' ? '' : 'AND asked.place IN (SELECT place FROM free)'}
         RETURNING asked.*
       )`;

/** Takes a place of each offering, where its organisation may serve. */
const reserved = `approved AS (
         SELECT taken.* FROM taken JOIN organisation o ON o.id = taken.organisation WHERE o.status = 'APPROVED' FOR SHARE OF o
       ), filled AS (
         UPDATE service_offering s
            SET capacity_used = s.capacity_used + wanted.count, capacity_updated_at = now()
           FROM (SELECT offering, organisation, count(*)::int FROM approved GROUP BY offering, organisation) wanted
          WHERE s.id = wanted.offering AND s.organisation_id = wanted.organisation AND ${hasPlace}
            AND s.capacity_used + wanted.count <= s.capacity_maximum
         RETURNING s.id
       ), reserved AS (
         SELECT approved.* FROM approved JOIN filled ON filled.id = approved.offering
       )`;

/** Answers the offers and referrals that led there. */
const answered = `accepted AS (
         UPDATE offer SET status = 'ACCEPTED', answered_by = reserved.account, answered_at = now(), claim_id = reserved.claim
           FROM reserved
          WHERE reserved.route = 'OFFERED' AND need_id = reserved.need AND organisation_id = reserved.organisation
            AND status = 'OFFERED' AND offered_until > now()
         RETURNING reserved.place
       ), answered AS (
         UPDATE referral SET status = 'ACCEPTED', answered_by = reserved.account, answered_at = now()
           FROM reserved
          WHERE need_id = reserved.need AND organisation_id = reserved.organisation AND status IN ('REQUESTED', 'ACCEPTED')
         RETURNING reserved.place, mode
       )`;

/** Writes the claims, with those who hear of them. */
const made = `claimed AS (
         INSERT INTO claim (id, need_id, organisation_id, offering_id, quantity, status, lease_until, claimed_by)
         SELECT claim, need, organisation,
                (SELECT offering FROM reserved r
                  WHERE r.place = taken.place
                    AND CASE route WHEN 'DIRECTED' THEN EXISTS (SELECT FROM answered a WHERE a.place = r.place AND a.mode = 'DIRECTED')
                                   WHEN 'OFFERED' THEN EXISTS (SELECT FROM accepted a WHERE a.place = r.place) ELSE true END),
                quantity, 'ACCEPTED', now() + make_interval(mins => lease), account FROM taken
         RETURNING *
       ), made AS (
         SELECT claimed.*, taken.place,
                ARRAY(SELECT r.organisation_id FROM referral r WHERE r.need_id = claimed.need_id AND r.organisation_id <> claimed.organisation_id
                         AND r.status IN ('REQUESTED', 'ACCEPTED')) AS told
           FROM claimed JOIN taken ON taken.claim = claimed.id
       )`;
