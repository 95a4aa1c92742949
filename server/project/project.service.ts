/** Promises the life of a charity project: each step, its audit line and its event are one transaction, or a refusal and nothing. */
import { FundraisingMode, ProjectStatus } from '../../schema/project/enums';
import type {
  CharityProjectInput,
  DraftCharityProjectInput,
  FileCharityProjectInput,
  ReviseCharityProjectInput,
  SettleCharityProjectInput,
} from '../../schema/project/inputs';
import {
  DraftHasChanged,
  FilingTooLate,
  NotQualifiedToRaisePublicly,
  OutsideProjectWindow,
  ProjectHoldsReservations,
} from '../../schema/project/refusals';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { organisationScope, projectScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { unknownArea } from '../organisation/registration';
import { addDays } from '../day';
import { readDraft, type Draft } from './draft';
import type { PartnershipRepository } from './partnership.repository';
import { openBudget, progressOf } from './progress';
import { maySeeProject, runsProjectsOf } from './project.policy';
import type { ProjectRepository, ProjectRow } from './project.repository';

export interface ProjectParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly organisations: OrganisationRepository;
  readonly ledger: LedgerRepository;
  readonly projects: ProjectRepository;
  readonly partnerships: PartnershipRepository;
}

/** A command on a project, with the id that the client made for it. */
export type ProjectCommand = Pick<CharityProjectInput, 'commandId' | 'projectId'>;

/** What a step of a project causes in other rooms, in the same transaction. */
export type StepReaction = (tx: Transaction, project: ProjectRow) => Promise<void>;

const daysBeforeStart = 10;
const status = ProjectStatus;
const mayHaveProjects = [OrganisationKind.CHARITY_FEDERATION, OrganisationKind.SOCIAL_ORGANISATION];
const batch = 100;

export class ProjectService {
  private readonly stepReactions: StepReaction[] = [];

  constructor(private readonly parts: ProjectParts) {}

  /** Declares what else happens after each step, drafting and revising included. Wired by the composition. */
  onStep(reaction: StepReaction): void {
    this.stepReactions.push(reaction);
  }

