/** Shows that guessing passwords is slowed down over all servers, that nobody is locked out, and that time tells nothing. */
import { people, stagePassword } from '../stage/people';
import { startTestServer, type GraphQLAnswer, type TestServer } from '../stage/server';

const signIn = `mutation ($login: String!, $password: String!) {
  signIn(input: { login: $login, password: $password }) { __typename }
}`;

describe('sign-in limits', () => {
  let server: TestServer;
  let other: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    other = await startTestServer(
      { LINKAGE_TOKEN_SECRET: server.config.tokenSecret.toString('base64') },
      server.database,
    );
  });
  afterAll(async () => {
    await other.close();
    await server.close();
  });
  beforeEach(async () => {
    await server.database.query('DELETE FROM sign_in_failure');
  });

  const guess = (login: string, password = 'guessed', on = server) => on.request(signIn, { login, password });
  const outcome = (answer: GraphQLAnswer): string =>
    answer.data?.signIn?.__typename ?? answer.errors![0]!.extensions.code!;
  const timePasses = (interval: string) =>
    server.database.query('UPDATE sign_in_failure SET at = at - $1::interval', [interval]);

  async function outcomes(login: string, times: number): Promise<string[]> {
    const found = [];
    for (let index = 0; index < times; index += 1) found.push(outcome(await guess(login)));
    return found;
  }

  test('2, 58: given a wait that is over, when 50 guesses come at the same instant on two servers, then 1 is looked at and 49 are refused', async () => {
    const person = await people(server).nobodyInParticular();
    await outcomes(person.login, 5);
    await timePasses('10 seconds');
    await outcomes(person.login, 1);
    await timePasses('20 seconds');
    await outcomes(person.login, 1);
    await timePasses('30 seconds');
    await outcomes(person.login, 1);
    // Eight failures: the next wait is 80 seconds, longer than the slowest machine needs for what follows.
    await timePasses('50 seconds');

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => guess(person.login, `guess ${index}`, index % 2 === 0 ? server : other)),
    );

    const found = answers.map(outcome);
    expect(found.filter((kind) => kind === 'SignInRefused')).toHaveLength(1);
    expect(found.filter((kind) => kind === 'LIMIT_EXCEEDED')).toHaveLength(49);
    const attempts = await server.database.query('SELECT DISTINCT attempt_id FROM sign_in_failure');
    expect(attempts).toHaveLength(9);
    const lines = await server.database.query(
      "SELECT account_id FROM audit_line WHERE operation = 'signInSlowedDown' AND subject_id = $1",
      [person.accountId],
    );
    expect(lines).toEqual([{ account_id: null }]);
  });

  test('58: given five failures, then the wait is told, doubles with each further failure, and is not lengthened by asking', async () => {
    const { login } = await people(server).nobodyInParticular();
    expect(await outcomes(login, 7)).toEqual([...Array(5).fill('SignInRefused'), 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
    for (const waitSeconds of [5, 10, 20, 40]) {
      const { errors } = await guess(login);
      const told = errors![0]!.extensions.retryAfterSeconds as number;
      // A slow machine may have let a second or two pass already.
      expect(told).toBeGreaterThan(waitSeconds - 3);
      expect(told).toBeLessThanOrEqual(waitSeconds);
      await timePasses(`${waitSeconds} seconds`);
      expect(outcome(await guess(login))).toBe('SignInRefused');
    }
  });

  test('58: given hundreds of failures, then the wait ends after 15 minutes at most, the right password opens and clears the count', async () => {
    const { login } = await people(server).nobodyInParticular();
    await outcomes(login, 5);
    await server.database.query(
      `INSERT INTO sign_in_failure (attempt_id, subject_hash, at)
       SELECT gen_random_uuid(), subject_hash, at FROM (SELECT DISTINCT ON (subject_hash) subject_hash, at FROM sign_in_failure) one,
              generate_series(1, 300)`,
    );
    const { errors } = await guess(login, stagePassword);
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    const wait = errors![0]!.extensions.retryAfterSeconds as number;
    expect(wait).toBeGreaterThan(890);
    expect(wait).toBeLessThanOrEqual(900);
    await timePasses('15 minutes');
    expect(outcome(await guess(login, stagePassword))).toBe('Session');
    // The login and the client still remember; this client on this login is forgiven.
    await timePasses('60 seconds');
    expect(outcome(await guess(login))).toBe('SignInRefused');
  });

  test('58: given a login that nobody has, then it is slowed down exactly as a known one', async () => {
    const { login } = await people(server).nobodyInParticular();
    const unknown = await outcomes('nobody-at-all', 6);
    await server.database.query('DELETE FROM sign_in_failure');
    expect(await outcomes(login, 6)).toEqual(unknown);
  });

  test('58: given one client that tries many logins (credential stuffing), then it is refused after 50', async () => {
    const found: string[] = [];
    for (let index = 0; index < 52; index += 1) found.push(outcome(await guess(`stuffed-${index}`)));
    expect(found.filter((kind) => kind === 'SignInRefused')).toHaveLength(50);
    expect(found.slice(50)).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
  });

  test('given people who sign in rightly, however often, then nothing is counted', async () => {
    const { login } = await people(server).nobodyInParticular();
    for (let index = 0; index < 12; index += 1) expect(outcome(await guess(login, stagePassword))).toBe('Session');
    expect(await server.database.query('SELECT 1 FROM sign_in_failure')).toEqual([]);
  });

  test('given failures older than an hour, then they count no more and are swept away', async () => {
    const { login } = await people(server).nobodyInParticular();
    await outcomes(login, 5);
    await timePasses('61 minutes');
    expect(outcome(await guess(login))).toBe('SignInRefused');
    expect(await server.database.query('SELECT DISTINCT attempt_id FROM sign_in_failure')).toHaveLength(1);
  });

  test('given the table of failures, then it holds no login', async () => {
    const { login } = await people(server).nobodyInParticular();
    await guess(login);
    const rows = await server.database.query<{ text: string }>(
      "SELECT encode(subject_hash, 'escape') AS text FROM sign_in_failure",
    );
    expect(rows).toHaveLength(3);
    expect(rows.some((row) => row.text.includes(login))).toBe(false);
  });

  test('58: given an unknown login and a wrong password, then both take the same time within a factor of two', async () => {
    const { login } = await people(server).nobodyInParticular();
    const times = { unknown: [] as number[], wrong: [] as number[] };
    for (let index = 0; index < 15; index += 1) {
      for (const kind of ['unknown', 'wrong'] as const) {
        await server.database.query('DELETE FROM sign_in_failure');
        const begun = performance.now();
        await guess(kind === 'wrong' ? login : `unknown-${index}`);
        times[kind].push(performance.now() - begun);
      }
    }
    const ratio = median(times.wrong) / median(times.unknown);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
