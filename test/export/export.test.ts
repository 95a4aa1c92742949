/**
 * Shows that a file of an export tells what its asker may read one by one and nothing more, is written once whoever is killed, ends with the
 * authority of its asker, and is sealed, read by its asker alone and destroyed.
 */
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { getNamedType, isLeafType, type GraphQLObjectType } from 'graphql';
import { globalId } from '../../schema/global-id';
import { measures } from '../../server/composition/measures';
import { columnsOf } from '../../server/export/columns';
import { DataExportRepository } from '../../server/export/data-export.repository';
import { FigureReading } from '../../server/export/figures';
import { ExportWriting } from '../../server/export/writing';
import { buildLinkageSchema } from '../../server/schema';
import { until } from '../event/writing';
import { figures as figuresOf, signIn } from '../indicator/figures';
import { commands, type Run } from '../stage/commands';
import { followField } from '../stage/following';
import { household } from '../stage/households';
import { verifiedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

const year = { from: '2023-01-01', to: '2023-12-31' };
const years = { from: '2023-01-01', to: `${new Date().getUTCFullYear() + 1}-12-31` };
const district = { ...years, areaCode: '640104' };
const fields = 'id status done total rowCount byteCount path codes refusal { __typename }';
const needs = { subject: 'RECORDS', codes: ['NEEDS_VERIFIED'], scope: district, format: 'CSV' };

describe('exports', () => {
  let server: TestServer;
  let run: Run;
  let bureau: Person;
  beforeAll(async () => {
    server = await startSampleServer();
    run = commands(server);
    bureau = await people(server).bureau();
  }, 90_000);
  afterAll(() => server.close());

  const request = (input: object, person: Pick<Person, 'token'> = bureau, exportId: string = randomUUID()) =>
    run(person, 'requestDataExport', { exportId, ...needs, ...input }, fields);
  const look = async (id: string, person: Pick<Person, 'token'> = bureau) =>
    (await server.request(`query ($id: ID!) { dataExport(id: $id) { ${fields} } }`, { id }, person.token)).data
      .dataExport;
  const ended = async (made: { id: string }, person: Pick<Person, 'token'> = bureau) => {
    let now = await look(made.id, person);
    await until('the export ends', async () => {
      now = await look(made.id, person);
      return !['REQUESTED', 'WRITING'].includes(now.status);
    });
    return now;
  };
  const read = (path: string, person: Pick<Person, 'token'> = bureau) =>
    fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${person.token}` } });
  const written = async (input: object, person: Pick<Person, 'token'> = bureau) => {
    const made = await request(input, person);
    if (made.__typename !== 'DataExport') throw new Error(JSON.stringify(made));
    // Whoever writes first: this, or the job that was asked for.
    await server.app.composition.exportWriting.writeDue();
    const now = await ended(made, person);
    expect(now).toMatchObject({ status: 'READY', refusal: null });
    const bytes = Buffer.from(await (await read(now.path, person)).arrayBuffer());
    expect(bytes.length).toBe(now.byteCount);
    return { ...now, localId: now.path.slice(-36) as string, bytes };
  };
  const table = (bytes: Buffer): string[][] => parse(bytes, { bom: true });
  const left = async (id: string) =>
    (
      await server.database.query(
        `SELECT (SELECT count(*)::int FROM data_export_record WHERE export_id = $1) AS records,
                (SELECT count(*)::int FROM data_export_piece WHERE export_id = $1) AS pieces,
                (SELECT data_key IS NOT NULL FROM data_export WHERE id = $1) AS key`,
        [id],
      )
    )[0];
  const auditOf = async (id: string) =>
    (
      await server.database.query<{ said: string }>(
        `SELECT operation || coalesce(' ' || (details ->> 'rows'), '') || coalesce(' ' || (details ->> 'why'), '') AS said
           FROM audit_line WHERE subject_id = $1 ORDER BY position`,
        [id],
      )
    ).map(({ said }) => said);

  test('62: given the needs of the district, then the file has those that the query lists, its asker follows it, and nobody else reads it', async () => {
    const other = await people(server).bureau();
    const after = (await server.request('{ feedPosition }', {}, bureau.token)).data.feedPosition as string;
    const follow = (person: Person) =>
      followField(
        server,
        person,
        'subscription ($accountId: ID!, $after: String) { dataExportChanges(accountId: $accountId, after: $after) { exportId status done total } }',
        { accountId: globalId('Account', bureau.accountId), after },
      );
    const [own, foreign] = [follow(bureau), follow(other)];
    const exportId = randomUUID();
    const made = await request({}, bureau, exportId);
    expect(made).toMatchObject({ __typename: 'DataExport', id: globalId('DataExport', exportId), codes: needs.codes });
    const now = await ended(made);
    const [{ count }] = await server.database.query<any>(
      "SELECT count(*)::int AS count FROM need WHERE status <> 'DRAFT'",
    );
    expect(count).toBeGreaterThan(100);
    expect(now).toMatchObject({
      status: 'READY',
      done: count,
      total: count,
      rowCount: count,
      path: `/exports/${exportId}`,
    });
    expect(await request({}, bureau, exportId)).toEqual({ __typename: 'DataExport', ...now });
    expect(await request({ format: 'XLSX' }, bureau, exportId)).toEqual({ __typename: 'IdempotencyMismatch' });

    const response = await read(now.path);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="linkage-${exportId}.csv"`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const [heading, ...rows] = table(bytes);
    expect(heading!.slice(0, 4)).toEqual(['类别 type', '编号 id', '需求形式 kind', '服务类别 serviceKind']);
    const listed: string[] = [];
    for (let cursor: string | null = null; ;) {
      const answer: any = await server.request(
        `query ($scope: IndicatorScopeInput!, $after: String) { indicators(scope: $scope, codes: ["NEEDS_VERIFIED"]) { ... on IndicatorReport {
           indicators { subjects(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id ... on Need { status } } } } } } } }`,
        { scope: district, after: cursor },
        bureau.token,
      );
      const { edges, pageInfo } = answer.data.indicators.indicators[0].subjects;
      listed.push(...edges.map(({ node }: any) => `${node.id} ${node.status}`));
      if (!pageInfo.hasNextPage) break;
      cursor = pageInfo.endCursor;
    }
    const status = heading!.indexOf('状态 status');
    expect(rows.map((row) => `${row[1]} ${row[status]}`)).toEqual(listed);

    expect([await look(made.id, other), (await read(now.path, other)).status]).toEqual([null, 404]);
    expect([(await fetch(`${server.url}${now.path}`)).status, (await read(`/exports/${randomUUID()}`)).status]).toEqual(
      [401, 404],
    );
    await until('it is told', () => own.heard.some((one) => one.status === 'READY') && foreign.failures.length > 0);
    const [first, ...steps] = own.heard.map(({ status: told, done, total }) => `${told} ${done}/${total}`);
    expect([first, steps[0], steps.at(-1)]).toEqual([
      'REQUESTED 0/null',
      `WRITING 0/${count}`,
      `READY ${count}/${count}`,
    ]);
    expect([foreign.heard, foreign.failures[0].extensions.code]).toEqual([[], 'FORBIDDEN']);
    await Promise.all([own.stop(), foreign.stop()]);

    expect(await auditOf(exportId)).toEqual([
      'requestDataExport',
      `writeDataExport ${count}`,
      `readDataExport ${count}`,
    ]);
    const [piece] = await server.database.query<{ contents: Buffer }>(
      'SELECT contents FROM data_export_piece WHERE export_id = $1',
      [exportId],
    );
    expect([bytes.includes('serviceKind'), piece!.contents.includes('serviceKind')]).toEqual([true, false]);
    expect(await left(exportId)).toMatchObject({ records: 0, key: true });
  });

  test('62: given a record of every kind that is counted, then it has columns, none of them a word of a person, and no file names anybody', async () => {
    const family = await household(server, { areaCode: '640104001002' });
    await verifiedNeed(server, { household: family, cardText: '每周两次陪同就医' });
    const kinds = new Map<string, string>();
    for (const { code, rows, restricted } of measures) {
      if (restricted) continue;
      const found = await server.database.query<{ type: string }>(
        `SELECT DISTINCT subject_type AS type FROM (${rows}) AS r`,
      );
      for (const { type } of found) if (!kinds.has(type)) kinds.set(type, code);
    }
    expect(kinds.size).toBeGreaterThan(25);
    expect([...kinds.keys()].filter((type) => !columnsOf[type])).toEqual([]);

    let files = '';
    for (const [type, code] of kinds) {
      const file = await written({ codes: [code] });
      const rows = table(file.bytes);
      expect([code, rows[0]!.length]).toEqual([code, columnsOf[type]!.length + 2]);
      expect([code, rows.slice(1).every((row) => row[0] === type)]).toEqual([code, true]);
      files += file.bytes.toString('utf8');
    }
    expect(files).toContain(family.id);
    for (const word of Object.values(family.identity)) expect(files).not.toContain(word);
    expect(files).not.toContain('陪同就医');
    // Names are those of institutions, projects and courses; everything else is a code, a day, a number, a place or an id.
    const schema = buildLinkageSchema(server.app.composition.resolvers);
    const texts = Object.entries(columnsOf).flatMap(([type, paths]) =>
      paths
        .filter((path) => {
          let owner = schema.getType(type) as GraphQLObjectType;
          for (const part of path.split('.')) owner = getNamedType(owner.getFields()[part]!.type) as GraphQLObjectType;
          expect([type, path, isLeafType(owner)]).toEqual([type, path, true]);
          return owner.name === 'String' && !/(areaCodes?|\.code|[rR]eason)$/.test(path);
        })
        .map((path) => `${type}.${path}`),
    );
    expect(texts.sort()).toEqual([
      ...['Activity.title', 'Adviser.team.name', 'AdviserTeam.name', 'Allocation.item', 'Allocation.unit'],
      ...[
        'CareCase.provider.name',
        'CharityProject.filingNumber',
        'CharityProject.name',
        'CharityProject.organisation.name',
      ],
      ...[
        'Claim.organisation.name',
        'Course.title',
        'CourseEnrolment.course.title',
        'MeetingIssue.ownerOrganisation.name',
      ],
      ...[
        'Need.quantityUnit',
        'Organisation.name',
        'Organisation.unifiedSocialCreditCode',
        'PolicyApplication.department',
      ],
      ...['Referral.organisation.name', 'ServicePoint.name', 'Training.title'],
    ]);
  }, 60_000);

  test('71: given who may not read each record, then it is told so; own work is, and a figure in a file is suppressed as in the query', async () => {
    const token = async (login: string) => ({ token: await signIn(server, login) });
    const [auditor, adviser, company] = [await token('auditor'), await token('adviser'), await token('company')];
    const before = await server.database.query('SELECT count(*)::int AS count FROM data_export');
    expect(await request({ scope: year }, auditor)).toEqual({
      __typename: 'RecordsNotListed',
      measure: 'NEEDS_VERIFIED',
    });
    expect(await request({ codes: ['DISPUTES_RESOLVED'] })).toEqual({
      __typename: 'RecordsNotListed',
      measure: 'DISPUTES_RESOLVED',
    });
    expect(await request({}, adviser)).toEqual({ __typename: 'NotFound', type: 'Measure' });
    expect(await request({}, company)).toBe('FORBIDDEN');
    expect(await request({ codes: ['NEEDS_VERIFIED', 'CLAIMS_MADE'] })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'codes',
    });
    expect(await server.database.query('SELECT count(*)::int AS count FROM data_export')).toEqual(before);

    const codes = ['NEEDS_VERIFIED', 'HOUSEHOLDS_WATCHED', 'DISPUTES_RESOLVED'];
    const figures = {
      subject: 'FIGURES',
      codes,
      scope: years,
      groupings: ['AREA', 'FACET'],
      byMonth: true,
      format: 'XLSX',
    };
    const file = await written(figures, auditor);
    const { readSheet } = await import('read-excel-file/node');
    const [heading, ...rows] = (await readSheet(file.bytes)) as unknown as unknown[][];
    const at = (name: string) => heading!.findIndex((cell) => String(cell).endsWith(` ${name}`));
    const answer = await server.request(
      `query ($scope: IndicatorScopeInput!, $codes: [String!]) { indicators(scope: $scope, codes: $codes) { ... on IndicatorReport { indicators {
         measure { code } figure { value suppressed } area: groups(by: AREA) { key figure { value suppressed } }
         facet: groups(by: FACET) { key figure { value suppressed } } months { month figure { value suppressed } } } } } }`,
      { scope: years, codes },
      auditor.token,
    );
    const told = (code: string, by: string | null, key: string | null, { value, suppressed }: any) => [
      code,
      by,
      key,
      value === null ? null : Number(value),
      suppressed ? '是' : '否',
    ];
    expect(rows.map((row) => ['code', 'grouping', 'key', 'value', 'suppressed'].map((name) => row[at(name)]))).toEqual(
      answer.data.indicators.indicators.flatMap(({ measure: { code }, figure, area, facet, months }: any) => [
        told(code, null, null, figure),
        ...area.map((one: any) => told(code, 'AREA', one.key, one.figure)),
        ...facet.map((one: any) => told(code, 'FACET', one.key, one.figure)),
        ...months.map((one: any) => told(code, 'MONTH', one.month, one.figure)),
      ]),
    );
    const watched = rows.find((row) => row[at('code')] === 'HOUSEHOLDS_WATCHED')!;
    expect([watched[at('value')], watched[at('suppressed')]]).toEqual([null, '是']);
    // Whoever may open each of the three watches is told that they are three (decision 18).
    const codesOf = await figuresOf(server, bureau.token, district, ['HOUSEHOLDS_WATCHED']);
    expect(codesOf).toEqual({ HOUSEHOLDS_WATCHED: '3' });
    expect(file).toMatchObject({ done: 3, total: 3, rowCount: rows.length });
  });

  test('49: given a role that ends while the file is written, then the export ends with that reason, and nothing of it is left', async () => {
    const officer = await people(server).streetOfficer();
    const scope = { ...years, areaCode: '640104001' };
    const whole = await written({ scope }, officer);
    expect(whole.rowCount).toBeGreaterThan(20);
    // Between finding the records and reading the first of them.
    await server.database.query(`CREATE FUNCTION end_authority() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE role_grant SET revoked_at = now() WHERE account_id = NEW.account_id; RETURN NEW; END $$`);
    await server.database.query(
      `CREATE TRIGGER end_authority BEFORE UPDATE ON data_export FOR EACH ROW WHEN (OLD.total IS NULL AND NEW.total IS NOT NULL)
         EXECUTE FUNCTION end_authority()`,
    );
    const made = await request({ scope }, officer);
    const now = await ended(made, officer);
    await server.database.query('DROP FUNCTION end_authority CASCADE');
    expect(now).toMatchObject({
      status: 'REFUSED',
      path: null,
      rowCount: null,
      refusal: { __typename: 'DataExportAuthorityEnded' },
    });
    const id = (await server.database.query<{ id: string }>("SELECT id FROM data_export WHERE status = 'REFUSED'"))[0]!
      .id;
    expect(await left(id)).toEqual({ records: 0, pieces: 0, key: false });
    expect(await auditOf(id)).toEqual(['requestDataExport', 'refuseDataExport AUTHORITY_ENDED']);
    // What was written before can not be read any more either.
    expect((await read(whole.path, officer)).status).toBe(404);
  });

  test('105, 108: given a server killed in the middle, or two at once, then one file comes of it, the same, and what the lost one still says changes nothing', async () => {
    const { database, exportWriting } = server.app.composition;
    const { bytes, localId: id, rowCount } = await written({});
    // As a killed server leaves it: a part of the file, the records still to be read.
    const ids = table(bytes)
      .slice(1)
      .map((row) => Buffer.from(row[1]!, 'base64url').toString().slice(-36));
    await server.database.query(
      `UPDATE data_export SET status = 'WRITING', ended_at = NULL, row_count = NULL, byte_count = NULL, expires_at = NULL, done = 100, heard_at = now()
        WHERE id = $1`,
      [id],
    );
    await server.database.query(
      `INSERT INTO data_export_record SELECT $1, place, 'Need', need FROM unnest($2::uuid[]) WITH ORDINALITY AS n (need, place)`,
      [id, ids],
    );
    expect(await exportWriting.writeDue()).toBe(0);
    await server.database.query("UPDATE data_export SET heard_at = now() - interval '61 seconds' WHERE id = $1", [id]);
    const [lost] = await server.database.query<{ attempt: number }>('SELECT attempt FROM data_export WHERE id = $1', [
      id,
    ]);
    const { dataExports, second } = secondWriter();
    const counts = await Promise.all([exportWriting.writeDue(), second.writeDue(), second.writeDue()]);
    expect(counts[0]! + counts[1]!).toBe(1);
    const now = await look(globalId('DataExport', id));
    expect(now).toMatchObject({ status: 'READY', rowCount });
    expect(Buffer.from(await (await read(now.path)).arrayBuffer())).toEqual(bytes);
    const late = await database.transaction((tx) =>
      dataExports.advance(tx, { id, attempt: lost!.attempt }, { total: 1, done: 1 }),
    );
    expect(late).toBeUndefined();
    expect((await auditOf(id)).filter((line) => line.startsWith('writeDataExport')).length).toBe(2);
  });

  /** As another server has it, for at most ten records. */
  function secondWriter() {
    const { composition } = server.app;
    const dataExports = new DataExportRepository();
    const build = (recordMaximum?: number) =>
      new ExportWriting({
        ...{
          ...composition,
          dataExports,
          recordMaximum,
          service: composition.exportService,
          records: composition.recordReading,
        },
        ...{ indicators: composition.indicatorService },
        figures: new FigureReading(composition.indicatorService, composition.groupNames),
      });
    return { dataExports, second: build(), narrow: build(10) };
  }

  test('given more records than a file holds, or failure again and again, then the export ends and says so', async () => {
    const { narrow, second } = secondWriter();
    const insert = async (attempt: number) => {
      const id = randomUUID();
      await server.database.query(
        `INSERT INTO data_export (id, account_id, subject, asked, format, attempt, heard_at) VALUES ($1, $2, 'RECORDS', $3, 'CSV', $4, now() - interval '1 hour')`,
        [
          id,
          bureau.accountId,
          JSON.stringify({ codes: needs.codes, scope: district, groupings: [], byMonth: false }),
          attempt,
        ],
      );
      return id;
    };
    const large = await insert(0);
    await narrow.writeDue();
    expect(await look(globalId('DataExport', large))).toMatchObject({
      status: 'REFUSED',
      refusal: { __typename: 'DataExportTooLarge' },
    });
    expect(await left(large)).toEqual({ records: 0, pieces: 0, key: false });
    const hopeless = await insert(8);
    await second.writeDue();
    expect(await look(globalId('DataExport', hopeless))).toMatchObject({
      status: 'REFUSED',
      refusal: { __typename: 'DataExportFailed' },
    });
  });

  test('given an export that is cancelled, is over its time, or one too many, then there is no file, and no more of them', async () => {
    const cancel = (id: string, commandId: string = randomUUID(), person: Pick<Person, 'token'> = bureau) =>
      run(person, 'cancelDataExport', { commandId, exportId: id }, fields);
    const [given, kept] = [
      await written({ scope: { ...year, areaCode: '640104001' } }),
      await written({ format: 'XLSX' }),
    ];
    const commandId = randomUUID();
    expect(await cancel(given.id, randomUUID(), await people(server).bureau())).toEqual({
      __typename: 'NotFound',
      type: 'DataExport',
    });
    expect((await (await read(given.path)).arrayBuffer()).byteLength).toBe(given.byteCount);
    const cancelled = await cancel(given.id, commandId);
    expect(cancelled).toMatchObject({ __typename: 'DataExport', status: 'CANCELLED', path: null });
    expect(await cancel(given.id, commandId)).toEqual(cancelled);
    expect(await cancel(given.id)).toMatchObject({ __typename: 'WrongState', currentStatus: 'CANCELLED' });
    expect([await left(given.localId), (await read(given.path)).status]).toEqual([
      { records: 0, pieces: 0, key: false },
      404,
    ]);

    await server.database.query("UPDATE data_export SET expires_at = now() - interval '1 second' WHERE id = $1", [
      kept.localId,
    ]);
    expect((await read(kept.path)).status).toBe(404);
    await server.app.composition.exportWriting.writeDue();
    expect(await look(kept.id)).toMatchObject({ status: 'EXPIRED', path: null, rowCount: kept.rowCount });
    expect(await left(kept.localId)).toEqual({ records: 0, pieces: 0, key: false });

    const busy = await people(server).bureau();
    await server.database.query(
      `INSERT INTO data_export (id, account_id, subject, asked, format, status, data_key, attempt)
       SELECT gen_random_uuid(), $1, 'FIGURES', $2, 'CSV', 'WRITING', 'key', 1 FROM generate_series(1, 5)`,
      [busy.accountId, JSON.stringify({ codes: needs.codes, scope: year, groupings: [], byMonth: false })],
    );
    expect(await request({}, busy)).toEqual({ __typename: 'TooManyDataExports', maximum: 5 });
    const listed = await server.request(
      '{ dataExports(first: 3) { edges { node { status } } pageInfo { hasNextPage } } }',
      {},
      busy.token,
    );
    expect(listed.data.dataExports).toEqual({
      edges: [1, 2, 3].map(() => ({ node: { status: 'WRITING' } })),
      pageInfo: { hasNextPage: true },
    });
    // The third of them is given up by who asked for it while a server writes it.
    const [one] = await server.database.query<{ id: string }>('SELECT id FROM data_export WHERE account_id = $1', [
      busy.accountId,
    ]);
    expect(await cancel(globalId('DataExport', one!.id), randomUUID(), busy)).toMatchObject({ status: 'CANCELLED' });
    const { dataExports } = secondWriter();
    const { database } = server.app.composition;
    expect(
      await database.transaction((tx) => dataExports.advance(tx, { id: one!.id, attempt: 1 }, { total: 1, done: 1 })),
    ).toBeUndefined();
  });
});
