/** Promises requests on data to those who serve the area of the household, and the rules of retention. */
import DataLoader from 'dataloader';
import { validate as isUuid } from 'uuid';
import { strangeCursor } from '../../schema/connection';
import { areaRoles } from '../../schema/identity/role';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { householdPolicy } from '../household/household.policy';
import type { Actor } from '../identity/actor';
import type { RetentionRuleEntity } from './rights.entity';
import type { RequestRow, RightsRepository } from './rights.repository';

export class RightsReading {
  constructor(
    private readonly database: Database,
    private readonly requests: RightsRepository,
  ) {}

  rules(): Promise<RetentionRuleEntity[]> {
    return this.requests.rules(this.database);
  }

  listOpen(actor: Actor, after: { dueOn: string; id: string } | undefined, limit: number): Promise<RequestRow[]> {
    if (after && (!isUuid(after.id) || !/^\d{4}-\d{2}-\d{2}$/.test(after.dueOn))) throw strangeCursor();
    const roles: readonly string[] = areaRoles;
    const served = actor.roles.flatMap((held) => (roles.includes(held.role) && held.areaCode ? [held.areaCode] : []));
    return this.requests.listOpen(this.database, actor.apiKey ? [] : served, after, limit);
  }

  /** One that the actor may see. */
  async findVisible(actor: Actor, id: string): Promise<RequestRow | undefined> {
    const row = await this.requests.findRequest(this.database, id);
    return row && householdPolicy.maySee(actor, row) ? row : undefined;
  }

  /** The household was seen by whoever asks. */
  ofHousehold(context: RequestContext, householdId: string): Promise<RequestRow[]> {
    return loaderOf(context, this.makeRequests).load(householdId);
  }

  private readonly makeRequests = () =>
    new DataLoader<string, RequestRow[]>(async (ids) => {
      const rows = await this.requests.listOfHouseholds(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.householdId === id));
    });
}
