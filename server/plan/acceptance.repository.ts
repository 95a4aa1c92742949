/** Promises the only SQL for what was accepted of the plan: the lines as they stood when the command came, and what became of each. */
import type { Statements, Transaction } from '../database/database';
import type { OfferProposal } from '../offer/offer.service';
import type { PlanAcceptanceEntity, PlanAcceptanceLineEntity } from './plan.entity';

export type LineOutcome = Pick<PlanAcceptanceLineEntity, 'needId' | 'offerId'> & { readonly outcome: string };

export interface AcceptedPlan {
  readonly version: bigint;
  /** In the order of need ids. */
  readonly outcomes: readonly LineOutcome[];
}

export interface NewAcceptance extends Pick<PlanAcceptanceEntity, 'id' | 'version' | 'acceptedBy'> {
  readonly rulesetVersion: string;
  /** All that are planned, when left out. */
  readonly needIds?: readonly string[];
}

export class AcceptanceRepository {
  /**
   * Takes the planned lines down as they stand now, of all needs or of those named. A line that was planned otherwise in the version
   * that was looked at has its outcome already, and so has a need that is named and not planned.
   */
  async insertAcceptance(tx: Transaction, acceptance: NewAcceptance): Promise<void> {
    const { id, version, acceptedBy, rulesetVersion, needIds } = acceptance;
    await tx.query(
      `/* plan.insertAcceptance */ INSERT INTO plan_acceptance (id, version, accepted_by) VALUES ($1, $2, $3)`,
      [id, String(version), acceptedBy],
    );
    await tx.query(
      `/* plan.takeLinesDown */
       WITH planned AS (
         SELECT need_id, organisation_id, offering_id, score, CASE WHEN planned_since > $2::bigint THEN 'LINE_CHANGED' END AS outcome
           FROM plan_line WHERE organisation_id IS NOT NULL AND ($4::uuid[] IS NULL OR need_id = ANY ($4::uuid[]))
       )
       INSERT INTO plan_acceptance_line (acceptance_id, need_id, organisation_id, offering_id, score, ruleset_version, outcome)
       SELECT $1::uuid, need_id, organisation_id, offering_id, score, $3::text, outcome FROM planned
        UNION ALL
       SELECT $1, asked.need_id, NULL, NULL, NULL, NULL, 'NOT_PLANNED' FROM unnest($4::uuid[]) AS asked (need_id)
        WHERE NOT EXISTS (SELECT FROM planned WHERE planned.need_id = asked.need_id)`,
      [id, String(version), rulesetVersion, needIds ?? null],
    );
  }

  /** The next lines that have no outcome yet, after a need; who repeats the command meanwhile waits until this transaction ends. */
  async holdLines(
    tx: Transaction,
    id: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<OfferProposal[]> {
    await tx.query('/* plan.holdAcceptance */ SELECT FROM plan_acceptance WHERE id = $1 FOR UPDATE', [id]);
    return tx.query<OfferProposal>(
      `/* plan.listToOffer */
       SELECT need_id AS "needId", organisation_id AS "organisationId", offering_id AS "offeringId", score,
              ruleset_version AS "rulesetVersion"
         FROM plan_acceptance_line
        WHERE acceptance_id = $1 AND outcome IS NULL AND ($2::uuid IS NULL OR need_id > $2::uuid) ORDER BY need_id LIMIT $3`,
      [id, page.after ?? null, page.limit],
    );
  }

  async settleLines(tx: Transaction, id: string, outcomes: readonly LineOutcome[]): Promise<void> {
    await tx.query(
      `/* plan.settleLines */
       UPDATE plan_acceptance_line line SET outcome = settled.outcome, offer_id = settled.offer_id
         FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS settled (need_id, outcome, offer_id)
        WHERE line.acceptance_id = $1 AND line.need_id = settled.need_id`,
      [
        id,
        outcomes.map((line) => line.needId),
        outcomes.map((line) => line.outcome),
        outcomes.map((line) => line.offerId),
      ],
    );
  }

  /** What became of the lines; those that are still to be offered are not among them. */
  async findAcceptance(statements: Statements, id: string): Promise<AcceptedPlan> {
    const [row] = await statements.query<AcceptedPlan>(
      `/* plan.findAcceptance */
       SELECT version, (SELECT coalesce(json_agg(json_build_object('needId', need_id, 'outcome', outcome, 'offerId', offer_id)
                                                 ORDER BY need_id), '[]')
                          FROM plan_acceptance_line WHERE acceptance_id = id AND outcome IS NOT NULL) AS outcomes
         FROM plan_acceptance WHERE id = $1`,
      [id],
    );
    return row!;
  }
}
