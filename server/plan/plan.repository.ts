/** Promises the only SQL for the plan, its prices and the planner's term; what a planner writes it writes under its term. */
import type { Statements, Transaction } from '../database/database';
import type { PlanEntity, PlanLineEntity, PlannerTermEntity, PlanPriceEntity } from './plan.entity';
import type { RefusedByEngine } from '../matching/engine/refusal';
import type { PlanLine, PlanPrice, PlanSums } from './picture';

export type PlanRow = PlanEntity;
export type PublishedLineRow = PlanLine & Pick<PlanLineEntity, 'version' | 'plannedSince'>;
/** A line with what its scores were measured by. */
export type PlanLineRow = PlanLineEntity & Pick<PlanEntity, 'measuredAt' | 'rulesetVersion'>;
export type PlannerTermRow = Omit<PlannerTermEntity, 'single'>;

export interface LineListing {
  /** Subtrees; undefined: everywhere. */
  readonly areaCodes?: readonly string[];
  readonly serviceKinds?: readonly string[];
  readonly withinArea?: string;
  /** Only lines that first come, first served would answer otherwise. */
  readonly onlyDifferent: boolean;
  readonly after?: string;
  readonly limit: number;
}

/** Of a line as it was listed. */
export type ShownLine = Pick<PlanLineEntity, 'needId' | 'version' | 'decisionId' | 'firstComeDecisionId'>;

/** What stands published, of one moment. */
export interface PublishedLines {
  readonly version: string;
  readonly lines: ReadonlyMap<string, PlanLine>;
}

/** Publications kept for the history of the plan's sums. */
const publicationsKept = 1_000;

const planColumns = `version, term, computed_at AS "computedAt", checked_at AS "checkedAt", measured_at AS "measuredAt", ruleset_version AS "rulesetVersion",
  objective, bound, optimal, needs_open AS "needsOpen", needs_planned AS "needsPlanned", score,
  first_come_objective AS "firstComeObjective", first_come_planned AS "firstComePlanned", first_come_score AS "firstComeScore"`;

const lineColumns = `need_id AS "needId", version, planned_since AS "plannedSince", service_kind AS "serviceKind", area_code AS "areaCode", urgency,
  organisation_id AS "organisationId", offering_id AS "offeringId", score,
  first_come_organisation_id AS "firstComeOrganisationId", first_come_offering_id AS "firstComeOfferingId",
  first_come_score AS "firstComeScore"`;

const priceColumns = `service_kind AS "serviceKind", area_code AS "areaCode", open_needs AS "openNeeds", planned,
  without_place AS "withoutPlace", without_match AS "withoutMatch", price`;

const within = (column: string, codes: string) =>
  `(${codes}::text[] IS NULL OR EXISTS (SELECT 1 FROM unnest(${codes}::text[]) code WHERE starts_with(${column}, code)))`;

export class PlanRepository {
  /** By the clock of the database, which all servers share. */
  async now(statements: Statements): Promise<Date> {
    const [row] = await statements.query<{ now: Date }>('/* plan.now */ SELECT now() AS now');
    return row!.now;
  }

  /** Begins a new term. Waits for what the planner of the term before has under way: it ends with its connection at the latest. */
  async raiseTerm(statements: Statements): Promise<bigint> {
    const [row] = await statements.query<{ term: string }>(
      `/* plan.raiseTerm */ UPDATE planner_term SET term = term + 1, since = now(), progress = NULL, refusal = NULL
        RETURNING term::text AS term`,
    );
    return BigInt(row!.term);
  }

  /** Holds the term until the transaction ends. False when another has begun: then nothing may be written. */
  async holdTerm(tx: Transaction, term: bigint): Promise<boolean> {
    const rows = await tx.query('/* plan.holdTerm */ SELECT term FROM planner_term WHERE term = $1 FOR SHARE', [
      String(term),
    ]);
    return rows.length > 0;
  }

  /** On the connection of the lock: who has lost it notes nothing. */
  async noteProgress(statements: Statements, progress: number | undefined): Promise<void> {
    await statements.query('/* plan.noteProgress */ UPDATE planner_term SET progress = $1', [progress ?? null]);
  }

  /** Notes why nothing is planned, or that it is again. False when another term has begun: then nothing was noted. */
  async noteRefusal(statements: Statements, term: bigint, refusal: RefusedByEngine | null): Promise<boolean> {
    const rows = await statements.query(
      '/* plan.noteRefusal */ UPDATE planner_term SET refusal = $2::jsonb WHERE term = $1 RETURNING term',
      [term, refusal && JSON.stringify(refusal)],
    );
    return rows.length > 0;
  }

