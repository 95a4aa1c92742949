/** Promises one read per request for all needs asked for, each as far as the actor may see it. */
import DataLoader from 'dataloader';
import type { Need } from '../../schema/need/need';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database, Statements } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import { sightOf, type NeedSight } from './need.policy';
import type { NeedRepository, NeedRow } from './need.repository';
import { presentNeed } from './present';
import type { NeedVisibility } from './visibility';

export class NeedLoader {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly visibility: NeedVisibility,
  ) {}

  /** The need as the actor of the request sees it; undefined when there is none for this actor. */
  need(context: RequestContext, needId: string): Promise<Need | undefined> {
    return loaderOf(context, this.makeLoader).load(needId);
  }

  /** How much of each row the actor sees. */
  async sightsOf(
    statements: Statements,
    actor: Actor,
    rows: readonly NeedRow[],
  ): Promise<(row: NeedRow) => NeedSight | undefined> {
    const involvementOf = await this.visibility.involvementsIn(
      statements,
      rows.map((row) => row.id),
      organisationsOf(actor, { approvedOnly: true }),
    );
    return (row) => sightOf(actor, row, involvementOf(row.id));
  }

  /** The rows as the actor sees them, in their order; those it does not see are left out. */
  async presentAll(statements: Statements, actor: Actor, rows: readonly NeedRow[]): Promise<Need[]> {
    const sight = await this.sightsOf(statements, actor, rows);
    return rows.flatMap((row) => {
      const seen = sight(row);
      return seen ? [presentNeed(row, seen)] : [];
    });
  }

  private readonly makeLoader = (context: RequestContext) =>
    new DataLoader<string, Need | undefined>(async (ids) => {
      const rows = await this.needs.findNeeds(this.database, ids);
      const seen = await this.presentAll(this.database, actorOf(context), rows);
      const byId = new Map(seen.map((need) => [need.needId, need]));
      return ids.map((id) => byId.get(id));
    });
}
