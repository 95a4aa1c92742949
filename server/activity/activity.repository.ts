/** Promises the only SQL for parties of the linkage, activities and what is linked to them. */
import type { ActivityStatus } from '../../schema/activity/activity';
import type { Statements, Transaction } from '../database/database';
import { donationValue } from '../donation/donation.measures';
import { today } from '../database/today';
import type { ActivityEntity, LinkagePartyEntity } from './activity.entity';

export type PartyRow = LinkagePartyEntity;
export type ActivityRow = ActivityEntity;
export type PartyOfActivityRow = PartyRow & { readonly activityId: string; readonly organises: boolean };

export interface ResultsRow {
  readonly activityId: string;
  readonly donations: number;
  readonly moneyFen: bigint;
  readonly goodsFen: bigint;
  readonly needsFound: number;
}

export interface ActivityListing {
  /** A subtree. */
  readonly areaCode?: string;
  readonly from?: string;
  readonly until?: string;
  readonly after?: { readonly startsOn: string; readonly id: string };
  readonly limit: number;
}

const partyColumns = `p.id, p.kind, p.local_kind AS "localKind", p.name, p.area_code AS "areaCode", p.organisation_id AS "organisationId",
  p.registered_by AS "registeredBy", p.registered_at AS "registeredAt"`;
const columns = `id, kind, functions, title, place_kind AS "placeKind", place_name AS "placeName", area_code AS "areaCode",
  starts_on AS "startsOn", ends_on AS "endsOn", status, planned_by AS "plannedBy", planned_at AS "plannedAt", held_by AS "heldBy",
  held_at AS "heldAt", people_reached AS "peopleReached", summary, accounted_by AS "accountedBy", accounted_at AS "accountedAt",
  cancelled_at AS "cancelledAt"`;

