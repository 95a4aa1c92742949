/** Promises the full report of a project: its figures are those of the ledger, and what was published is only ever added to. */
import type { InstantAndId } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { ProjectStatus } from '../../schema/project/enums';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { WrongState } from '../../schema/refusals';
import type { CorrectDisclosureInput, DiscloseCharityProjectInput } from '../../schema/supervision/disclosure';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { progressOf } from '../project/progress';
import type { ProjectRepository, ProjectRow } from '../project/project.repository';
import { line, type ProjectService } from '../project/project.service';
import type { FiguresRow } from './disclosure.entity';
import type { DisclosureRepository, DisclosureRow } from './disclosure.repository';

export interface Published {
  readonly project: ProjectRow;
  readonly charityName: string;
  readonly report: DisclosureRow;
}

export interface DisclosureParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly ledger: LedgerRepository;
  readonly organisations: OrganisationRepository;
  readonly projects: ProjectRepository;
  readonly projectService: ProjectService;
  readonly disclosures: DisclosureRepository;
}

export class DisclosureService {
  constructor(private readonly parts: DisclosureParts) {}

  /** Publishes the report of a settled project, once. Announces CharityProjectDisclosed. */
  async discloseCharityProject(actor: Actor, input: DiscloseCharityProjectInput): Promise<Published | Refusal> {
    const { disclosures, projectService } = this.parts;
    const { SETTLED, DISCLOSED } = ProjectStatus;
    const project = await projectService.step(actor, input, SETTLED, DISCLOSED, async (tx, settled) => {
      const summary = requireText('summary', input.summary, { maximum: 4_000, multiline: true });
      if (isRefusal(summary)) return summary;
      const figures = await this.figuresOf(tx, settled);
      await disclosures.insertDisclosure(tx, {
        ...{ projectId: settled.id, summary, figures, publishedBy: actor.accountId },
      });
      return {};
    });
    return isRefusal(project) ? project : (await this.find(input.projectId))!;
  }

  /** Appends a note with the figures of now; the report itself stays as it was. */
  async correctDisclosure(actor: Actor, input: CorrectDisclosureInput): Promise<Published | Refusal> {
    const { audit, database, disclosures, projectService } = this.parts;
    const done = await database.transaction(async (tx) => {
      const projectId = localId('CharityProject', input.projectId);
      const once = await audit.recordOnce(tx, line(actor, 'correctDisclosure', projectId), input.noteId, input);
      if (isRefusal(once) || once === 'repeated') return once;
      const project = await projectService.own(tx, actor, input.projectId);
      if (isRefusal(project)) return project;
      if (project.status !== ProjectStatus.DISCLOSED) return new WrongState(project.status, [ProjectStatus.DISCLOSED]);
      const note = requireText('note', input.note, { maximum: 1_000, multiline: true });
      if (isRefusal(note)) return note;
      const figures = await this.figuresOf(tx, project);
      await disclosures.insertNote(tx, { id: input.noteId, projectId, note, figures, writtenBy: actor.accountId });
      return 'new';
    });
    return isRefusal(done) ? done : (await this.find(input.projectId))!;
  }

  /** What was published of a project, for everybody; undefined while nothing was. */
  async find(projectId: string): Promise<Published | undefined> {
    const { database, disclosures } = this.parts;
    const report = await disclosures.findDisclosure(database, localId('CharityProject', projectId));
    return report && (await this.withProjects([report]))[0];
  }

  /** All that was published, for everybody, the newest project first. */
  async list(after: InstantAndId | undefined, limit: number): Promise<Published[]> {
    return this.withProjects(await this.parts.disclosures.listDisclosures(this.parts.database, after, limit));
  }

  private async withProjects(reports: readonly DisclosureRow[]): Promise<Published[]> {
    const { database, organisations, projects } = this.parts;
    const ids = reports.map((report) => report.projectId);
    const found = new Map((await projects.findProjects(database, ids)).map((row) => [row.id, row]));
    const charities = await organisations.findOrganisations(
      database,
      [...found.values()].map((project) => project.organisationId),
    );
    const names = new Map(charities.map((row) => [row.id, row.name]));
    return reports.map((report) => {
      const project = found.get(report.projectId)!;
      return { project, charityName: names.get(project.organisationId)!, report };
    });
  }

  private async figuresOf(tx: Transaction, project: ProjectRow): Promise<FiguresRow> {
    const [progress] = await progressOf(this.parts.ledger, tx, [project]);
    const { raisedFen, spentFen, freeFen, budgetLeftFen } = progress!;
    return {
      raisedFen: String(raisedFen),
      spentFen: String(spentFen),
      freeFen: String(freeFen),
      budgetLeftFen: String(budgetLeftFen),
    };
  }
}
