/** Promises who may raise from the public: qualified by the bureau, or in partnership with one that is and has confirmed it. */
import { localId } from '../../schema/global-id';
import { FourEyesRequired } from '../../schema/organisation/refusals';
import { ProjectStatus } from '../../schema/project/enums';
import type {
  ConfirmFundraisingPartnershipInput,
  ProposeFundraisingPartnershipInput,
  RecordFundraisingQualificationInput,
  RevokeFundraisingQualificationInput,
} from '../../schema/project/inputs';
import { DraftHasChanged, NotQualifiedToRaisePublicly } from '../../schema/project/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { forbidden, type Actor } from '../identity/actor';
import { isMember, maySee } from '../organisation/organisation.policy';
import type { OrganisationRow } from '../organisation/organisation.repository';
import type { Transaction } from '../database/database';
import { addMonths } from '../day';
import type { QualificationRow } from './partnership.repository';
import { mayConfirmFor, mayQualify } from './project.policy';
import type { ProjectRow } from './project.repository';
import { line, type ProjectParts, type ProjectService } from './project.service';

const numberLimits = { maximum: 60 };

export class PartnershipService {
  constructor(
    private readonly parts: ProjectParts,
    private readonly projects: Pick<ProjectService, 'once'>,
  ) {}

  /** Names the qualified organisation with which a draft will raise; that organisation must confirm. */
  proposePartnership(actor: Actor, input: ProposeFundraisingPartnershipInput): Promise<ProjectRow | Refusal> {
    const { partnerships, projects } = this.parts;
    const organisationId = localId('Organisation', input.organisationId);
    return this.projects.once(
      actor,
      'proposeFundraisingPartnership',
      input,
      async (tx, project) => {
        if (project.status !== ProjectStatus.DRAFT) return new WrongState(project.status, [ProjectStatus.DRAFT]);
        const agreementNumber = requireText('agreementNumber', input.agreementNumber, numberLimits);
        if (isRefusal(agreementNumber)) return agreementNumber;
        const today = await projects.today(tx);
        if (input.agreedOn > today) return afterToday('agreedOn');
        const organisation = await this.visible(tx, actor, organisationId);
        if (isRefusal(organisation)) return organisation;
        if (organisationId === project.organisationId || !(await partnerships.holdQualified(tx, organisationId, today)))
          return new NotQualifiedToRaisePublicly();
        await partnerships.putPartnership(tx, {
          ...{ projectId: project.id, organisationId, agreementNumber },
          ...{ agreedOn: input.agreedOn, proposedBy: actor.accountId },
        });
        return project;
      },
      { organisationId },
    );
  }

  /**
   * The qualified organisation answers for the campaign: its word is needed, for what it has read, and another person's than the
   * proposer's.
   */
  confirmPartnership(actor: Actor, input: ConfirmFundraisingPartnershipInput): Promise<ProjectRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    const projectId = localId('CharityProject', input.projectId);
    return database.transaction(async (tx) => {
      const command = line(actor, 'confirmFundraisingPartnership', projectId);
      const once = await audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      const project = await projects.lockProject(tx, projectId);
      const [agreement] = project ? await partnerships.findPartnerships(tx, [project.id]) : [];
      if (!project || !agreement || !mayConfirmFor(actor, agreement.organisationId))
        return new NotFound('CharityProject');
      if (once === 'repeated') return project;
      if (agreement.proposedBy === actor.accountId) return new FourEyesRequired();
      if (agreement.confirmedAt) return project;
      if (project.status !== ProjectStatus.DRAFT) return new WrongState(project.status, [ProjectStatus.DRAFT]);
      if (input.revision !== project.revision) return new DraftHasChanged(project.revision);
      if (input.agreementNumber !== agreement.agreementNumber) return otherAgreement();
      await partnerships.confirmPartnership(tx, project.id, actor.accountId);
      return project;
    });
  }

  /** The bureau writes down a certificate: granted one year after the charity became one, at the earliest. */
  recordQualification(actor: Actor, input: RecordFundraisingQualificationInput): Promise<QualificationRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    return database.transaction(async (tx) => {
      const organisationId = localId('Organisation', input.organisationId);
      const command = qualificationLine(actor, 'recordFundraisingQualification', organisationId);
      const once = await audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      const organisation = await this.overseen(tx, actor, organisationId);
      if (isRefusal(organisation)) return organisation;
      if (once === 'repeated') return (await partnerships.findQualifications(tx, [organisationId]))[0]!;
      const certificateNumber = requireText('certificateNumber', input.certificateNumber, numberLimits);
      if (isRefusal(certificateNumber)) return certificateNumber;
      if (input.grantedOn > (await projects.today(tx))) return afterToday('grantedOn');
      if (input.grantedOn < addMonths(input.charitySince, 12))
        return new InvalidInput('grantedOn', {
          zh: '登记或认定为慈善组织满一年后方可取得公开募捐资格。请核对日期。',
          en: 'An organisation qualifies one year after it became a charity. Check the days.',
        });
      return partnerships.putQualification(tx, {
        ...{ organisationId: organisation.id, certificateNumber, charitySince: input.charitySince },
        ...{ grantedOn: input.grantedOn, recordedBy: actor.accountId },
      });
    });
  }

  /** Ends the right from today on: nothing more is filed or opened by it. */
  revokeQualification(actor: Actor, input: RevokeFundraisingQualificationInput): Promise<QualificationRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    return database.transaction(async (tx) => {
      const organisationId = localId('Organisation', input.organisationId);
      const command = qualificationLine(actor, 'revokeFundraisingQualification', organisationId);
      const once = await audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      const organisation = await this.overseen(tx, actor, organisationId);
      if (isRefusal(organisation)) return organisation;
      if (once === 'repeated') return (await partnerships.findQualifications(tx, [organisationId]))[0]!;
      const row = await partnerships.revokeQualification(tx, organisation.id, await projects.today(tx));
      return row ?? new NotFound('FundraisingQualification');
    });
  }

  private async visible(tx: Transaction, actor: Actor, id: string): Promise<OrganisationRow | NotFound> {
    const row = await this.parts.organisations.findOrganisation(tx, id);
    return row && maySee(actor, row) ? row : new NotFound('Organisation');
  }

  private async overseen(tx: Transaction, actor: Actor, id: string): Promise<OrganisationRow | Refusal> {
    const row = await this.visible(tx, actor, id);
    if (isRefusal(row)) return row;
    if (!mayQualify(actor, row)) throw forbidden();
    return isMember(actor, row) ? new FourEyesRequired() : row;
  }
}

function afterToday(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '日期不能晚于今天。请核对后重试。',
    en: 'The day must not be after today. Check it and try again.',
  });
}

function otherAgreement(): InvalidInput {
  return new InvalidInput('agreementNumber', {
    zh: '对方已改提另一份协议。请重新阅读后再确认。',
    en: 'Another agreement was proposed meanwhile. Read it, then confirm.',
  });
}

function qualificationLine(actor: Actor, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'Organisation', subjectId };
}
