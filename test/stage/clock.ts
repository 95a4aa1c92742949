/**
 * Promises a database whose clock a test sets: every statement of the product that asks for now() is told that moment, on every server
 * that is started afterwards. Defaults of columns keep the real time.
 */
import type { TestDatabase } from './database';

export interface StagedClock {
  /** An instant with its zone, for instance 2028-02-29T15:59:59Z. */
  set(moment: string): Promise<void>;
}

export async function stagedClock(database: TestDatabase): Promise<StagedClock> {
  await database.query('CREATE TABLE stage_clock (at timestamptz NOT NULL)');
  await database.query(
    `CREATE FUNCTION now() RETURNS timestamptz STABLE LANGUAGE sql
       AS 'SELECT coalesce((SELECT at FROM public.stage_clock), pg_catalog.now())'`,
  );
  const [row] = await database.query<{ name: string }>('SELECT current_database() AS name');
  await database.query(`ALTER DATABASE ${row!.name} SET search_path = public, pg_catalog`);
  return {
    set: async (moment) => {
      await database.query('DELETE FROM stage_clock');
      await database.query('INSERT INTO stage_clock VALUES ($1)', [moment]);
    },
  };
}
