/**
 * Promises the whole content of a database as lines that two databases share exactly when they differ only in what chance and the moment
 * made: ids of version 7 are numbered, sealed texts opened, drawn secrets and the moments of a load named as such.
 */
import { Client } from 'pg';
import type { RingKey } from '../../server/household/vault';
import { unpackInputs } from '../../server/matching/decision.encoding';
import { numberIds } from './made-ids';
import { SealedTexts, type SealedCell } from './sealed-texts';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

type Cells = readonly (string | null)[];

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Cells[];
}

/** What PostgreSQL and the server note for themselves: in which order it was written, by which transaction, how it was sealed. */
const leftOut = ['migrations', 'event_epoch', 'audit_seal', 'event.position', 'event.transaction'];
/** Drawn at random on purpose, or a keyed digest over something that was. */
const drawn = ['account.password_hash', 'contact_card.code_hash', 'decision.inputs_digest', 'audit_line.input_digest'];
/** Positions of the trail are ids too, made in the order in which commands came. */
const positions = ['audit_line.position', 'ledger_transfer.audit_position'];
const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const moment = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d)/g;
const millisecondsOfDay = 86_400_000;

/** Lines that `isLeftOut` are neither told nor numbered. */
export async function canonicalDump(
  databaseUrl: string,
  ring: readonly RingKey[],
  isLeftOut: (line: string) => boolean = () => false,
): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SET timezone = 'Asia/Shanghai'");
    const tables = await readTables(client);
    const { rows } = await client.query<{ begun: Date }>('SELECT min(at) AS begun FROM audit_line');
    const lines = tell(tables, ring, rows[0]!.begun.getTime());
    return numberIds(lines.filter((line) => !isLeftOut(line)));
  } finally {
    await client.end();
  }
}

async function readTables(client: Client): Promise<Table[]> {
  const { rows: columns } = await client.query<Column>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      ORDER BY c.relname, a.attname <> 'id', a.attnum`,
  );
  const kept = columns.filter(({ table, name }) => !leftOut.includes(table) && !leftOut.includes(`${table}.${name}`));
  const tables: Table[] = [];
  for (const name of new Set(kept.map(({ table }) => table))) {
    const own = kept.filter(({ table }) => table === name);
    const list = own.map((column) => `"${column.name}"::text`).join(', ');
    const { rows } = await client.query<(string | null)[]>({
      text: `SELECT ${list} FROM "${name}"`,
      rowMode: 'array',
    } as never);
    tables.push({ name, columns: own, rows });
  }
  return tables;
}

/** Each row as one text, in which only made ids differ between two loads of one seed on one day. */
function tell(tables: readonly Table[], ring: readonly RingKey[], begun: number): string[] {
  const sealed = new SealedTexts(ring);
  for (const { columns, rows } of tables) {
    const uuids = columns.flatMap(({ type }, index) => (type === 'uuid' ? [index] : []));
    const key = columns.findIndex(({ name }) => name === 'data_key');
    for (const row of rows) {
      if (columns[0]!.name === 'id') sealed.addRow(uuids.flatMap((index) => row[index] ?? []));
      if (row[key]) sealed.addKey(cellOf(columns[key]!, row, row[key]));
    }
  }
  return tables.flatMap(({ name, columns, rows }) =>
    rows.map((row) => {
      const cells = columns.map((column, index) => {
        const text = row[index];
        return `${column.name}=${text === null ? '' : tellCell(column, row, text!, sealed, begun)}`;
      });
      return `${name} ${cells.join(' | ')}`;
    }),
  );
}

function tellCell(column: Column, row: Cells, text: string, sealed: SealedTexts, begun: number): string {
  const name = `${column.table}.${column.name}`;
  if (drawn.includes(name)) return '(drawn)';
  if (positions.includes(name)) return `00000000-0000-7000-8000-${text.padStart(12, '0')}`;
  if (column.type === 'bytea') return tellBytes(cellOf(column, row, text), sealed);
  if (column.type === 'uuid') return text;
  // Whom an event is for is a set, in whatever order a statement found them.
  if (name === 'event.audience') return text.slice(1, -1).split(',').sort().join(',');
  return text.replaceAll(moment, (at) => {
    const since = Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')) - begun;
    return since < 0 ? at : `(load+${Math.floor(since / millisecondsOfDay)})`;
  });
}

function tellBytes(cell: SealedCell, sealed: SealedTexts): string {
  if (cell.column === 'data_key') return '(key)';
  if (cell.column === 'packed_inputs') return JSON.stringify(unpackInputs(cell.bytes));
  const opened = sealed.open(cell);
  return opened === undefined ? cell.bytes.toString('hex') : `(sealed) ${opened}`;
}

function cellOf({ table, name }: Column, row: Cells, text: string): SealedCell {
  const rowIds = row.flatMap((cell) => (cell?.length === 36 ? (cell.match(anyId) ?? []) : []));
  return { table, column: name, rowIds: [...new Set(rowIds)], bytes: Buffer.from(text.slice(2), 'hex') };
}
