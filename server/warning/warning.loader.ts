/** Promises one read per request for the standing warnings of all households that its edges ask for. */
import DataLoader from 'dataloader';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { sightOf } from './warning.policy';
import type { WarningRepository, WarningRow } from './warning.repository';

export class WarningLoader {
  constructor(
    private readonly database: Database,
    private readonly warnings: WarningRepository,
  ) {}

  /** As far as whoever asks may see them, the highest level first. */
  standingOf(context: RequestContext, householdId: string): Promise<WarningRow[]> {
    return loaderOf(context, this.makeStanding).load(householdId);
  }

  private readonly makeStanding = (context: RequestContext) =>
    new DataLoader<string, WarningRow[]>(async (ids) => {
      const rows = await this.warnings.listStanding(this.database, sightOf(actorOf(context)), ids);
      return ids.map((id) => rows.filter((row) => row.householdId === id));
    });
}
