/** Promises one read per request for parties, results and needs of all activities that are asked for. */
import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { ActivityRepository, PartyOfActivityRow, ResultsRow } from './activity.repository';

export class ActivityLoader {
  constructor(
    private readonly database: Database,
    private readonly activities: ActivityRepository,
  ) {}

  partiesOf(context: RequestContext, activityId: string): Promise<PartyOfActivityRow[]> {
    return loaderOf(context, this.makeParties).load(activityId);
  }

  resultsOf(context: RequestContext, activityId: string): Promise<ResultsRow> {
    return loaderOf(context, this.makeResults).load(activityId);
  }

  needsOf(context: RequestContext, activityId: string): Promise<string[]> {
    return loaderOf(context, this.makeNeeds).load(activityId);
  }

  private readonly makeParties = () =>
    new DataLoader<string, PartyOfActivityRow[]>(async (ids) => {
      const rows = await this.activities.partiesOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.activityId === id));
    });

  private readonly makeResults = () =>
    new DataLoader<string, ResultsRow>(async (ids) => {
      const rows = new Map((await this.activities.resultsOf(this.database, ids)).map((row) => [row.activityId, row]));
      return ids.map((id) => rows.get(id)!);
    });

  private readonly makeNeeds = () =>
    new DataLoader<string, string[]>(async (ids) => {
      const rows = await this.activities.needsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.activityId === id).map((row) => row.needId));
    });
}