export class ActivityRepository {
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(`/* activity.today */ SELECT ${today}::text AS today`);
    return row!.today;
  }

  async insertParty(tx: Transaction, party: Omit<PartyRow, 'registeredAt'>): Promise<PartyRow> {
    const [row] = await tx.query<PartyRow>(
      `/* activity.insertParty */
       INSERT INTO linkage_party AS p (id, kind, local_kind, name, area_code, organisation_id, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${partyColumns}`,
      [
        ...[party.id, party.kind, party.localKind, party.name, party.areaCode],
        ...[party.organisationId, party.registeredBy],
      ],
    );
    return row!;
  }

  findParties(statements: Statements, ids: readonly string[]): Promise<PartyRow[]> {
    return statements.query<PartyRow>(
      `/* activity.findParties */ SELECT ${partyColumns} FROM linkage_party p WHERE p.id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  listParties(statements: Statements, areaCode: string, after: string | undefined, limit: number): Promise<PartyRow[]> {
    return statements.query<PartyRow>(
      `/* activity.listParties */
       SELECT ${partyColumns} FROM linkage_party p
        WHERE starts_with(p.area_code, $1) AND ($2::uuid IS NULL OR p.id > $2::uuid) ORDER BY p.id LIMIT $3`,
      [areaCode, after ?? null, limit],
    );
  }

  async insertActivity(
    tx: Transaction,
    activity: Pick<
      ActivityRow,
      | ('id' | 'kind' | 'functions' | 'title' | 'placeKind' | 'placeName')
      | ('areaCode' | 'startsOn' | 'endsOn' | 'plannedBy')
    >,
    parties: readonly { readonly id: string; readonly organises: boolean }[],
  ): Promise<ActivityRow> {
    const [row] = await tx.query<ActivityRow>(
      `/* activity.insertActivity */
       INSERT INTO activity (id, kind, functions, title, place_kind, place_name, area_code, starts_on, ends_on, planned_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::date, $9::date, $10) RETURNING ${columns}`,
      [
        ...[activity.id, activity.kind, activity.functions, activity.title, activity.placeKind, activity.placeName],
        ...[activity.areaCode, activity.startsOn, activity.endsOn, activity.plannedBy],
      ],
    );
    await tx.query(
      `/* activity.insertActivityParties */
       INSERT INTO activity_party (activity_id, party_id, organises) SELECT $1, * FROM unnest($2::uuid[], $3::boolean[])`,
      [activity.id, parties.map((party) => party.id), parties.map((party) => party.organises)],
    );
    return row!;
  }

  findActivities(statements: Statements, ids: readonly string[]): Promise<ActivityRow[]> {
    return statements.query<ActivityRow>(
      `/* activity.findActivities */ SELECT ${columns} FROM activity WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async lockActivity(tx: Transaction, id: string): Promise<ActivityRow | undefined> {
    const [row] = await tx.query<ActivityRow>(
      `/* activity.lockActivity */ SELECT ${columns} FROM activity WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** What everybody may see, in the order of days. */
  listActivities(statements: Statements, listing: ActivityListing): Promise<ActivityRow[]> {
    return statements.query<ActivityRow>(
      `/* activity.listActivities */
       SELECT ${columns} FROM activity
        WHERE status <> 'CANCELLED' AND ($1::text IS NULL OR starts_with(area_code, $1))
          AND ($2::date IS NULL OR ends_on >= $2::date) AND ($3::date IS NULL OR starts_on <= $3::date)
          AND ($4::date IS NULL OR (starts_on, id) > ($4::date, $5::uuid))
        ORDER BY starts_on, id LIMIT $6`,
      [
        ...[listing.areaCode ?? null, listing.from ?? null, listing.until ?? null],
        ...[listing.after?.startsOn ?? null, listing.after?.id ?? null, listing.limit],
      ],
    );
  }

  async hold(
    tx: Transaction,
    id: string,
    held: { readonly accountId: string; readonly peopleReached: number; readonly summary: string },
  ): Promise<ActivityRow | undefined> {
    const [row] = await tx.query<ActivityRow>(
      `/* activity.hold */
       UPDATE activity SET status = 'HELD', held_at = now(), held_by = $2, people_reached = $3, summary = $4
        WHERE id = $1 AND status = 'PLANNED' RETURNING ${columns}`,
      [id, held.accountId, held.peopleReached, held.summary],
    );
    return row;
  }

  async end(
    tx: Transaction,
    id: string,
    from: ActivityStatus,
    to: ActivityStatus.ACCOUNTED | ActivityStatus.CANCELLED,
    accountId: string,
  ): Promise<ActivityRow | undefined> {
    const [row] = await tx.query<ActivityRow>(
      `/* activity.end */
       UPDATE activity SET status = $3::text, accounted_at = CASE $3::text WHEN 'ACCOUNTED' THEN now() END,
              accounted_by = CASE $3::text WHEN 'ACCOUNTED' THEN $4::uuid END,
              cancelled_at = CASE $3::text WHEN 'CANCELLED' THEN now() END
        WHERE id = $1 AND status = $2 RETURNING ${columns}`,
      [id, from, to, accountId],
    );
    return row;
  }

  /** How many are linked to this activity afterwards; fewer than asked for when one is linked to another. */
  async linkDonations(tx: Transaction, activityId: string, ids: readonly string[], accountId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `/* activity.linkDonations */
       WITH linked AS (INSERT INTO activity_donation (donation_id, activity_id, linked_by) SELECT id, $1, $3 FROM unnest($2::uuid[]) id
                       ON CONFLICT (donation_id) DO NOTHING RETURNING donation_id)
       SELECT (SELECT count(*) FROM linked)::int + (SELECT count(*) FROM activity_donation
         WHERE activity_id = $1 AND donation_id = ANY ($2::uuid[]))::int AS count`,
      [activityId, ids, accountId],
    );
    return row!.count;
  }

  async linkNeeds(tx: Transaction, activityId: string, ids: readonly string[], accountId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `/* activity.linkNeeds */
       WITH linked AS (INSERT INTO activity_need (need_id, activity_id, linked_by) SELECT id, $1, $3 FROM unnest($2::uuid[]) id
                       ON CONFLICT (need_id) DO NOTHING RETURNING need_id)
       SELECT (SELECT count(*) FROM linked)::int + (SELECT count(*) FROM activity_need
         WHERE activity_id = $1 AND need_id = ANY ($2::uuid[]))::int AS count`,
      [activityId, ids, accountId],
    );
    return row!.count;
  }

  partiesOf(statements: Statements, activityIds: readonly string[]): Promise<PartyOfActivityRow[]> {
    return statements.query<PartyOfActivityRow>(
      `/* activity.partiesOf */
       SELECT ${partyColumns}, a.activity_id AS "activityId", a.organises
         FROM activity_party a JOIN linkage_party p ON p.id = a.party_id
        WHERE a.activity_id = ANY ($1::uuid[]) ORDER BY NOT a.organises, p.name, p.id`,
      [activityIds],
    );
  }

  resultsOf(statements: Statements, activityIds: readonly string[]): Promise<ResultsRow[]> {
    return statements.query<ResultsRow>(
      `/* activity.resultsOf */
       SELECT a.id AS "activityId", count(v.id)::int AS donations, coalesce(sum(v.money_fen), 0)::bigint AS "moneyFen",
              coalesce(sum(v.goods_fen), 0)::bigint AS "goodsFen",
              (SELECT count(*)::int FROM activity_need n WHERE n.activity_id = a.id) AS "needsFound"
         FROM activity a LEFT JOIN activity_donation d ON d.activity_id = a.id LEFT JOIN ${donationValue} AS v ON v.id = d.donation_id
        WHERE a.id = ANY ($1::uuid[]) GROUP BY a.id`,
      [activityIds],
    );
  }

  needsOf(statements: Statements, activityIds: readonly string[]): Promise<{ activityId: string; needId: string }[]> {
    return statements.query(
      `/* activity.needsOf */
       SELECT activity_id AS "activityId", need_id AS "needId" FROM activity_need
        WHERE activity_id = ANY ($1::uuid[]) ORDER BY linked_at, need_id`,
      [activityIds],
    );
  }
}
