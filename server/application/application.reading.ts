/** Promises applications as those who serve the area read them, each with its policy. */
import DataLoader from 'dataloader';
import type { ApplicationStatus } from '../../schema/application/application';
import { localId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { householdPolicy } from '../household/household.policy';
import { forbidden, servesArea, type Actor } from '../identity/actor';
import type { PolicyRepository, PolicyRow } from '../policy/policy.repository';
import type { ApplicationRepository, ApplicationRow } from './application.repository';

export interface ApplicationListing {
  readonly areaCode: string;
  readonly statuses?: readonly ApplicationStatus[];
  readonly lateOn?: string;
  readonly after?: { readonly begunOn: string; readonly id: string };
  readonly limit: number;
}

export class ApplicationReading {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationRepository,
    private readonly policies: PolicyRepository,
  ) {}

  listApplications(actor: Actor, listing: ApplicationListing): Promise<ApplicationRow[]> {
    if (actor.apiKey !== undefined || !servesArea(actor, listing.areaCode, ...areaRoles)) throw forbidden();
    return this.applications.listApplications(this.database, listing);
  }

  async findVisible(actor: Actor, id: string): Promise<ApplicationRow | undefined> {
    const row = await this.applications.findApplication(this.database, localId('PolicyApplication', id));
    return row && householdPolicy.maySee(actor, row) ? row : undefined;
  }

  /** Of a household that the caller was shown. */
  applicationsOf(context: RequestContext, householdId: string): Promise<ApplicationRow[]> {
    return loaderOf(context, this.makeApplications).load(householdId);
  }

  /** Policies are public. */
  async policyOf(context: RequestContext, policyId: string): Promise<PolicyRow> {
    return (await loaderOf(context, this.makePolicies).load(policyId))!;
  }

  private readonly makeApplications = () =>
    new DataLoader<string, ApplicationRow[]>(async (ids) => {
      const rows = await this.applications.applicationsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.householdId === id));
    });

  private readonly makePolicies = () =>
    new DataLoader<string, PolicyRow | undefined>(async (ids) => {
      const rows = new Map((await this.policies.findPolicies(this.database, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id));
    });
}
