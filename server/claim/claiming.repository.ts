/** Promises the one statement that decides who holds a need, and the reads that tell why somebody does not. */
import type { NeedStatus } from '../../schema/need/enums';
import type { Statements, Transaction } from '../database/database';
import { missingColumn } from '../database/failure';
import { compose, type Part } from '../database/part';
import { askedKeys, inPlaces, ReadTogether } from '../database/together';
import { needColumns, type NeedRow } from '../need/need.row';
import { claimColumns, lastDirected, type ClaimRow } from './claim.repository';

export interface WantedClaim {
  readonly claimId: string;
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId: string;
  readonly quantity: number;
  readonly accountId: string;
  readonly leaseMinutes: number;
  readonly route: ClaimRoute;
}

/**
 * What allows the claim, by the state in which the need was seen. POOL: it is there for everybody. DIRECTED: a standing directed
 * referral. OFFERED: the standing offer, while its time lasts. SHARED: donors have paid for the whole wish, and somebody is to bring it.
 */
export type ClaimRoute = 'POOL' | 'DIRECTED' | 'OFFERED' | 'SHARED';

export interface MadeClaim {
  readonly claim: ClaimRow;
  /** Other organisations with a standing referral of the need: they hear of the claim. */
  readonly told: readonly string[];
}

/** What decides whether an organisation may try, and what it may be told if not. */
export interface ClaimSituation {
  /** The row as the same statement read it: what matching decides from. */
  readonly need: NeedRow;
  readonly needStatus: NeedStatus;
  readonly restricted: boolean;
  readonly areaCode: string;
  readonly serviceKind: string;
  readonly quantity: number;
  readonly remaining: number;
  /** The newest referral was a directed one: the need is not, and was not last, in the open pool. */
  readonly directedOnly: boolean;
  readonly standing: boolean;
  readonly standingDirected: boolean;
  /** It is offered to the organisation, and the time of the offer lasts. */
  readonly offered: boolean;
  readonly claimant: boolean;
  /** The account that asks referred the need itself. */
  readonly referredByAsker: boolean;
  /** Organisations that hold a part of it now, or have served it. */
  readonly holders: readonly string[];
}

const columns = claimColumns('made');
/** The column of the claim, among what other rooms write about it, that has those told. */
export const toldOfClaim = 'made.told';

interface SituationAsked {
  readonly needId: string;
  readonly organisationId: string;
  readonly accountId: string;
}

type SituationRow = NeedRow & Omit<ClaimSituation, 'need' | 'needStatus'> & { readonly place: number };

export class ClaimingRepository {
  private readonly situations = new ReadTogether<SituationAsked, ClaimSituation | undefined>(
    async (statements, asked) => {
      const rows = await statements.query<SituationRow>(
        `/* claim.findSituations */
       SELECT asked.place::int AS place, ${needColumns}, need.quantity - need.quantity_claimed AS remaining,
              coalesce((SELECT ${lastDirected('r')} FROM referral r WHERE r.need_id = need.id ORDER BY r.referred_at DESC, r.id DESC LIMIT 1),
                       false) AS "directedOnly",
              EXISTS (SELECT FROM referral r WHERE r.need_id = need.id AND r.organisation_id = asked.organisation
                         AND r.status IN ('REQUESTED', 'ACCEPTED')) AS standing,
              EXISTS (SELECT FROM referral r WHERE r.need_id = need.id AND r.organisation_id = asked.organisation AND r.mode = 'DIRECTED'
                         AND r.status IN ('REQUESTED', 'ACCEPTED')) AS "standingDirected",
              EXISTS (SELECT FROM offer o WHERE o.need_id = need.id AND o.organisation_id = asked.organisation
                         AND o.status = 'OFFERED' AND o.offered_until > now()) AS offered,
              EXISTS (SELECT FROM claim c WHERE c.need_id = need.id AND c.organisation_id = asked.organisation
                         AND c.status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')) AS claimant,
              (need.referred_by = asked.account) IS TRUE
                OR EXISTS (SELECT FROM referral r WHERE r.need_id = need.id AND r.referred_by = asked.account) AS "referredByAsker",
              ARRAY(SELECT DISTINCT c.organisation_id FROM claim c WHERE c.need_id = need.id
                       AND c.status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')) AS holders
         FROM ${askedKeys({ need: 'uuid', organisation: 'uuid', account: 'uuid' })}
         JOIN need ON need.id = asked.need`,
        [asked.map((one) => one.needId), asked.map((one) => one.organisationId), asked.map((one) => one.accountId)],
      );
      return inPlaces(rows, asked.length).map((row) => row && { ...row, need: row, needStatus: row.status });
    },
  );

