/** Promises the rows of one migrated database in another, as a dump and its restore would bring them: as they are, sequences too. */
import { Client } from 'pg';

/** What is told of each migrated database by itself. */
const leftOut = ['migrations'];

/** Constraints and triggers look away meanwhile, as they do when a dump of data is restored. */
export async function restoreInto(fromUrl: string, toUrl: string): Promise<void> {
  const [from, to] = [new Client({ connectionString: fromUrl }), new Client({ connectionString: toUrl })];
  await Promise.all([from.connect(), to.connect()]);
  try {
    await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await to.query('BEGIN');
    await to.query("SET LOCAL session_replication_role = 'replica'");
    const tables = await tablesOf(from);
    await to.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
    for (const { name, columns } of tables) {
      const rows = await from.query<{ rows: string | null }>(`SELECT json_agg(t)::text AS rows FROM ${name} t`);
      await to.query(
        `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1::json)`,
        [rows.rows[0]!.rows ?? '[]'],
      );
    }
    const sequences = await from.query<{ name: string; last: string }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value AS last FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL`,
    );
    for (const { name, last } of sequences.rows) await to.query('SELECT setval($1::regclass, $2)', [name, last]);
    await to.query('COMMIT');
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}

async function tablesOf(client: Client): Promise<{ name: string; columns: string }[]> {
  const { rows } = await client.query<{ name: string; columns: string }>(
    `SELECT format('%I', c.relname) AS name, string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attgenerated = '' AND c.relname <> ALL ($1)
      GROUP BY c.relname ORDER BY c.relname`,
    [leftOut],
  );
  return rows;
}
