/** Promises the whole database on one page: prints tables, constraints, indexes, triggers and functions to structure.sql. */
import 'reflect-metadata';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project';
import { Database, type Statements } from './database';
import { startEmbedded } from './embedded';

interface Line {
  readonly owner: string;
  readonly line: string;
}

const ofPublic = "c.relnamespace = 'public'::regnamespace AND c.relname <> 'migrations'";

async function columns(statements: Statements): Promise<Line[]> {
  return statements.query<Line>(
    `SELECT c.relname AS owner,
            '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            || CASE a.attidentity WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END
            || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE ${ofPublic} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY c.relname, a.attnum`,
  );
}

async function constraints(statements: Statements): Promise<Line[]> {
  // NOT NULL stands with its column; PostgreSQL 18 lists it as a constraint too, older ones do not.
  return statements.query<Line>(
    `SELECT c.relname AS owner, '  CONSTRAINT ' || k.conname || ' ' || pg_get_constraintdef(k.oid) AS line
       FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid
      WHERE ${ofPublic} AND c.relkind IN ('r', 'p') AND k.contype <> 'n'
      ORDER BY c.relname, k.contype DESC, k.conname`,
  );
}

/** The partitions themselves come and go with the days; they stand in a schema of their own. */
async function partitionKeys(statements: Statements): Promise<Line[]> {
  return statements.query<Line>(
    `SELECT c.relname AS owner, ' PARTITION BY ' || pg_get_partkeydef(c.oid) AS line
       FROM pg_class c WHERE ${ofPublic} AND c.relkind = 'p'`,
  );
}

async function indexes(statements: Statements): Promise<Line[]> {
  return statements.query<Line>(
    `SELECT c.relname AS owner, pg_get_indexdef(i.indexrelid) || ';' AS line
       FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
      WHERE ${ofPublic} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY c.relname, i.indexrelid::regclass::text`,
  );
}

async function triggers(statements: Statements): Promise<Line[]> {
  return statements.query<Line>(
    `SELECT c.relname AS owner, pg_get_triggerdef(t.oid) || ';' AS line
       FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid
      WHERE ${ofPublic} AND NOT t.tgisinternal ORDER BY c.relname, t.tgname`,
  );
}

async function functions(statements: Statements): Promise<Line[]> {
  return statements.query<Line>(
    `SELECT p.proname AS owner, pg_get_functiondef(p.oid) || ';' AS line
       FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace ORDER BY p.proname`,
  );
}

/** The structure of the database as text: for reading and for seeing a change, not for restoring. */
export async function describeStructure(database: Database): Promise<string> {
  const parts = [
    await columns(database),
    await constraints(database),
    await indexes(database),
    await triggers(database),
    await partitionKeys(database),
  ];
  const [columnLines, constraintLines, indexLines, triggerLines, keyLines] = parts as [
    Line[],
    Line[],
    Line[],
    Line[],
    Line[],
  ];
  const of = (lines: Line[], owner: string) => lines.filter((line) => line.owner === owner).map((line) => line.line);
  const tables = [...new Set(columnLines.map((line) => line.owner))].map((table) => {
    const body = [...of(columnLines, table), ...of(constraintLines, table)].join(',\n');
    return [
      `CREATE TABLE ${table} (\n${body}\n)${of(keyLines, table).join('')};`,
      ...of(indexLines, table),
      ...of(triggerLines, table),
    ].join('\n');
  });
  const functionTexts = (await functions(database)).map((line) => line.line);
  return (
    [
      '-- The whole database on one page, printed by `npm run print:structure`; migrations make it.',
      ...functionTexts,
      ...tables,
    ].join('\n\n') + '\n'
  );
}

/** Migrates an empty database of a PostgreSQL that lives only as long as this takes, and writes structure.sql. */
async function writeStructure(): Promise<void> {
  const cluster = await startEmbedded({
    directory: mkdtempSync(join(tmpdir(), 'linkage-structure-')),
    report: () => undefined,
    durable: false,
    endsWithProcess: true,
  });
  const database = await new Database({ url: cluster.url, poolSize: 2, entities: [] }).open();
  await database.migrate();
  writeFileSync(join(projectRoot, 'server', 'database', 'structure.sql'), await describeStructure(database));
  await database.close();
  await cluster.remove();
}

if (require.main === module) void writeStructure();
