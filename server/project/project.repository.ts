/** Promises the only SQL for charity projects and the plans by which they raise. */
import type { InstantAndId } from '../../schema/connection';
import type { ProjectStatus } from '../../schema/project/enums';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { CharityProjectEntity, FundraisingPlanEntity } from './project.entity';

export type ProjectRow = CharityProjectEntity;
export type PlanRow = FundraisingPlanEntity;

/** What a draft says of a project. */
export type ProjectDraft = Pick<
  CharityProjectEntity,
  | 'name'
  | 'fundraisingMode'
  | 'startsOn'
  | 'endsOn'
  | 'targetFen'
  | 'budgetFen'
  | 'capPerCaseFen'
  | 'serviceKinds'
  | 'areaCodes'
  | 'situations'
  | 'lowIncomeCategories'
>;
export type PlanDraft = Omit<FundraisingPlanEntity, 'projectId'>;

/** Which drafts a reader may see; everything that is filed is seen by all. */
export interface DraftSight {
  readonly everything: boolean;
  readonly organisationIds: readonly string[];
  /** Those for which the reader may confirm that they raise together with another. */
  readonly partnerIds: readonly string[];
}

export interface ProjectListing {
  readonly organisationId?: string;
  readonly statuses?: readonly ProjectStatus[];
  /** Only drafts that name this organisation as their partner and lack its word. */
  readonly toConfirmBy?: string;
  readonly after?: InstantAndId;
  readonly limit: number;
}

const columns = `id, organisation_id AS "organisationId", name, status, status_since AS "statusSince",
  fundraising_mode AS "fundraisingMode", starts_on AS "startsOn", ends_on AS "endsOn", target_fen AS "targetFen",
  budget_fen AS "budgetFen", cap_per_case_fen AS "capPerCaseFen", service_kinds AS "serviceKinds", area_codes AS "areaCodes",
  situations, low_income_categories AS "lowIncomeCategories", filed_on AS "filedOn", filing_number AS "filingNumber",
  closed_on AS "closedOn", settled_on AS "settledOn", disclosed_on AS "disclosedOn", leftover_fen AS "leftoverFen",
  leftover_disposal AS "leftoverDisposal", revision, created_by AS "createdBy", created_at AS "createdAt"`;
const planColumns = `project_id AS "projectId", purpose, area_codes AS "areaCodes", responsible_person AS "responsiblePerson",
  office_address AS "officeAddress", donation_channels AS "donationChannels", bank_name AS "bankName",
  bank_account AS "bankAccount", beneficiaries, use_of_proceeds AS "useOfProceeds", cost_fen AS "costFen",
  cost_detail AS "costDetail", leftover_use AS "leftoverUse"`;

export class ProjectRepository {
  async findProject(statements: Statements, id: string): Promise<ProjectRow | undefined> {
    return (await this.findProjects(statements, [id]))[0];
  }

