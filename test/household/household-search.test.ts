/** Shows the search for a household: by the whole number of a person or the whole code of its card, of one's own area, written down each time, and not without end. */
import { randomUUID } from 'node:crypto';
import { household, newResidentNumber } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, untilAnswered, type TestServer } from '../stage/server';

const community = '640104001002';
const find = `query ($residentNumber: String!) { householdOfPerson(residentNumber: $residentNumber) { id areaCode } }`;

describe('the search for a household', () => {
  let server: TestServer;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
  });
  afterAll(() => server.close());

  const search = (residentNumber: string, who = adviser) => server.request(find, { residentNumber }, who.token);
  const byCard = (code: string, who: Person) =>
    server.request('query ($code: String!) { householdOfCard(code: $code) { id } }', { code }, who.token);
  const linesOf = (who: Person, operation = 'findHouseholdOfPerson') =>
    server.database.query(
      `SELECT subject_id AS "subjectId", details FROM audit_line
        WHERE account_id = $1 AND operation = $2 ORDER BY position`,
      [who.accountId, operation],
    );

  test('given the number of a member, then the household is found by who serves its area, and each search is one line without the number', async () => {
    const home = await household(server, { areaCode: community });
    const { residentNumber } = home.identity;
    const found = { householdOfPerson: { id: home.id, areaCode: community } };
    expect((await search(residentNumber)).data).toEqual(found);
    expect((await search(` ${residentNumber.slice(0, 6)} ${residentNumber.slice(6).toLowerCase()} `)).data).toEqual(
      found,
    );
    expect((await search(newResidentNumber())).data).toEqual({ householdOfPerson: null });
    const elsewhere = await people(server).adviser('640104001003');
    expect((await search(residentNumber, elsewhere)).data).toEqual({ householdOfPerson: null });
    const hit = { subjectId: home.householdId, details: {} };
    expect(await linesOf(adviser)).toEqual([hit, hit, { subjectId: null, details: {} }]);
    expect(await linesOf(elsewhere)).toEqual([{ subjectId: null, details: {} }]);
  });

  test('given no valid number, or nobody of an area, then the search is refused, the number is not repeated, and nothing is written', async () => {
    const patient = await people(server).adviser(community);
    const wrong = '640104195001010011';
    const answer = await search(wrong, patient);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(answer)).not.toContain(wrong);
    const auditor = await people(server).auditor();
    expect((await search(newResidentNumber(), auditor)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect([...(await linesOf(patient)), ...(await linesOf(auditor))]).toEqual([]);
  });

  test('given the code of a card, then its household is found by who serves its area, while the card is valid, and each search is one line without the code', async () => {
    const home = await household(server, { areaCode: community });
    const [here, elsewhere] = [await people(server).adviser(community), await people(server).adviser('640104001003')];
    const nothing = { householdOfCard: null };
    expect((await byCard(` ${home.cardCode.toLowerCase().replaceAll('-', ' ')}`, here)).data).toEqual({
      householdOfCard: { id: home.id },
    });
    expect((await byCard(home.cardCode, elsewhere)).data).toEqual(nothing);
    await server.request(
      `mutation ($input: IssueContactCardInput!) { issueContactCard(input: $input) { __typename } }`,
      { input: { cardId: randomUUID(), householdId: home.id } },
      here.token,
    );
    expect((await byCard(home.cardCode, here)).data).toEqual(nothing);
    const missed = { subjectId: null, details: {} };
    const found = { subjectId: home.householdId, details: {} };
    expect(await linesOf(here, 'findHouseholdOfCard')).toEqual([found, missed]);
    expect(await linesOf(elsewhere, 'findHouseholdOfCard')).toEqual([missed]);
    const auditor = await people(server).auditor();
    expect((await byCard(home.cardCode, auditor)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const all = await server.database.query('SELECT count(*)::int AS failures FROM card_failure');
    expect(all).toEqual([{ failures: 0 }]);
  });

  test('given what is no code of a card, then it is refused and not repeated, the audit has no line of it, and it is counted with the searches of the day', async () => {
    const typing = await people(server).adviser(community);
    await server.database.query(
      `INSERT INTO audit_line (account_id, operation, subject_type, details)
       SELECT $1, 'findHouseholdOfCard', 'Household', '{}' FROM generate_series(1, 93)`,
      [typing.accountId],
    );
    // Twelve at once, where seven are left.
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => untilAnswered(() => byCard(`no code ${index}`, typing))),
    );
    const codes = answers.map(({ errors }) => errors![0]!.extensions.code).sort();
    expect(codes).toEqual([...Array(7).fill('BAD_USER_INPUT'), ...Array(5).fill('LIMIT_EXCEEDED')]);
    expect(JSON.stringify(answers)).not.toContain('no code 1');
    const home = await household(server, { areaCode: community });
    expect((await byCard(home.cardCode, typing)).errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(await linesOf(typing, 'findHouseholdOfCard')).toHaveLength(93);
    expect(await server.database.query('SELECT count(*)::int AS kept FROM card_failure')).toEqual([{ kept: 7 }]);
    await server.database.query("UPDATE card_failure SET at = at - interval '1 day'");
    expect((await byCard(home.cardCode, typing)).data).toEqual({ householdOfCard: { id: home.id } });
  });

  test('given twelve searches at once where one is left, then one is answered and written, and the others are refused', async () => {
    const eager = await people(server).adviser(community);
    await server.database.query(
      `INSERT INTO audit_line (account_id, operation, subject_type, details)
       SELECT $1, 'findHouseholdOfPerson', 'Household', '{}' FROM generate_series(1, 99)`,
      [eager.accountId],
    );
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => untilAnswered(() => search(newResidentNumber(), eager))),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ANSWERED').sort();
    expect(codes).toEqual(['ANSWERED', ...Array(11).fill('LIMIT_EXCEEDED')]);
    expect(await linesOf(eager)).toHaveLength(100);
  });
});
