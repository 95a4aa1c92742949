/** Promises held-back needs and offers on the stage, made through the services; time passes by moving it in the database. */
import { Client } from 'pg';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import type { NeedStatus } from '../../schema/need/enums';
import { ReferralRejectionReason } from '../../schema/referral/enums';
import type { OfferOutcome, OfferProposal } from '../../server/offer/offer.service';
import type { OfferRow } from '../../server/offer/offer.repository';
import { accepted, type Provider } from '../stage/claims';
import type { TestDatabase } from '../stage/database';
import type { TestServer } from '../stage/server';

/** The defaults of the configuration, which the stage otherwise sets to 0. */
export const offering = {
  LINKAGE_OFFER_MINUTES: '30',
  LINKAGE_OFFER_URGENT_MINUTES: '10',
};

export function proposal(need: { readonly needId: string }, who: Provider): OfferProposal {
  const { organisationId, offeringId } = who;
  return { needId: need.needId, organisationId, offeringId, score: 5_000, rulesetVersion: '2026-1' };
}

export function propose(server: TestServer, ...proposals: OfferProposal[]): Promise<OfferOutcome[]> {
  const { database, offerService } = server.app.composition;
  return database.transaction((tx) => offerService.makeOffers(tx, proposals));
}

/** Offers a held-back need. Returns the offer; throws when it was not made. */
export async function offered(server: TestServer, need: { readonly needId: string }, who: Provider): Promise<OfferRow> {
  const [outcome] = await propose(server, proposal(need, who));
  if (!outcome?.offer) throw new Error(`not offered: ${outcome?.refused}`);
  return outcome.offer;
}

/**
 * Lets so many minutes pass for a need that is held back and for its offers, moved together: an offer belongs to the window by its
 * moment of opening. The need is held first, as everywhere.
 */
export async function pass(server: TestServer, needId: string, minutes: number): Promise<void> {
  const { database, needs } = server.app.composition;
  await database.transaction(async (tx) => {
    await needs.lockNeed(tx, needId);
    const back = 'make_interval(mins => $2)';
    await tx.query(`UPDATE need SET opens_at = opens_at - ${back} WHERE id = $1`, [needId, minutes]);
    await tx.query(
      `UPDATE offer SET opens_at = opens_at - ${back}, offered_at = offered_at - ${back}, offered_until = offered_until - ${back}
        WHERE need_id = $1`,
      [needId, minutes],
    );
  });
}

/** Copies a need as it stands so many times, past the product: without referrals and events. Returns the ids of the copies. */
export async function copied(
  server: TestServer,
  need: { readonly needId: string },
  count: number,
  change: Readonly<Record<string, string | null>> = {},
): Promise<string[]> {
  const rows = await server.database.query<{ id: string }>(
    `INSERT INTO need
     SELECT made.* FROM need n, generate_series(1, $2) AS copy,
            jsonb_populate_record(n, $3::jsonb || jsonb_build_object('id', gen_random_uuid(), 'copy', copy)) AS made
      WHERE n.id = $1 RETURNING id`,
    [need.needId, count, JSON.stringify(change)],
  );
  return rows.map((row) => row.id);
}

/** A session that holds an offering until it lets go, as somebody does who is in the middle of something with it. */
export async function held(server: TestServer, offeringId: string): Promise<{ letGo(): Promise<void> }> {
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM service_offering WHERE id = $1 FOR NO KEY UPDATE', [offeringId]);
  return {
    letGo: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

export interface Standing {
  readonly status: NeedStatus;
  readonly opensAt: Date | null;
  /** Statuses of its offers, the first first. */
  readonly offers: string[];
  readonly claims: string[];
  /** Types of the events about it since it was verified, in order. */
  readonly events: string[];
}

/** Everything that is said of a need in and after its window. */
export async function standing(database: TestDatabase, needId: string): Promise<Standing> {
  const [row] = await database.query<Standing>(
    `SELECT n.status, n.opens_at AS "opensAt",
            ARRAY(SELECT status FROM offer WHERE need_id = n.id ORDER BY offered_at, id) AS offers,
            ARRAY(SELECT status FROM claim WHERE need_id = n.id ORDER BY claimed_at, id) AS claims,
            ARRAY(SELECT type FROM event WHERE payload->>'needId' = n.id::text AND type NOT IN ('NeedDrafted', 'NeedVerified')
                   ORDER BY transaction, position) AS events
       FROM need n WHERE n.id = $1`,
    [needId],
  );
  return row!;
}

/** Answers an offer with no; throws when that is refused. */
export async function declined(server: TestServer, who: Provider, offer: OfferRow): Promise<OfferRow> {
  const input = { commandId: v7(), offerId: globalId('Offer', offer.id), reason: ReferralRejectionReason.NO_CAPACITY };
  return accepted(await server.app.composition.offerEndings.declineOffer(who.member, input));
}
