/** Shows that a file of triggers is read with every wrong cell named, registered whole or not at all, and that nothing of a person is told. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { writeTable } from '../../server/spreadsheet/table-file';
import { SpreadsheetFormat } from '../../schema/import/import';
import { triggerFile } from '../bench/intake/file';
import { until } from '../event/writing';
import { commands, type Run } from '../stage/commands';
import { feedPosition, followField } from '../stage/following';
import { household } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

describe('files of triggers', () => {
  let server: TestServer;
  let officer: Person;
  let run: Run;
  beforeAll(async () => {
    server = await startTestServer();
    officer = await people(server).streetOfficer();
    for (let index = 0; index < 3; index += 1) await people(server).adviser(community);
    run = commands(server);
  });
  afterAll(() => server.close());

  const put = (bytes: Buffer, importId: string, query = 'format=CSV', more: Record<string, string> = {}) =>
    fetch(`${server.url}/trigger-imports/${importId}?${query}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'text/csv', ...more },
      body: new Uint8Array(bytes),
    });
  const counts = 'status rowCount badRowCount repeatedInFileCount reportedBeforeCount knownPersonCount registeredCount';
  const look = async (importId: string, token = officer.token, fields = counts) =>
    (
      await server.request(
        `query ($id: ID!) { triggerImport(id: $id) { ${fields} } }`,
        { id: globalId('TriggerImport', importId) },
        token,
      )
    ).data.triggerImport;
  const readThrough = async (bytes: Buffer, importId: string = randomUUID(), query?: string, more = {}) => {
    expect((await put(bytes, importId, query, more)).status).toBe(202);
    await server.app.composition.intakeService.idle();
    return importId;
  };
  const register = (importId: string, more = {}) =>
    run(
      officer,
      'registerTriggers',
      { commandId: randomUUID(), importId: globalId('TriggerImport', importId), ...more },
      counts,
    );
  const kept = async () =>
    (
      await server.database.query<{ obligations: number; found: number; staged: number }>(
        `SELECT (SELECT count(*)::int FROM visit_obligation) AS obligations, (SELECT count(*)::int FROM found_person) AS found,
                (SELECT count(*)::int FROM trigger_import_row) AS staged`,
      )
    )[0];
  const csv = (...rows: string[][]) =>
    Buffer.from(['trigger,occurredOn,residentNumber,name,areaCode', ...rows.map((row) => row.join(','))].join('\n'));

  test('given two thousand rows of which twenty are wrong, then each wrong cell is named, nothing is registered before it is asked for, and then all that is right at once', async () => {
    const file = triggerFile({ rows: 2_000, badEvery: 100, areaCodes: [community, '640104001003'], day: today });
    const importId = await readThrough(file.bytes);
    expect(await look(importId)).toEqual({
      ...{ status: 'TRIED', rowCount: 2_000, badRowCount: 20, repeatedInFileCount: 0, reportedBeforeCount: 0 },
      ...{ knownPersonCount: 0, registeredCount: null },
    });
    expect(await kept()).toEqual({ obligations: 0, found: 0, staged: 1_980 });
    const told = await look(
      importId,
      officer.token,
      'problems(first: 100) { row column messageZh } problemFile { contentBase64 }',
    );
    expect(told.problems.map((one: any) => [one.row, one.column])).toEqual(file.wrong);
    const report = Buffer.from(told.problemFile.contentBase64, 'base64').toString('utf8');
    expect(report.split('\r\n').filter((line) => /^\d/.test(line)).length).toBe(20);
    expect(file.residentNumbers.some((number) => report.includes(number))).toBe(false);
    expect(/12345|搬家|=1\+1/.test(report)).toBe(false);

    expect(await register(importId)).toEqual({ __typename: 'TriggerImportHasProblems', badRowCount: 20 });
    expect((await kept())!.obligations).toBe(0);
    const after = await feedPosition(server, officer);
    const heard = followField(
      server,
      officer,
      'subscription ($areaCode: String!, $after: String) { visitObligationChanges(areaCode: $areaCode, after: $after) { step obligation { id } } }',
      { areaCode: '640104001', after },
    );
    const command = { commandId: randomUUID(), leaveOutBadRows: true };
    const answers = await Promise.all([1, 2, 3].map(() => register(importId, command)));
    expect(answers[0]).toMatchObject({ __typename: 'TriggerImport', status: 'REGISTERED', registeredCount: 1_980 });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await kept()).toEqual({ obligations: 1_980, found: 1_980, staged: 0 });
    expect(await register(importId, { leaveOutBadRows: true })).toMatchObject({ __typename: 'WrongState' });
    const loads = await server.database.query<{ open: number }>(
      'SELECT count(*)::int AS open FROM visit_obligation WHERE area_code = $1 GROUP BY adviser_id ORDER BY 1',
      [community],
    );
    expect(loads.map((row) => row.open)).toEqual([333, 333, 334]);
    await until('both communities heard', () => heard.heard.length >= 2);
    expect(heard.heard).toEqual([1, 2].map(() => ({ step: 'MANY_ASSIGNED', obligation: null })));
    await heard.stop();
    const lines = await server.database.query<{ text: string }>('SELECT details::text AS text FROM audit_line');
    const events = await server.database.query<{ text: string }>('SELECT payload::text AS text FROM event');
    const written = [...lines, ...events].map((row) => row.text).join();
    expect(file.residentNumbers.some((number) => written.includes(number))).toBe(false);
  });

  test('given persons who are known, told of before or twice in the file, then they are attached, and taken once', async () => {
    const family = await household(server, { areaCode: community });
    const { residentNumber, name } = family.identity;
    const known = ['DEATH', today, residentNumber, name, community];
    const before = await kept();
    const importId = await readThrough(csv(known, ['住院', today, residentNumber, name, community], known));
    expect(await look(importId)).toMatchObject({
      ...{ status: 'TRIED', rowCount: 3, badRowCount: 0, repeatedInFileCount: 1, knownPersonCount: 3 },
    });
    const [sealed] = await server.database.query('SELECT count(details)::int AS count FROM trigger_import_row');
    expect(sealed).toEqual({ count: 0 });
    expect(await register(importId)).toMatchObject({ registeredCount: 2 });
    const rows = await server.database.query(
      'SELECT trigger_kind AS kind, channel, adviser_id IS NOT NULL AS given FROM visit_obligation WHERE household_id = $1 ORDER BY 1',
      [family.householdId],
    );
    expect(rows).toEqual(['DEATH', 'HOSPITALISATION'].map((kind) => ({ kind, channel: 'FILE', given: true })));
    const again = await readThrough(csv(known));
    expect(await look(again)).toMatchObject({ rowCount: 1, reportedBeforeCount: 1 });
    expect(await register(again)).toMatchObject({ registeredCount: 0 });
    expect((await kept())!.found).toBe(before!.found);
  });

  test('given a household erased between reading and registering, then nothing is registered and it is said why', async () => {
    const family = await household(server, { areaCode: community });
    const { residentNumber, name } = family.identity;
    const importId = await readThrough(csv(['受灾', today, residentNumber, name, community]));
    await server.app.composition.database.transaction((tx) =>
      server.app.composition.households.destroyDataKey(tx, family.householdId),
    );
    const before = await kept();
    expect(await register(importId)).toEqual({ __typename: 'TriggerImportOutdated' });
    expect(await kept()).toEqual(before);
  });

  test('given a registration whose connection is lost in the middle, then nothing of it is there, and the next is whole', async () => {
    const file = triggerFile({ rows: 300, badEvery: 1_000, areaCodes: [community], day: today, seed: 7 });
    const importId = await readThrough(file.bytes);
    const before = await kept();
    await server.database.query('BEGIN');
    await server.database.query('LOCK TABLE visit_obligation IN SHARE MODE');
    const lost = register(importId);
    let stuck: { pid: number }[] = [];
    for (let turn = 0; stuck.length === 0 && turn < 500; turn += 1)
      stuck = await server.app.composition.database.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%visitBulk.insertTriggers%' AND pid <> pg_backend_pid()`,
      );
    await server.database.query('SELECT pg_terminate_backend($1)', [stuck[0]!.pid]);
    expect(await lost).toBe('RETRYABLE');
    await server.database.query('ROLLBACK');
    expect(await kept()).toEqual(before);
    expect(await look(importId)).toMatchObject({ status: 'TRIED', registeredCount: null });
    expect(await register(importId)).toMatchObject({ registeredCount: 300 });
  });

  test('given a server lost while it read, then the same file sent again is read anew; one that nobody registers is removed', async () => {
    const file = triggerFile({ rows: 700, badEvery: 50, areaCodes: [community], day: today, seed: 9 });
    const importId = await readThrough(file.bytes);
    // As a killed server leaves it: a part is staged and counted.
    await server.database.query(
      `UPDATE trigger_import SET status = 'READING', row_count = 500, ended_at = NULL WHERE id = $1`,
      [importId],
    );
    await server.database.query('DELETE FROM trigger_import_row WHERE import_id = $1 AND row_number > 501', [importId]);
    await readThrough(file.bytes, importId);
    expect(await look(importId)).toMatchObject({ status: 'READING', rowCount: 500 });
    await server.database.query("UPDATE trigger_import SET heard_at = now() - interval '61 seconds' WHERE id = $1", [
      importId,
    ]);
    await readThrough(file.bytes, importId);
    expect(await look(importId)).toMatchObject({ status: 'TRIED', rowCount: 700, badRowCount: 14 });
    await server.database.query("UPDATE trigger_import SET heard_at = now() - interval '25 hours' WHERE id = $1", [
      importId,
    ]);
    expect([
      await server.app.composition.intakeService.removeAbandoned(),
      await server.app.composition.intakeService.removeAbandoned(),
    ]).toEqual([1, 0]);
    expect(await look(importId)).toMatchObject({ status: 'REMOVED' });
    const left = await server.database.query('SELECT 1 FROM trigger_import_row WHERE import_id = $1', [importId]);
    expect(left).toEqual([]);
  });

  test('given the same triggers as a workbook, in GB 18030 or of a hospital by its key, then they are read alike, and a department is not told who is known', async () => {
    const family = await household(server, { areaCode: community });
    const { residentNumber, name } = family.identity;
    const rows = [
      ['情形', '发生日期', '公民身份号码', '姓名', '区划代码'],
      ['住院', today.replaceAll('-', '/'), residentNumber, name, community],
    ];
    const workbook = await writeTable(SpreadsheetFormat.XLSX, rows);
    const type = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const importId = await readThrough(workbook, randomUUID(), 'format=XLSX', type);
    expect(await look(importId)).toMatchObject({ status: 'TRIED', rowCount: 1, badRowCount: 0, knownPersonCount: 1 });

    // 住院 and 王芳 as spreadsheets in China write them by default.
    const [hospital, woman] = [Buffer.from('d7a1d4ba', 'hex'), Buffer.from('cdf5b7bc', 'hex')];
    const parts = [
      'trigger,occurredOn,residentNumber,name,areaCode\n',
      hospital,
      `,2023-01-01,${residentNumber},`,
      woman,
    ];
    const encoded = Buffer.concat([...parts, `,${community}\n`].map((part) => Buffer.from(part as string)));
    const old = await readThrough(encoded);
    expect(await look(old, officer.token, 'status problems { column }')).toEqual({
      ...{ status: 'TRIED', problems: [{ column: 'occurredOn' }] },
    });

    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.PUBLIC_INSTITUTION });
    const administrator = await people(server).organisationAdministrator(organisationId);
    const made = await server.request(
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on ApiKeyCreated { secret } } }',
      {
        input: {
          ...{ apiKeyId: randomUUID(), organisationId: globalId('Organisation', organisationId), name: '住院接口' },
          ...{ scopes: ['TRIGGERS_WRITE'], lifetimeDays: 30 },
        },
      },
      administrator.token,
    );
    const { secret } = made.data.createApiKey as { secret: string };
    const department = `format=CSV&departmentId=${globalId('Organisation', organisationId)}`;
    const bytes = Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
    const theirs = await readThrough(bytes, randomUUID(), department, { authorization: `Bearer ${secret}` });
    expect(await look(theirs, secret)).toMatchObject({ status: 'TRIED', rowCount: 1, knownPersonCount: null });
    expect(await look(theirs)).toBeNull();
    expect(await register(theirs)).toMatchObject({ __typename: 'NotFound' });
  });

  test('25, 26, 29: given what is no such file, is too long, or is sent by the wrong people or page, then it is refused with its status and nothing is kept', async () => {
    const before = await kept();
    const bytes = csv(['DEATH', today, '640104195001010010', '王芳', community]);
    const status = async (...[query, more, body]: [string?, Record<string, string>?, Buffer?]) =>
      (await put(body ?? bytes, randomUUID(), query, more)).status;
    const adviser = await people(server).adviser(community);
    expect(await status('format=CSV', { authorization: '' })).toBe(401);
    expect(await status('format=CSV', { authorization: 'Bearer nothing' })).toBe(401);
    expect(await status('format=CSV', { authorization: `Bearer ${adviser.token}` })).toBe(403);
    expect(await status('format=CSV', { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await status('format=PDF')).toBe(400);
    expect(await status('format=CSV', { 'content-type': 'application/json' })).toBe(415);
    expect(await status('format=CSV', { 'content-encoding': 'gzip' })).toBe(400);
    expect(await status('format=XLSX', {}, Buffer.alloc(1024 * 1024 + 1))).toBe(413);
    expect((await put(bytes, 'not-a-uuid')).status).toBe(400);
    const refused = async (body: Buffer) => {
      const importId = await readThrough(body);
      return look(importId, officer.token, 'status problems { row column }');
    };
    expect(await refused(Buffer.from('姓名,情形\n王芳,过世\n'))).toEqual({
      status: 'REFUSED',
      problems: ['公民身份号码', '区划代码', '发生日期'].map((column) => ({ row: 1, column })),
    });
    expect(await refused(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xff]))).toMatchObject({ status: 'REFUSED' });
    expect(await refused(Buffer.from(`trigger,name\n"${'x'.repeat(30_000)}`))).toMatchObject({ status: 'REFUSED' });
    const importId = await readThrough(bytes);
    const other = await put(csv(), importId);
    expect([other.status, ((await other.json()) as any).errors[0].extensions.code]).toEqual([
      409,
      'IDEMPOTENCY_MISMATCH',
    ]);
    const { staged: _staged, ...now } = (await kept())!;
    const { staged: _before, ...then } = before!;
    expect(now).toEqual(then);
  });
});
