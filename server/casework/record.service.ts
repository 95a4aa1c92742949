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
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditLineRow } from '../audit/audit';
import type { Transaction } from '../database/database';
import type { HouseholdService } from '../household/household.service';
import type { HouseholdKey } from '../household/vault';
import { readReason } from '../household/written-text';
import type { Actor } from '../identity/actor';
import type { CaseParts } from './case.service';
import type { CaseRow } from './case.repository';
import { isEligible, viewerOf } from './casework.policy';
import { checkReviewDay, placeOf, type CaseCommands } from './command';
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
const reasonMinimum = 4;
/** Readings of records by one account within a day before it is refused. */
const readingsPerDay = 200;

export class RecordService {
  constructor(
    private readonly parts: CaseParts & { readonly identities: Pick<HouseholdService, 'revealsIdentity'> },
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

  /** The record in the open. The reason stays in the audit for ever: it must not carry what it explains. */
  readRecord(actor: Actor, caseId: string, reason: string): Promise<OpenRecord> {
    return this.parts.database.transaction(async (tx) => {
      const row = await this.parts.cases.findCase(tx, viewerOf(actor), caseId);
      const key = row && (await this.commands.keyOf(tx, row.householdId));
      if (row === undefined || key === undefined)
        throw new Fault('NOT_FOUND', { zh: '未找到，或您无权查看', en: 'not found, or not yours to see' });
      const stated = readReason(reason, reasonMinimum);
      if (stated === undefined || (await this.parts.identities.revealsIdentity(tx, row.householdId, stated)).length > 0)
        throw reasonNeeded();
      const line = {
        accountId: actor.accountId,
        operation: 'readCaseRecord',
        subjectType: 'CareCase',
        subjectId: caseId,
      };
      if ((await this.parts.audit.countInTurn(tx, actor.accountId, line.operation, 24)) >= readingsPerDay)
        throw tooMany();
      await this.parts.audit.record(tx, { ...line, details: { reason: stated } });
      const written = await this.parts.records.read(tx, caseId);
      return { row, written, open: (table, column, rowId, sealed) => key.open(placeOf(table, column, rowId), sealed) };
    });
  }

  /** Who read the case, the oldest first: for whoever works on it. */
  async readingsOf(actor: Actor, caseId: string): Promise<AuditLineRow[]> {
    const { audit, cases, database } = this.parts;
    const row = await cases.findCase(database, viewerOf(actor), caseId);
    if (row?.sight !== 'WORK') return [];
    const lines = await audit.linesOfSubject(database, caseId, 1000);
    return lines.filter((line) => ['readCase', 'readCaseRecord', 'breakGlass'].includes(line.operation));
  }
}

function countWrong(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: `目标为 1 到 ${mostGoals} 项，每项最多 ${mostGoals} 步。`,
    en: `1 to ${mostGoals} goals, each with at most ${mostGoals} steps.`,
  });
}

function reasonNeeded(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: `请写明查看理由（至少${reasonMinimum}个字，不含姓名、电话、住址、证件号码）`,
    en: `state the reason (at least ${reasonMinimum} characters, without name, phone, address or resident number)`,
  });
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日查看个案记录的次数已达上限，请明日再试或联系管理员',
    en: 'the daily number of readings is used up, try tomorrow or ask the administrator',
  });
}
