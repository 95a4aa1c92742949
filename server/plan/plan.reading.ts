/** Promises the rows that a plan is made from: all of them, or those of the ids that something has happened to. */
import type { Statements } from '../database/database';
import type { Ruleset } from '../matching/engine/ruleset';
import type { RulesetRepository } from '../matching/ruleset.repository';
import type { NeedRepository } from '../need/need.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { OfferDesk } from './offer-desk';
import type { PlanRepository, PublishedLines } from './plan.repository';
import type { PlanRows, Reread } from './plan.rows';

export interface PlanInputs extends PlanRows {
  readonly ruleset: Ruleset;
  /** Milliseconds since 1970 by the clock of the database. */
  readonly moment: number;
}

export class PlanReading {
  constructor(
    private readonly plans: PlanRepository,
    private readonly needs: NeedRepository,
    private readonly organisations: OrganisationRepository,
    private readonly rulesets: RulesetRepository,
    private readonly offers: OfferDesk,
  ) {}

  async everything(statements: Statements): Promise<PlanInputs> {
    const ruleset = await this.rulesets.inForce(statements);
    const moment = (await this.plans.now(statements)).getTime();
    return { ruleset, moment, ...(await this.rows(statements)) };
  }

  rulesetVersion(statements: Statements): Promise<string> {
    return this.rulesets.inForce(statements).then(({ version }) => version);
  }

  /** The newest version with its lines; undefined before the first. */
  published(statements: Statements): Promise<PublishedLines | undefined> {
    return this.plans.findPublished(statements);
  }

  /** Without ids, everything. Windows are read after needs: what changes in between has an event of its own. */
  async rows(statements: Statements, reread?: Reread): Promise<PlanRows> {
    const needIds = reread && [...reread.needIds];
    const organisationIds = reread && [...reread.organisationIds];
    const needs = needIds?.length === 0 ? [] : await this.needs.listPlannable(statements, needIds);
    const offerings =
      organisationIds?.length === 0 ? [] : await this.organisations.listOfferings(statements, { organisationIds });
    const windows = await this.offers.windows(statements, needs);
    return { needs, offerings, windows };
  }
}
