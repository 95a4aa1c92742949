/** Promises the only SQL for trainings: recorded once, for everybody who was expected. */
import { TrainingSubject } from '../../schema/training/training';
import type { AttendanceOutcome, TrainingRecord } from '../../schema/training/training';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { TrainingAttendanceEntity, TrainingEntity } from './training.entity';

export type TrainingRow = TrainingEntity;
export type AttendanceRow = TrainingAttendanceEntity;
export type RecordRow = TrainingRecord & { readonly adviserId: string; readonly nextOn: string | null };

export interface PlanRow {
  readonly subject: TrainingSubject;
  readonly planned: number;
  readonly held: number;
}

const columns = `id, area_code AS "areaCode", subject, title, held_on AS "heldOn", place, minutes, status,
  planned_by AS "plannedBy", planned_at AS "plannedAt"`;
const subjects = Object.values(TrainingSubject);

export class TrainingRepository {
  async findTraining(statements: Statements, id: string): Promise<TrainingRow | undefined> {
    const [row] = await statements.query<TrainingRow>(
      `/* training.findTraining */ SELECT ${columns} FROM training WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Those of a year in some subtrees, and those above that reach into them; by day. */
  listTrainings(
    statements: Statements,
    areaCode: string,
    year: number,
    after: { readonly heldOn: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<TrainingRow[]> {
    return statements.query<TrainingRow>(
      `/* training.listTrainings */
       SELECT ${columns} FROM training
        WHERE (starts_with(area_code, $1) OR starts_with($1, area_code)) AND held_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)
          AND ($3::date IS NULL OR (held_on, id) > ($3::date, $4::uuid))
        ORDER BY held_on, id LIMIT $5`,
      [areaCode, year, after?.heldOn ?? null, after?.id ?? null, limit],
    );
  }

  /** The plan of a year as an area has it: its own trainings and those of areas above. */
  planOf(statements: Statements, areaCode: string, year: number): Promise<PlanRow[]> {
    return statements.query<PlanRow>(
      `/* training.planOf */
       SELECT s.subject, count(t.id) FILTER (WHERE t.status = 'PLANNED')::int AS planned,
              count(t.id) FILTER (WHERE t.status = 'HELD')::int AS held
         FROM unnest($3::text[]) WITH ORDINALITY s (subject, place)
         LEFT JOIN training t ON t.subject = s.subject AND starts_with($1, t.area_code)
               AND t.held_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)
        GROUP BY s.subject, s.place ORDER BY s.place`,
      [areaCode, year, subjects],
    );
  }

  /** What advisers did of each subject in a year, and the next day that is planned for them. */
  recordsOf(
    statements: Statements,
    advisers: readonly { readonly id: string; readonly areaCode: string }[],
    year: number,
  ): Promise<RecordRow[]> {
    return statements.query<RecordRow>(
      `/* training.recordsOf */
       SELECT w.id AS "adviserId", s.subject,
              count(*) FILTER (WHERE a.outcome = 'ATTENDED')::int AS attended,
              coalesce(sum(t.minutes) FILTER (WHERE a.outcome = 'ATTENDED'), 0)::int AS minutes,
              count(*) FILTER (WHERE a.outcome = 'EXCUSED')::int AS excused,
              count(*) FILTER (WHERE a.outcome = 'ABSENT')::int AS absent,
              count(*) FILTER (WHERE a.outcome = 'ATTENDED') = 0 AS "isDue",
              min(t.held_on) FILTER (WHERE t.status = 'PLANNED' AND t.held_on >= ${today}) AS "nextOn"
         FROM unnest($1::uuid[], $2::text[]) w (id, area_code) CROSS JOIN unnest($4::text[]) WITH ORDINALITY s (subject, place)
         LEFT JOIN training t ON t.subject = s.subject AND t.held_on BETWEEN make_date($3, 1, 1) AND make_date($3, 12, 31)
               AND (starts_with(w.area_code, t.area_code) OR EXISTS
                 (SELECT FROM training_attendance x WHERE x.training_id = t.id AND x.adviser_id = w.id))
         LEFT JOIN training_attendance a ON a.training_id = t.id AND a.adviser_id = w.id
        GROUP BY w.id, s.subject, s.place ORDER BY w.id, s.place`,
      [advisers.map(({ id }) => id), advisers.map(({ areaCode }) => areaCode), year, subjects],
    );
  }

  attendanceOf(statements: Statements, trainingIds: readonly string[]): Promise<AttendanceRow[]> {
    return statements.query<AttendanceRow>(
      `/* training.attendanceOf */
       SELECT training_id AS "trainingId", adviser_id AS "adviserId", outcome FROM training_attendance
        WHERE training_id = ANY ($1::uuid[]) ORDER BY training_id, adviser_id`,
      [trainingIds],
    );
  }

  async insertTraining(tx: Transaction, row: Omit<TrainingRow, 'status' | 'plannedAt'>): Promise<TrainingRow> {
    const [inserted] = await tx.query<TrainingRow>(
      `/* training.insertTraining */
       INSERT INTO training (id, area_code, subject, title, held_on, place, minutes, planned_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${columns}`,
      [row.id, row.areaCode, row.subject, row.title, row.heldOn, row.place, row.minutes, row.plannedBy],
    );
    return inserted!;
  }

  /** No row when it is not planned any more. */
  async settle(tx: Transaction, id: string, status: 'HELD' | 'CANCELLED'): Promise<TrainingRow | undefined> {
    const [row] = await tx.query<TrainingRow>(
      `/* training.settle */ UPDATE training SET status = $2 WHERE id = $1 AND status = 'PLANNED' RETURNING ${columns}`,
      [id, status],
    );
    return row;
  }

  async insertAttendance(
    tx: Transaction,
    trainingId: string,
    rows: readonly { readonly adviserId: string; readonly outcome: AttendanceOutcome }[],
  ): Promise<void> {
    await tx.query(
      `/* training.insertAttendance */
       INSERT INTO training_attendance (training_id, adviser_id, outcome)
       SELECT $1, adviser_id, outcome FROM unnest($2::uuid[], $3::text[]) came (adviser_id, outcome)`,
      [trainingId, rows.map((row) => row.adviserId), rows.map((row) => row.outcome)],
    );
  }
}
