/** Promises cases opened with the household's agreement, handed on, shared, and closed with an outcome. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import {
  AccessGround,
  CaseClosureReason,
  CaseKind,
  CaseStatus,
  type DisputeOutcome,
} from '../../schema/casework/enums';
import type {
  CloseCaseInput,
  HandOverCaseInput,
  LinkCaseServiceInput,
  OpenCaseInput,
  ReleaseCaseProviderInput,
  ShareCaseInput,
  UnshareCaseInput,
} from '../../schema/casework/inputs';
import {
  CaseAlreadyOpen,
  ConsentNeeded,
  GoalsOpen,
  NoSpecialist,
  NotEligibleForCase,
} from '../../schema/casework/refusals';
import { localId, readGlobalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { AgeBand } from '../../schema/household/household';
import { GuardianConsentNeeded } from '../../schema/household/refusals';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { append } from '../event/outbox';
import type { ConsentRepository } from '../household/consent.repository';
import { householdPolicy } from '../household/household.policy';
import type { Actor } from '../identity/actor';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { CaseRow, CaseListing } from './case.repository';
import { isEligible, isRestricted, specialityOf, viewerOf } from './casework.policy';
import { placeOf, type CaseCommands, type CommandParts } from './command';
import type { RecordRepository } from './record.repository';
import { readResilience } from './resilience';

export interface CaseParts extends CommandParts {
  readonly records: RecordRepository;
  readonly consents: ConsentRepository;
  readonly organisations: OrganisationRepository;
}

/** The household that something of another room is about, if the actor may see it there. */
export type LinkReader = (statements: Statements, actor: Actor, id: string) => Promise<string | undefined>;

export class CaseService {
  private readonly links = new Map<string, LinkReader>();

  constructor(
    private readonly parts: CaseParts,
    private readonly commands: CaseCommands,
  ) {}

  /** Wired by the composition: a higher room tells whose household its rows are about. */
  onLink(type: string, read: LinkReader): this {
    this.links.set(type, read);
    return this;
  }