  draftCharityProject(actor: Actor, input: DraftCharityProjectInput): Promise<ProjectRow | Refusal> {
    const { audit, database, organisations, projects } = this.parts;
    const organisationId = localId('Organisation', input.organisationId);
    return database.transaction(async (tx) => {
      const once = await audit.recordOnce(
        tx,
        line(actor, 'draftCharityProject', input.projectId, { organisationId }),
        input.projectId,
        input,
      );
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await projects.findProject(tx, input.projectId))!;
      const organisation = await organisations.findOrganisation(tx, organisationId);
      if (!organisation || !runsProjectsOf(actor, organisationId)) return new NotFound('Organisation');
      if (!mayHaveProjects.includes(organisation.kind)) throw forbidden();
      const draft = await this.checkDraft(tx, input.content);
      if (isRefusal(draft)) return draft;
      const row = { ...draft.project, id: input.projectId, organisationId, createdBy: actor.accountId };
      if (!(await projects.insertProject(tx, row, draft.plan))) return new IdempotencyMismatch();
      return this.drafted(tx, input.projectId);
    });
  }

  /** Writes a draft anew; a partner that has confirmed what it said before is asked again. */
  reviseCharityProject(actor: Actor, input: ReviseCharityProjectInput): Promise<ProjectRow | Refusal> {
    const { partnerships, projects } = this.parts;
    return this.once(actor, 'reviseCharityProject', input, async (tx, project) => {
      if (project.status !== status.DRAFT) return new WrongState(project.status, [status.DRAFT]);
      if ((input.revision ?? project.revision) !== project.revision) return new DraftHasChanged(project.revision);
      const draft = await this.checkDraft(tx, input.content);
      if (isRefusal(draft)) return draft;
      await projects.reviseProject(tx, project.id, draft.project, draft.plan);
      await partnerships.withdrawConfirmation(tx, project.id);
      return this.drafted(tx, project.id);
    });
  }

  /** Writes down the filing; from then on the plan stays as it is. Announces CharityProjectFiled. */
  fileCharityProject(actor: Actor, input: FileCharityProjectInput): Promise<ProjectRow | Refusal> {
    return this.step(actor, input, status.DRAFT, status.FILED, async (tx, project) => {
      const filingNumber = requireText('filingNumber', input.filingNumber, { maximum: 60 });
      if (isRefusal(filingNumber)) return filingNumber;
      const { filedOn } = input;
      if (filedOn > (await this.parts.projects.today(tx)))
        return new InvalidInput('filedOn', {
          zh: '备案日期不能晚于今天。请核对后重试。',
          en: 'The day of the filing must not be after today. Check it and try again.',
        });
      if (project.fundraisingMode === FundraisingMode.PUBLIC) {
        const earliestStart = addDays(filedOn, daysBeforeStart);
        if (project.startsOn < earliestStart)
          return new FilingTooLate(addDays(project.startsOn, -daysBeforeStart), earliestStart);
        if (!(await this.mayRaisePublicly(tx, project, filedOn))) return new NotQualifiedToRaisePublicly();
      }
      return { filedOn, filingNumber };
    });
  }

  /** Opens it within its window, and opens the books of its budget. Announces CharityProjectOpened. */
  openCharityProject(actor: Actor, input: ProjectCommand): Promise<ProjectRow | Refusal> {
    return this.step(actor, input, status.FILED, status.OPEN, async (tx, project) => {
      const today = await this.parts.projects.today(tx);
      if (today < project.startsOn || today > project.endsOn)
        return new OutsideProjectWindow(project.startsOn, project.endsOn);
      const raisesPublicly = project.fundraisingMode === FundraisingMode.PUBLIC;
      if (raisesPublicly && !(await this.mayRaisePublicly(tx, project, today)))
        return new NotQualifiedToRaisePublicly();
      return {};
    });
  }

  closeCharityProject(actor: Actor, input: ProjectCommand): Promise<ProjectRow | Refusal> {
    return this.step(actor, input, status.OPEN, status.CLOSED, async () => ({}));
  }

  /** Settles it once nothing is reserved any more; what is left has its use. Announces CharityProjectSettled. */
  settleCharityProject(actor: Actor, input: SettleCharityProjectInput): Promise<ProjectRow | Refusal> {
    return this.step(actor, input, status.CLOSED, status.SETTLED, async (tx, project) => {
      const [progress] = await progressOf(this.parts.ledger, tx, [project]);
      if (progress!.holdsReservations) return new ProjectHoldsReservations(progress!.reservedFen);
      const leftoverFen = progress!.freeFen;
      if (leftoverFen === 0n) return { leftoverFen };
      const leftoverDisposal = requireText('leftoverDisposal', input.leftoverDisposal ?? '', {
        maximum: 500,
        multiline: true,
      });
      return isRefusal(leftoverDisposal) ? leftoverDisposal : { leftoverFen, leftoverDisposal };
    });
  }

  /** The daily work: closes what is open beyond its window. Returns how many. */
  async closeProjectsOver(): Promise<number> {
    const { audit, database, projects } = this.parts;
    let closed = 0;
    let over = await projects.listOver(database, batch);
    // What was closed is not listed again.
    for (; over.length > 0; over = await projects.listOver(database, batch))
      for (const id of over)
        await database.transaction(async (tx) => {
          const row = await projects.moveOn(tx, id, status.OPEN, status.CLOSED);
          if (!row) return;
          closed += 1;
          await audit.record(tx, { operation: 'closeProjectsOver', subjectType: 'CharityProject', subjectId: id });
          await this.announce(tx, row);
        });
    return closed;
  }

  /** Moves a project of the actor's on; one that is there already stays as it is. */
  step(
    actor: Actor,
    input: ProjectCommand,
    from: ProjectStatus,
    to: ProjectStatus,
    check: (tx: Transaction, project: ProjectRow) => Promise<Parameters<ProjectRepository['moveOn']>[4] | Refusal>,
  ): Promise<ProjectRow | Refusal> {
    const { projects } = this.parts;
    return this.once(actor, operations[to], input, async (tx, project) => {
      if (project.status === to) return project;
      if (project.status !== from) return new WrongState(project.status, [from]);
      const facts = await check(tx, project);
      if (isRefusal(facts)) return facts;
      const row = (await projects.moveOn(tx, project.id, from, to, facts))!;
      if (to === status.OPEN) await openBudget(this.parts.ledger, tx, row);
      await this.announce(tx, row);
      return row;
    });
  }

  /** Work on a project that the actor runs, held until the end: done once for an id made by the client, its audit line first. */
  once(
    actor: Actor,
    operation: string,
    input: ProjectCommand,
    work: (tx: Transaction, project: ProjectRow) => Promise<ProjectRow | Refusal>,
    details: Record<string, unknown> = {},
  ): Promise<ProjectRow | Refusal> {
    const { audit, database } = this.parts;
    const subjectId = localId('CharityProject', input.projectId);
    return database.transaction(async (tx) => {
      const once = await audit.recordOnce(tx, line(actor, operation, subjectId, details), input.commandId, input);
      if (isRefusal(once)) return once;
      const project = await this.own(tx, actor, input.projectId);
      return isRefusal(project) || once === 'repeated' ? project : work(tx, project);
    });
  }

  /** A project that the actor runs, held; NotFound for whom it does not exist. Throws FORBIDDEN for who only sees it. */
  async own(tx: Transaction, actor: Actor, projectId: string): Promise<ProjectRow | NotFound> {
    const { partnerships, projects } = this.parts;
    const project = await projects.lockProject(tx, localId('CharityProject', projectId));
    if (!project) return new NotFound('CharityProject');
    const [agreement] = await partnerships.findPartnerships(tx, [project.id]);
    if (!maySeeProject(actor, project, agreement?.organisationId)) return new NotFound('CharityProject');
    if (!runsProjectsOf(actor, project.organisationId)) throw forbidden();
    return project;
  }

  private async drafted(tx: Transaction, id: string): Promise<ProjectRow> {
    const project = (await this.parts.projects.findProject(tx, id))!;
    for (const react of this.stepReactions) await react(tx, project);
    return project;
  }

  private async announce(tx: Transaction, project: ProjectRow): Promise<void> {
    for (const react of this.stepReactions) await react(tx, project);
    await append(tx, {
      type: events[project.status]!,
      subjectId: project.id,
      audience: [organisationScope(project.organisationId), projectScope(project.id)],
      payload: { projectId: project.id, organisationId: project.organisationId, projectStatus: project.status },
    });
  }

  /** By the organisation's own right, or by that of a partner who has confirmed. */
  private async mayRaisePublicly(tx: Transaction, project: ProjectRow, day: string): Promise<boolean> {
    const { organisations, partnerships } = this.parts;
    const [agreement] = await partnerships.findPartnerships(tx, [project.id]);
    const partners = agreement?.confirmedAt ? [agreement.organisationId] : [];
    for (const id of [project.organisationId, ...partners]) {
      const approved = await organisations.holdApproved(tx, [id], 'AWAITED');
      if (approved.get(id) && (await partnerships.holdQualified(tx, id, day))) return true;
    }
    return false;
  }

  private async checkDraft(
    tx: Transaction,
    content: DraftCharityProjectInput['content'],
  ): Promise<Draft | InvalidInput> {
    const draft = readDraft(content);
    if (isRefusal(draft)) return draft;
    for (const [field, codes] of [
      ['content.areaCodes', draft.project.areaCodes],
      ['content.plan.areaCodes', draft.plan.areaCodes],
    ] as const)
      if ((await this.parts.areas.findAreas(tx, codes)).length < codes.length) return unknownArea(field);
    return draft;
  }
}

const operations: Record<ProjectStatus, string> = {
  DRAFT: 'draftCharityProject',
  FILED: 'fileCharityProject',
  OPEN: 'openCharityProject',
  CLOSED: 'closeCharityProject',
  SETTLED: 'settleCharityProject',
  DISCLOSED: 'discloseCharityProject',
};

const events: Partial<Record<ProjectStatus, EventType>> = {
  FILED: 'CharityProjectFiled',
  OPEN: 'CharityProjectOpened',
  CLOSED: 'CharityProjectClosed',
  SETTLED: 'CharityProjectSettled',
  DISCLOSED: 'CharityProjectDisclosed',
};

export function line(actor: Actor, operation: string, subjectId: string, details: Record<string, unknown> = {}) {
  return { accountId: actor.accountId, operation, subjectType: 'CharityProject', subjectId, details };
}
