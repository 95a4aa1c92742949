/** Promises applications taken over step by step: by authority, with documents and consent, and entered into the register when approved. */
import { ApplicationMode, ApplicationStatus, AuthorityScope } from '../../schema/application/application';
import {
  ApplicationUnderWay,
  AuthorityMissing,
  DocumentsMissing,
  type AcceptApplicationInput,
  type AuthoriseApplicationInput,
  type BeginApplicationInput,
  type DecideApplicationInput,
  type ProvideDocumentsInput,
  type SubmitApplicationInput,
  type WithdrawApplicationInput,
} from '../../schema/application/inputs';
import { localId } from '../../schema/global-id';
import { AgeBand } from '../../schema/household/household';
import { MeansCheckNotAuthorised } from '../../schema/household/means';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository } from '../household/household.repository';
import type { MeansService } from '../household/means.service';
import type { Actor } from '../identity/actor';
import { asksForMeans } from '../policy/eligibility';
import type { PolicyRepository, PolicyRow } from '../policy/policy.repository';
import { readDecisionNumber } from '../register/reading';
import type { RegisterService } from '../register/register.service';
import type { ApplicationPhotoService } from './application-photo.service';
import type { ApplicationChange, ApplicationRepository, ApplicationRow } from './application.repository';
import { appealUntil, leaves, reviewDueOn, type ApplicationStep } from './steps';

export interface ApplicationParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly households: HouseholdRepository;
  readonly meansService: MeansService;
  readonly policies: PolicyRepository;
  readonly registerService: RegisterService;
  readonly applications: ApplicationRepository;
  readonly applicationPhotos: Pick<ApplicationPhotoService, 'link'>;
}

interface StepInput {
  readonly commandId: string;
  readonly applicationId: string;
}

type Move = { readonly to: ApplicationStatus; readonly change: ApplicationChange };

const minors = [AgeBand.UNDER_14, AgeBand.FROM_14_TO_17];

export class ApplicationService {
  constructor(private readonly parts: ApplicationParts) {}

  async beginApplication(actor: Actor, input: BeginApplicationInput): Promise<ApplicationRow | Refusal> {
    try {
      return await this.parts.database.transaction((tx) => this.beginIn(tx, actor, input));
    } catch (error) {
      if (violatedConstraint(error) === 'a_household_applies_once_at_a_time') return new ApplicationUnderWay();
      throw error;
    }
  }

