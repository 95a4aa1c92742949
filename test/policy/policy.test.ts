/** Shows the catalogue and screening over HTTP: versions that stay, means that are sealed and authorised, and a need that lives without them. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { statutes } from '../../server/policy/statutes';
import { household, type StagedHousehold } from '../stage/households';
import { draftedNeed, stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const refusals = '... on InvalidInput { field } ... on NotFound { type }';
const publish = `mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { __typename
  ... on Policy { id code version needsMeansCheck conditions { path kind textZh } cardLines } ${refusals} } }`.replace(
  ' ... on NotFound { type }',
  '',
);
const setStandard = `mutation ($input: SetLocalStandardInput!) { setLocalStandard(input: $input) { __typename
  ... on LocalStandard { areaCode kind value validFrom } ... on InvalidInput { field } } }`;
const recordMeans = `mutation ($input: RecordMeansInput!) { recordMeans(input: $input) { __typename
  ... on MeansRecord { source } ${refusals} } }`;
const link = `mutation ($input: LinkPolicyInput!) { linkPolicy(input: $input) { __typename
  ... on PolicyLink { id kind linkedOn policy { code } } ${refusals} } }`;
const screen = `query ($householdId: ID!, $codes: [String!]) { screenHousehold(householdId: $householdId, codes: $codes) {
  policy { code } verdict explanationZh outcomes { path verdict excessFen missing explanationZh explanationEn } } }`;
const recordConsent = `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { __typename
  ... on Consent { id recipientOrganisationId } ... on InvalidInput { field } } }`;

describe('policies', () => {
  let server: TestServer;
  let bureau: Person;
  let adviser: Person;
  let stranger: Person;
  let family: StagedHousehold;
  let memberId: string;

  beforeAll(async () => {
    server = await startTestServer();
    const everyone = people(server);
    bureau = await everyone.bureau();
    adviser = await everyone.adviser(stagedCommunity);
    stranger = await everyone.adviser('640104012');
    family = await household(server, { areaCode: stagedCommunity, lowIncomeCategory: 'NOT_RECOGNISED' as never });
    const [member] = await server.database.query<{ id: string }>(
      'SELECT id FROM household_member WHERE household_id = $1',
      [family.householdId],
    );
    memberId = globalId('HouseholdMember', member!.id);
    for (const [kind, value] of [
      ['DIBAO_MONTHLY', '68000'],
      ['PROPERTY_PER_HEAD', '1200000'],
      ['DISPOSABLE_INCOME_MONTHLY', '330000'],
      ['RIGID_SPENDING_PERMILLE', '600'],
    ])
      expect((await set({ kind, value })).__typename).toBe('LocalStandard');
    for (const one of statutes) expect((await published({ ...one })).data.publishPolicy.__typename).toBe('Policy');
  });
  afterAll(() => server.close());

  const published = (input: Record<string, unknown>, who = bureau) =>
    server.request(publish, { input: { policyId: v7(), areaCode: '640104', ...input } }, who.token);
  const set = async (input: Record<string, unknown>) => {
    const whole = { commandId: v7(), areaCode: '640104', validFrom: '2023-01-01', source: '示例', ...input };
    return (await server.request(setStandard, { input: whole }, bureau.token)).data.setLocalStandard;
  };
  const record = async (input: Record<string, unknown>, who = adviser) => {
    const whole = { commandId: v7(), householdId: family.id, ...input };
    return (await server.request(recordMeans, { input: whole }, who.token)).data.recordMeans;
  };
  const screened = async (codes?: string[], who = adviser) =>
    (await server.request(screen, { householdId: family.id, codes }, who.token)).data.screenHousehold;
  const count = async (sql: string) =>
    (await server.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`))[0]!.count;
  const authorise = async () => {
    const input = {
      ...{ consentId: v7(), householdId: family.id, purpose: 'MEANS_CHECK', dataKinds: ['NAME', 'RESIDENT_NUMBER'] },
      ...{ method: 'WRITTEN', expiresOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10) },
    };
    return (await server.request(recordConsent, { input }, adviser.token)).data.recordConsent;
  };

  test('given the catalogue, then anybody reads what applies on a day, each code once in its newest version, and an older day the older one', async () => {
    const policy = { ...statutes.find(({ code }) => code === 'TEMPORARY_RELIEF')!, code: 'WINTER_RELIEF' };
    const first = await published({ ...policy, validFrom: '2022-01-01', benefitZh: '旧' });
    const second = await published({ ...policy, validFrom: '2023-06-01', benefitZh: '新' });
    expect([first, second].map(({ data }) => data.publishPolicy.version)).toEqual([1, 2]);
    const query = `query ($onDay: CalendarDate) { policies(onDay: $onDay, areaCode: "${stagedCommunity}", first: 100) {
      edges { node { code version benefitZh } } } }`;
    const on = async (onDay?: string) =>
      (await server.request(query, { onDay })).data.policies.edges.map((edge: any) => edge.node);
    const now: { code: string }[] = await on();
    expect(now.map(({ code }) => code)).toEqual([...statutes.map(({ code }) => code), 'WINTER_RELIEF'].sort());
    expect(now.find(({ code }) => code === 'WINTER_RELIEF')).toMatchObject({ version: 2, benefitZh: '新' });
    expect((await on('2023-05-31')).find((one: any) => one.code === 'WINTER_RELIEF')).toMatchObject({ version: 1 });
    await expect(server.database.query("UPDATE policy SET benefit_zh = '改' WHERE version = 1")).rejects.toThrow();
  });

  test('given a version sent twice, then it is one; with other contents a mismatch; a broken tree or the bureau of elsewhere, then nothing', async () => {
    const policy = { ...statutes[0]!, policyId: v7(), code: 'SENT_TWICE' };
    const answers = await Promise.all([1, 2, 3].map(() => published(policy)));
    expect(answers.map(({ data }) => data.publishPolicy.version)).toEqual([1, 1, 1]);
    expect((await published({ ...policy, titleZh: '另一个' })).data.publishPolicy.__typename).toBe(
      'IdempotencyMismatch',
    );
    const before = await count('policy');
    const broken = { ...policy, policyId: v7(), eligibility: { kind: 'MEMBER_AGED', from: 9, fen: '1' } };
    expect((await published(broken)).data.publishPolicy).toEqual({
      __typename: 'InvalidInput',
      field: 'eligibility.fen',
    });
    const elsewhere = await people(server).bureau('640104001');
    const foreign = await published({ ...policy, policyId: v7() }, elsewhere);
    expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await count('policy')).toBe(before);
  });

  test('given versions, then anybody pages through them, the newest first and the future too, and their conditions are data that make the same tree again', async () => {
    const policy = statutes.find(({ code }) => code === 'TEKUN')!;
    const everyKind = {
      kind: 'ALL',
      of: [
        policy.eligibility,
        { kind: 'NOT', of: [{ kind: 'CATEGORY_IN', categories: ['DIBAO'] }] },
        {
          kind: 'ANY',
          of: [
            { kind: 'SITUATION_IN', situations: ['MINOR'] },
            { kind: 'AREA_IN', areaCodes: ['640104'] },
          ],
        },
        { kind: 'SIZE_BETWEEN', from: 2, to: 5 },
        { kind: 'PROPERTY_PER_HEAD_AT_MOST', fen: '1200050' },
        { kind: 'INCOME_PER_HEAD_BELOW', standard: 'DIBAO_MONTHLY', factorPermille: 1500 },
        { kind: 'RIGID_SPENDING_SHARE_AT_LEAST', factorPermille: 600 },
        { kind: 'RIGID_SPENDING_SHARE_AT_LEAST' },
      ],
    };
    const versioned = { ...policy, code: 'VERSIONED' };
    await published({ ...versioned, eligibility: everyKind });
    await published({ ...versioned, validFrom: '2099-01-01', areaCode: '640104' });
    const data = `path kind textZh categories situations areaCodes disabilityLevels from to fen standard factorPermille fact`;
    const query = `query ($code: String!, $first: Int, $after: String) { policyVersions(areaCode: "${stagedCommunity}", code: $code, first: $first, after: $after) {
      edges { node { version validFrom conditions { ${data} } } } pageInfo { endCursor hasNextPage } } }`;
    const read = async (variables: object) =>
      (await server.request(query, { code: 'VERSIONED', ...variables })).data.policyVersions;
    const newest = await read({ first: 1 });
    expect(newest.edges.map(({ node }: any) => [node.version, node.validFrom])).toEqual([[2, '2099-01-01']]);
    expect(newest.pageInfo.hasNextPage).toBe(true);
    const older = await read({ first: 1, after: newest.pageInfo.endCursor });
    expect(older.edges.map(({ node }: any) => node.version)).toEqual([1]);
    expect(older.pageInfo.hasNextPage).toBe(false);
    const conditions = older.edges[0].node.conditions as Record<string, unknown>[];
    await published({ ...versioned, code: 'VERSIONED_AGAIN', eligibility: treeOf(conditions, '') });
    const again = await read({ code: 'VERSIONED_AGAIN' });
    expect(again.edges[0].node.conditions).toEqual(conditions);
    expect(await read({ code: 'NONE' })).toMatchObject({ edges: [] });
    const strange = Buffer.from(JSON.stringify(['a', 1])).toString('base64url');
    expect((await server.request(query, { code: 'VERSIONED', after: strange })).errors![0]!.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('given nothing recorded, then dibao is unknown and says what is missing; a stranger is told that there is no such household', async () => {
    const [dibao] = await screened(['DIBAO']);
    expect(dibao).toMatchObject({ policy: { code: 'DIBAO' }, verdict: 'UNKNOWN' });
    expect(dibao.outcomes.flatMap((one: any) => one.missing ?? [])).toEqual(['ATTESTATION', 'INCOME', 'PROPERTY']);
    expect(await screened(['DIBAO'], stranger)).toBeNull();
    expect(await count(`audit_line WHERE operation = 'screenHousehold' AND subject_id = '${family.householdId}'`)).toBe(
      1,
    );
  });

  test('given stated figures, then the verdict says by how much the income is above, and nothing of them is readable in the database', async () => {
    const figures = { incomeYearFen: '1020000', propertyFen: '1000000', rigidSpendingYearFen: '700000' };
    const attestations = [{ fact: 'LOCAL_REGISTRATION', holds: true }];
    const disabilities = [{ memberId, level: 'LEVEL_2' }];
    expect(await record({ source: 'STATED', ...figures, attestations, disabilities })).toMatchObject({
      source: 'STATED',
    });
    const verdicts = Object.fromEntries((await screened()).map((one: any) => [one.policy.code, one.verdict]));
    expect(verdicts).toMatchObject({
      ...{ DIBAO: 'NOT_ELIGIBLE', DIBAO_MARGINAL: 'ELIGIBLE', RIGID_EXPENDITURE: 'ELIGIBLE' },
      ...{ DISABILITY_CARE_SUBSIDY: 'ELIGIBLE', TEMPORARY_RELIEF: 'UNKNOWN', OLD_AGE_ALLOWANCE: 'NOT_ELIGIBLE' },
    });
    const [dibao] = await screened(['DIBAO']);
    expect(dibao.outcomes.find((one: any) => one.excessFen !== null)).toEqual({
      ...{ path: '1', verdict: 'NOT_ELIGIBLE', excessFen: '17000', missing: null },
      explanationZh: '不符合：人均月收入低于低保标准；高出 170 元。',
      explanationEn: 'Does not hold: income per head and month below the minimum living standard; 170 yuan above.',
    });
    const [row] = await server.database.query<{ figures: Buffer }>('SELECT figures FROM household_means');
    expect(row!.figures.toString('latin1')).not.toContain('1020000');
    const told = await server.database.query<{ text: string }>(
      'SELECT details::text AS text FROM audit_line UNION ALL SELECT payload::text FROM event',
    );
    expect(told.filter(({ text }) => /1020000|LEVEL_2/.test(text))).toEqual([]);
  });

  test('given no authorisation, then checked figures are refused; with it they count; once withdrawn by the card they are gone', async () => {
    const figures = { source: 'CHECKED', incomeYearFen: '600000', propertyFen: '0' };
    const attestations = [{ fact: 'LOCAL_REGISTRATION', holds: true }];
    const before = await server.database.query('SELECT * FROM household_means');
    expect((await record({ ...figures, attestations })).__typename).toBe('MeansCheckNotAuthorised');
    expect(await server.database.query('SELECT * FROM household_means')).toEqual(before);
    const consent = await authorise();
    expect(consent).toMatchObject({ __typename: 'Consent', recipientOrganisationId: null });
    expect(await record({ ...figures, attestations })).toEqual({ __typename: 'MeansRecord', source: 'CHECKED' });
    expect((await screened(['DIBAO']))[0].verdict).toBe('ELIGIBLE');
    const withdrawn = await server.request(
      `mutation ($input: WithdrawConsentByCardInput!) { withdrawConsentByCard(input: $input) { __typename } }`,
      { input: { cardCode: family.cardCode, consentId: consent.id } },
    );
    expect(withdrawn.data.withdrawConsentByCard.__typename).toBe('Consent');
    expect(await server.database.query('SELECT source, figures FROM household_means')).toEqual([
      { source: 'REFUSED', figures: null },
    ]);
    const [dibao] = await screened(['DIBAO']);
    expect([dibao.verdict, dibao.outcomes.at(-1).missing]).toEqual(['UNKNOWN', 'MEANS_CHECK_REFUSED']);
  });

  test('given a consent for a means check with an organisation, or another purpose without one, then the field is named', async () => {
    const base = { householdId: family.id, dataKinds: ['NAME'], method: 'WRITTEN', expiresOn: '2027-06-01' };
    const organisation = { recipientOrganisationId: globalId('Organisation', v7()) };
    for (const wrong of [{ purpose: 'MEANS_CHECK', ...organisation }, { purpose: 'REFERRAL' }]) {
      const { data } = await server.request(
        recordConsent,
        { input: { consentId: v7(), ...base, ...wrong } },
        adviser.token,
      );
      expect(data.recordConsent).toEqual({ __typename: 'InvalidInput', field: 'recipientOrganisationId' });
    }
  });

  test('given a household that refuses the check, then its need is drafted, verified and referred all the same', async () => {
    expect(await record({ source: 'REFUSED', incomeYearFen: '1' })).toMatchObject({ field: 'source' });
    expect((await record({ source: 'REFUSED' })).source).toBe('REFUSED');
    const need = await draftedNeed(server, { household: family });
    const { needService, referralService } = server.app.composition;
    await needService.verifyNeed(need.adviser, { needId: need.id });
    expect(await referralService.referNeed(need.adviser, { needId: need.id })).toMatchObject({ status: 'PUBLISHED' });
  });

  test('given a policy linked to the household, then it stands with it and on its card; replayed once, never in the future, never by a stranger', async () => {
    const { data } = await server.request('{ policies(first: 1) { edges { node { id code } } } }');
    const [{ node: policy }] = data.policies.edges;
    const input = {
      linkId: v7(),
      householdId: family.id,
      policyId: policy.id,
      kind: 'CARD_HANDED',
      linkedOn: '2023-05-04',
    };
    const linked = async (changes = {}, who = adviser) =>
      (await server.request(link, { input: { ...input, ...changes } }, who.token)).data.linkPolicy;
    const first = await linked();
    expect(first).toMatchObject({ kind: 'CARD_HANDED', linkedOn: '2023-05-04', policy: { code: policy.code } });
    expect(await linked()).toEqual(first);
    expect(await linked({ linkId: v7(), linkedOn: '2199-01-01' })).toMatchObject({ field: 'linkedOn' });
    expect(await linked({ linkId: v7() }, stranger)).toEqual({ __typename: 'NotFound', type: 'Household' });
    expect(await count('policy_link')).toBe(1);
    const card = await server.request(
      'query ($code: String!) { householdByCard(code: $code) { policies { code cardLines } } }',
      { code: family.cardCode },
    );
    expect(card.data.householdByCard.policies.map((one: any) => one.code)).toEqual([policy.code]);
  });
});

/** The input that makes a tree, from its conditions as they are read: parts lie one step below, and nothing is told of what a kind does not use. */
function treeOf(conditions: readonly Record<string, unknown>[], path: string): object {
  const { path: _path, textZh: _text, ...own } = conditions.find((one) => one.path === path)!;
  const depth = path === '' ? 1 : path.split('.').length + 1;
  const parts = conditions
    .map((one) => String(one.path))
    .filter((one) => one !== '' && one.split('.').length === depth && (path === '' || one.startsWith(`${path}.`)));
  const told = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
  return parts.length === 0 ? told : { ...told, of: parts.map((part) => treeOf(conditions, part)) };
}
