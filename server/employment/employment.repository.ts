/** Promises the only SQL for posts, people who seek, and placements: a place is taken by the statement that finds it free. */
import type { PlacementEnd, PlacementStatus } from '../../schema/employment/enums';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { JobPlacementEntity, JobPostEntity, JobSeekerEntity } from './employment.entity';

export type PostRow = JobPostEntity & { readonly open: boolean };
export type SeekerRow = JobSeekerEntity & { readonly waitingHours: number };
export type PlacementRow = JobPlacementEntity;

const postColumns = `id, kind, organisation_id AS "organisationId", title, area_codes AS "areaCodes", situations, age_from AS "ageFrom",
  age_to AS "ageTo", education, abilities, skills, monthly_fen AS "monthlyFen", places, places_taken AS "placesTaken",
  closes_on AS "closesOn", closed_at AS "closedAt", published_by AS "publishedBy", published_at AS "publishedAt",
  (closed_at IS NULL AND closes_on >= ${today}) AS open`;
const seekerColumns = `id, household_id AS "householdId", member_id AS "memberId", area_code AS "areaCode", education, abilities, skills,
  birth_year AS "birthYear", registered_by AS "registeredBy", registered_at AS "registeredAt",
  greatest(0, floor(extract(epoch FROM now() - registered_at) / 3600))::int AS "waitingHours"`;
const placementColumns = `id, post_id AS "postId", seeker_id AS "seekerId", household_id AS "householdId", area_code AS "areaCode", status,
  score, referred_by AS "referredBy", referred_at AS "referredAt", interviewed_on AS "interviewedOn", hired_on AS "hiredOn",
  kept_3_on AS "kept3On", kept_6_on AS "kept6On", ended_on AS "endedOn", end_reason AS "endReason"`;