  /**
   * Claims, with what other rooms write about it, or changes nothing: undefined when the need is not there to be taken.
   * Holds need, organisation (shared: it excludes suspension, not other claims), offering, offer, referral, claim, in this order;
   * each part runs only on what the part before it returned. Where the need was taken and a later row is not as it must be, the claim
   * has no offering, which its table does not allow: the statement fails as a whole (`isWithoutPlace`).
   * Losers stop at the need and write nothing; one that waited for the winner is judged by the row the winner left. Whoever can be
   * seen to have no place free does not touch the need either; whether it has one, `reserved` decides.
   */
  async claimNeed(tx: Transaction, wanted: WantedClaim, about: readonly Part[]): Promise<MadeClaim | undefined> {
    const { claimId, needId, organisationId, offeringId, quantity, accountId, leaseMinutes, route } = wanted;
    const [row] = await tx.query<ClaimRow & { readonly told: string[] }>(
      ...compose(
        (bind) => `/* claim.claimNeed */
       WITH taken AS (
         UPDATE need
            SET quantity_claimed = quantity_claimed + $5, status_since = now(), status_reason = NULL, opens_at = NULL,
                status = CASE WHEN quantity_claimed + $5 = quantity THEN 'CLAIMED'
                              WHEN $8::text = 'DIRECTED' THEN 'RESTRICTED' ELSE 'PARTIALLY_CLAIMED' END
          WHERE id = $2 AND quantity_claimed + $5 <= quantity
            AND CASE $8::text WHEN 'DIRECTED' THEN status = 'RESTRICTED' WHEN 'OFFERED' THEN status = 'OFFERED'
                     WHEN 'SHARED' THEN status = 'CLAIMED' AND received_fen = price_ceiling_fen
                     ELSE status IN ('PUBLISHED', 'PARTIALLY_CLAIMED') AND NOT restricted END
            AND (held_fen = 0 OR $8::text = 'SHARED')
            AND EXISTS (SELECT FROM service_offering WHERE id = $4 AND withdrawn_at IS NULL AND capacity_used < capacity_maximum)
         RETURNING id
       ), approved AS (
         SELECT o.id FROM organisation o
          WHERE o.id = $3 AND o.status = 'APPROVED' AND EXISTS (SELECT FROM taken) FOR SHARE OF o
       ), reserved AS (
         UPDATE service_offering
            SET capacity_used = capacity_used + 1, capacity_updated_at = now()
          WHERE id = $4 AND organisation_id = $3 AND withdrawn_at IS NULL AND capacity_status <> 'NO_CAPACITY'
            AND capacity_used + 1 <= capacity_maximum AND EXISTS (SELECT FROM approved)
         RETURNING id
       ), accepted AS (
         UPDATE offer SET status = 'ACCEPTED', answered_by = $6, answered_at = now(), claim_id = $1
          WHERE $8::text = 'OFFERED' AND need_id = $2 AND organisation_id = $3 AND status = 'OFFERED' AND offered_until > now()
            AND EXISTS (SELECT FROM reserved)
         RETURNING id
       ), answered AS (
         UPDATE referral SET status = 'ACCEPTED', answered_by = $6, answered_at = now()
          WHERE need_id = $2 AND organisation_id = $3 AND status IN ('REQUESTED', 'ACCEPTED') AND EXISTS (SELECT FROM reserved)
         RETURNING mode
       ), claimed AS (
         INSERT INTO claim (id, need_id, organisation_id, offering_id, quantity, status, lease_until, claimed_by)
         SELECT $1, $2, $3, (SELECT id FROM reserved
                              WHERE CASE $8::text WHEN 'DIRECTED' THEN EXISTS (SELECT FROM answered WHERE mode = 'DIRECTED')
                                                  WHEN 'OFFERED' THEN EXISTS (SELECT FROM accepted) ELSE true END),
                $5, 'ACCEPTED', now() + make_interval(mins => $7), $6 FROM taken
         RETURNING *
       ), made AS (
         SELECT claimed.*, ARRAY(SELECT r.organisation_id FROM referral r WHERE r.need_id = $2 AND r.organisation_id <> $3
                                    AND r.status IN ('REQUESTED', 'ACCEPTED')) AS told FROM claimed
       )${about.map((part, place) => `, about_${place} AS (${part('made', bind)})`).join('')}
       SELECT ${columns}, ${toldOfClaim} FROM made`,
        [claimId, needId, organisationId, offeringId, quantity, accountId, leaseMinutes, route],
      ),
    );
    if (!row) return undefined;
    const { told, ...claim } = row;
    return { claim, told };
  }

