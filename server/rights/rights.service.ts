/** Promises that a household learns what is held of it and gets it corrected or erased, by a clock, each decided by a second person. */
import type { IdempotencyMismatch } from '../../schema/audit/refusals';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { PersonAlreadyRegistered } from '../../schema/household/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import {
  AnotherPersonDecides,
  ErasureAlreadyAsked,
  type CorrectHouseholdMemberInput,
  type DecideRightsRequestInput,
  type ExportHouseholdDataInput,
  type RecordRightsRequestInput,
  type RequestRightsByCardInput,
} from '../../schema/rights/commands';
import { RightsRequester, RightsRequestKind, RightsRequestStatus } from '../../schema/rights/request';
import type { AuditLine, AuditTrail, Once } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import type { ContactCardService } from '../household/contact-card.service';
import { correctMember } from '../household/correction';
import type { HolidayRepository } from '../holiday/holiday.repository';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository, HouseholdRow } from '../household/household.repository';
import type { IdentityVault } from '../household/vault';
import { forbidden, type Actor } from '../identity/actor';
import { addDays } from '../day';
import { answerBy } from './clock';
import type { ErasureService } from './erasure.service';
import type { HouseholdHoldings, Section } from './holdings.service';
import { mayDecide } from './rights.policy';
import type { NewRequest, RequestRow, RightsRepository } from './rights.repository';

export interface RightsParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly cards: Pick<ContactCardService, 'withCard'>;
  readonly requests: RightsRepository;
  readonly holdings: HouseholdHoldings;
  readonly erasures: ErasureService;
  readonly holidays: Pick<HolidayRepository, 'workingDays'>;
}

export interface Copy {
  readonly request: RequestRow;
  readonly madeAt: Date;
  readonly sections: Section[];
}

/** Copies of one account within a day: they hold everything of a household. */
const copiesPerDay = 20;
const copyOperation = 'exportHouseholdData';
const daysBack = 30;

export class RightsService {
  constructor(private readonly parts: RightsParts) {}

  /** Takes down a request for somebody who came to the counter. */
  recordRequest(actor: Actor, input: RecordRightsRequestInput): Promise<RequestRow | Refusal> {
    const { audit, database, households, requests } = this.parts;
    const householdId = localId('Household', input.householdId);
    return database.transaction(async (tx) => {
      const command = line(actor, 'recordRightsRequest', householdId, { kind: input.kind, requestId: input.requestId });
      const once = await audit.recordOnce(tx, command, input.requestId, input);
      if (isRefusal(once)) return once;
      const household = await households.findHousehold(tx, householdId);
      if (!household || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      if (once === 'repeated') return (await requests.findRequest(tx, input.requestId))!;
      const today = await requests.today(tx);
      if (input.receivedOn > today || input.receivedOn < addDays(today, -daysBack)) return notThen();
      if (input.requester === RightsRequester.RETENTION_RULE) return notByHand();
      const { requestId: id, kind, requester, receivedOn } = input;
      return this.insert(tx, household, { id, kind, requester, receivedOn, recordedBy: actor.accountId });
    });
  }

  /** The same for the bearer of the household's card. */
  requestByCard(clientHash: string | undefined, input: RequestRightsByCardInput): Promise<RequestRow | Refusal> {
    const { audit, cards, households, requests } = this.parts;
    const { requestId: id, kind } = input;
    return cards.withCard<RequestRow | Refusal>(clientHash, input.cardCode, 'ContactCard', async (tx, card) => {
      const command = {
        ...{ operation: 'requestRightsByCard', subjectType: 'Household', subjectId: card.householdId },
        details: { kind, requestId: id },
      };
      const once = await audit.recordOnce(tx, command, id, { id, kind, householdId: card.householdId });
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await requests.findRequest(tx, id))!;
      const household = await households.findHousehold(tx, card.householdId);
      const receivedOn = await requests.today(tx);
      const requester = RightsRequester.HOUSEHOLD;
      return this.insert(tx, household!, { id, kind, requester, receivedOn, recordedBy: null });
    });
  }

  private async insert(
    tx: Transaction,
    household: HouseholdRow,
    request: Omit<NewRequest, 'householdId' | 'areaCode' | 'dueOn'>,
  ): Promise<RequestRow | ErasureAlreadyAsked> {
    const dueOn = answerBy(request.receivedOn, await this.parts.holidays.workingDays(tx));
    const row = await this.parts.requests.insertRequest(tx, {
      ...request,
      ...{ householdId: household.id, areaCode: household.areaCode.slice(0, 12), dueOn },
    });
    return row ?? new ErasureAlreadyAsked();
  }

