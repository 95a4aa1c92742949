/** Shows bulk registration over HTTP: tried, refused by cell, registered whole, retried, and open to its organisation only. */
import { v7 } from 'uuid';
import { parse } from 'csv-parse/sync';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, untilAnswered, type TestServer } from '../stage/server';

const register = `mutation ($input: RegisterDonationsInput!) { registerDonations(input: $input) { __typename
  ... on DonationImport { id dryRun rowCount donationCount moneyFen goodsValueFen entries { row reference donationId } }
  ... on ImportRefused { problemCount problems { row column messageZh messageEn } }
  ... on InvalidInput { field } } }`;
const good = [
  '序号,金额(元),品名,单位,数量,单价(元),成色,有效期至,服务类别',
  'K-1,5000.00,,,,,,,',
  'K-2,,大米,袋,100,58.50,全新,2099-12-31,',
  'K-2,,食用油,桶,50,80,全新,2099-06-30,',
  'K-3,0.01,,,,,,,CLEANING',
].join('\n');

describe('a file of donations', () => {
  let server: TestServer;
  let companyId: string;
  let charityId: string;
  let partner: Person;

  beforeAll(async () => {
    server = await startTestServer();
    companyId = (await approvedOrganisation(server, { kind: OrganisationKind.COMPANY })).organisationId;
    charityId = (await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION })).organisationId;
    partner = await people(server).companyPartner(companyId);
  });
  afterAll(() => server.close());

  const inputOf = (contents: string | Buffer, more: object = {}) => ({
    importId: v7(),
    donorOrganisationId: globalId('Organisation', companyId),
    recipientOrganisationId: globalId('Organisation', charityId),
    format: 'CSV',
    contentBase64: Buffer.from(contents).toString('base64'),
    ...more,
  });
  /** Sends as a client does: what is answered with RETRYABLE is sent again with the same id. */
  const send = async (input: object, token = partner.token): Promise<any> => {
    const { data, errors } = await untilAnswered(() => server.request(register, { input }, token));
    expect(errors).toBeUndefined();
    return data.registerDonations;
  };
  const stored = async () => {
    const [row] = await server.database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM donation) AS donations, (SELECT count(*)::int FROM donation_lot) AS lots,
              (SELECT count(*)::int FROM donation_import) AS imports, (SELECT count(*)::int FROM audit_line) AS lines,
              (SELECT count(*)::int FROM event) AS events`,
    );
    return row;
  };

  test('given a good file, when it is tried, then its sums are told and nothing is stored', async () => {
    const before = await stored();
    expect(await send(inputOf(good, { dryRun: true }))).toEqual({
      ...{ __typename: 'DonationImport', id: null, dryRun: true, rowCount: 4, donationCount: 3 },
      ...{ moneyFen: '500001', goodsValueFen: '985000' },
      entries: [
        { row: 2, reference: 'K-1', donationId: null },
        { row: 3, reference: 'K-2', donationId: null },
        { row: 5, reference: 'K-3', donationId: null },
      ],
    });
    expect(await stored()).toEqual(before);
  });

  test('given one wrong cell among good rows, then it is named and nothing at all is stored', async () => {
    const before = await stored();
    const wrongCell = await send(inputOf(good.replace('58.50', '58.505')));
    expect(wrongCell).toMatchObject({
      __typename: 'ImportRefused',
      problemCount: 1,
      problems: [{ row: 3, column: '单价(元)' }],
    });
    const noArea = await send(inputOf(`序号,金额(元),区划代码\nA,1,640104\nB,1,999999\nC,0,640104`));
    expect(noArea.problems.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([
      [4, '金额(元)'],
    ]);
    // Asked of the rules of donations, past the shape of the cells: two rows at once.
    const rules = await send(inputOf(`序号,金额(元),区划代码\nA,1,640104\nB,1,999999\nC,1,888888`, { dryRun: true }));
    expect(rules.problems.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([
      [3, '区划代码'],
      [4, '区划代码'],
    ]);
    expect((await send(inputOf('nonsense', { format: 'XLSX' }))).field).toBe('contentBase64');
    expect((await send(inputOf(good, { contentBase64: '***' }))).field).toBe('contentBase64');
    expect((await send(inputOf('序号,金额(元)'))).problemCount).toBe(1);
    const long = await send(
      inputOf(['序号,金额(元)', ...Array.from({ length: 1_001 }, (_, row) => `${row},1`)].join('\n')),
    );
    expect(long).toMatchObject({ problemCount: 1, problems: [{ row: 1_002, column: '1' }] });
    expect(await stored()).toEqual(before);
  });

  test('given a good file sent 20 times at once with one id, then it is registered once and answered alike', async () => {
    const before = (await stored())!;
    const input = inputOf(good);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(input)));
    expect([...new Set(answers.map((answer) => JSON.stringify(answer)))]).toEqual([JSON.stringify(answers[0])]);
    expect(answers[0]).toMatchObject({
      __typename: 'DonationImport',
      dryRun: false,
      donationCount: 3,
      moneyFen: '500001',
    });
    const after = (await stored())!;
    expect([
      after.donations! - before.donations!,
      after.lots! - before.lots!,
      after.imports! - before.imports!,
    ]).toEqual([3, 2, 1]);
    // Other contents under the same id, and the same numbers under another id: refused, nothing more is stored.
    expect((await send({ ...input, ...inputOf('序号,金额(元)\nZ,1'), importId: input.importId })).__typename).toBe(
      'IdempotencyMismatch',
    );
    const again = await send(inputOf(good));
    expect(again).toMatchObject({ __typename: 'ImportRefused', problemCount: 3 });
    expect(again.problems[0]).toMatchObject({ row: 2, column: '序号' });
    expect(await stored()).toEqual(after);
    const file = await server.request(
      'query ($id: ID!) { donationImport(id: $id) { file(format: CSV) { fileName contentBase64 } } }',
      { id: answers[0].id },
      partner.token,
    );
    const rows: string[][] = parse(Buffer.from(file.data.donationImport.file.contentBase64, 'base64'), { bom: true });
    expect(rows.slice(1)).toEqual(
      answers[0].entries.map(({ row, reference, donationId }: Record<string, string>) => [
        String(row),
        reference,
        donationId,
      ]),
    );
  });

  test('given a workbook sent with an API key, then it is registered; without the scope it is not', async () => {
    const keyOf = async (...scopes: string[]) => {
      const made = await server.request(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on ApiKeyCreated { secret } } }',
        { input: { apiKeyId: v7(), organisationId: globalId('Organisation', companyId), name: '系统', scopes } },
        partner.token,
      );
      return made.data.createApiKey.secret as string;
    };
    const { default: writeWorkbook } = await import('write-excel-file/node');
    const bytes = await writeWorkbook([
      ['reference', 'amount'].map((value) => ({ value })),
      [{ value: '=cmd' }, { value: 88.8 }],
    ]).toBuffer();
    const input = inputOf(bytes, { format: 'XLSX' });
    const before = await stored();
    const refused = await server.request(register, { input }, await keyOf('DONATIONS_READ'));
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await stored())!.donations).toBe(before!.donations);
    const made = await send(input, await keyOf('DONATIONS_WRITE'));
    expect(made).toMatchObject({
      __typename: 'DonationImport',
      moneyFen: '8880',
      entries: [{ row: 2, reference: '=cmd' }],
    });
    const file = await server.request(
      'query ($id: ID!) { donationImport(id: $id) { file(format: CSV) { contentBase64 } } }',
      { id: made.id },
      await keyOf('DONATIONS_READ'),
    );
    expect(Buffer.from(file.data.donationImport.file.contentBase64, 'base64').toString('utf8')).toContain(",'=cmd,");
  });

  test('given another company, then it can neither register for this one nor read its files', async () => {
    const otherId = (await approvedOrganisation(server, { kind: OrganisationKind.COMPANY })).organisationId;
    const other = await people(server).companyPartner(otherId);
    const made = await send(inputOf('序号,金额(元)\nOWN-1,1'));
    const before = await stored();
    expect((await send(inputOf('序号,金额(元)\nX,1'), other.token)).__typename).toBe('NotFound');
    const read = await server.request(
      'query ($id: ID!) { donationImport(id: $id) { id } }',
      { id: made.id },
      other.token,
    );
    expect(read.data.donationImport).toBeNull();
    expect(await stored()).toEqual(before);
  });
});