  /**
   * Holds the first of the needs that can still be claimed; undefined when there is none any more. SKIP LOCKED lets organisations
   * that want the best need at the same instant take different ones instead of waiting in line. When rivals hold all that are
   * left, it waits for them: whether a need is left is known when they are done, and not before.
   */
  async holdFirst(tx: Transaction, needIds: readonly string[]): Promise<string | undefined> {
    const first = (name: string, others: '' | 'SKIP LOCKED') =>
      tx.query<{ id: string }>(
        `/* claim.${name} */
         SELECT n.id
           FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place) JOIN need n USING (id)
          WHERE n.status IN ('PUBLISHED', 'PARTIALLY_CLAIMED', 'RESTRICTED', 'OFFERED') AND n.quantity_claimed < n.quantity AND n.held_fen = 0
          ORDER BY wanted.place LIMIT 1 FOR UPDATE OF n ${others}`,
        [needIds],
      );
    const [row] = await first('holdFirst', 'SKIP LOCKED');
    return (row ?? (await first('awaitFirst', ''))[0])?.id;
  }

  /** The need, and what there is to say of it to an organisation, in one read; undefined when there is no such need. */
  findSituation(
    statements: Statements,
    needId: string,
    organisationId: string,
    accountId: string,
  ): Promise<ClaimSituation | undefined> {
    return this.situations.ask(statements, { needId, organisationId, accountId });
  }

  /** Whether the claim accepted an offer: then nobody else has been told of the need yet. */
  async acceptedOffer(statements: Statements, claimId: string): Promise<boolean> {
    const rows = await statements.query('/* claim.acceptedOffer */ SELECT FROM offer WHERE claim_id = $1', [claimId]);
    return rows.length > 0;
  }

  /** Organisations with a standing referral of the need. */
  async listTold(statements: Statements, needId: string): Promise<string[]> {
    const rows = await statements.query<{ organisationId: string }>(
      `/* claim.listTold */
       SELECT organisation_id AS "organisationId" FROM referral WHERE need_id = $1 AND status IN ('REQUESTED', 'ACCEPTED')`,
      [needId],
    );
    return rows.map((row) => row.organisationId);
  }
}

/** Whether the claiming statement failed because a row after the need was not as it must be. */
export function isWithoutPlace(error: unknown): boolean {
  const missing = missingColumn(error);
  return missing?.table === 'claim' && missing.column === 'offering_id';
}
