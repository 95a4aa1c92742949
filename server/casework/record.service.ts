/** Promises what is written of a case: sealed with the household's key, and read with a reason that is written down. */
import { CaseStatus, GoalStatus } from '../../schema/casework/enums';
import type {
  AssessCaseInput,
  CaseGoalInput,
  CompleteCaseStepInput,
  PlanCaseInput,
  ReviewCaseInput,
  SettleCaseGoalInput,
} from '../../schema/casework/inputs';
import { NotEligibleForCase } from '../../schema/casework/refusals';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditLineRow } from '../audit/audit';
import type { Transaction } from '../database/database';
import { notYours } from '../household/reading';
import type { HouseholdKey } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { CaseParts } from './case.service';
import type { CaseRow } from './case.repository';
import { isEligible, viewerOf } from './casework.policy';
import { checkReviewDay, placeOf, type CaseCommands } from './command';
import { writeCareReading, type ReadingParts } from './reading';
import type { Written } from './record.repository';
import { readResilience } from './resilience';

/** A record in the open. Lives as long as one answer. */
export interface OpenRecord {
  readonly row: CaseRow;
  readonly written: Written;
  readonly open: (table: string, column: string, rowId: string, sealed: Buffer) => string;
}

const textMaximum = 2000;
const shortMaximum = 500;
const mostGoals = 10;
/** What is told of readings, and how many of the newest. */
const readings = ['readCase', 'readCaseRecord', 'breakGlass'];
const readingsShown = 1000;

export class RecordService {
  constructor(
    private readonly parts: CaseParts & ReadingParts,
    private readonly commands: CaseCommands,
  ) {}

