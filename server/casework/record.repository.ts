/** Promises the only SQL for what is written of a case: assessments, goals, steps and reviews, sealed. */
import type { GoalStatus } from '../../schema/casework/enums';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { CareAssessmentEntity, CareGoalEntity, CareReviewEntity, CareStepEntity } from './casework.entity';

export type StepRow = CareStepEntity & { readonly overdue: boolean };

export interface Written {
  readonly assessments: CareAssessmentEntity[];
  readonly goals: CareGoalEntity[];
  readonly steps: StepRow[];
  readonly reviews: CareReviewEntity[];
}

export class RecordRepository {
  async insertAssessment(tx: Transaction, one: Omit<CareAssessmentEntity, 'assessedAt'>): Promise<void> {
    await tx.query(
      `/* casework.insertAssessment */
       INSERT INTO care_assessment (id, case_id, domains, strengths, risks, assessed_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [one.id, one.caseId, one.domains, one.strengths, one.risks, one.assessedBy],
    );
  }

  async insertGoal(tx: Transaction, one: Omit<CareGoalEntity, 'status' | 'setAt'>): Promise<void> {
    await tx.query(
      '/* casework.insertGoal */ INSERT INTO care_goal (id, case_id, kind, sealed) VALUES ($1, $2, $3, $4)',
      [...[one.id, one.caseId, one.kind, one.sealed]],
    );
  }

  async insertStep(tx: Transaction, one: Omit<CareStepEntity, 'doneOn'>): Promise<void> {
    await tx.query(
      `/* casework.insertStep */
       INSERT INTO care_step (id, goal_id, case_id, sealed, owner_id, due_on) VALUES ($1, $2, $3, $4, $5, $6::date)`,
      [one.id, one.goalId, one.caseId, one.sealed, one.ownerId, one.dueOn],
    );
  }

  async insertReview(tx: Transaction, one: Omit<CareReviewEntity, 'reviewedAt'>): Promise<void> {
    await tx.query(
      `/* casework.insertReview */
       INSERT INTO care_review (id, case_id, note, resilience, reviewed_by) VALUES ($1, $2, $3, $4::smallint[], $5)`,
      [one.id, one.caseId, one.note, one.resilience, one.reviewedBy],
    );
  }

  /** 'done' now or before on the same day; 'otherwise' when it was done on another day; 'missing' when it is not of the case. */
  async completeStep(
    tx: Transaction,
    caseId: string,
    stepId: string,
    doneOn: string,
  ): Promise<'done' | 'otherwise' | 'missing'> {
    const done = await tx.query(
      `/* casework.completeStep */
       UPDATE care_step SET done_on = $3::date
        WHERE id = $2 AND case_id = $1 AND (done_on IS NULL OR done_on = $3::date) RETURNING id`,
      [caseId, stepId, doneOn],
    );
    if (done.length > 0) return 'done';
    const found = await tx.query('/* casework.findStep */ SELECT 1 FROM care_step WHERE id = $2 AND case_id = $1', [
      ...[caseId, stepId],
    ]);
    return found.length > 0 ? 'otherwise' : 'missing';
  }

  /** The goal as it was, or undefined when it is not of the case; settled when it was open. */
  async settleGoal(
    tx: Transaction,
    caseId: string,
    goalId: string,
    status: GoalStatus,
  ): Promise<GoalStatus | undefined> {
    const [row] = await tx.query<{ status: GoalStatus }>(
      `/* casework.settleGoal */
       WITH before AS (SELECT id, status FROM care_goal WHERE id = $2 AND case_id = $1),
            settled AS (UPDATE care_goal g SET status = $3 FROM before WHERE g.id = before.id AND before.status = 'OPEN')
       SELECT status FROM before`,
      [caseId, goalId, status],
    );
    return row?.status;
  }

  /** How many goals a case has, and how many of them are open. */
  async countGoals(statements: Statements, caseId: string): Promise<{ readonly all: number; readonly open: number }> {
    const [row] = await statements.query<{ all: number; open: number }>(
      `/* casework.countGoals */
       SELECT count(*)::int AS all, count(*) FILTER (WHERE status = 'OPEN')::int AS open FROM care_goal WHERE case_id = $1`,
      [caseId],
    );
    return row!;
  }

  /** Today in Asia/Shanghai by the clock of the database. */
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ day: string }>(`/* casework.today */ SELECT ${today}::text AS day`);
    return row!.day;
  }

  async read(statements: Statements, caseId: string): Promise<Written> {
    const assessments = await statements.query<CareAssessmentEntity>(
      `/* casework.assessmentsOf */
       SELECT id, case_id AS "caseId", domains, strengths, risks, assessed_by AS "assessedBy", assessed_at AS "assessedAt"
         FROM care_assessment WHERE case_id = $1 ORDER BY assessed_at DESC, id`,
      [caseId],
    );
    const goals = await statements.query<CareGoalEntity>(
      `/* casework.goalsOf */
       SELECT id, case_id AS "caseId", kind, sealed, status, set_at AS "setAt" FROM care_goal WHERE case_id = $1 ORDER BY set_at, id`,
      [caseId],
    );
    const steps = await statements.query<StepRow>(
      `/* casework.stepsOf */
       SELECT id, goal_id AS "goalId", case_id AS "caseId", sealed, owner_id AS "ownerId", due_on AS "dueOn", done_on AS "doneOn",
              done_on IS NULL AND due_on < ${today} AS overdue
         FROM care_step WHERE case_id = $1 ORDER BY due_on, id`,
      [caseId],
    );
    const reviews = await statements.query<CareReviewEntity>(
      `/* casework.reviewsOf */
       SELECT id, case_id AS "caseId", note, resilience, reviewed_by AS "reviewedBy", reviewed_at AS "reviewedAt"
         FROM care_review WHERE case_id = $1 ORDER BY reviewed_at DESC, id`,
      [caseId],
    );
    return { assessments, goals, steps, reviews };
  }
}