  async openCase(actor: Actor, input: OpenCaseInput): Promise<CaseRow | Refusal> {
    try {
      const line = {
        ...{ accountId: actor.accountId, operation: 'openCase', subjectType: 'CareCase', subjectId: input.caseId },
      };
      return await this.commands.run(line, input.caseId, input, (tx, repeated) =>
        this.openIn(tx, actor, input, repeated),
      );
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'a_household_has_one_general_case_at_a_time') return new CaseAlreadyOpen();
      if (constraint === 'care_case_pkey') return new IdempotencyMismatch();
      throw error;
    }
  }

  private async openIn(
    tx: Transaction,
    actor: Actor,
    input: OpenCaseInput,
    repeated: boolean,
  ): Promise<CaseRow | Refusal> {
    const { cases, households } = this.parts;
    const householdId = localId('Household', input.householdId);
    const household = await households.findHousehold(tx, householdId);
    if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
    if (repeated) return (await cases.findCase(tx, viewerOf(actor), input.caseId)) ?? new NotFound('CareCase');
    if ((input.kind === CaseKind.FAMILY_DISPUTE) !== (input.disputeKind != null)) return disputeKindWrong();
    const child = await households.hasMemberOfAge(tx, householdId, [AgeBand.UNDER_14]);
    if (child && !input.guardianGiven) return new GuardianConsentNeeded();
    const provider = await this.readProvider(tx, input, householdId, household.areaCode);
    if (isRefusal(provider)) return provider;
    const one = {
      ...{ id: input.caseId, householdId, areaCode: household.areaCode, kind: input.kind },
      ...{
        disputeKind: input.disputeKind ?? null,
        workerId: actor.accountId,
        providerOrganisationId: provider ?? null,
      },
      ...{ agreementMethod: input.agreementMethod, guardianGiven: input.guardianGiven },
      providerAgreementMethod: isRestricted(input.kind) ? (input.providerAgreementMethod ?? null) : null,
    };
    await cases.insertCase(tx, one);
    const worker = {
      caseId: one.id,
      accountId: actor.accountId,
      grantedBy: actor.accountId,
      ground: AccessGround.WORKER,
    };
    await cases.grant(tx, worker);
    const audience = await this.commands.audienceOf(tx, one);
    await append(tx, { type: 'CaseOpened', subjectId: one.id, audience, payload: { caseId: one.id } });
    return (await cases.findCase(tx, viewerOf(actor), one.id))!;
  }

  /** The provider's id when it may serve the case: of a restricted one a specialist, by consent of the household. */
  private async readProvider(
    tx: Transaction,
    input: OpenCaseInput,
    householdId: string,
    areaCode: string,
  ): Promise<string | undefined | Refusal> {
    const speciality = specialityOf(input.kind, input.disputeKind);
    if (input.providerOrganisationId == null) return speciality === undefined ? undefined : providerMissing();
    const id = localId('Organisation', input.providerOrganisationId);
    const organisation = await this.parts.organisations.findOrganisation(tx, id);
    if (organisation?.status !== OrganisationStatus.APPROVED) return new NotFound('Organisation');
    if (speciality !== undefined) {
      const offerings = await this.parts.organisations.listOfferingsOf(tx, [id]);
      const serves = (code: string) => areaCode.startsWith(code.slice(0, 12));
      const fits = offerings.some(
        (one) =>
          one.withdrawnAt === null &&
          one.takesRestricted &&
          one.serviceKind === speciality &&
          one.areaCodes.some(serves),
      );
      if (!fits) return new NoSpecialist(speciality);
      // Said in the case alone: the consents of a household are read by its whole area, and this one would tell of the case.
      return input.providerAgreementMethod ? id : new ConsentNeeded(ConsentPurpose.SERVICE_DELIVERY);
    }
    const consents = await this.parts.consents.consentsOf(tx, householdId, [id]);
    const purpose = ConsentPurpose.SERVICE_DELIVERY;
    return consents.some((one) => one.purpose === purpose) ? id : new ConsentNeeded(purpose);
  }

  handOverCase(actor: Actor, input: HandOverCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'handOverCase', id: input.commandId, caseId: input.caseId, byReader: true };
    return this.commands.change(actor, { ...command, event: 'CaseHandedOver' }, input, async (tx, row) => {
      const accountId = localId('Account', input.accountId);
      const refusal = await this.refuseIneligible(tx, row, accountId);
      if (refusal || accountId === row.workerId) return refusal;
      const { cases } = this.parts;
      await cases.revoke(tx, row.id, row.workerId);
      await cases.revoke(tx, row.id, accountId);
      await cases.handOver(tx, row.id, accountId);
      await cases.grant(tx, { caseId: row.id, accountId, grantedBy: actor.accountId, ground: AccessGround.WORKER });
      return undefined;
    });
  }

  shareCase(actor: Actor, input: ShareCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'shareCase', id: input.commandId, caseId: input.caseId };
    return this.commands.change(actor, { ...command, event: 'CaseShared' }, input, async (tx, row) => {
      const accountId = localId('Account', input.accountId);
      const refusal = await this.refuseIneligible(tx, row, accountId);
      if (refusal) return refusal;
      await this.parts.cases.grant(tx, {
        ...{ caseId: row.id, accountId, grantedBy: actor.accountId, ground: AccessGround.SHARED },
      });
      return undefined;
    });
  }

  unshareCase(actor: Actor, input: UnshareCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'unshareCase', id: input.commandId, caseId: input.caseId };
    const states = { in: Object.values(CaseStatus), event: 'CaseUnshared' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      const accountId = localId('Account', input.accountId);
      if (accountId === row.workerId) return new NotEligibleForCase();
      await this.parts.cases.revoke(tx, row.id, accountId);
      return undefined;
    });
  }

  /** The household does not want the organisation to know any more: its people see the case no more. */
  releaseCaseProvider(actor: Actor, input: ReleaseCaseProviderInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'releaseCaseProvider', id: input.commandId, caseId: input.caseId };
    const states = { in: Object.values(CaseStatus), event: 'CaseProviderReleased' as const };
    return this.commands.change(actor, { ...command, ...states }, input, async (tx, row) => {
      await this.parts.cases.releaseProviderOf(tx, row.id);
      return undefined;
    });
  }

  linkCaseService(actor: Actor, input: LinkCaseServiceInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'linkCaseService', id: input.commandId, caseId: input.caseId };
    return this.commands.change(actor, { ...command, event: 'CaseServiceLinked' }, input, async (tx, row) => {
      const type = readGlobalId(input.subjectId)?.type ?? '';
      const subjectId = localId(type, input.subjectId);
      const household = await this.links.get(type)?.(tx, actor, subjectId);
      if (household !== row.householdId) return new NotFound(this.links.has(type) ? type : 'Node');
      await this.parts.cases.link(tx, { caseId: row.id, subjectType: type, subjectId, linkedBy: actor.accountId });
      return undefined;
    });
  }

  closeCase(actor: Actor, input: CloseCaseInput): Promise<CaseRow | Refusal> {
    const command = { operation: 'closeCase', id: input.commandId, caseId: input.caseId };
    return this.commands.change(actor, { ...command, event: 'CaseClosed' }, input, async (tx, row) => {
      const settled = input.reason === CaseClosureReason.DISPUTE_SETTLED;
      if (settled !== (input.disputeOutcome != null)) return outcomeWrong('disputeOutcome');
      if (settled && row.kind !== CaseKind.FAMILY_DISPUTE) return outcomeWrong('reason');
      if (input.reason === CaseClosureReason.GOALS_REACHED) {
        const goals = await this.parts.records.countGoals(tx, row.id);
        if (goals.all === 0 || goals.open > 0) return new GoalsOpen();
      }
      if ((row.resilienceBefore === null) !== (input.resilience == null)) return resilienceWrong();
      const resilience = input.resilience ? readResilience('resilience', input.resilience) : null;
      if (isRefusal(resilience)) return resilience;
      const note = requireText('note', input.note, { maximum: 2000, multiline: true });
      if (isRefusal(note)) return note;
      const key = await this.commands.keyOf(tx, row.householdId);
      if (key === undefined) return new NotFound('CareCase');
      const sealed = key.seal(placeOf('care_case', 'closing_note', row.id), note);
      const outcome: DisputeOutcome | null = input.disputeOutcome ?? null;
      await this.parts.cases.close(tx, row.id, { reason: input.reason, outcome, resilience, note: sealed });
      return undefined;
    });
  }

  listCases(actor: Actor, listing: CaseListing) {
    return this.parts.database.transaction(async (tx) => {
      const rows = await this.parts.cases.listCases(tx, viewerOf(actor), listing);
      for (const row of rows) await this.writeDown(tx, actor, row);
      return rows;
    });
  }

  /** The case, or undefined; a restricted one is written down as read. */
  findVisible(actor: Actor, id: string): Promise<CaseRow | undefined> {
    return this.parts.database.transaction(async (tx) => {
      const row = await this.parts.cases.findCase(tx, viewerOf(actor), id);
      if (row) await this.writeDown(tx, actor, row);
      return row;
    });
  }

  private async writeDown(tx: Transaction, actor: Actor, row: CaseRow): Promise<void> {
    if (!isRestricted(row.kind)) return;
    const line = { accountId: actor.accountId, operation: 'readCase', subjectType: 'CareCase', subjectId: row.id };
    await this.parts.audit.record(tx, line);
  }

  private async refuseIneligible(tx: Transaction, row: CaseRow, accountId: string): Promise<Refusal | undefined> {
    const other = await this.parts.actors.ofAccount(tx, accountId);
    return other && isEligible(other, row) ? undefined : new NotEligibleForCase();
  }
}

function disputeKindWrong(): InvalidInput {
  return new InvalidInput('disputeKind', {
    zh: '家庭纠纷须填写纠纷类别，其他个案不填。',
    en: 'A family dispute says what it is about, and no other case does.',
  });
}

function providerMissing(): InvalidInput {
  return new InvalidInput('providerOrganisationId', {
    zh: '该类个案须由专业机构承接。请选择专业机构。',
    en: 'A case of this kind is served by a specialist. Choose the organisation.',
  });
}

function outcomeWrong(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '家庭纠纷以 DISPUTE_SETTLED 结案时须填写纠纷结果，其他情形不填。',
    en: 'A family dispute that ends as DISPUTE_SETTLED has an outcome, and nothing else has.',
  });
}

function resilienceWrong(): InvalidInput {
  return new InvalidInput('resilience', {
    zh: '已评估的个案结案时须再评抗风险能力，未评估的不填。',
    en: 'A case that was assessed is measured again at its end; one that was not is left out.',
  });
}