  findProjects(statements: Statements, ids: readonly string[]): Promise<ProjectRow[]> {
    return statements.query<ProjectRow>(
      `/* project.findProjects */ SELECT ${columns} FROM charity_project WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  findPlans(statements: Statements, projectIds: readonly string[]): Promise<PlanRow[]> {
    return statements.query<PlanRow>(
      `/* project.findPlans */ SELECT ${planColumns} FROM fundraising_plan WHERE project_id = ANY ($1::uuid[])`,
      [projectIds],
    );
  }

  /** The project, held until the end of the transaction. */
  async lockProject(tx: Transaction, id: string): Promise<ProjectRow | undefined> {
    const [row] = await tx.query<ProjectRow>(
      `/* project.lockProject */ SELECT ${columns} FROM charity_project WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** Those projects that are open and whose window is not over, and stay so until the transaction ends. */
  holdOpen(tx: Transaction, ids: readonly string[]): Promise<ProjectRow[]> {
    return tx.query<ProjectRow>(
      `/* project.holdOpen */
       SELECT ${columns} FROM charity_project
        WHERE id = ANY ($1::uuid[]) AND status = 'OPEN' AND ${today} BETWEEN starts_on AND ends_on ORDER BY id FOR SHARE`,
      [ids],
    );
  }

  /** Projects as they are, which stay so until the transaction ends. */
  holdProjects(tx: Transaction, ids: readonly string[]): Promise<ProjectRow[]> {
    return tx.query<ProjectRow>(
      `/* project.holdProjects */ SELECT ${columns} FROM charity_project WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE`,
      [ids],
    );
  }

  /** The projects of a charity that pay now, the first to end first. */
  listOpen(statements: Statements, organisationId: string): Promise<ProjectRow[]> {
    return statements.query<ProjectRow>(
      `/* project.listOpen */
       SELECT ${columns} FROM charity_project
        WHERE organisation_id = $1 AND status = 'OPEN' AND ${today} BETWEEN starts_on AND ends_on ORDER BY ends_on, id`,
      [organisationId],
    );
  }

  /** The budgets of the projects that were opened: their books are open. */
  async budgetsOpened(statements: Statements): Promise<Map<string, bigint>> {
    const rows = await statements.query<{ id: string; budgetFen: bigint }>(
      `/* project.budgetsOpened */
       SELECT id, budget_fen AS "budgetFen" FROM charity_project WHERE status NOT IN ('DRAFT', 'FILED')`,
    );
    return new Map(rows.map((row) => [row.id, row.budgetFen]));
  }

  /** Projects as far as the reader may see them, the newest first. `cursorAt` is the exact time of the draft as text. */
  listProjects(
    statements: Statements,
    sight: DraftSight,
    listing: ProjectListing,
  ): Promise<(ProjectRow & { readonly cursorAt: string })[]> {
    return statements.query(
      `/* project.listProjects */
       SELECT ${columns}, created_at::text AS "cursorAt" FROM charity_project
        WHERE (status <> 'DRAFT' OR $1 OR organisation_id = ANY ($2::uuid[])
               OR EXISTS (SELECT 1 FROM fundraising_partnership asked
                           WHERE asked.project_id = charity_project.id AND asked.organisation_id = ANY ($8::uuid[])))
          AND ($3::uuid IS NULL OR organisation_id = $3::uuid) AND ($4::text[] IS NULL OR status = ANY ($4::text[]))
          AND ($5::timestamptz IS NULL OR (created_at, id) < ($5::timestamptz, $6::uuid))
          AND ($9::uuid IS NULL OR status = 'DRAFT' AND EXISTS (
                 SELECT 1 FROM fundraising_partnership asked
                  WHERE asked.project_id = charity_project.id AND asked.organisation_id = $9::uuid
                    AND asked.confirmed_at IS NULL))
        ORDER BY created_at DESC, id DESC LIMIT $7`,
      [
        ...[sight.everything, sight.organisationIds, listing.organisationId ?? null, listing.statuses ?? null],
        ...[listing.after?.instant ?? null, listing.after?.id ?? null, listing.limit],
        ...[sight.partnerIds, listing.toConfirmBy ?? null],
      ],
    );
  }

  /** Projects whose window is over and that are open still. */
  async listOver(statements: Statements, limit: number): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* project.listOver */
       SELECT id FROM charity_project WHERE status = 'OPEN' AND ends_on < ${today} ORDER BY ends_on, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /** The charities that have filed a project. */
  async listCharities(statements: Statements): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* project.listCharities */
       SELECT DISTINCT organisation_id AS id FROM charity_project WHERE status <> 'DRAFT' ORDER BY id`,
    );
    return rows.map((row) => row.id);
  }

  /** The day in Asia/Shanghai. */
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(`/* project.today */ SELECT ${today} AS today`);
    return row!.today;
  }

  /** Inserts a draft with its plan. False when the id is there already. */
  async insertProject(
    tx: Transaction,
    project: ProjectDraft & Pick<ProjectRow, 'id' | 'organisationId' | 'createdBy'>,
    plan: PlanDraft,
  ): Promise<boolean> {
    const rows = await tx.query(
      `/* project.insertProject */
       INSERT INTO charity_project (id, organisation_id, created_by, status, ${draftColumns})
       VALUES ($1, $2, $3, 'DRAFT', $4, $5, $6, $7, $8, $9, $10, $11::text[], $12::text[], $13::text[], $14::text[])
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [project.id, project.organisationId, project.createdBy, ...draftValues(project)],
    );
    if (rows.length > 0) await this.putPlan(tx, project.id, plan);
    return rows.length > 0;
  }

