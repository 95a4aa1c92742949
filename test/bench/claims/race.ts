/** Promises claims per second of each way under the same rivals: a pool of 20, 200 workers, needs in an order of each worker's own. */
import pg from 'pg';
import { PreparingClient } from '../../../server/database/preparing-client';
import { transactionOf, type Way } from './statements';
import type { Round } from './world';

const poolSize = 20;
const workers = 200;

export interface RaceResult {
  readonly claimsPerSecond: number;
  readonly won: number;
}

/** Every worker goes through all needs until its organisation is full or none is left. */
export async function race(round: Round, way: Way, attemptsOfWorker: number): Promise<RaceResult> {
  const pool = new pg.Pool({ connectionString: round.url, max: poolSize, Client: PreparingClient });
  // When the database is dropped, a connection that is just closing may be ended from the other side.
  pool.on('error', () => undefined);
  const door = { pool, statements: transactionOf(pool) };
  let won = 0;
  const start = process.hrtime.bigint();
  const work = async (worker: number) => {
    const claimant = round.organisations[worker % round.organisations.length]!;
    for (let attempt = 0; attempt < attemptsOfWorker; attempt += 1) {
      const needId = round.needIds[(attempt * 211 + worker * 37) % round.needIds.length]!;
      if (await way(door, needId, claimant)) won += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  await check(pool, won);
  await pool.end();
  return { claimsPerSecond: won / seconds, won };
}

/** A figure of a way that lets two in would be worth nothing. */
async function check(pool: pg.Pool, won: number): Promise<void> {
  const { rows } = await pool.query<{ claims: number; needs: number; over: number }>(
    `SELECT count(*)::int AS claims, count(DISTINCT need_id)::int AS needs,
            (SELECT count(*)::int FROM (SELECT c.offering_id FROM claim c JOIN service_offering o ON o.id = c.offering_id
               GROUP BY c.offering_id, o.capacity_maximum HAVING count(*) > o.capacity_maximum) x) AS over FROM claim`,
  );
  const { claims, needs, over } = rows[0]!;
  if (claims !== won || needs !== won || over > 0) throw new Error(`The race went wrong: ${JSON.stringify(rows[0])}`);
}
