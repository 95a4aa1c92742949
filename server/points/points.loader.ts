/** Promises one read per request for the points of all advisers that its edges ask for. */
import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { Balances } from '../ledger/books';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { CommendationRow, PointsAwardRow, PointsRepository } from './points.repository';
import type { RedemptionRow, RewardRepository } from './reward.repository';

/** How many lines of an account are shown, the newest first. */
const shown = 50;

export class PointsLoader {
  constructor(
    private readonly database: Database,
    private readonly ledger: LedgerRepository,
    private readonly points: PointsRepository,
    private readonly rewards: RewardRepository,
  ) {}

  balancesOf(context: RequestContext, adviserId: string): Promise<Balances | undefined> {
    return loaderOf(context, this.makeBalances).load(adviserId);
  }

  awardsOf(context: RequestContext, adviserId: string): Promise<PointsAwardRow[]> {
    return loaderOf(context, this.makeAwards).load(adviserId);
  }

  redemptionsOf(context: RequestContext, adviserId: string): Promise<RedemptionRow[]> {
    return loaderOf(context, this.makeRedemptions).load(adviserId);
  }

  commendationsOf(context: RequestContext, adviserId: string): Promise<CommendationRow[]> {
    return loaderOf(context, this.makeCommendations).load(adviserId);
  }

  private readonly makeBalances = () =>
    new DataLoader<string, Balances | undefined>(async (ids) => {
      const found = await this.ledger.balances(this.database, ids);
      return ids.map((id) => found.get(id));
    });

  private readonly makeAwards = () =>
    new DataLoader<string, PointsAwardRow[]>(async (ids) =>
      byAdviser(ids, await this.points.awardsOf(this.database, ids, shown)),
    );

  private readonly makeRedemptions = () =>
    new DataLoader<string, RedemptionRow[]>(async (ids) =>
      byAdviser(ids, await this.rewards.redemptionsOf(this.database, ids, shown)),
    );

  private readonly makeCommendations = () =>
    new DataLoader<string, CommendationRow[]>(async (ids) =>
      byAdviser(ids, await this.points.commendationsOf(this.database, ids)),
    );
}

function byAdviser<Row extends { readonly adviserId: string }>(ids: readonly string[], rows: readonly Row[]): Row[][] {
  return ids.map((id) => rows.filter((row) => row.adviserId === id));
}
