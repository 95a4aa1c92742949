/** Promises that the clocks run by what happens: each step of a project, each recognition and each new year starts, ends or voids its own. */
import { LowIncomeCategory } from '../../schema/household/household';
import { ObligationRule } from '../../schema/supervision/obligation';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { HouseholdRepository } from '../household/household.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { dayOf } from '../day';
import type { PartnershipRepository } from '../project/partnership.repository';
import type { ProjectRepository, ProjectRow } from '../project/project.repository';
import type { Debtor, ObligationRepository, ToRemind } from './obligation.repository';
import { clockOfRecognition, clocksOfProject, clocksOfYear } from './rules';

const projectRules = [
  ObligationRule.FILING,
  ObligationRule.PROGRESS_REPORT,
  ObligationRule.FULL_REPORT,
  ObligationRule.LEFTOVER_PROPERTY,
  ObligationRule.PARTNER_EVALUATION,
];
const batch = 200;

export interface ClockParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly organisations: OrganisationRepository;
  readonly households: HouseholdRepository;
  readonly projects: ProjectRepository;
  readonly partnerships: PartnershipRepository;
  readonly obligations: ObligationRepository;
}

export class ClockService {
  constructor(private readonly parts: ClockParts) {}

  /** Reaction: the clocks of a project are those that follow from where it stands now. */
  async followProject(tx: Transaction, project: ProjectRow): Promise<void> {
    const { obligations, partnerships } = this.parts;
    const [agreement] = await partnerships.findPartnerships(tx, [project.id]);
    const clocks = clocksOfProject({
      ...project,
      draftedOn: dayOf(project.createdAt),
      partnered: agreement?.confirmedAt != null,
    });
    const debtor = await this.debtorOf(tx, project.organisationId, project.id);
    for (const clock of clocks) await obligations.startClock(tx, debtor, clock);
    const owed = new Set(clocks.map((clock) => `${clock.rule} ${clock.anchorOn}`));
    const running = await obligations.lockRunning(tx, project.id, projectRules);
    const over = running.filter((row) => !owed.has(`${row.rule} ${row.anchorOn}`));
    if (over.length > 0)
      await obligations.voidClocks(
        tx,
        over.map((row) => row.id),
      );
  }

  /** Reaction: a recognition of rigid expenditure runs for twelve months; a new one ends the look at the one before. */
  async followRecognition(
    tx: Transaction,
    household: { readonly id: string; readonly areaCode: string; readonly lowIncomeCategory: LowIncomeCategory },
  ): Promise<void> {
    const { obligations, projects } = this.parts;
    const running = await obligations.lockRunning(tx, household.id, [ObligationRule.RIGID_EXPENDITURE_VALIDITY]);
    const today = await projects.today(tx);
    if (household.lowIncomeCategory !== LowIncomeCategory.RIGID_EXPENDITURE) {
      const ids = running.map((row) => row.id);
      if (ids.length > 0) await obligations.voidClocks(tx, ids);
      return;
    }
    for (const row of running.filter((one) => one.anchorOn !== today))
      await obligations.fulfil(tx, row.id, { on: today });
    const debtor = { subjectId: household.id, areaCode: household.areaCode };
    await obligations.startClock(tx, debtor, clockOfRecognition(today));
  }

  /** What each charity with projects owes this year; started once, however often it is asked. */
  async startYear(): Promise<void> {
    const { database, obligations, partnerships, projects } = this.parts;
    for (const organisationId of await projects.listCharities(database))
      await database.transaction(async (tx) => {
        const today = await projects.today(tx);
        const qualified = await partnerships.holdQualified(tx, organisationId, today);
        const debtor = await this.debtorOf(tx, organisationId, organisationId);
        for (const clock of clocksOfYear(today, qualified)) await obligations.startClock(tx, debtor, clock);
      });
  }

  /**
   * Recognitions of rigid expenditure that no clock runs for, such as those from before there were clocks: twelve months from the
   * day on which the household was registered. An earlier day than that of the recognition itself only means an earlier look.
   */
  async startRecognitions(): Promise<number> {
    const { database, households, obligations } = this.parts;
    const rule = ObligationRule.RIGID_EXPENDITURE_VALIDITY;
    let started = 0;
    let page = await households.listOfCategory(database, LowIncomeCategory.RIGID_EXPENDITURE, undefined, batch);
    while (page.length > 0) {
      const ids = page.map((one) => one.id);
      const followed = await obligations.subjectsWith(database, rule, ids);
      for (const id of ids.filter((one) => !followed.has(one)))
        await database.transaction(async (tx) => {
          // Held, so that a revision of the same household comes before or after.
          const household = await households.lockHousehold(tx, id);
          if (household?.lowIncomeCategory !== LowIncomeCategory.RIGID_EXPENDITURE) return;
          if ((await obligations.subjectsWith(tx, rule, [id])).has(id)) return;
          const debtor = { subjectId: id, areaCode: household.areaCode };
          await obligations.startClock(tx, debtor, clockOfRecognition(dayOf(household.registeredAt)));
          started += 1;
        });
      page = await households.listOfCategory(database, LowIncomeCategory.RIGID_EXPENDITURE, ids.at(-1), batch);
    }
    return started;
  }

  /** The daily work: starts what runs by the calendar, and gives each reminder once, whoever asks how often. Returns how many it gave. */
  async remind(): Promise<number> {
    const { database, obligations } = this.parts;
    await this.startYear();
    await this.startRecognitions();
    let given = 0;
    let due = await obligations.listToRemind(database, batch);
    // What was reminded of is not listed again.
    for (; due.length > 0; due = await obligations.listToRemind(database, batch))
      for (const row of due) if (await this.remindOf(row)) given += 1;
    return given;
  }

  private remindOf(row: ToRemind): Promise<boolean> {
    const { audit, database, obligations } = this.parts;
    return database.transaction(async (tx) => {
      if (!(await obligations.takeReminder(tx, row.id, row.stage))) return false;
      await audit.record(tx, {
        operation: 'remindObligation',
        subjectType: 'Obligation',
        subjectId: row.id,
        details: { rule: row.rule, stage: row.stage },
      });
      await append(tx, {
        type: 'ObligationReminded',
        subjectId: row.id,
        audience: row.organisationId ? [organisationScope(row.organisationId)] : areaChainScopes(row.areaCode!),
        payload: { obligationId: row.id, rule: row.rule, stage: row.stage, dueOn: row.dueOn },
      });
      return true;
    });
  }

  async debtorOf(tx: Transaction, organisationId: string, subjectId: string): Promise<Debtor> {
    const organisation = await this.parts.organisations.findOrganisation(tx, organisationId);
    return { subjectId, organisationId, areaCode: organisation?.areaCode ?? undefined };
  }
}