export class EmploymentRepository {
  /** Today in Asia/Shanghai by the clock of the database. */
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ day: string }>(`/* employment.today */ SELECT ${today}::text AS day`);
    return row!.day;
  }

  findPosts(statements: Statements, ids: readonly string[]): Promise<PostRow[]> {
    return statements.query<PostRow>(
      `/* employment.findPosts */ SELECT ${postColumns} FROM job_post WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async insertPost(
    tx: Transaction,
    post: Omit<JobPostEntity, 'placesTaken' | 'closedAt' | 'publishedAt'>,
  ): Promise<PostRow> {
    const [row] = await tx.query<PostRow>(
      `/* employment.insertPost */
       INSERT INTO job_post (id, kind, organisation_id, title, area_codes, situations, age_from, age_to, education, abilities, skills,
                             monthly_fen, places, closes_on, published_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::date, $15) RETURNING ${postColumns}`,
      [
        ...[
          post.id,
          post.kind,
          post.organisationId,
          post.title,
          post.areaCodes,
          post.situations,
          post.ageFrom,
          post.ageTo,
        ],
        ...[post.education, post.abilities, post.skills, post.monthlyFen, post.places, post.closesOn, post.publishedBy],
      ],
    );
    return row!;
  }

  async closePost(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      '/* employment.closePost */ UPDATE job_post SET closed_at = now() WHERE id = $1 AND closed_at IS NULL',
      [id],
    );
  }

  /** Open posts for an area, those that were published last first; all that are, when no area is named. */
  listOpen(
    statements: Statements,
    areaCode: string | undefined,
    after: { readonly instant: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<(PostRow & { readonly publishedAtText: string })[]> {
    return statements.query(
      `/* employment.listOpen */
       SELECT ${postColumns}, published_at::text AS "publishedAtText" FROM job_post
        WHERE closed_at IS NULL AND closes_on >= ${today}
          AND ($1::text IS NULL OR EXISTS (SELECT FROM unnest(area_codes) code WHERE starts_with($1, left(code, 12)) OR starts_with(code, $1)))
          AND ($2::timestamptz IS NULL OR (published_at, id) < ($2::timestamptz, $3::uuid))
        ORDER BY published_at DESC, id DESC LIMIT $4`,
      [areaCode ?? null, after?.instant ?? null, after?.id ?? null, limit],
    );
  }

  async findSeeker(statements: Statements, id: string): Promise<SeekerRow | undefined> {
    const [row] = await statements.query<SeekerRow>(
      `/* employment.findSeeker */ SELECT ${seekerColumns} FROM job_seeker WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockSeeker(tx: Transaction, id: string): Promise<SeekerRow | undefined> {
    const [row] = await tx.query<SeekerRow>(
      `/* employment.lockSeeker */ SELECT ${seekerColumns} FROM job_seeker WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** The person is held by the caller; what is left out stays. */
  async reviseSeeker(
    tx: Transaction,
    id: string,
    change: Partial<Pick<JobSeekerEntity, 'education' | 'abilities' | 'skills'>>,
  ): Promise<SeekerRow> {
    const [row] = await tx.query<SeekerRow>(
      `/* employment.reviseSeeker */
       UPDATE job_seeker SET education = coalesce($2, education), abilities = coalesce($3::text[], abilities),
              skills = coalesce($4::text[], skills)
        WHERE id = $1 RETURNING ${seekerColumns}`,
      [id, change.education ?? null, change.abilities ?? null, change.skills ?? null],
    );
    return row!;
  }

  /** Those of these area subtrees, in the order of their ids. */
  listSeekers(
    statements: Statements,
    areaCodes: readonly string[],
    after: string | undefined,
    limit: number,
  ): Promise<SeekerRow[]> {
    return statements.query<SeekerRow>(
      `/* employment.listSeekers */
       SELECT ${seekerColumns} FROM job_seeker
        WHERE EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(area_code, code)) AND ($2::uuid IS NULL OR id > $2)
        ORDER BY id LIMIT $3`,
      [areaCodes, after ?? null, limit],
    );
  }

  /** The oldest first. */
  placementsOf(statements: Statements, seekerIds: readonly string[]): Promise<PlacementRow[]> {
    return statements.query<PlacementRow>(
      `/* employment.placementsOf */
       SELECT ${placementColumns} FROM job_placement WHERE seeker_id = ANY ($1::uuid[]) ORDER BY referred_at, id`,
      [seekerIds],
    );
  }

  async insertSeeker(tx: Transaction, one: Omit<JobSeekerEntity, 'registeredAt'>): Promise<SeekerRow> {
    const [row] = await tx.query<SeekerRow>(
      `/* employment.insertSeeker */
       INSERT INTO job_seeker (id, household_id, member_id, area_code, education, abilities, skills, birth_year, registered_by, registered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now()) RETURNING ${seekerColumns}`,
      [
        ...[one.id, one.householdId, one.memberId, one.areaCode, one.education, one.abilities, one.skills],
        ...[one.birthYear, one.registeredBy],
      ],
    );
    return row!;
  }

  async findPlacement(statements: Statements, id: string): Promise<PlacementRow | undefined> {
    const [row] = await statements.query<PlacementRow>(
      `/* employment.findPlacement */ SELECT ${placementColumns} FROM job_placement WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockPlacement(tx: Transaction, id: string): Promise<PlacementRow | undefined> {
    const [row] = await tx.query<PlacementRow>(
      `/* employment.lockPlacement */ SELECT ${placementColumns} FROM job_placement WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  async insertPlacement(
    tx: Transaction,
    one: Pick<PlacementRow, 'id' | 'postId' | 'seekerId' | 'householdId' | 'areaCode' | 'score' | 'referredBy'>,
  ): Promise<PlacementRow> {
    const [row] = await tx.query<PlacementRow>(
      `/* employment.insertPlacement */
       INSERT INTO job_placement (id, post_id, seeker_id, household_id, area_code, status, score, referred_by, referred_at)
       VALUES ($1, $2, $3, $4, $5, 'REFERRED', $6, $7, now()) RETURNING ${placementColumns}`,
      [one.id, one.postId, one.seekerId, one.householdId, one.areaCode, one.score, one.referredBy],
    );
    return row!;
  }

  /** Takes a place of a post if one is free. */
  async takePlace(tx: Transaction, postId: string): Promise<boolean> {
    const rows = await tx.query(
      `/* employment.takePlace */
       UPDATE job_post SET places_taken = places_taken + 1 WHERE id = $1 AND places_taken < places RETURNING id`,
      [postId],
    );
    return rows.length > 0;
  }

  async freePlace(tx: Transaction, postId: string): Promise<void> {
    await tx.query('/* employment.freePlace */ UPDATE job_post SET places_taken = places_taken - 1 WHERE id = $1', [
      postId,
    ]);
  }

  /** The placement is held by the caller. */
  async advance(
    tx: Transaction,
    id: string,
    step: { readonly status: PlacementStatus; readonly on: string; readonly reason: PlacementEnd | null },
  ): Promise<PlacementRow> {
    const [row] = await tx.query<PlacementRow>(
      `/* employment.advance */
       UPDATE job_placement SET status = $2,
              interviewed_on = CASE WHEN $2 = 'INTERVIEWED' THEN $3::date ELSE interviewed_on END,
              hired_on = CASE WHEN $2 = 'HIRED' THEN $3::date ELSE hired_on END,
              kept_3_on = CASE WHEN $2 = 'KEPT_3_MONTHS' THEN $3::date ELSE kept_3_on END,
              kept_6_on = CASE WHEN $2 = 'KEPT_6_MONTHS' THEN $3::date ELSE kept_6_on END,
              ended_on = CASE WHEN $2 = 'ENDED' THEN $3::date END, end_reason = $4
        WHERE id = $1 RETURNING ${placementColumns}`,
      [id, step.status, step.on, step.reason],
    );
    return row!;
  }

  /** The placements of people of these areas, or at posts of these organisations; in the order of their ids. */
  listPlacements(
    statements: Statements,
    sight: { readonly areas: readonly string[]; readonly organisationIds: readonly string[] },
    after: string | undefined,
    limit: number,
  ): Promise<PlacementRow[]> {
    return statements.query<PlacementRow>(
      `/* employment.listPlacements */
       SELECT ${placementColumns} FROM job_placement p
        WHERE (EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(p.area_code, code))
               OR p.post_id IN (SELECT id FROM job_post WHERE organisation_id = ANY ($2::uuid[])))
          AND ($3::uuid IS NULL OR p.id > $3::uuid)
        ORDER BY p.id LIMIT $4`,
      [sight.areas, sight.organisationIds, after ?? null, limit],
    );
  }
}
