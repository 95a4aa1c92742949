/**
 * Promises the only SQL of the clock of the sample: a `now()` of its own, found before PostgreSQL's by connections that ask for it,
 * and columns that take their default from it until it is put away. All other connections are told the real time.
 */
import type { Statements } from '../database/database';
import { today } from '../database/today';

/** What a connection asks for that goes by this clock. */
export const settings = '-c search_path=sample_clock,public,pg_catalog -c linkage.sample_clock=on';

const real = 'now()';
const moved = 'sample_clock.now()';
/** What was recorded when keeps the real time: the trail, its events, and the transfers that are of one transaction with their line. */
const untouched = ['audit_line', 'event', 'ledger_transfer'];

export class SampleClockRepository {
  /** The day in Asia/Shanghai on which the load began: today's, unless one was interrupted. */
  async setUp(tx: Statements): Promise<string> {
    await tx.query('/* sample.makeRoom */ CREATE SCHEMA IF NOT EXISTS sample_clock');
    await tx.query('/* sample.makeMoment */ CREATE TABLE IF NOT EXISTS sample_clock.moment (at timestamptz NOT NULL)');
    await tx.query(
      `/* sample.makeClock */
       CREATE OR REPLACE FUNCTION sample_clock.now() RETURNS timestamptz STABLE LANGUAGE sql AS $clock$
         SELECT coalesce(CASE WHEN current_setting('linkage.sample_clock', true) = 'on' THEN (SELECT at FROM sample_clock.moment) END,
                         pg_catalog.now()) $clock$`,
    );
    await this.exchange(tx, real, moved);
    await tx.query('/* sample.makeDay */ CREATE TABLE IF NOT EXISTS sample_clock.load (begun_on date NOT NULL)');
    await tx.query(
      `/* sample.begin */
       INSERT INTO sample_clock.load SELECT ${today} WHERE NOT EXISTS (SELECT FROM sample_clock.load)`,
    );
    const [load] = await tx.query<{ begun_on: string }>('/* sample.begunOn */ SELECT begun_on FROM sample_clock.load');
    return load!.begun_on;
  }

  /** Fails, and changes nothing, when anything still goes by this clock. */
  async putAway(tx: Statements): Promise<void> {
    await this.exchange(tx, moved, real);
    await tx.query('/* sample.dropClock */ DROP FUNCTION sample_clock.now()');
    await tx.query('/* sample.dropDay */ DROP TABLE sample_clock.load');
    await tx.query('/* sample.dropMoment */ DROP TABLE sample_clock.moment');
    await tx.query('/* sample.dropRoom */ DROP SCHEMA sample_clock');
  }

  /** Undefined: the real time. */
  async setMoment(tx: Statements, moment: string | undefined): Promise<void> {
    await tx.query('/* sample.forgetMoment */ DELETE FROM sample_clock.moment', []);
    await tx.query(
      '/* sample.setMoment */ INSERT INTO sample_clock.moment SELECT at FROM (SELECT $1::timestamptz AS at) m WHERE at IS NOT NULL',
      [moment ?? null],
    );
  }

  private async exchange(tx: Statements, from: string, to: string): Promise<void> {
    const rows = await tx.query<{ place: string }>(
      `/* sample.columnsByClock */
       SELECT format('ALTER TABLE public.%I ALTER COLUMN %I SET DEFAULT ', c.relname, a.attname) AS place
         FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
         JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        WHERE c.relnamespace = 'public'::regnamespace AND pg_get_expr(d.adbin, d.adrelid) = $1 AND c.relname <> ALL ($2)`,
      [from, untouched],
    );
    for (const { place } of rows) await tx.query(`${place}${to}`);
  }
}
