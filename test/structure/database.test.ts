/** Shows that the entities equal the migrated database, and that structure.sql is the database on one page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { describeStructure } from '../../server/database/print-structure';
import { projectRoot } from '../../server/project';
import { createTestDatabase, type TestDatabase } from '../stage/database';

describe('the migrated database', () => {
  let arranged: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 2, entities }).open();
  });
  afterAll(async () => {
    await database.close();
    await arranged.drop();
  });

  test('given every entity, then its columns are those of its table: name, type, nullability', async () => {
    const rows = await arranged.query<{ table: string; column: string; type: string; nullable: boolean }>(
      `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    const migrated = rows
      .filter((row) => row.table !== 'migrations')
      .map((row) => `${row.table}.${row.column} ${row.type}${row.nullable ? ' null' : ''}`)
      .sort();
    const mapped = database.source.entityMetadatas
      .flatMap((entity) =>
        entity.columns.map((column) => {
          const type = `${database.source.driver.normalizeType(column)}${column.isArray ? '[]' : ''}`;
          return `${entity.tableName}.${column.databaseName} ${type}${column.isNullable ? ' null' : ''}`;
        }),
      )
      .sort();
    expect(mapped).toEqual(migrated);
  });

  test('given the migrated database, then server/database/structure.sql shows exactly it (npm run print:structure)', async () => {
    const committed = readFileSync(join(projectRoot, 'server', 'database', 'structure.sql'), 'utf8');
    expect(await describeStructure(database)).toBe(committed);
  });

  test('107: given two servers that start together, then every migration is applied once', async () => {
    const other = await new Database({ url: arranged.url, poolSize: 2, entities }).open();
    const applied = await Promise.all([database.migrate(), other.migrate()]);
    await other.close();
    expect(applied).toEqual([[], []]);
    const [row] = await arranged.query<{ twice: number }>(
      'SELECT count(*)::int AS twice FROM (SELECT name FROM migrations GROUP BY name HAVING count(*) > 1) repeated',
    );
    expect(row!.twice).toBe(0);
  });
});
