/** Shows servers that are killed with -9 while they read a file of triggers and while they register it: nothing is half done, the next does it once. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../schema/global-id';
import { triggerFile } from '../bench/intake/file';
import { until } from '../event/writing';
import { commands, type Run } from '../stage/commands';
import { people, type Person } from '../stage/people';
import { startServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../stage/server';

const community = '640104001002';
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

describe('an import whose server is killed', () => {
  const secrets = testEnvironment();
  let server: TestServer;
  let officer: Person;
  let run: Run;
  beforeAll(async () => {
    server = await startTestServer(secrets);
    officer = await people(server).streetOfficer();
    await people(server).adviser(community);
    run = commands(server);
  });
  afterAll(() => server.close());

  const put = (url: string, bytes: Buffer, importId: string) =>
    fetch(`${url}/trigger-imports/${importId}?format=CSV`, {
      ...{ method: 'PUT', body: new Uint8Array(bytes) },
      headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'text/csv' },
    });
  const look = async (importId: string) =>
    (
      await server.request(
        'query ($id: ID!) { triggerImport(id: $id) { status rowCount badRowCount registeredCount } }',
        { id: globalId('TriggerImport', importId) },
        officer.token,
      )
    ).data.triggerImport;
  const kept = async () =>
    (
      await server.database.query<{ obligations: number; found: number; staged: number }>(
        `SELECT (SELECT count(*)::int FROM visit_obligation) AS obligations, (SELECT count(*)::int FROM found_person) AS found,
                (SELECT count(*)::int FROM trigger_import_row) AS staged`,
      )
    )[0];
  /** How many connections wait to write obligations. */
  const waiting = async (): Promise<number> =>
    (
      await server.app.composition.database.query(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%visitBulk.insertTriggers%' AND pid <> pg_backend_pid()`,
      )
    ).length;

  test('given servers killed with -9 while they read a file and while they register it, then nothing is half done, and the next server does it once', async () => {
    const file = triggerFile({ rows: 3_000, badEvery: 50, areaCodes: [community], day: today, seed: 11 });
    const right = 3_000 - file.wrong.length;
    const importId = randomUUID();
    const start = () => startServerProcess({ ...secrets, DATABASE_URL: server.database.url });
    const [reader, writer] = await Promise.all([start(), start()]);
    const before = (await kept())!;
    const rowCount = async () => Number((await look(importId))?.rowCount ?? 0);
    expect((await put(reader.url, file.bytes, importId)).status).toBe(202);
    await until('a part was read', async () => (await rowCount()) > 0);
    await reader.kill('SIGKILL');
    const left = await look(importId);
    expect([left.status, left.registeredCount, left.rowCount < 3_000]).toEqual(['READING', null, true]);
    expect(await kept()).toMatchObject({ obligations: before.obligations, found: before.found });
    await server.database.query("UPDATE trigger_import SET heard_at = now() - interval '61 seconds' WHERE id = $1", [
      importId,
    ]);
    expect((await put(server.url, file.bytes, importId)).status).toBe(202);
    await server.app.composition.intakeService.idle();
    const read = { status: 'TRIED', rowCount: 3_000, badRowCount: file.wrong.length, registeredCount: null };
    expect(await look(importId)).toMatchObject(read);

    const input = { commandId: randomUUID(), importId: globalId('TriggerImport', importId), leaveOutBadRows: true };
    const staged = (await kept())!;
    await server.database.query('BEGIN');
    await server.database.query('LOCK TABLE visit_obligation IN SHARE MODE');
    const lost = postGraphQL(
      writer.url,
      'mutation ($input: RegisterTriggersInput!) { registerTriggers(input: $input) { __typename } }',
      { input },
      officer.token,
    ).catch(() => 'LOST');
    // The persons are written by then, the obligations are not.
    await until('it registers', async () => (await waiting()) > 0);
    await writer.kill('SIGKILL');
    await server.database.query('ROLLBACK');
    expect(await lost).toBe('LOST');
    await until('its connection is gone', async () => (await waiting()) === 0);
    const again = await Promise.all(
      [1, 2].map(() => run(officer, 'registerTriggers', input, 'status registeredCount')),
    );
    expect(again).toEqual([1, 2].map(() => expect.objectContaining({ status: 'REGISTERED', registeredCount: right })));
    expect(await kept()).toEqual({
      ...{ obligations: before.obligations + right, found: before.found + right, staged: staged.staged - right },
    });
    const lines = await server.database.query('SELECT 1 FROM audit_line WHERE command_id = $1', [input.commandId]);
    expect(lines.length).toBe(1);
  }, 60_000);
});
