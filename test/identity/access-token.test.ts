/** Shows that only tokens signed here, complete and in time, open anything; every other one gets the same words. */
import { createHmac, generateKeyPairSync, createSign } from 'node:crypto';
import { v7 } from 'uuid';
import { AccessTokens } from '../../server/identity/access-token';
import { derivedKey } from '../../server/composition/derived-key';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('access tokens', () => {
  let server: TestServer;
  let person: Person;
  let key: Buffer;
  beforeAll(async () => {
    server = await startTestServer();
    person = await people(server).adviser();
    key = derivedKey(server.config, 'access token');
  });
  afterAll(() => server.close());

  const now = () => Math.floor(Date.now() / 1000);
  const claims = (changes: object = {}) => ({
    iss: 'linkage',
    aud: 'linkage',
    sub: person.accountId,
    sid: person.actor.sessionId,
    iat: now(),
    exp: now() + 300,
    ...changes,
  });
  const packed = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  function signed(header: object, payload: object, secret: Buffer = key): string {
    const text = `${packed({ alg: 'HS256', typ: 'at+jwt', ...header })}.${packed(payload)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  }

  async function outcome(authorization: string): Promise<string> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ me { login } }' }),
    });
    const { data, errors } = (await response.json()) as any;
    if (data?.me) return data.me.login;
    expect(JSON.stringify(errors)).not.toMatch(/jwt|jws|signature|claim|exp/i);
    return errors[0].extensions.code;
  }
  const opens = (token: string) => outcome(`Bearer ${token}`);

  test('given a token made as the server makes it, then it opens', async () => {
    expect(await opens(signed({}, claims()))).toBe(person.login);
  });

  test('54: alg none, another algorithm, another key and an unknown crit are refused', async () => {
    const none = `${packed({ alg: 'none', typ: 'at+jwt' })}.${packed(claims())}.`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = `${packed({ alg: 'RS256', typ: 'at+jwt' })}.${packed(claims())}`;
    const rsa = `${text}.${createSign('sha256').update(text).sign(privateKey, 'base64url')}`;
    const tokens = [
      none,
      `${packed({ alg: 'NONE' })}.${packed(claims())}.`,
      rsa,
      signed({}, claims(), Buffer.alloc(32)),
      signed({}, claims(), server.config.tokenSecret),
      signed({ alg: 'HS512' }, claims()),
      signed({ crit: ['new'], new: true }, claims()),
      signed({ typ: 'JWT' }, claims()),
    ];
    for (const token of tokens) expect(await opens(token)).toBe('UNAUTHENTICATED');
  });

  test.each(['exp', 'iss', 'aud', 'sub', 'sid'])('55: a token without %s is refused', async (claim) => {
    expect(await opens(signed({}, claims({ [claim]: undefined })))).toBe('UNAUTHENTICATED');
  });

  test('55: another issuer, audience, session or account is refused', async () => {
    const stranger = await people(server).nobodyInParticular();
    for (const changes of [
      { iss: 'elsewhere' },
      { aud: 'elsewhere' },
      { sub: stranger.accountId },
      { sid: stranger.actor.sessionId },
      { sid: v7() },
      { sid: "' OR true --" },
      { sub: 'not-an-id' },
      { sid: { nested: true } },
    ])
      expect(await opens(signed({}, claims(changes)))).toBe('UNAUTHENTICATED');
  });

  test('56: 25 seconds late is tolerated, 5 minutes late and 5 minutes early are refused', async () => {
    expect(await opens(signed({}, claims({ exp: now() - 25 })))).toBe(person.login);
    expect(await opens(signed({}, claims({ exp: now() - 300 })))).toBe('UNAUTHENTICATED');
    expect(await opens(signed({}, claims({ nbf: now() + 300 })))).toBe('UNAUTHENTICATED');
    expect(await opens(signed({}, claims({ nbf: now() + 25 })))).toBe(person.login);
    expect(await opens(signed({}, claims({ exp: 'tomorrow' })))).toBe('UNAUTHENTICATED');
  });

  test('56: given a token that opened before, then it opens until its end, the tolerance of the clocks included, and not after it', async () => {
    const tokens = new AccessTokens(key, 1);
    const { token, expiresAt } = await tokens.sign(person.accountId, v7());
    const others = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'];
    jest.useFakeTimers({ doNotFake: others as never, now: expiresAt.getTime() - 1_000 });
    try {
      const claims = await tokens.verify(token);
      jest.setSystemTime(expiresAt.getTime() + 29_000);
      expect(await tokens.verify(token)).toEqual(claims);
      jest.setSystemTime(expiresAt.getTime() + 30_000);
      await expect(tokens.verify(token)).rejects.toThrow();
    } finally {
      jest.useRealTimers();
    }
  });

  test('57: kid, jku and jwk in the header change nothing: the key is ours', async () => {
    const devNull = Buffer.from('');
    const headers = [
      { kid: '../../../../dev/null' },
      { kid: "x' UNION SELECT 'key'" },
      { jku: 'http://127.0.0.1:1/keys' },
      { jwk: { kty: 'oct', k: '' } },
    ];
    for (const header of headers) {
      expect(await opens(signed(header, claims(), devNull))).toBe('UNAUTHENTICATED');
      expect(await opens(signed(header, claims()))).toBe(person.login);
    }
  });

  test('given headers that are no bearer tokens, then UNAUTHENTICATED, never nobody and never a bug', async () => {
    const token = signed({}, claims());
    for (const header of [
      'Basic eDp5',
      'Bearer',
      'Bearer a b',
      `Token ${token}`,
      'Bearer a.b.c',
      'Bearer ..',
      `Bearer ${'x'.repeat(9000)}`,
    ])
      expect(await outcome(header)).toBe('UNAUTHENTICATED');
    expect(await outcome(`bearer ${token}`)).toBe(person.login);
  });

  test('given a disabled account, then its valid token is refused at once', async () => {
    const other = await people(server).nobodyInParticular();
    expect(await opens(other.token)).toBe(other.login);
    await server.database.query("UPDATE account SET status = 'DISABLED' WHERE id = $1", [other.accountId]);
    expect(await opens(other.token)).toBe('UNAUTHENTICATED');
  });

  test('70: given two people asking at the same instant, then each gets its own answer', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => people(server).nobodyInParticular()));
    const answers = await Promise.all(others.flatMap((other) => [opens(other.token), opens(other.token)]));
    expect(answers).toEqual(others.flatMap((other) => [other.login, other.login]));
  });
});