  /** Replaces what a draft says. The project is held by the caller. */
  async reviseProject(tx: Transaction, id: string, draft: ProjectDraft, plan: PlanDraft): Promise<void> {
    await tx.query(
      `/* project.reviseProject */
       UPDATE charity_project SET (${draftColumns}) =
         ($2, $3, $4, $5, $6, $7, $8, $9::text[], $10::text[], $11::text[], $12::text[]), revision = revision + 1
        WHERE id = $1 AND status = 'DRAFT'`,
      [id, ...draftValues(draft)],
    );
    await this.putPlan(tx, id, plan);
  }

  /** Moves a project on, with what that step writes down. Undefined, and nothing changed, when it is in another state. */
  async moveOn(
    tx: Transaction,
    id: string,
    from: ProjectStatus,
    to: ProjectStatus,
    facts: Partial<Pick<ProjectRow, 'filedOn' | 'filingNumber' | 'leftoverFen' | 'leftoverDisposal'>> = {},
  ): Promise<ProjectRow | undefined> {
    const [row] = await tx.query<ProjectRow>(
      `/* project.moveOn */
       UPDATE charity_project
          SET status = $3, status_since = now(), filed_on = coalesce($4::date, filed_on),
              filing_number = coalesce($5, filing_number), leftover_fen = coalesce($6::bigint, leftover_fen),
              leftover_disposal = coalesce($7, leftover_disposal),
              closed_on = CASE WHEN $3 = 'CLOSED' THEN least(${today}, ends_on) ELSE closed_on END,
              settled_on = CASE WHEN $3 = 'SETTLED' THEN ${today} ELSE settled_on END,
              disclosed_on = CASE WHEN $3 = 'DISCLOSED' THEN ${today} ELSE disclosed_on END
        WHERE id = $1 AND status = $2
       RETURNING ${columns}`,
      [
        ...[id, from, to, facts.filedOn ?? null, facts.filingNumber ?? null],
        ...[facts.leftoverFen ?? null, facts.leftoverDisposal ?? null],
      ],
    );
    return row;
  }

  private async putPlan(tx: Transaction, projectId: string, plan: PlanDraft): Promise<void> {
    const fields = `purpose, area_codes, responsible_person, office_address, donation_channels, bank_name, bank_account,
         beneficiaries, use_of_proceeds, cost_fen, cost_detail, leftover_use`;
    await tx.query(
      `/* project.putPlan */
       INSERT INTO fundraising_plan AS plan (project_id, ${fields})
       VALUES ($1, $2, $3::text[], $4, $5, $6::text[], $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (project_id) DO UPDATE SET (${fields}) =
         ROW (excluded.purpose, excluded.area_codes, excluded.responsible_person, excluded.office_address,
              excluded.donation_channels, excluded.bank_name, excluded.bank_account, excluded.beneficiaries,
              excluded.use_of_proceeds, excluded.cost_fen, excluded.cost_detail, excluded.leftover_use)`,
      [
        ...[projectId, plan.purpose, plan.areaCodes, plan.responsiblePerson, plan.officeAddress],
        ...[plan.donationChannels, plan.bankName, plan.bankAccount, plan.beneficiaries, plan.useOfProceeds],
        ...[plan.costFen, plan.costDetail, plan.leftoverUse],
      ],
    );
  }
}

const draftColumns = `name, fundraising_mode, starts_on, ends_on, target_fen, budget_fen, cap_per_case_fen, service_kinds,
         area_codes, situations, low_income_categories`;

function draftValues(draft: ProjectDraft): unknown[] {
  return [
    ...[draft.name, draft.fundraisingMode, draft.startsOn, draft.endsOn, draft.targetFen, draft.budgetFen],
    ...[draft.capPerCaseFen, draft.serviceKinds, draft.areaCodes, draft.situations, draft.lowIncomeCategories],
  ];
}
