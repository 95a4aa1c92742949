/** Shows the search for a person's household: by the whole number, of one's own area, written down each time, and not without end. */
import { household, newResidentNumber } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const find = `query ($residentNumber: String!) { householdOfPerson(residentNumber: $residentNumber) { id areaCode } }`;

describe('the search for a person', () => {
  let server: TestServer;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
  });
  afterAll(() => server.close());

  const search = (residentNumber: string, who = adviser) => server.request(find, { residentNumber }, who.token);
  const linesOf = (who: Person) =>
    server.database.query(
      `SELECT subject_id AS "subjectId", details FROM audit_line
        WHERE account_id = $1 AND operation = 'findHouseholdOfPerson' ORDER BY position`,
      [who.accountId],
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

  test('given a hundred searches within a day, then the next is refused and not written', async () => {
    const eager = await people(server).adviser(community);
    await server.database.query(
      `INSERT INTO audit_line (account_id, operation, subject_type, details)
       SELECT $1, 'findHouseholdOfPerson', 'Household', '{}' FROM generate_series(1, 99)`,
      [eager.accountId],
    );
    expect((await search(newResidentNumber(), eager)).errors).toBeUndefined();
    expect((await search(newResidentNumber(), eager)).errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(await linesOf(eager)).toHaveLength(100);
  });
});
