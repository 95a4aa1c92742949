/** Promises the only SQL for offers (claims accept them in their own statement). */
import { v7 } from 'uuid';
import type { OfferOrigin, OfferStatus } from '../../schema/offer/enums';
import type { Statements, Transaction } from '../database/database';
import { among, type InvolvementPart } from '../need/visibility';
import type { OfferEntity } from './offer.entity';

/** `over`: its time has passed by the clock of the database, whether or not it has been ended yet. */
export type OfferRow = OfferEntity & { readonly over: boolean };

export interface NewOffer {
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId: string;
  readonly origin: OfferOrigin;
  readonly score: number;
  readonly rulesetVersion: string;
  /** The need's moment of opening, which names the window. */
  readonly opensAt: Date;
  readonly minutes: number;
}

/** What was asked in the window in which a need is now. */
export interface AskedInWindow {
  readonly needId: string;
  readonly organisationIds: string[];
  /** An offer stands, unanswered; it may be over already. */
  readonly standing: boolean;
}

/** How an offer ends without a claim. */
export interface OfferEnd {
  readonly to: Exclude<OfferStatus, OfferStatus.OFFERED | OfferStatus.ACCEPTED>;
  /** RUNNING: only while its time lasts. OVER: only once it has passed. */
  readonly when: 'RUNNING' | 'OVER' | 'ANY';
  readonly reason?: OfferEntity['reason'];
  readonly note?: string;
  readonly answeredBy?: string;
}

const columns = `id, need_id AS "needId", organisation_id AS "organisationId", offering_id AS "offeringId", opens_at AS "opensAt", round,
  origin, score, ruleset_version AS "rulesetVersion", status, reason, reason_note AS "reasonNote", offered_at AS "offeredAt",
  offered_until AS "offeredUntil", answered_by AS "answeredBy", answered_at AS "answeredAt", claim_id AS "claimId",
  status = 'OFFERED' AND offered_until <= now() AS over`;

export class OfferRepository {
  async findOffer(statements: Statements, id: string): Promise<OfferRow | undefined> {
    const [row] = await this.findOffers(statements, [id]);
    return row;
  }

