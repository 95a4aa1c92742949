/** Promises one read per request for all advisers, their names, roles, teams, posts and workload that its edges ask for. */
import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { AccountRepository, AccountRow, RoleGrantRow } from '../identity/account.repository';
import { maySeeAdviser } from './adviser.policy';
import type { AdviserRepository, AdviserRow } from './adviser.repository';
import type { BackboneRepository, BackboneRow } from './backbone.repository';
import type { TeamRepository, TeamRow } from './team.repository';
import type { Workload, Workloads } from './workload';

export class AdviserLoader {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly advisers: AdviserRepository,
    private readonly backbones: BackboneRepository,
    private readonly teams: TeamRepository,
    private readonly workloads: Workloads,
  ) {}

  /** The appointment, or undefined when there is none or whoever asks may not see it. */
  async visible(context: RequestContext, id: string): Promise<AdviserRow | undefined> {
    const row = await loaderOf(context, this.makeAdvisers).load(id);
    return row && context.actor && maySeeAdviser(context.actor, row) ? row : undefined;
  }

  /** The name of an adviser that is told in public, whoever asks. */
  async nameOf(context: RequestContext, id: string): Promise<string> {
    const row = (await loaderOf(context, this.makeAdvisers).load(id))!;
    return (await this.account(context, row.accountId))!.displayName;
  }

  account(context: RequestContext, id: string): Promise<AccountRow | undefined> {
    return loaderOf(context, this.makeAccounts).load(id);
  }

  grantsOf(context: RequestContext, accountId: string): Promise<RoleGrantRow[]> {
    return loaderOf(context, this.makeGrants).load(accountId);
  }

  team(context: RequestContext, id: string): Promise<TeamRow | undefined> {
    return loaderOf(context, this.makeTeams).load(id);
  }

  postsOf(context: RequestContext, adviserId: string): Promise<BackboneRow[]> {
    return loaderOf(context, this.makePosts).load(adviserId);
  }

  workloadOf(context: RequestContext, accountId: string): Promise<Workload[]> {
    return loaderOf(context, this.makeWorkloads).load(accountId);
  }

  private readonly makeAdvisers = () =>
    new DataLoader<string, AdviserRow | undefined>(async (ids) =>
      byId(ids, await this.advisers.findAdvisers(this.database, ids)),
    );

  private readonly makeAccounts = () =>
    new DataLoader<string, AccountRow | undefined>(async (ids) =>
      byId(ids, await this.accounts.findAccounts(this.database, ids)),
    );

  private readonly makeTeams = () =>
    new DataLoader<string, TeamRow | undefined>(async (ids) =>
      byId(ids, await this.teams.findTeams(this.database, ids)),
    );

  private readonly makeGrants = () =>
    new DataLoader<string, RoleGrantRow[]>(async (ids) => {
      const rows = await this.accounts.roleGrantsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.accountId === id));
    });

  private readonly makePosts = () =>
    new DataLoader<string, BackboneRow[]>(async (ids) => {
      const rows = await this.backbones.postsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.adviserId === id));
    });

  private readonly makeWorkloads = () =>
    new DataLoader<string, Workload[]>(async (ids) => {
      const found = await this.workloads.of(this.database, ids);
      return ids.map((id) => found.get(id)!);
    });
}

function byId<Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | undefined)[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id));
}
