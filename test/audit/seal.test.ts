/** Shows that audit lines are sealed outside every command, and that `npm run check:audit` names whatever was touched afterwards. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { AuditAnchor } from '../../server/audit/anchor';
import { AuditTrail } from '../../server/audit/audit';
import { checkAudit } from '../../server/audit/check';
import { SealRepository } from '../../server/audit/seal.repository';
import { AuditSealing } from '../../server/audit/sealing';
import { Database } from '../../server/database/database';
import { ensureBuilt, runCommand } from '../stage/command';
import { createTestDatabase, type TestDatabase } from '../stage/database';

describe('sealed audit lines', () => {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-audit-'));
  const path = join(directory, 'audit-anchor.txt');
  const audit = new AuditTrail(Buffer.alloc(32, 7));
  let arranged: TestDatabase;
  let database: Database;
  const sealing = (patience?: number) =>
    new AuditSealing(database, new SealRepository(), [new AuditAnchor(path)], patience);
  const found = async () => (await checkAudit(database, [new AuditAnchor(path)])).found;
  const write = async (count: number) => {
    for (let index = 0; index < count; index += 1)
      await database.transaction((tx) =>
        audit.recordOnce(tx, { operation: 'arrange', subjectType: 'Stage', details: { index } }, v7(), { index }),
      );
  };
  const positions = async () =>
    (await arranged.query<{ position: string }>('SELECT position::text FROM audit_line ORDER BY position')).map((row) =>
      BigInt(row.position),
    );

  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 4, entities: [] }).open();
  });
  afterAll(async () => {
    await database.close();
    await arranged.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Does it past every trigger, looks, and puts everything back. */
  async function tampered(...statements: string[]) {
    const client = new Client({ connectionString: arranged.url });
    await client.connect();
    try {
      await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
      for (const statement of statements) await client.query(statement);
      const look = {
        query: async <Row>(sql: string, values: readonly unknown[] = []) =>
          (await client.query(sql, [...values])).rows as Row[],
      };
      return (await checkAudit(look, [new AuditAnchor(path)])).found;
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  }

  test('given lines, when they are sealed twice at once and again, then each is sealed once and the anchor has each batch', async () => {
    expect(await sealing().seal()).toBe(0);
    await write(3);
    const both = await Promise.all([sealing().seal(), sealing().seal()]);
    expect(both.sort()).toEqual([0, 3]);
    await write(2);
    expect([await sealing().seal(), await sealing().seal()]).toEqual([2, 0]);
    const report = await checkAudit(database, [new AuditAnchor(path)]);
    expect(report).toEqual({ found: [], batches: 2, lines: 5, unsealed: 0 });
    expect(new AuditAnchor(path).read().map((line) => line.number)).toEqual([1n, 2n]);
  });

  test('given a command that is still writing, then nothing at or above its line is sealed, and it is not held up', async () => {
    const late = new Client({ connectionString: arranged.url });
    await late.connect();
    await late.query("BEGIN; INSERT INTO audit_line (operation, subject_type) VALUES ('late', 'Stage')");
    await write(1);
    expect(await sealing(60).seal()).toBe(0);
    const waiting = sealing(20_000).seal();
    // While the job waits, others go on.
    await write(1);
    await late.query('COMMIT');
    await late.end();
    // The late line and the one above it; the one written meanwhile may wait for the next run.
    expect(await waiting).toBeGreaterThanOrEqual(2);
    await sealing().seal();
    expect(await checkAudit(database, [new AuditAnchor(path)])).toMatchObject({ found: [], lines: 8, unsealed: 0 });
  });

  test('given lines that were changed, removed, inserted or moved, then each is named by batch and position', async () => {
    const [first, second, third, , , late] = (await positions()) as [bigint, bigint, bigint, bigint, bigint, bigint];
    expect(await tampered(`UPDATE audit_line SET details = '{"index": 9}' WHERE position = ${second}`)).toEqual([
      { rule: 'changed', batch: 1n, position: second },
    ]);
    expect(await tampered(`UPDATE audit_line SET at = at + interval '1 microsecond' WHERE position = ${late}`)).toEqual(
      [{ rule: 'changed', batch: 3n, position: late }],
    );
    expect(await tampered(`DELETE FROM audit_line WHERE position = ${third}`)).toEqual([
      { rule: 'removed', batch: 1n, position: third },
    ]);
    const insert = (position: string) =>
      `INSERT INTO audit_line (position, operation, subject_type) OVERRIDING SYSTEM VALUE VALUES (${position}, 'forged', 'Stage')`;
    expect(await tampered(insert('-5'))).toEqual([{ rule: 'inserted', batch: 1n, position: -5n }]);
    expect(
      await tampered(
        `CREATE TEMP TABLE taken ON COMMIT DROP AS SELECT * FROM audit_line WHERE position IN (${first}, ${second})`,
        `DELETE FROM audit_line WHERE position IN (${first}, ${second})`,
        `UPDATE taken SET position = ${first + second} - position`,
        'INSERT INTO audit_line OVERRIDING SYSTEM VALUE SELECT * FROM taken',
      ),
    ).toEqual([
      { rule: 'moved', batch: 1n, position: first, from: second },
      { rule: 'moved', batch: 1n, position: second, from: first },
    ]);
    expect(await found()).toEqual([]);
  });

  test('given a chain that was cut, forged or begun anew, then the anchor tells', async () => {
    expect(
      await tampered(
        'DELETE FROM audit_seal WHERE number >= 2',
        'DELETE FROM audit_line WHERE position > (SELECT max(through_position) FROM audit_seal)',
      ),
    ).toEqual([{ rule: 'cut', batch: 2n }]);
    expect(await tampered('DELETE FROM audit_seal', 'DELETE FROM audit_line')).toEqual([{ rule: 'cut', batch: 1n }]);
    expect(await tampered('DELETE FROM audit_seal WHERE number = 2')).toEqual(
      expect.arrayContaining([{ rule: 'seal missing', batch: 2n }]),
    );
    expect(await tampered("UPDATE audit_seal SET sealed_at = sealed_at - interval '1 day' WHERE number = 1")).toEqual([
      { rule: 'seal changed', batch: 1n },
    ]);
    // One who may write the database and knows the algorithm makes a chain that is sound by itself.
    const [, second] = await positions();
    const other = new AuditAnchor(join(directory, 'other.txt'));
    const forged = await createTestDatabase();
    const forger = await new Database({ url: forged.url, poolSize: 2, entities: [] }).open();
    const rows = await arranged.query<{ row: string }>(
      'SELECT row_to_json(a)::text AS row FROM audit_line a ORDER BY position',
    );
    for (const { row } of rows)
      await forged.query(
        'INSERT INTO audit_line OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::audit_line, $1)',
        [
          JSON.stringify({
            ...JSON.parse(row),
            ...(row.includes(`"position":${second},`) ? { operation: 'forged' } : {}),
          }),
        ],
      );
    await new AuditSealing(forger, new SealRepository(), [other]).seal();
    expect((await checkAudit(forger, [other])).found).toEqual([]);
    expect((await checkAudit(forger, [new AuditAnchor(path)])).found[0]).toEqual({
      rule: 'other than anchored',
      batch: 1n,
    });
    await expect(new AuditSealing(forger, new SealRepository(), [new AuditAnchor(path)]).seal()).rejects.toThrow(
      'anchor',
    );
    await forger.close();
    await forged.drop();
  });

  test('given an anchor whose last line a crash cut, then the next run writes it again, and a removed line is a gap', async () => {
    const whole = readFileSync(path, 'utf8');
    for (const cut of [1, 20, 60]) {
      writeFileSync(path, whole.slice(0, -cut));
      await sealing().seal();
      expect(await found()).toEqual([]);
    }
    expect(new AuditAnchor(path).newest()).toEqual(new AuditAnchor(path).read().at(-1));
    const lines = whole.split('\n');
    writeFileSync(path, [lines[0], ...lines.slice(2)].join('\n'));
    expect(await found()).toEqual([{ rule: 'anchor cut', path }]);
    rmSync(path);
    expect(await found()).toEqual([{ rule: 'anchor missing', path }]);
    appendFileSync(path, whole);
    expect(await found()).toEqual([]);
  });

  test('given npm run check:audit as it is typed, then it says in both languages what it found, and ends with 0, 1 or 2', async () => {
    await ensureBuilt({ report: () => undefined });
    const said = await check(arranged.url);
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toMatch(
      /^✓ 审计检查：\d+ 批 8 行完好，另有 0 行尚未封存\n✓ The audit was checked: 8 lines in \d+ batches are whole, 0 are not sealed yet\n$/,
    );
    const [, second] = await positions();
    await arranged.query(
      `SET session_replication_role = 'replica'; UPDATE audit_line SET operation = 'other' WHERE position = ${second}; SET session_replication_role = 'origin'`,
    );
    expect(await check(arranged.url)).toEqual({
      code: 1,
      err: '',
      out: [
        `✗ 第 1 批第 ${second} 行：内容被改动`,
        `✗ batch 1, line ${second}: changed after it was sealed`,
        '✗ 审计检查：发现 1 处异常',
        '✗ The audit was checked: 1 findings\n',
      ].join('\n'),
    });
    expect((await check('postgres://nobody@127.0.0.1:1/nothing')).code).toBe(2);
  }, 120_000);

  const check = (databaseUrl: string) =>
    runCommand('audit/check.js', { DATABASE_URL: databaseUrl, LINKAGE_DATA_DIRECTORY: directory });
});