  async findTerm(statements: Statements): Promise<PlannerTermRow> {
    const [row] = await statements.query<PlannerTermRow>(
      '/* plan.findTerm */ SELECT term, since, progress, refusal FROM planner_term',
    );
    return row!;
  }

  async findNewest(statements: Statements): Promise<PlanRow | undefined> {
    const [row] = await statements.query<PlanRow>(
      `/* plan.findNewest */ SELECT ${planColumns} FROM plan ORDER BY version DESC LIMIT 1`,
    );
    return row;
  }

  /** Writes the sums under the next version, and lets go of publications that are too old. Returns the version. */
  async insertPlan(tx: Transaction, term: bigint, sums: PlanSums, measuredAt: Date): Promise<bigint> {
    const [row] = await tx.query<{ version: bigint }>(
      `/* plan.insertPlan */
       INSERT INTO plan (version, term, ruleset_version, objective, bound, optimal, needs_open, needs_planned, score,
                         first_come_objective, first_come_planned, first_come_score, measured_at)
       SELECT coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM plan
       RETURNING version`,
      [
        String(term),
        sums.rulesetVersion,
        String(sums.objective),
        String(sums.bound),
        sums.optimal,
        sums.needsOpen,
        sums.needsPlanned,
        String(sums.score),
        String(sums.firstComeObjective),
        sums.firstComePlanned,
        String(sums.firstComeScore),
        measuredAt,
      ],
    );
    await tx.query('/* plan.letGo */ DELETE FROM plan WHERE version <= $1', [
      String(BigInt(row!.version) - BigInt(publicationsKept)),
    ]);
    return BigInt(row!.version);
  }

  /** Notes that the newest publication was counted anew and holds. */
  async noteCheck(tx: Transaction, version: bigint): Promise<void> {
    await tx.query('/* plan.noteCheck */ UPDATE plan SET checked_at = now() WHERE version = $1', [String(version)]);
  }

  allLines(statements: Statements): Promise<PublishedLineRow[]> {
    return statements.query<PublishedLineRow>(`/* plan.allLines */ SELECT ${lineColumns} FROM plan_line`);
  }

  /** The newest version with all its lines, in one statement: of one publication. */
  async findPublished(statements: Statements): Promise<PublishedLines | undefined> {
    const rows = await statements.query<PublishedLineRow & { published: bigint | null }>(
      `/* plan.findPublished */
       SELECT ${lineColumns}, published FROM (SELECT max(version) AS published FROM plan) newest LEFT JOIN plan_line ON true`,
    );
    const { published } = rows[0]!;
    if (published === null) return undefined;
    // Without lines there is one row, of nothing but the version.
    const lines = rows.filter(({ needId }) => needId !== null);
    return { version: String(published), lines: new Map(lines.map((line) => [line.needId, line])) };
  }

  listLines(statements: Statements, listing: LineListing): Promise<PlanLineRow[]> {
    return statements.query<PlanLineRow>(
      `/* plan.listLines */
       SELECT ${lineColumns}, decision_id AS "decisionId", first_come_decision_id AS "firstComeDecisionId",
              "measuredAt", "rulesetVersion"
         FROM plan_line, (SELECT measured_at AS "measuredAt", ruleset_version AS "rulesetVersion" FROM plan
                           ORDER BY version DESC LIMIT 1) newest
        WHERE ${within('area_code', '$1')}
          AND ($2::text[] IS NULL OR service_kind = ANY ($2::text[]))
          AND ($3::text IS NULL OR starts_with(area_code, $3::text))
          AND (NOT $4 OR organisation_id IS DISTINCT FROM first_come_organisation_id)
          AND ($5::uuid IS NULL OR need_id > $5::uuid)
        ORDER BY need_id LIMIT $6`,
      [
        listing.areaCodes ?? null,
        listing.serviceKinds ?? null,
        listing.withinArea ?? null,
        listing.onlyDifferent,
        listing.after ?? null,
        listing.limit,
      ],
    );
  }

