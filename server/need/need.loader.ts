/** Promises one read per request for all needs asked for, each as far as the actor may see it; of restricted ones each reading is written down. */
import DataLoader from 'dataloader';
import type { Need } from '../../schema/need/need';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import { isReadByName, sightOf, type NeedSight } from './need.policy';
import type { NeedRepository, NeedRow } from './need.repository';
import { presentNeed } from './present';
import type { NeedVisibility } from './visibility';

const noRows = () => new Map<string, NeedRow>();

export class NeedLoader {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly visibility: NeedVisibility,
    private readonly audit: AuditTrail,
  ) {}

  /** The need as the actor of the request sees it; undefined when there is none for this actor. */
  need(context: RequestContext, needId: string): Promise<Need | undefined> {
    return loaderOf(context, this.makeLoader).load(needId);
  }

  /** Rows that this request has read are not read again for it; what of them is shown is decided as for all others. */
  keep(context: RequestContext, rows: readonly NeedRow[]): void {
    const kept = loaderOf(context, noRows);
    for (const row of rows) kept.set(row.id, row);
  }

  /** How much the actor sees of the row of each of these needs. */
  async sightsOf(
    statements: Statements,
    actor: Actor,
    rows: readonly Pick<NeedRow, 'id'>[],
  ): Promise<(row: NeedRow) => NeedSight | undefined> {
    const involvementOf = await this.visibility.involvementsIn(
      statements,
      rows.map((row) => row.id),
      organisationsOf(actor, { approvedOnly: true }),
    );
    return (row) => sightOf(actor, row, involvementOf(row.id));
  }

  /**
   * The rows as the actor sees them, by their local id; those it does not see are left out. That an organisation reads a restricted need is
   * written down before it is shown; whoever stands for many reads none.
   */
  async shownTo(actor: Actor, rows: readonly NeedRow[]): Promise<ReadonlyMap<string, Need>> {
    return this.shown(actor, rows, await this.sightsOf(this.database, actor, rows));
  }

  private async shown(
    actor: Actor,
    rows: readonly NeedRow[],
    sightOfRow: (row: NeedRow) => NeedSight | undefined,
  ): Promise<ReadonlyMap<string, Need>> {
    const seen = rows.flatMap((row) => {
      const sight = sightOfRow(row);
      const isShown = sight !== undefined && !(actor.standsForMany && isReadByName(row, sight));
      return isShown ? [{ row, sight }] : [];
    });
    const lines = seen
      .filter(({ row, sight }) => isReadByName(row, sight))
      .map(({ row }) => ({
        ...{ accountId: actor.accountId, operation: 'readRestrictedNeed', subjectType: 'Need', subjectId: row.id },
      }));
    await this.audit.recordAll(this.database, lines);
    return new Map(seen.map(({ row, sight }) => [row.id, presentNeed(row, sight)]));
  }

  private readonly makeLoader = (context: RequestContext) =>
    new DataLoader<string, Need | undefined>(async (ids) => {
      const kept = loaderOf(context, noRows);
      const missing = ids.filter((id) => !kept.has(id));
      const actor = actorOf(context);
      const [read, sightOfRow] = await Promise.all([
        missing.length === 0 ? [] : this.needs.findNeeds(this.database, missing),
        this.sightsOf(
          this.database,
          actor,
          ids.map((id) => ({ id })),
        ),
      ]);
      const shown = await this.shown(actor, [...ids.flatMap((id) => kept.get(id) ?? []), ...read], sightOfRow);
      return ids.map((id) => shown.get(id));
    });
}
