/** Shows that a file of an export tells what its asker may read one by one and nothing more, and that its asker alone reads it. */
import { randomUUID } from 'node:crypto';
import { getNamedType, isLeafType, type GraphQLObjectType } from 'graphql';
import { globalId } from '../../schema/global-id';
import { measures } from '../../server/composition/measures';
import { columnsOf } from '../../server/export/columns';
import { buildLinkageSchema } from '../../server/schema';
import { until } from '../event/writing';
import { figures as figuresOf, signIn } from '../indicator/figures';
import { feedPosition, followField } from '../stage/following';
import { household } from '../stage/households';
import { verifiedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';
import { district, exporting, needs, year, years, type Exports } from './stage';

describe('what an export tells', () => {
  let server: TestServer;
  let bureau: Person;
  let stage: Exports;
  beforeAll(async () => {
    server = await startSampleServer();
    bureau = await people(server).bureau();
    stage = exporting(server, bureau);
  }, 90_000);
  afterAll(() => server.close());

  test('62: given the needs of the district, then the file has those that the query lists, its asker follows it, and nobody else reads it', async () => {
    const other = await people(server).bureau();
    const after = await feedPosition(server, bureau);
    const follow = (person: Person) =>
      followField(
        server,
        person,
        'subscription ($accountId: ID!, $after: String) { dataExportChanges(accountId: $accountId, after: $after) { exportId status done total } }',
        { accountId: globalId('Account', bureau.accountId), after },
      );
    const [own, foreign] = [follow(bureau), follow(other)];
    const exportId = randomUUID();
    const made = await stage.request({}, bureau, exportId);
    expect(made).toMatchObject({ __typename: 'DataExport', id: globalId('DataExport', exportId), codes: needs.codes });
    const now = await stage.ended(made);
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
    expect(await stage.request({}, bureau, exportId)).toEqual({ __typename: 'DataExport', ...now });
    expect(await stage.request({ format: 'XLSX' }, bureau, exportId)).toEqual({ __typename: 'IdempotencyMismatch' });

    const response = await stage.read(now.path);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="linkage-${exportId}.csv"`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const [heading, ...rows] = stage.table(bytes);
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

    expect([await stage.look(made.id, other), (await stage.read(now.path, other)).status]).toEqual([null, 404]);
    expect([
      (await fetch(`${server.url}${now.path}`)).status,
      (await stage.read(`/exports/${randomUUID()}`)).status,
    ]).toEqual([401, 404]);
    await until('it is told', () => own.heard.some((one) => one.status === 'READY') && foreign.failures.length > 0);
    const [first, ...steps] = own.heard.map(({ status: told, done, total }) => `${told} ${done}/${total}`);
    expect([first, steps[0], steps.at(-1)]).toEqual([
      'REQUESTED 0/null',
      `WRITING 0/${count}`,
      `READY ${count}/${count}`,
    ]);
    expect([foreign.heard, foreign.failures[0].extensions.code]).toEqual([[], 'FORBIDDEN']);
    await Promise.all([own.stop(), foreign.stop()]);

    expect(await stage.auditOf(exportId)).toEqual([
      'requestDataExport',
      `writeDataExport ${count}`,
      `readDataExport ${count}`,
    ]);
    const [piece] = await server.database.query<{ contents: Buffer }>(
      'SELECT contents FROM data_export_piece WHERE export_id = $1',
      [exportId],
    );
    expect([bytes.includes('serviceKind'), piece!.contents.includes('serviceKind')]).toEqual([true, false]);
    expect(await stage.left(exportId)).toMatchObject({ records: 0, key: true });
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
      const file = await stage.written({ codes: [code] });
      const rows = stage.table(file.bytes);
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
        'Donation.donorOrganisation.name',
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
    expect(await stage.request({ scope: year }, auditor)).toEqual({
      __typename: 'RecordsNotListed',
      measure: 'NEEDS_VERIFIED',
    });
    expect(await stage.request({ codes: ['DISPUTES_RESOLVED'] })).toEqual({
      __typename: 'RecordsNotListed',
      measure: 'DISPUTES_RESOLVED',
    });
    expect(await stage.request({}, adviser)).toEqual({ __typename: 'NotFound', type: 'Measure' });
    expect(await stage.request({}, company)).toEqual({ __typename: 'NotFound', type: 'Measure' });
    expect(await stage.request({ codes: ['NEEDS_VERIFIED', 'CLAIMS_MADE'] })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'codes',
    });
    expect(await server.database.query('SELECT count(*)::int AS count FROM data_export')).toEqual(before);

    // Who gives has its own donations as a file, and those of another company do not exist for it.
    const givers = await server.database.query<{ id: string; count: number }>(
      `SELECT donor.organisation_id AS id, count(*)::int AS count FROM donation d JOIN donor ON donor.id = d.donor_id
        WHERE donor.organisation_id IS NOT NULL AND d.status <> 'WITHDRAWN' GROUP BY 1`,
    );
    const { data } = await server.request('{ me { roles { organisationId } } }', {}, company.token);
    const own = data.me.roles[0].organisationId as string;
    const giver = givers.find(({ id }) => globalId('Organisation', id) === own)!;
    const gifts = (organisationId: string) => ({ codes: ['DONATIONS_PLEDGED'], scope: { ...years, organisationId } });
    const [columns, ...given] = stage.table((await stage.written(gifts(own), company)).bytes);
    const donor = columns!.indexOf('捐赠组织 donorOrganisationId');
    expect([given.length, new Set(given.map((row) => row[donor]))]).toEqual([giver.count, new Set([own])]);
    const another = globalId('Organisation', givers.find((one) => one !== giver)!.id);
    expect(await stage.request(gifts(another), company)).toEqual({ __typename: 'NotFound', type: 'Measure' });

    const codes = ['NEEDS_VERIFIED', 'HOUSEHOLDS_WATCHED', 'DISPUTES_RESOLVED'];
    const figures = {
      subject: 'FIGURES',
      codes,
      scope: years,
      groupings: ['AREA', 'FACET'],
      byMonth: true,
      format: 'XLSX',
    };
    const file = await stage.written(figures, auditor);
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
});