  findOffers(statements: Statements, ids: readonly string[]): Promise<OfferRow[]> {
    return statements.query<OfferRow>(
      `/* offer.findOffers */ SELECT ${columns} FROM offer WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** The unanswered offer of each need; it may be over. */
  findStanding(statements: Statements, needIds: readonly string[]): Promise<OfferRow[]> {
    return statements.query<OfferRow>(
      `/* offer.findStanding */ SELECT ${columns} FROM offer WHERE need_id = ANY ($1::uuid[]) AND status = 'OFFERED'`,
      [needIds],
    );
  }

  /**
   * Offers needs, which the caller holds, each once and for the next round of its window; ends no later than the need opens.
   * Leaves out those of which an offer stands or whose organisation was asked in this window. Returns what was written.
   */
  async insertOffers(tx: Transaction, offers: readonly NewOffer[]): Promise<OfferRow[]> {
    if (offers.length === 0) return [];
    return tx.query<OfferRow>(
      `/* offer.insertOffers */
       INSERT INTO offer (id, need_id, organisation_id, offering_id, opens_at, round, origin, score, ruleset_version, offered_until)
       SELECT given.id, given.need_id, given.organisation_id, given.offering_id, given.opens_at,
              1 + (SELECT count(*) FROM offer o WHERE o.need_id = given.need_id AND o.opens_at = given.opens_at),
              given.origin, given.score, given.ruleset_version, least(now() + make_interval(secs => given.minutes * 60), given.opens_at)
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[], $7::int[], $8::text[], $9::float8[])
              AS given (id, need_id, organisation_id, offering_id, opens_at, origin, score, ruleset_version, minutes)
        WHERE given.opens_at > now()
       ON CONFLICT DO NOTHING RETURNING ${columns}`,
      [
        offers.map(() => v7()),
        offers.map((offer) => offer.needId),
        offers.map((offer) => offer.organisationId),
        offers.map((offer) => offer.offeringId),
        offers.map((offer) => offer.opensAt),
        offers.map((offer) => offer.origin),
        offers.map((offer) => offer.score),
        offers.map((offer) => offer.rulesetVersion),
        offers.map((offer) => offer.minutes),
      ],
    );
  }

  /** Whom each of the held-back needs was offered to in its window. */
  async askedInWindow(
    statements: Statements,
    needs: readonly { readonly id: string; readonly opensAt: Date | null }[],
  ): Promise<Map<string, AskedInWindow>> {
    const rows = await statements.query<AskedInWindow>(
      `/* offer.askedInWindow */
       SELECT given.id AS "needId", coalesce(bool_or(o.status = 'OFFERED'), false) AS standing,
              coalesce(array_agg(o.organisation_id ORDER BY o.round) FILTER (WHERE o.id IS NOT NULL), '{}') AS "organisationIds"
         FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, opens_at)
         LEFT JOIN offer o ON o.need_id = given.id AND o.opens_at = given.opens_at
        GROUP BY given.id`,
      [needs.map((need) => need.id), needs.map((need) => need.opensAt)],
    );
    return new Map(rows.map((row) => [row.needId, row]));
  }

  /** The windows that have begun, of the needs: which offering is asked now, and which organisations were. */
  windowsOf(
    statements: Statements,
    needs: readonly { readonly id: string; readonly opensAt: Date | null }[],
  ): Promise<{ needId: string; offeringId: string | null; askedOrganisationIds: string[] }[]> {
    return statements.query(
      `/* offer.windowsOf */
       SELECT given.id AS "needId", (array_agg(o.offering_id) FILTER (WHERE o.status = 'OFFERED'))[1] AS "offeringId",
              array_agg(o.organisation_id ORDER BY o.round) AS "askedOrganisationIds"
         FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, opens_at)
         JOIN offer o ON o.need_id = given.id AND o.opens_at = given.opens_at
        GROUP BY given.id`,
      [needs.map((need) => need.id), needs.map((need) => need.opensAt)],
    );
  }

  /** How many places of each offering unanswered offers may still take. */
  async countStanding(statements: Statements, offeringIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await statements.query<{ offeringId: string; count: number }>(
      `/* offer.countStanding */
       SELECT offering_id AS "offeringId", count(*)::int AS count FROM offer
        WHERE offering_id = ANY ($1::uuid[]) AND status = 'OFFERED' AND offered_until > now() GROUP BY offering_id`,
      [offeringIds],
    );
    return new Map(rows.map((row) => [row.offeringId, row.count]));
  }

  /** Ends a standing offer of a need that the caller holds. Undefined, and nothing changed, when it has ended or it is not the time. */
  async endOffer(tx: Transaction, id: string, end: OfferEnd): Promise<OfferRow | undefined> {
    const [row] = await tx.query<OfferRow>(
      `/* offer.endOffer */
       UPDATE offer SET status = $2, reason = $3, reason_note = $4, answered_by = $5, answered_at = now()
        WHERE id = $1 AND status = 'OFFERED'
          AND CASE $6 WHEN 'RUNNING' THEN offered_until > now() WHEN 'OVER' THEN offered_until <= now() ELSE true END
       RETURNING ${columns}`,
      [id, end.to, end.reason ?? null, end.note ?? null, end.answeredBy ?? null, end.when],
    );
    return row;
  }

  /** Unanswered offers whose time has passed by the clock of the database, the longest ago first. */
  listOver(statements: Statements, limit: number): Promise<OfferRow[]> {
    return statements.query<OfferRow>(
      `/* offer.listOver */
       SELECT ${columns} FROM offer WHERE status = 'OFFERED' AND offered_until <= now() ORDER BY offered_until, id LIMIT $1`,
      [limit],
    );
  }

  /** The unanswered offers to an organisation, in the order in which their needs are locked. */
  listStandingOf(statements: Statements, organisationId: string): Promise<OfferRow[]> {
    return statements.query<OfferRow>(
      `/* offer.listStandingOf */ SELECT ${columns} FROM offer WHERE organisation_id = $1 AND status = 'OFFERED' ORDER BY need_id`,
      [organisationId],
    );
  }

  /** The offers to an organisation, the newest first. One whose time has passed counts as lapsed. */
  listOfOrganisation(
    statements: Statements,
    organisationId: string,
    page: { readonly statuses?: readonly OfferStatus[]; readonly after?: string; readonly limit: number },
  ): Promise<OfferRow[]> {
    return statements.query<OfferRow>(
      `/* offer.listOfOrganisation */
       SELECT ${columns} FROM offer
        WHERE organisation_id = $1 AND ($3::uuid IS NULL OR id < $3::uuid)
          AND ($2::text[] IS NULL OR CASE WHEN status = 'OFFERED' AND offered_until <= now() THEN 'LAPSED' ELSE status END = ANY ($2::text[]))
        ORDER BY id DESC LIMIT $4`,
      [organisationId, page.statuses ?? null, page.after ?? null, page.limit],
    );
  }

  /** The needs with a running offer. This is how the room of needs learns who may see what. */
  readonly needsOffered: InvolvementPart = (organisations, needs) => `
       SELECT need_id FROM offer
        WHERE organisation_id = ANY (${organisations}) AND status = 'OFFERED' AND offered_until > now() ${among('need_id', needs)}`;
}
