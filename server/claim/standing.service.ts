/** Promises what all servers rank by, counted in one transaction and announced when it changed: two servers count the same. */
import { v7 } from 'uuid';
import type { Database } from '../database/database';
import { append } from '../event/outbox';
import type { StandingRepository } from './standing.repository';

export class StandingService {
  constructor(
    private readonly database: Database,
    private readonly standings: StandingRepository,
  ) {}

  /** Returns how many organisations and communities stand otherwise than before. Announces StandingsCounted if any does. */
  countStandings(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const organisations = await this.standings.countOrganisations(tx);
      const communities = await this.standings.countCommunities(tx);
      if (organisations + communities > 0)
        // For those who keep what stands in memory; nobody is addressed.
        await append(tx, {
          type: 'StandingsCounted',
          subjectId: v7(),
          audience: [],
          payload: { organisations, communities },
        });
      return organisations + communities;
    });
  }
}