  /** Decides for a second person. An approved erasure is carried out before this answers; a retry goes on where a crash left it. */
  async decide(actor: Actor, input: DecideRightsRequestInput): Promise<RequestRow | Refusal> {
    const { erasures, households, requests } = this.parts;
    const decided = await this.once(actor, 'decideRightsRequest', input, async (tx, request, once) => {
      if (!mayDecide(actor, request)) throw forbidden();
      if (once === 'repeated') return request;
      if (request.recordedBy === actor.accountId) return new AnotherPersonDecides();
      if (request.status !== RightsRequestStatus.RECEIVED)
        return new WrongState(request.status, [RightsRequestStatus.RECEIVED]);
      const row = await requests.decide(tx, request.id, actor.accountId, input.refusalReason ?? undefined);
      if (toErase(row)) await households.beginErasure(tx, request.householdId);
      return row;
    });
    return !isRefusal(decided) && toErase(decided) ? erasures.carryOut(actor, decided) : decided;
  }

  /** Everything that is held of the household, each time it is read written down. Ends the request. */
  exportData(actor: Actor, input: ExportHouseholdDataInput): Promise<Copy | Refusal> {
    const { audit, holdings, requests } = this.parts;
    return this.once(actor, copyOperation, input, async (tx, request, once) => {
      if ((await audit.countInTurn(tx, actor.accountId, copyOperation, 24)) > copiesPerDay) throw tooMany();
      if (request.kind !== RightsRequestKind.ACCESS) return new NotFound('RightsRequest');
      const { APPROVED, DONE } = RightsRequestStatus;
      if (once === 'repeated') await audit.record(tx, line(actor, copyOperation, request.householdId));
      if (request.status !== APPROVED && !(once === 'repeated' && request.status === DONE))
        return new WrongState(request.status, [APPROVED]);
      const done = (await requests.finish(tx, request.id, APPROVED)) ?? request;
      return { request: done, madeAt: done.doneAt!, sections: await holdings.read(tx, request.householdId) };
    });
  }

  /** Corrects one member as an approved request asks, and ends it. */
  async correct(actor: Actor, input: CorrectHouseholdMemberInput): Promise<RequestRow | Refusal> {
    try {
      return await this.once(actor, 'correctHouseholdMember', input, async (tx, request, once) => {
        if (request.kind !== RightsRequestKind.CORRECTION) return new NotFound('RightsRequest');
        if (once === 'repeated') return request;
        if (request.status !== RightsRequestStatus.APPROVED)
          return new WrongState(request.status, [RightsRequestStatus.APPROVED]);
        const { name, residentNumber } = input;
        const correction = { memberId: localId('HouseholdMember', input.memberId), name, residentNumber };
        const corrected = await correctMember(this.parts, tx, request.householdId, correction);
        if (isRefusal(corrected)) return corrected;
        return (await this.parts.requests.finish(tx, request.id, RightsRequestStatus.APPROVED))!;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'a_person_belongs_to_one_household') return new PersonAlreadyRegistered();
      throw error;
    }
  }

  /** One command on a request: written down, request and household held, seen by those who serve its area and by nobody else. */
  private once<Answer>(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly requestId: string },
    work: (tx: Transaction, request: RequestRow, once: Exclude<Once, IdempotencyMismatch>) => Promise<Answer | Refusal>,
  ): Promise<Answer | Refusal> {
    const { audit, database, households, requests } = this.parts;
    return database.transaction<Answer | Refusal>(async (tx) => {
      const requestId = localId('RightsRequest', input.requestId);
      const found = await requests.findRequest(tx, requestId);
      const once = await audit.recordOnce(
        tx,
        line(actor, operation, found?.householdId, { requestId }),
        input.commandId,
        input,
      );
      if (isRefusal(once)) return once;
      const household = found && (await households.lockHousehold(tx, found.householdId));
      if (!household || !householdPolicy.maySee(actor, household)) return new NotFound('RightsRequest');
      return work(tx, (await requests.lockRequest(tx, requestId))!, once);
    });
  }
}

function toErase(request: RequestRow): boolean {
  return request.kind === RightsRequestKind.ERASURE && request.status === RightsRequestStatus.APPROVED;
}

function line(actor: Actor, operation: string, householdId?: string, details: Record<string, unknown> = {}): AuditLine {
  return { accountId: actor.accountId, operation, subjectType: 'Household', subjectId: householdId, details };
}

function notThen(): InvalidInput {
  return new InvalidInput('receivedOn', {
    zh: `受理日须为今天或之前 ${daysBack} 天之内。请改正后重试。`,
    en: `The day must be today or within ${daysBack} days before. Correct it and try again.`,
  });
}

function notByHand(): InvalidInput {
  return new InvalidInput('requester', {
    zh: '该请求人仅由系统规则使用。请选择实际请求人。',
    en: 'Only the rules of retention ask in this way. Say who asked.',
  });
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日复制个人信息的次数已达上限，请明日再试或联系管理员',
    en: 'the daily number of copies is used up, try tomorrow or ask the administrator',
  });
}
