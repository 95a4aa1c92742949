/** Promises who may raise from the public: qualified by the bureau, or in partnership with one that is and has confirmed it. */
import { localId } from '../../schema/global-id';
import { FourEyesRequired } from '../../schema/organisation/refusals';
import { ProjectStatus } from '../../schema/project/enums';
import type {
  ProposeFundraisingPartnershipInput,
  RecordFundraisingQualificationInput,
} from '../../schema/project/inputs';
import { NotQualifiedToRaisePublicly } from '../../schema/project/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { forbidden, type Actor } from '../identity/actor';
import { isMember, maySee } from '../organisation/organisation.policy';
import type { OrganisationRow } from '../organisation/organisation.repository';
import type { Transaction } from '../database/database';
import { addMonths } from './day';
import type { QualificationRow } from './partnership.repository';
import { mayConfirmFor, mayQualify } from './project.policy';
import type { ProjectRow } from './project.repository';
import { line, type ProjectParts, type ProjectService } from './project.service';

const numberLimits = { maximum: 60 };

export class PartnershipService {
  constructor(
    private readonly parts: ProjectParts,
    private readonly projects: Pick<ProjectService, 'own'>,
  ) {}

  /** Names the qualified organisation with which a draft will raise; that organisation must confirm. */
  proposePartnership(actor: Actor, input: ProposeFundraisingPartnershipInput): Promise<ProjectRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    const organisationId = localId('Organisation', input.organisationId);
    return database.transaction(async (tx) => {
      const project = await this.projects.own(tx, actor, input.projectId);
      if (isRefusal(project)) return project;
      if (project.status !== ProjectStatus.DRAFT) return new WrongState(project.status, [ProjectStatus.DRAFT]);
      const agreementNumber = requireText('agreementNumber', input.agreementNumber, numberLimits);
      if (isRefusal(agreementNumber)) return agreementNumber;
      const today = await projects.today(tx);
      if (input.agreedOn > today) return afterToday('agreedOn');
      const organisation = await this.visible(tx, actor, organisationId);
      if (isRefusal(organisation)) return organisation;
      if (organisationId === project.organisationId || !(await partnerships.holdQualified(tx, organisationId, today)))
        return new NotQualifiedToRaisePublicly();
      await audit.record(tx, line(actor, 'proposeFundraisingPartnership', project.id, { organisationId }));
      await partnerships.putPartnership(tx, {
        ...{ projectId: project.id, organisationId, agreementNumber },
        ...{ agreedOn: input.agreedOn, proposedBy: actor.accountId },
      });
      return project;
    });
  }

  /** The qualified organisation answers for the campaign: its word is needed, and another person's than the proposer's. */
  confirmPartnership(actor: Actor, projectId: string): Promise<ProjectRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    return database.transaction(async (tx) => {
      const project = await projects.lockProject(tx, localId('CharityProject', projectId));
      const [agreement] = project ? await partnerships.findPartnerships(tx, [project.id]) : [];
      if (!project || !agreement || !mayConfirmFor(actor, agreement.organisationId))
        return new NotFound('CharityProject');
      if (agreement.proposedBy === actor.accountId) return new FourEyesRequired();
      if (agreement.confirmedAt) return project;
      if (project.status !== ProjectStatus.DRAFT) return new WrongState(project.status, [ProjectStatus.DRAFT]);
      await audit.record(tx, line(actor, 'confirmFundraisingPartnership', project.id));
      await partnerships.confirmPartnership(tx, project.id, actor.accountId);
      return project;
    });
  }

  /** The bureau writes down a certificate: granted one year after the charity became one, at the earliest. */
  recordQualification(actor: Actor, input: RecordFundraisingQualificationInput): Promise<QualificationRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    return database.transaction(async (tx) => {
      const organisation = await this.overseen(tx, actor, input.organisationId);
      if (isRefusal(organisation)) return organisation;
      const certificateNumber = requireText('certificateNumber', input.certificateNumber, numberLimits);
      if (isRefusal(certificateNumber)) return certificateNumber;
      if (input.grantedOn > (await projects.today(tx))) return afterToday('grantedOn');
      if (input.grantedOn < addMonths(input.charitySince, 12))
        return new InvalidInput('grantedOn', {
          zh: '登记或认定为慈善组织满一年后方可取得公开募捐资格。请核对日期。',
          en: 'An organisation qualifies one year after it became a charity. Check the days.',
        });
      await audit.record(tx, qualificationLine(actor, 'recordFundraisingQualification', organisation.id));
      return partnerships.putQualification(tx, {
        ...{ organisationId: organisation.id, certificateNumber, charitySince: input.charitySince },
        ...{ grantedOn: input.grantedOn, recordedBy: actor.accountId },
      });
    });
  }

  /** Ends the right from today on: nothing more is filed or opened by it. */
  revokeQualification(actor: Actor, organisationId: string): Promise<QualificationRow | Refusal> {
    const { audit, database, partnerships, projects } = this.parts;
    return database.transaction(async (tx) => {
      const organisation = await this.overseen(tx, actor, organisationId);
      if (isRefusal(organisation)) return organisation;
      await audit.record(tx, qualificationLine(actor, 'revokeFundraisingQualification', organisation.id));
      const row = await partnerships.revokeQualification(tx, organisation.id, await projects.today(tx));
      return row ?? new NotFound('FundraisingQualification');
    });
  }

  private async visible(tx: Transaction, actor: Actor, id: string): Promise<OrganisationRow | NotFound> {
    const row = await this.parts.organisations.findOrganisation(tx, id);
    return row && maySee(actor, row) ? row : new NotFound('Organisation');
  }

  private async overseen(tx: Transaction, actor: Actor, globalId: string): Promise<OrganisationRow | Refusal> {
    const row = await this.visible(tx, actor, localId('Organisation', globalId));
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

function qualificationLine(actor: Actor, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'Organisation', subjectId };
}
