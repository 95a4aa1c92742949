/** Shows the figures of the sample district as each role is told them: exact, in groups that sum up, or suppressed; and never of others. */
import { globalId } from '../../schema/global-id';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';
import { ask, figures, signIn, type Figure } from './figures';

const years = { from: '2023-01-01', to: `${new Date().getUTCFullYear() + 1}-12-31` };
const district = { ...years, areaCode: '640104' };
const groups = `area: groups(by: AREA) { key name figure { value suppressed } }
  facet: groups(by: FACET) { key figure { value suppressed } }
  organisation: groups(by: ORGANISATION) { key name figure { value suppressed } }
  adviser: groups(by: ADVISER) { key name figure { value suppressed } }`;

interface Group {
  readonly key: string | null;
  readonly name: string | null;
  readonly figure: Figure;
}
const sum = (list: readonly Group[]) => list.reduce((total, { figure }) => total + BigInt(figure.value ?? 0), 0n);

describe('the indicators of the sample district', () => {
  let server: TestServer;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    server = await startSampleServer();
    for (const login of ['bureau', 'officer', 'adviser', 'auditor', 'federation', 'organisation', 'company'])
      tokens[login] = await signIn(server, login);
  }, 180_000);
  afterAll(() => server.close());
  const as = (login: string) => tokens[login]!;

  test('given every measure, then it is defined in both languages and its rows can be counted', async () => {
    const { data } = await server.request(
      '{ measures { code titleZh titleEn definitionZh definitionEn sourceQuery unit domain personal restricted lasting } }',
      {},
      as('bureau'),
    );
    expect(new Set(data.measures.map((one: { code: string }) => one.code)).size).toBe(data.measures.length);
    for (const one of data.measures) {
      expect(one.code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
      expect(one.titleZh).toMatch(/\p{Script=Han}/u);
      expect(one.definitionZh).toMatch(/\p{Script=Han}/u);
      expect(one.titleEn).toMatch(/^[A-Z]/);
      expect(one.sourceQuery).toMatch(/^SELECT .* FROM /);
      expect(one.definitionEn).toMatch(/^[\x20-\x7e]{20,}$/);
    }
    const { indicators } = await ask(server, as('bureau'), district);
    expect(indicators.map((one: { measure: { code: string } }) => one.measure.code)).toEqual(
      expect.arrayContaining(['HOUSEHOLDS_REGISTERED', 'DONORS', 'TIME_TO_CLAIM']),
    );
    // Each count is that of its source query, as anybody may count it again.
    const told = new Map(indicators.map((one: any) => [one.measure.code, one.figure.value]));
    const counts = data.measures.filter((one: any) => one.unit === 'COUNT' && !one.restricted && told.has(one.code));
    const counted = await server.database.query<{ code: string; value: string }>(
      counts
        .map(
          ({ code, lasting, sourceQuery }: any) =>
            `SELECT '${code}' AS code, count(DISTINCT counted)::text AS value FROM (${sourceQuery}) r
              WHERE (community IS NULL OR starts_with(community, '640104'))
                AND at < ('${district.to}'::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
                AND ${lasting ? '(ended IS NULL OR ended > now())' : `at >= '${district.from}'::timestamp AT TIME ZONE 'Asia/Shanghai'`}`,
        )
        .join(' UNION ALL '),
    );
    expect(counts.length).toBeGreaterThan(60);
    expect(counted.map(({ code, value }) => [code, value])).toEqual(
      counts.map(({ code }: any) => [code, told.get(code)]),
    );
  });

  test('given the bureau, then its figures are those of the records, in groups that sum up, and open to the records', async () => {
    const [{ needs, streets }] = await server.database.query<any>(
      `SELECT (SELECT count(*)::text FROM need WHERE status <> 'DRAFT') AS needs,
              (SELECT count(DISTINCT left(area_code, 9))::int FROM need) AS streets`,
    );
    const { indicators } = await ask(server, as('bureau'), district, ['NEEDS_VERIFIED', 'NEEDS_CLAIMED'], groups);
    const [verified, claimed] = indicators;
    expect(verified.figure).toEqual({ value: needs, suppressed: false });
    expect(verified.area).toHaveLength(streets);
    expect(verified.area.every((group: Group) => /^640104\d{3}$/.test(group.key!) && group.name)).toBe(true);
    for (const list of [verified.area, verified.facet, verified.adviser]) expect(sum(list)).toBe(BigInt(needs));
    expect(sum(claimed.organisation)).toBe(BigInt(claimed.figure.value));
    const subjects = async (after?: string): Promise<string[]> => {
      const page = `subjects(first: 30${after ? `, after: "${after}"` : ''}) { edges { node { id } } pageInfo { hasNextPage endCursor } }`;
      const answer = await ask(server, as('bureau'), district, ['NEEDS_CLAIMED'], page);
      const { edges, pageInfo } = answer.indicators[0].subjects;
      const ids = edges.map((edge: { node: { id: string } }) => edge.node.id);
      return pageInfo.hasNextPage ? [...ids, ...(await subjects(pageInfo.endCursor))] : ids;
    };
    const found = await subjects();
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(Number(claimed.figure.value));
  });

  test('given needs referred in a period, then each step towards their true closing holds no more than the one before, and the times to claim are those of the records', async () => {
    const steps = ['CLAIMED', 'DELIVERED', 'CONFIRMED', 'TRULY_CLOSED'].map((step) => `REFERRED_NEEDS_${step}`);
    const codes = ['NEEDS_REFERRED', ...steps, 'TIME_TO_CLAIM', 'TIME_TO_CLAIM_P90'];
    const told = (await figures(server, as('bureau'), district, codes)) as Record<string, string>;
    const [real] = await server.database.query<Record<string, string>>(
      `SELECT count(*) AS "NEEDS_REFERRED", count(*) FILTER (WHERE claims > 0) AS "REFERRED_NEEDS_CLAIMED",
              count(*) FILTER (WHERE delivered > 0) AS "REFERRED_NEEDS_DELIVERED", count(*) FILTER (WHERE completed > 0) AS "REFERRED_NEEDS_CONFIRMED",
              count(*) FILTER (WHERE status = 'CLOSED') AS "REFERRED_NEEDS_TRULY_CLOSED",
              percentile_disc(0.5) WITHIN GROUP (ORDER BY waited) AS "TIME_TO_CLAIM",
              percentile_disc(0.9) WITHIN GROUP (ORDER BY waited) AS "TIME_TO_CLAIM_P90"
         FROM (SELECT need.status, count(claim.id) AS claims, count(delivered_at) AS delivered, count(completed_at) AS completed,
                      extract(epoch FROM min(claimed_at) - referred_at)::bigint AS waited
                 FROM need LEFT JOIN claim ON need_id = need.id WHERE referred_at IS NOT NULL GROUP BY need.id) AS n`,
    );
    expect(told).toEqual(Object.fromEntries(Object.entries(real!).map(([code, value]) => [code, String(value)])));
    const counts = ['NEEDS_REFERRED', ...steps].map((code) => Number(told[code]));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.at(-1)).toBe(130);
  });

  test('given who may not read each household, then nothing from one to four is told, also not by subtraction', async () => {
    const answer = await ask(
      server,
      as('auditor'),
      district,
      ['NEEDS_CLAIMED'],
      `${groups} subjects { edges { cursor } } months { month figure { value suppressed } }`,
    );
    const [claimed] = answer.indicators;
    const exact = (await ask(server, as('bureau'), district, ['NEEDS_CLAIMED'], groups)).indicators[0];
    expect(claimed.figure).toEqual(exact.figure);
    expect(claimed.subjects).toBeNull();
    expect(exact.facet.some(({ figure }: Group) => Number(figure.value) < 5)).toBe(true);
    for (const list of ['facet', 'area', 'organisation', 'adviser']) {
      const hidden = claimed[list].filter(({ figure }: Group) => figure.suppressed);
      for (const { key, figure } of claimed[list] as Group[]) {
        const real = (exact[list] as Group[]).find((group) => group.key === key)!.figure.value;
        expect(figure.value === null || figure.value === real).toBe(true);
        if (Number(real) < 5) expect(figure).toEqual({ value: null, suppressed: true });
      }
      expect(hidden.length).not.toBe(1);
    }
    for (const { key, figure } of claimed.facet as Group[]) {
      const alone = await figures(server, as('auditor'), { ...district, facet: key! }, ['NEEDS_CLAIMED']);
      expect(alone).toEqual({ NEEDS_CLAIMED: figure.value });
    }
    for (const { key, figure } of claimed.area as Group[]) {
      const alone = await figures(server, as('auditor'), { ...district, areaCode: key! }, ['NEEDS_CLAIMED']);
      expect(alone).toEqual({ NEEDS_CLAIMED: figure.value });
    }
  });

  test('given who may not read each household, when it asks for days or for two divisions at once, then it is refused', async () => {
    const narrow = { __typename: 'FigureTooNarrow', measure: 'NEEDS_CLAIMED' };
    const asAuditor = (scope: object) => ask(server, as('auditor'), { ...district, ...scope }, ['NEEDS_CLAIMED']);
    expect(await asAuditor({ from: '2023-01-02' })).toEqual(narrow);
    expect(await asAuditor({ areaCode: '640104001', facet: 'CLEANING' })).toEqual(narrow);
    expect((await asAuditor({ facet: 'CLEANING' })).__typename).toBe('IndicatorReport');
    const codes = (await ask(server, as('auditor'), { ...district, from: '2023-01-02' })).indicators;
    expect(codes.some((one: { measure: { personal: boolean } }) => one.measure.personal)).toBe(false);
  });

  test('given a street officer, adviser, organisation or company, then each is told its own and nothing else', async () => {
    const asked = (login: string, scope: object) =>
      figures(server, as(login), { ...years, ...scope }, ['NEEDS_CLAIMED']);
    const { data } = await server.request('{ me { roles { organisationId } } }', {}, as('organisation'));
    const own = data.me.roles[0].organisationId as string;
    const [other] = await server.database.query<{ id: string }>('SELECT id FROM organisation WHERE id <> $1 LIMIT 1', [
      Buffer.from(own, 'base64url').toString('utf8').split(':')[1],
    ]);
    expect(await asked('officer', {})).toEqual(await asked('bureau', { areaCode: '640104001' }));
    expect(await asked('officer', { areaCode: '640104002' })).toBe('NotFound');
    expect(await asked('officer', { areaCode: '640104' })).toBe('NotFound');
    expect(await asked('adviser', {})).toBe('NotFound');
    expect(await asked('organisation', {})).toBe('NotFound');
    expect(await asked('organisation', { areaCode: '640104' })).toBe('NotFound');
    expect(await asked('organisation', { organisationId: globalId('Organisation', other!.id) })).toBe('NotFound');
    expect(await asked('organisation', { organisationId: own })).toEqual(
      await asked('bureau', { areaCode: '640104', organisationId: own }),
    );
    expect(await asked('federation', {})).toBe('NotFound');
    const giving = (await figures(server, as('federation'), years)) as Record<string, string>;
    expect(giving).toMatchObject({ DONORS: '24', PROJECTS_OPENED: '5' });
    expect(giving).not.toHaveProperty('NEEDS_CLAIMED');
    // Who gives for a company is told what that company gave, and nothing of whom anybody helps.
    const company = await server.request('{ me { roles { organisationId } } }', {}, as('company'));
    const giver = company.data.me.roles[0].organisationId as string;
    const [gave] = await server.database.query<{ pledged: string }>(
      `SELECT count(*)::text AS pledged FROM donation d JOIN donor ON donor.id = d.donor_id
        WHERE donor.organisation_id = $1 AND d.status <> 'WITHDRAWN'`,
      [Buffer.from(giver, 'base64url').toString('utf8').split(':')[1]],
    );
    expect(Number(gave!.pledged)).toBeGreaterThan(0);
    expect(await asked('company', {})).toBe('NotFound');
    expect(await asked('company', { organisationId: giver })).toBe('NotFound');
    expect(await asked('company', { organisationId: own })).toBe('NotFound');
    expect(await figures(server, as('company'), { ...years, organisationId: giver })).toMatchObject({
      DONATIONS_PLEDGED: gave!.pledged,
      DONATIONS_RECEIVED: '0',
    });
    expect(await figures(server, as('company'), years)).toEqual({});
  });

  test('given a period that ends before it begins, is too long, or a code that is none, then it is refused', async () => {
    const asked = (scope: object, code = 'DONORS') => ask(server, as('bureau'), { ...district, ...scope }, [code]);
    expect(await asked({ from: '2024-01-01', to: '2023-01-01' })).toEqual({
      __typename: 'InvalidInput',
      field: 'scope.to',
    });
    expect(await asked({ from: '2010-01-01', to: '2020-01-01' })).toEqual({
      __typename: 'InvalidInput',
      field: 'scope.to',
    });
    expect((await asked({ from: '2010-01-01', to: '2019-12-31' })).__typename).toBe('IndicatorReport');
    expect(await asked({ facet: 'MONEY' }, 'MONEY_RECEIVED')).toEqual({ __typename: 'NotFound', type: 'Measure' });
    expect(await asked({}, 'NOTHING_SUCH')).toEqual({ __typename: 'NotFound', type: 'Measure' });
  });
});