  assessCase(actor: Actor, input: AssessCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'assessCase', id: input.assessmentId, caseId: input.caseId };
    const states = { in: [CaseStatus.OPEN, CaseStatus.ASSESSED], event: 'CaseAssessed' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      const domains = [...new Set(input.domains)];
      if (domains.length === 0)
        return new InvalidInput('domains', { zh: '请至少选择一个领域。', en: 'Name at least one domain.' });
      const strengths = requireText('strengths', input.strengths, { maximum: textMaximum, multiline: true });
      if (isRefusal(strengths)) return strengths;
      const risks = requireText('risks', input.risks, { maximum: textMaximum, multiline: true });
      if (isRefusal(risks)) return risks;
      const resilience = readResilience('resilience', input.resilience);
      if (isRefusal(resilience)) return resilience;
      const key = await this.commands.keyOf(tx, row.householdId);
      if (key === undefined) return new NotFound('CareCase');
      const id = input.assessmentId;
      await this.parts.records.insertAssessment(tx, {
        ...{ id, caseId: row.id, domains, assessedBy: actor.accountId },
        strengths: key.seal(placeOf('care_assessment', 'strengths', id), strengths),
        risks: key.seal(placeOf('care_assessment', 'risks', id), risks),
      });
      await this.parts.cases.assessed(tx, row.id, resilience);
      return undefined;
    });
  }

  /** Adds goals with their steps; the first of them begin the service. */
  planCase(actor: Actor, input: PlanCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'planCase', id: input.commandId, caseId: input.caseId };
    const states = { in: [CaseStatus.ASSESSED, CaseStatus.IN_SERVICE], event: 'CasePlanned' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      if (input.goals.length === 0 || input.goals.length > mostGoals) return countWrong('goals');
      const today = await this.parts.records.today(tx);
      const late = checkReviewDay('nextReviewOn', input.nextReviewOn, today);
      if (late) return late;
      const key = await this.commands.keyOf(tx, row.householdId);
      if (key === undefined) return new NotFound('CareCase');
      for (const [index, goal] of input.goals.entries()) {
        const refusal = await this.addGoal(tx, row, key, { goal, field: `goals.${index}`, today });
        if (refusal) return refusal;
      }
      await this.parts.cases.inService(tx, row.id, input.nextReviewOn);
      return undefined;
    });
  }

  private async addGoal(
    tx: Transaction,
    row: CaseRow,
    key: HouseholdKey,
    { goal, field, today }: { goal: CaseGoalInput; field: string; today: string },
  ): Promise<Refusal | undefined> {
    const { records } = this.parts;
    if (goal.steps.length > mostGoals) return countWrong(`${field}.steps`);
    const text = requireText(`${field}.text`, goal.text, { maximum: shortMaximum, multiline: true });
    if (isRefusal(text)) return text;
    const sealed = key.seal(placeOf('care_goal', 'sealed', goal.goalId), text);
    await records.insertGoal(tx, { id: goal.goalId, caseId: row.id, kind: goal.kind, sealed });
    for (const [index, step] of goal.steps.entries()) {
      const path = `${field}.steps.${index}`;
      const what = requireText(`${path}.text`, step.text, { maximum: shortMaximum, multiline: true });
      if (isRefusal(what)) return what;
      if (step.dueOn < today)
        return new InvalidInput(`${path}.dueOn`, { zh: '期限不能早于今天。', en: 'The last day lies in the past.' });
      const ownerId = localId('Account', step.ownerId);
      const owner = await this.parts.actors.ofAccount(tx, ownerId);
      if (owner === undefined || !isEligible(owner, row)) return new NotEligibleForCase();
      await records.insertStep(tx, {
        ...{ id: step.stepId, goalId: goal.goalId, caseId: row.id, ownerId, dueOn: step.dueOn },
        sealed: key.seal(placeOf('care_step', 'sealed', step.stepId), what),
      });
    }
    return undefined;
  }

  completeCaseStep(actor: Actor, input: CompleteCaseStepInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'completeCaseStep', id: input.commandId, caseId: input.caseId };
    const states = { in: [CaseStatus.IN_SERVICE], event: 'CaseStepCompleted' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      if (input.doneOn > (await this.parts.records.today(tx)))
        return new InvalidInput('doneOn', { zh: '完成日不能晚于今天。', en: 'The day lies in the future.' });
      const done = await this.parts.records.completeStep(tx, row.id, localId('CaseStep', input.stepId), input.doneOn);
      if (done === 'missing') return new NotFound('CaseStep');
      return done === 'otherwise' ? new WrongState('DONE', ['OPEN']) : undefined;
    });
  }

  settleCaseGoal(actor: Actor, input: SettleCaseGoalInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'settleCaseGoal', id: input.commandId, caseId: input.caseId };
    const states = { in: [CaseStatus.IN_SERVICE], event: 'CaseGoalSettled' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      if (input.status === GoalStatus.OPEN)
        return new InvalidInput('status', {
          zh: '结果只能为已达成或已放弃。',
          en: 'A goal is settled as REACHED or DROPPED.',
        });
      const goalId = localId('CaseGoal', input.goalId);
      const before = await this.parts.records.settleGoal(tx, row.id, goalId, input.status);
      if (before === undefined) return new NotFound('CaseGoal');
      return before === GoalStatus.OPEN ? undefined : new WrongState(before, [GoalStatus.OPEN]);
    });
  }

  reviewCase(actor: Actor, input: ReviewCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'reviewCase', id: input.reviewId, caseId: input.caseId };
    const states = { in: [CaseStatus.IN_SERVICE], event: 'CaseReviewed' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      const note = requireText('note', input.note, { maximum: textMaximum, multiline: true });
      if (isRefusal(note)) return note;
      const resilience = readResilience('resilience', input.resilience);
      if (isRefusal(resilience)) return resilience;
      const late = checkReviewDay('nextReviewOn', input.nextReviewOn, await this.parts.records.today(tx));
      if (late) return late;
      const key = await this.commands.keyOf(tx, row.householdId);
      if (key === undefined) return new NotFound('CareCase');
      const sealed = key.seal(placeOf('care_review', 'note', input.reviewId), note);
      const review = { id: input.reviewId, caseId: row.id, resilience, reviewedBy: actor.accountId };
      await this.parts.records.insertReview(tx, { ...review, note: sealed });
      await this.parts.cases.inService(tx, row.id, input.nextReviewOn);
      return undefined;
    });
  }

  /** The record in the open, for a reason. */
  readRecord(actor: Actor, caseId: string, reason: string): Promise<OpenRecord> {
    return this.parts.database.transaction(async (tx) => {
      const row = await this.parts.cases.findCase(tx, viewerOf(actor), caseId);
      const key = row && (await this.commands.keyOf(tx, row.householdId));
      if (row === undefined || key === undefined) throw notYours();
      await writeCareReading(this.parts, tx, {
        ...{ accountId: actor.accountId, operation: 'readCaseRecord', subjectType: 'CareCase', subjectId: caseId },
        ...{ householdId: row.householdId, reason },
      });
      const written = await this.parts.records.read(tx, caseId);
      return { row, written, open: (table, column, rowId, sealed) => key.open(placeOf(table, column, rowId), sealed) };
    });
  }

  /** Who read the case, the newest thousand readings, the oldest of them first: for whoever works on it. */
  async readingsOf(actor: Actor, caseId: string): Promise<AuditLineRow[]> {
    const { audit, cases, database } = this.parts;
    const row = await cases.findCase(database, viewerOf(actor), caseId);
    if (row?.sight !== 'WORK') return [];
    return audit.newestOfSubject(database, caseId, readings, readingsShown);
  }
}

function countWrong(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: `目标为 1 到 ${mostGoals} 项，每项最多 ${mostGoals} 步。`,
    en: `1 to ${mostGoals} goals, each with at most ${mostGoals} steps.`,
  });
}