  /** Those that have another organisation or offering than before are planned since this version. */
  async writeLines(tx: Transaction, version: bigint, lines: readonly PlanLine[]): Promise<void> {
    if (lines.length === 0) return;
    await tx.query(
      `/* plan.writeLines */
       INSERT INTO plan_line AS kept (need_id, version, planned_since, service_kind, area_code, urgency, organisation_id, offering_id,
                              score, first_come_organisation_id, first_come_offering_id, first_come_score)
       SELECT need_id, $1, $1, service_kind, area_code, urgency, organisation_id, offering_id, score, first_organisation_id,
              first_offering_id, first_score
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::int[], $9::uuid[], $10::uuid[],
                     $11::int[])
              AS given (need_id, service_kind, area_code, urgency, organisation_id, offering_id, score, first_organisation_id,
                        first_offering_id, first_score)
       ON CONFLICT (need_id) DO UPDATE SET version = excluded.version, service_kind = excluded.service_kind,
         planned_since = CASE WHEN (kept.organisation_id, kept.offering_id) IS DISTINCT FROM (excluded.organisation_id, excluded.offering_id)
                              THEN excluded.planned_since ELSE kept.planned_since END,
         area_code = excluded.area_code, urgency = excluded.urgency, organisation_id = excluded.organisation_id,
         offering_id = excluded.offering_id, score = excluded.score,
         first_come_organisation_id = excluded.first_come_organisation_id,
         first_come_offering_id = excluded.first_come_offering_id, first_come_score = excluded.first_come_score,
         decision_id = NULL, first_come_decision_id = NULL`,
      [
        String(version),
        lines.map((line) => line.needId),
        lines.map((line) => line.serviceKind),
        lines.map((line) => line.areaCode),
        lines.map((line) => line.urgency),
        lines.map((line) => line.organisationId),
        lines.map((line) => line.offeringId),
        lines.map((line) => line.score),
        lines.map((line) => line.firstComeOrganisationId),
        lines.map((line) => line.firstComeOfferingId),
        lines.map((line) => line.firstComeScore),
      ],
    );
  }

  /** Notes under which decisions lines were shown, unless they were published anew since; a line that is being written waits for nobody. */
  async noteShown(statements: Statements, lines: readonly ShownLine[]): Promise<void> {
    if (lines.length === 0) return;
    await statements.query(
      `/* plan.noteShown */
       WITH free AS (
         SELECT line.need_id, given.decision_id, given.first_decision_id FROM plan_line line
           JOIN unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[])
                AS given (need_id, version, decision_id, first_decision_id) USING (need_id, version)
            FOR UPDATE OF line SKIP LOCKED)
       UPDATE plan_line SET decision_id = free.decision_id, first_come_decision_id = free.first_decision_id
         FROM free WHERE free.need_id = plan_line.need_id`,
      [
        lines.map((line) => line.needId),
        lines.map((line) => String(line.version)),
        lines.map((line) => line.decisionId),
        lines.map((line) => line.firstComeDecisionId),
      ],
    );
  }

  async removeLines(tx: Transaction, needIds: readonly string[]): Promise<void> {
    if (needIds.length === 0) return;
    await tx.query('/* plan.removeLines */ DELETE FROM plan_line WHERE need_id = ANY ($1::uuid[])', [needIds]);
  }

  /** By what a place is worth, the most first. */
  listPrices(
    statements: Statements,
    asked: { readonly areaCodes?: readonly string[]; readonly limit: number },
  ): Promise<PlanPriceEntity[]> {
    return statements.query<PlanPriceEntity>(
      `/* plan.listPrices */
       SELECT ${priceColumns} FROM plan_price
        WHERE price > 0 AND (without_place > 0 OR price > 0) AND ${within('area_code', '$1')}
        ORDER BY price DESC, without_place DESC, service_kind, area_code LIMIT $2`,
      [asked.areaCodes ?? null, asked.limit],
    );
  }

  /** Puts the prices in the place of all there are, touching only rows that differ. */
  async replacePrices(tx: Transaction, prices: readonly PlanPrice[]): Promise<void> {
    const given = [
      prices.map((price) => price.serviceKind),
      prices.map((price) => price.areaCode),
      prices.map((price) => price.openNeeds),
      prices.map((price) => price.planned),
      prices.map((price) => price.withoutPlace),
      prices.map((price) => price.withoutMatch),
      prices.map((price) => price.price),
    ];
    await tx.query(
      `/* plan.removePrices */
       DELETE FROM plan_price kept WHERE NOT EXISTS
         (SELECT FROM unnest($1::text[], $2::text[]) AS given (service_kind, area_code)
           WHERE given.service_kind = kept.service_kind AND given.area_code = kept.area_code)`,
      given.slice(0, 2),
    );
    await tx.query(
      `/* plan.writePrices */
       INSERT INTO plan_price AS kept (service_kind, area_code, open_needs, planned, without_place, without_match, price)
       SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[])
       ON CONFLICT (service_kind, area_code) DO UPDATE SET open_needs = excluded.open_needs, planned = excluded.planned,
         without_place = excluded.without_place, without_match = excluded.without_match, price = excluded.price
       WHERE (kept.open_needs, kept.planned, kept.without_match, kept.price)
             IS DISTINCT FROM (excluded.open_needs, excluded.planned, excluded.without_match, excluded.price)`,
      given,
    );
  }
}
