/** Shows with canary values that personal data stands nowhere in plain text: no table, no answer, no log. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { consent, newResidentNumber } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const grid = `${community}001`;
const canary = {
  name: '金丝雀𠮷娜',
  secondName: '云雀阿依古丽',
  phone: '13712345698',
  address: '百灵鸟花苑77号楼9单元1203室',
  residentNumber: newResidentNumber(1947),
};

describe('canary values', () => {
  let server: TestServer;
  const written: string[] = [];
  const originals = {
    stdout: process.stdout.write.bind(process.stdout),
    stderr: process.stderr.write.bind(process.stderr),
  };
  const answers: unknown[] = [];
  beforeAll(async () => {
    for (const stream of ['stdout', 'stderr'] as const)
      process[stream].write = (chunk: string | Uint8Array) => {
        written.push(Buffer.from(chunk as Uint8Array).toString('utf8'));
        return true;
      };
    server = await startTestServer({ LINKAGE_LOG_LEVEL: 'debug' });
  });
  afterAll(async () => {
    await server.close();
    process.stdout.write = originals.stdout;
    process.stderr.write = originals.stderr;
  });

  /** Every value in the forms in which it could stand somewhere: text, without the last character, bytes in hex and base64. */
  const forms = Object.values(canary).flatMap((value) => {
    const bytes = Buffer.from(value, 'utf8');
    return [
      value,
      bytes.toString('hex'),
      bytes.toString('base64').replace(/=+$/, ''),
      [...value].slice(0, -1).join(''),
    ];
  });
  const hits = (text: string) => forms.filter((form) => text.includes(form));

  /** Every row of every table as text, bytea as hex and as far as it is UTF-8 as text. */
  async function dump(): Promise<string> {
    const tables = await server.database.query<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await server.database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    expect(tables.length).toBeGreaterThan(15);
    return texts.join('\n');
  }

  test('129, 61, 62, 123: given a household with canary values, then no table, answer or log shows one, except the reading itself', async () => {
    const adviser = await people(server).adviser(grid);
    const stranger = await people(server).adviser('640104001003');
    const auditor = await people(server).auditor();
    const { organisationId } = await approvedOrganisation(server);
    const member = await people(server).organisationMember(organisationId);
    const householdId = v7();
    const id = globalId('Household', householdId);
    const input = {
      householdId,
      areaCode: grid,
      lowIncomeCategory: 'TEKUN',
      situations: ['ELDERLY_ALONE'],
      barriers: [],
      address: canary.address,
      phone: canary.phone,
      members: [
        { memberId: v7(), relation: 'HEAD', name: canary.name, residentNumber: canary.residentNumber },
        { memberId: v7(), relation: 'SPOUSE', name: canary.secondName, ageBand: 'FROM_60_TO_79' },
      ],
    };
    const register =
      'mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { __typename ... on Household { id } ... on Refusal { messageZh messageEn } } }';
    const full = `query ($id: ID!) { household(id: $id) { id areaCode area { name } situations barriers members { id relation ageBand }
      consents { id recipientName } contactCardIssuedAt } }`;
    const ask = async (query: string, variables: Record<string, unknown>, token?: string) => {
      const answer = await server.request(query, variables, token);
      answers.push(answer);
      return answer;
    };
    expect((await ask(register, { input }, adviser.token)).data.registerHousehold.__typename).toBe('Household');
    // The same again, by others, with mistakes, as the wrong type: every refusal and fault.
    await ask(register, { input }, adviser.token);
    await ask(register, { input: { ...input, situations: [] } }, adviser.token);
    await ask(register, { input: { ...input, householdId: v7() } }, stranger.token);
    await ask(register, { input: { ...input, householdId: v7(), areaCode: '640104001003' } }, stranger.token);
    await ask(
      register,
      { input: { ...input, householdId: v7(), members: [{ ...input.members[0], name: `${canary.name}\u0000` }] } },
      adviser.token,
    );
    await ask(register, { input: { ...input, householdId: canary.residentNumber } }, adviser.token);
    await ask(register, { input: { ...input, lowIncomeCategory: canary.name } }, adviser.token);
    await ask(register, { input: { ...input, unknown: canary.phone } }, adviser.token);
    await ask(register, { input: canary.name }, adviser.token);
    await ask(`{ household(id: "${canary.name}") { id } `, {}, adviser.token);
    for (const person of [adviser, stranger, auditor, member]) {
      await ask(full, { id }, person.token);
      await ask(
        'query ($areaCode: String!) { households(areaCode: $areaCode) { edges { node { id } } } }',
        { areaCode: '64' },
        person.token,
      );
      await ask(
        'query ($areaCode: String!) { households(areaCode: $areaCode) { edges { node { id } } } }',
        { areaCode: canary.phone },
        person.token,
      );
    }
    await ask('query ($id: ID!) { household(id: $id) { identity(reason: "看") { phone } } }', { id }, adviser.token);
    await ask(
      'query ($id: ID!, $r: String!) { household(id: $id) { identity(reason: $r) { phone } } }',
      { id, r: `${canary.name}家` },
      adviser.token,
    );
    await ask('query ($code: String!) { householdByCard(code: $code) { communityName } }', {
      code: canary.residentNumber,
    });
    await consent(server, { id, adviser: adviser.actor }, organisationId);
    const reading = await server.request(
      'query ($id: ID!) { household(id: $id) { identity(reason: "入户走访") { phone address members { name residentNumber } } } }',
      { id },
      adviser.token,
    );
    expect(hits(JSON.stringify(reading))).toEqual(expect.arrayContaining(Object.values(canary)));
    expect(hits(JSON.stringify(answers))).toEqual([]);
    expect(hits(await dump())).toEqual([]);
    expect(written.join('')).toContain('"level":');
    expect(hits(written.join(''))).toEqual([]);
  });
});