  private async beginIn(
    tx: Transaction,
    actor: Actor,
    input: BeginApplicationInput,
  ): Promise<ApplicationRow | Refusal> {
    const { audit, applications, households, policies } = this.parts;
    const householdId = localId('Household', input.householdId);
    const policyId = localId('Policy', input.policyId);
    const line = {
      ...{ accountId: actor.accountId, operation: 'beginApplication', subjectType: 'PolicyApplication' },
      ...{ subjectId: input.applicationId, details: { householdId, policyId, mode: input.mode } },
    };
    const once = await audit.recordOnce(tx, line, input.applicationId, input);
    if (isRefusal(once)) return once;
    const household = await households.findHousehold(tx, householdId);
    if (!household || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
    if (once === 'repeated') return (await applications.findApplication(tx, input.applicationId))!;
    const policy = await policies.findPolicy(tx, policyId);
    if (!policy || !household.areaCode.startsWith(policy.areaCode)) return new NotFound('Policy');
    const memberIds = [...new Set(input.memberIds.map((id) => localId('HouseholdMember', id)))];
    const members = new Set((await households.membersOf(tx, [householdId])).map((member) => member.id));
    if (memberIds.length === 0 || !memberIds.every((id) => members.has(id)))
      return invalid(
        'memberIds',
        '申请人须为该家庭的成员，至少一人。',
        'The applicants are members of the household, at least one.',
      );
    if (input.begunOn > (await households.readCalendar(tx)).today) return afterToday('begunOn');
    if (input.begunOn < policy.validFrom || (policy.validUntil !== null && input.begunOn > policy.validUntil))
      return invalid('policyId', '该政策版本当日不适用。', 'This version does not apply on that day.');
    const begun = await applications.insertApplication(tx, {
      ...{ id: input.applicationId, householdId, areaCode: household.areaCode, policyId, policyCode: policy.code },
      ...{ mode: input.mode, begunOn: input.begunOn, begunBy: actor.accountId, memberIds },
      documentTitles: policy.documents,
    });
    await this.announce(tx, begun);
    return begun;
  }

  /** Who may act, in what and until when, as a member of full age said. */
  authoriseApplication(actor: Actor, input: AuthoriseApplicationInput): Promise<ApplicationRow | Refusal> {
    return this.step(actor, 'authoriseApplication', input, async (tx, application) => {
      const memberId = localId('HouseholdMember', input.memberId);
      const members = await this.parts.households.membersOf(tx, [application.householdId]);
      const giver = members.find((member) => member.id === memberId);
      if (!giver || minors.includes(giver.ageBand))
        return invalid('memberId', '授权人须为该家庭的成年成员。', 'A member of full age gives it.');
      if (input.scope.length === 0) return invalid('scope', '请至少选择一项授权事项。', 'Name at least one thing.');
      const { consentLimit } = await this.parts.households.readCalendar(tx);
      if (input.until < application.begunOn || input.until > consentLimit)
        return invalid(
          'until',
          '有效期不能早于开始日期，且不超过三年。',
          'It ends after the help began and within three years.',
        );
      return {
        to: application.status,
        change: {
          ...{ authorityMemberId: memberId, authorityScope: [...new Set(input.scope)] },
          ...{ authorityUntil: input.until, authorityMethod: input.method },
        },
      };
    });
  }

  provideDocuments(actor: Actor, input: ProvideDocumentsInput): Promise<ApplicationRow | Refusal> {
    return this.step(actor, 'provideDocuments', input, async (tx, application, { today }) => {
      if (input.providedOn > today) return afterToday('providedOn');
      const { providedOn, isWaived } = input;
      const positions = [...new Set(input.positions)];
      const given = { positions, providedOn, isWaived };
      const found = await this.parts.applications.provideDocuments(tx, application.id, given);
      if (positions.length === 0 || found < positions.length)
        return invalid('positions', '清单中没有这一序号。', 'There is no such place in the list.');
      const photoIds = input.photoIds ?? [];
      const unlinked = await this.parts.applicationPhotos.link(tx, application, { positions, photoIds, isWaived });
      return unlinked ?? { to: application.status, change: {} };
    });
  }

  /** Handed in at the department: complete, authorised, and with the consent that its policy needs. */
  submitApplication(actor: Actor, input: SubmitApplicationInput): Promise<ApplicationRow | Refusal> {
    return this.step(actor, 'submitApplication', input, async (tx, application, { today, policy }) => {
      const wrongDay = dayBetween('submittedOn', input.submittedOn, application.begunOn, today);
      if (wrongDay) return wrongDay;
      if (application.mode === ApplicationMode.ACTED_FOR && !maySubmit(application, input.submittedOn))
        return new AuthorityMissing();
      const missing = application.documents.filter((document) => document.providedOn === null && !document.isWaived);
      if (missing.length > 0) return new DocumentsMissing(missing.map((document) => document.title));
      if (
        asksForMeans(policy.eligibility) &&
        !(await this.parts.meansService.isAuthorised(tx, application.householdId))
      )
        return new MeansCheckNotAuthorised();
      return { to: ApplicationStatus.SUBMITTED, change: { submittedOn: input.submittedOn } };
    });
  }

  acceptApplication(actor: Actor, input: AcceptApplicationInput): Promise<ApplicationRow | Refusal> {
    return this.step(actor, 'acceptApplication', input, async (_tx, application, { today, policy }) => {
      const { acceptedOn } = input;
      const wrongDay = dayBetween('acceptedOn', acceptedOn, application.submittedOn!, today);
      const change = { acceptedOn, reviewDueOn: reviewDueOn(acceptedOn, policy.reviewDays) };
      return wrongDay ?? { to: ApplicationStatus.UNDER_REVIEW, change };
    });
  }

  /** What the department decided; an approval that gives a category enters the applicants into the register on that day. */
  decideApplication(actor: Actor, input: DecideApplicationInput): Promise<ApplicationRow | Refusal> {
    return this.step(actor, 'decideApplication', input, async (tx, application, { today, policy }) => {
      const { approved, decidedOn } = input;
      const wrongDay = dayBetween('decidedOn', decidedOn, application.acceptedOn!, today);
      if (wrongDay) return wrongDay;
      const decisionNumber = readDecisionNumber(input.decisionNumber);
      if (!decisionNumber) return invalid('decisionNumber', '文号须为 1 至 60 个字符。', 'It has 1 to 60 characters.');
      if (!approved) {
        const change = { decidedOn, decisionNumber, appealUntil: appealUntil(decidedOn) };
        return { to: ApplicationStatus.REFUSED, change };
      }
      if (policy.grantsCategory !== null)
        await this.enterRegister(tx, actor, application, policy, decidedOn, decisionNumber);
      return { to: ApplicationStatus.APPROVED, change: { decidedOn, decisionNumber } };
    });
  }

  withdrawApplication(actor: Actor, input: WithdrawApplicationInput): Promise<ApplicationRow | Refusal> {
    return this.step(actor, 'withdrawApplication', input, async () => ({
      to: ApplicationStatus.WITHDRAWN,
      change: { withdrawalReason: input.reason },
    }));
  }

  private async enterRegister(
    tx: Transaction,
    actor: Actor,
    application: ApplicationRow,
    policy: PolicyRow,
    enteredOn: string,
    decisionNumber: string,
  ): Promise<void> {
    const { households, registerService } = this.parts;
    const indexes = await households.indexesOfMembers(tx, application.memberIds);
    const entries = application.memberIds.map((memberId, index) => ({
      // One entry of one application for one person: its id follows from the ids of both.
      id: entryIdOf(application.id, index),
      personIndex: indexes.get(memberId),
      householdId: application.householdId,
      areaCode: application.areaCode,
      ...{ enteredOn, decisionNumber },
    }));
    const of = { category: policy.grantsCategory!, isStock: false, recordedBy: actor.accountId };
    await registerService.enterByDecision(tx, entries, of);
  }

  /** One step by those who serve the area: once for a command, only from a state that it may leave. */
  private step(
    actor: Actor,
    operation: ApplicationStep,
    input: StepInput,
    work: (
      tx: Transaction,
      application: ApplicationRow,
      known: { readonly today: string; readonly policy: PolicyRow },
    ) => Promise<Move | Refusal>,
  ): Promise<ApplicationRow | Refusal> {
    const { audit, applications, database, households, policies } = this.parts;
    const id = localId('PolicyApplication', input.applicationId);
    return database.transaction(async (tx) => {
      const line = { accountId: actor.accountId, operation, subjectType: 'PolicyApplication', subjectId: id };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const application = await applications.lockApplication(tx, id);
      if (!application || !householdPolicy.maySee(actor, application)) return new NotFound('PolicyApplication');
      if (once === 'repeated') return application;
      const allowed: readonly ApplicationStatus[] = leaves[operation];
      if (!allowed.includes(application.status)) return new WrongState(application.status, allowed);
      const { today } = await households.readCalendar(tx);
      const policy = (await policies.findPolicy(tx, application.policyId))!;
      const move = await work(tx, application, { today, policy });
      if (isRefusal(move)) return move;
      const moved = (await applications.step(tx, id, allowed, move.to, move.change))!;
      if (moved.status !== application.status) await this.announce(tx, moved);
      return moved;
    });
  }

  private announce(tx: Transaction, application: ApplicationRow): Promise<void> {
    const { id: applicationId, householdId, policyCode, status } = application;
    return append(tx, {
      type: 'ApplicationMoved',
      subjectId: applicationId,
      audience: areaChainScopes(application.areaCode),
      payload: { applicationId, householdId, policyCode, status },
    });
  }
}

function maySubmit(application: ApplicationRow, day: string): boolean {
  const { authorityScope, authorityUntil } = application;
  return authorityScope?.includes(AuthorityScope.SUBMIT) === true && authorityUntil! >= day;
}

/** The id of the application with its last twelve digits moved on: the same each time, different for each person. */
function entryIdOf(applicationId: string, index: number): string {
  const tail = (BigInt(`0x${applicationId.slice(-12)}`) + BigInt(index + 1)) % (1n << 48n);
  return `${applicationId.slice(0, -12)}${tail.toString(16).padStart(12, '0')}`;
}

function dayBetween(field: string, day: string, first: string, today: string): InvalidInput | undefined {
  if (day > today) return afterToday(field);
  return day < first
    ? invalid(field, '日期不能早于上一步的日期。', 'The day is not before that of the step before.')
    : undefined;
}

function afterToday(field: string): InvalidInput {
  return invalid(field, '日期不能晚于今天。', 'The day must not be after today.');
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
