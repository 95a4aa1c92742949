/** Promises every row of some tables ten times: each copy with ids of its own, by one rule, so that what belonged together does so in each copy. */
import type { TestDatabase } from '../../stage/database';

export const times = 10;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isIdentity: boolean;
}

interface Uniqueness {
  readonly index: string;
  readonly constraint: string | null;
  readonly definition: string;
  readonly columns: readonly string[];
}

/** Past foreign keys and triggers: nothing is decided here, it is only counted. */
export async function multiply(database: TestDatabase, tables: readonly string[]): Promise<number> {
  await database.query("SET session_replication_role = 'replica'");
  let rows = 0;
  for (const table of tables) rows += await multiplyTable(database, table);
  await database.query("SET session_replication_role = 'origin'");
  await database.query('VACUUM ANALYZE');
  return rows;
}

async function multiplyTable(database: TestDatabase, table: string): Promise<number> {
  const columns = await columnsOf(database, table);
  const changing = columns.filter(({ isIdentity, type }) => isIdentity || isId(type)).map(({ name }) => name);
  for (const one of await uniquenessOf(database, table))
    if (!one.columns.some((name) => changing.includes(name))) await makePlain(database, table, one);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(copyOf).join(', ');
  const copied = await database.query(
    `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE
     SELECT ${values} FROM ${table} CROSS JOIN generate_series(1, ${times - 1}) AS copy RETURNING 1`,
  );
  return copied.length;
}

function isId(type: string): boolean {
  return ['uuid', 'uuid[]', 'bytea'].includes(type);
}

/** Ids, lists of ids, and keyed digests of persons become others of their kind; all else stays. */
function copyOf({ name, type, isIdentity }: Column): string {
  const other = (id: string) => `md5(${id}::text || copy)::uuid`;
  if (type === 'uuid') return other(`"${name}"`);
  if (type === 'uuid[]')
    return `CASE WHEN "${name}" IS NOT NULL THEN ARRAY(SELECT ${other('id')} FROM unnest("${name}") WITH ORDINALITY AS u (id, place) ORDER BY place) END`;
  // Of the same length, which constraints ask for; sealed texts are not opened.
  if (type === 'bytea')
    return `CASE WHEN octet_length("${name}") <= 32 THEN substring(sha256("${name}" || copy::text::bytea) FOR octet_length("${name}")) ELSE "${name}" END`;
  return isIdentity ? `"${name}" + copy * 1000000000::bigint` : `"${name}"`;
}

function columnsOf(database: TestDatabase, table: string): Promise<Column[]> {
  return database.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type, attidentity <> '' AS "isIdentity"
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
}

function uniquenessOf(database: TestDatabase, table: string): Promise<Uniqueness[]> {
  return database.query<Uniqueness>(
    `SELECT i.indexrelid::regclass::text AS index, c.conname AS constraint, pg_get_indexdef(i.indexrelid) AS definition,
            ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = ANY (i.indkey)) AS columns
       FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x')
      WHERE i.indrelid = $1::regclass AND (i.indisunique OR i.indisexclusion)`,
    [table],
  );
}

/** What is said once of something that has no id, a login or a number, is said ten times here; the index stays, for the plans. */
async function makePlain(database: TestDatabase, table: string, { index, constraint, definition }: Uniqueness) {
  await database.query(
    constraint ? `ALTER TABLE ${table} DROP CONSTRAINT "${constraint}" CASCADE` : `DROP INDEX ${index}`,
  );
  await database.query(definition.replace('CREATE UNIQUE INDEX', 'CREATE INDEX'));
}
