/** Promises what is said of needs that nobody matches, and the moment when the watch over supply has seen all there is. */
import { until } from '../attacks/probe';
import type { StagedNeed } from '../stage/needs';
import type { TestServer } from '../stage/server';

/** The newest position has come round: applied by the index, noticed by the watch, settled. */
export async function settledOn({ app, database }: TestServer): Promise<void> {
  const { standing, unmatchedWatch } = app.composition;
  await until(async () => {
    const { transaction, position } = standing.state!.applied;
    const [row] = await database.query<{ unread: string }>(
      'SELECT count(*) AS unread FROM event WHERE (transaction, position) > ($1::xid8, $2::bigint)',
      [transaction, position],
    );
    return Number(row!.unread) === 0;
  });
  await unmatchedWatch.settled();
}

/** What was told of a need, in order. */
export function eventsOf({ database }: TestServer, need: StagedNeed) {
  return database.query<{ type: string; audience: string[]; payload: any }>(
    `SELECT type, audience, payload FROM event WHERE payload->>'needId' = $1 AND type IN ('NeedReferred', 'NeedUnmatched')
      ORDER BY transaction, position`,
    [need.needId],
  );
}

export async function typesOf(server: TestServer, need: StagedNeed): Promise<string[]> {
  return (await eventsOf(server, need)).map((event) => event.type);
}

export async function unmatchedSinceOf({ database }: TestServer, need: StagedNeed): Promise<Date | null> {
  const [row] = await database.query<{ since: Date | null }>(
    'SELECT unmatched_since AS since FROM need WHERE id = $1',
    [need.needId],
  );
  return row!.since;
}

/** Organisation, status and who referred it, the first first. */
export async function referralsOf({ database }: TestServer, need: StagedNeed): Promise<[string, string, string][]> {
  const rows = await database.query<{ organisation_id: string; status: string; referred_by: string }>(
    'SELECT organisation_id, status, referred_by FROM referral WHERE need_id = $1 ORDER BY id',
    [need.needId],
  );
  return rows.map((row) => [row.organisation_id, row.status, row.referred_by]);
}
