/** Shows that a page stays signed in by a cookie that no script reads, and what that cookie is worth to anybody else. */
import { secretHash } from '../../server/identity/secret';
import { people, stagePassword, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const signIn = `mutation ($login: String!, $password: String!) {
  signInBrowser(input: { login: $login, password: $password }) {
    __typename
    ... on BrowserSession { accessToken expiresAt account { login } }
    ... on Refusal { messageEn }
  }
}`;
const renew = `mutation { renewBrowserSession { __typename ... on BrowserSession { accessToken account { login } } ... on Refusal { messageEn } } }`;
const refresh = `mutation ($refreshToken: String!) { refreshSession(input: { refreshToken: $refreshToken }) { __typename } }`;
const signOut = 'mutation { signOut { __typename } }';
const me = '{ me { login } }';

interface Sent {
  readonly variables?: Record<string, unknown>;
  readonly cookie?: string;
  readonly token?: string;
  /** The page that asks; a page of the server when left out, a program when null. */
  readonly origin?: string | null;
  readonly headers?: Record<string, string>;
}

describe('the session of a browser', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ LINKAGE_ALLOWED_ORIGINS: 'https://partner.example' });
  });
  afterAll(() => server.close());

  async function send(query: string, sent: Sent = {}) {
    const origin = sent.origin === undefined ? server.url : sent.origin;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(origin === null ? {} : { origin }),
        ...(sent.cookie === undefined ? {} : { cookie: sent.cookie }),
        ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
        ...sent.headers,
      },
      body: JSON.stringify({ query, variables: sent.variables }),
    });
    const body = (await response.json()) as { data?: any; errors?: { extensions: { code: string } }[] };
    return { ...body, setCookie: response.headers.get('set-cookie') };
  }

  async function signedIn(person: Person) {
    const answer = await send(signIn, { variables: { login: person.login, password: stagePassword } });
    const cookie = answer.setCookie!.split(';')[0]!;
    return { ...answer, cookie, secret: cookie.slice('linkage-session='.length) };
  }

  async function opens(token: string): Promise<boolean> {
    const { data, errors } = await send(me, { token });
    if (errors) expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    return data?.me != null;
  }

  test('given a page of the server, when a person signs in, then the secret is in an HttpOnly cookie of this site only and nowhere in the answer', async () => {
    const person = await people(server).adviser();
    const { data, setCookie, secret } = await signedIn(person);
    expect(setCookie).toBe(`linkage-session=${secret}; Path=/; Max-Age=${14 * 86_400}; HttpOnly; SameSite=Strict`);
    expect(data.signInBrowser.account.login).toBe(person.login);
    expect(Object.keys(data.signInBrowser).sort()).toEqual(['__typename', 'accessToken', 'account', 'expiresAt']);
    expect(JSON.stringify(data)).not.toContain(secret);
    const kept = await server.database.query(`SELECT holder FROM refresh_token WHERE token_hash = $1`, [
      secretHash(secret),
    ]);
    expect(kept).toEqual([{ holder: 'BROWSER' }]);
  });

  test('given a page over https, then the cookie is bound to this host and to https', async () => {
    const person = await people(server).adviser();
    const answer = await send(signIn, {
      variables: { login: person.login, password: stagePassword },
      origin: server.url.replace('http:', 'https:'),
    });
    expect(answer.setCookie).toMatch(
      /^__Host-linkage-session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  test('given a wrong password, when a page signs in, then it is refused and no cookie is set', async () => {
    const person = await people(server).adviser();
    const answer = await send(signIn, { variables: { login: person.login, password: 'not the password' } });
    expect([answer.data.signInBrowser.__typename, answer.setCookie]).toEqual(['SignInRefused', null]);
  });

  test('given a signed-in browser, when many of its pages renew at once and again, then each is answered and the cookie stays the same', async () => {
    const person = await people(server).adviser();
    const { cookie } = await signedIn(person);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(renew, { cookie })));
    answers.push(await send(renew, { cookie }));
    for (const answer of answers) {
      expect(answer.data.renewBrowserSession).toMatchObject({
        __typename: 'BrowserSession',
        account: { login: person.login },
      });
      expect(answer.setCookie!.split(';')[0]).toBe(cookie);
    }
    expect(await opens(answers.at(-1)!.data.renewBrowserSession.accessToken)).toBe(true);
  });

  test('59: given a signed-in browser, when its person signs out, then cookie and access token are worth nothing any more', async () => {
    const person = await people(server).adviser();
    const { cookie, data } = await signedIn(person);
    const out = await send(signOut, { cookie, token: data.signInBrowser.accessToken });
    expect([out.data.signOut.__typename, out.setCookie]).toEqual([
      'SignedOut',
      'linkage-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    const again = await send(renew, { cookie });
    expect([again.data.renewBrowserSession.__typename, again.setCookie]).toEqual([
      'SessionEnded',
      'linkage-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    expect(await opens(data.signInBrowser.accessToken)).toBe(false);
  });

  test.each([
    ['a program without an origin', null, {}],
    ['a page of another site', 'https://evil.example', {}],
    ['a page that may read answers but is of another origin', 'https://partner.example', {}],
    ['a page of unknown origin', 'null', {}],
    ['another port of this host', 'http://127.0.0.1:1', {}],
    ['a page that the browser says is of another site', undefined, { 'sec-fetch-site': 'cross-site' }],
  ])(
    '29: given %s, when it sends the cookie, then it gets no token and the session stays as it was',
    async (_who, origin, headers) => {
      const person = await people(server).adviser();
      const { cookie } = await signedIn(person);
      const answer = await send(renew, { cookie, origin, headers });
      expect(answer.data?.renewBrowserSession ?? null).toBeNull();
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(answer.setCookie).toBeNull();
      const signing = await send(signIn, {
        variables: { login: person.login, password: stagePassword },
        origin,
        headers,
      });
      expect([signing.errors?.[0]?.extensions.code, signing.setCookie]).toEqual(['FORBIDDEN', null]);
      expect((await send(renew, { cookie })).data.renewBrowserSession.__typename).toBe('BrowserSession');
    },
  );

  test('29: given only the cookie, when a page asks for anything else, then it is nobody', async () => {
    const { cookie } = await signedIn(await people(server).adviser());
    expect((await send(me, { cookie })).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('59: given the secret of a browser, when it is sent as a refresh token, or a refresh token as a cookie, then neither opens nor ends anything', async () => {
    const person = await people(server).adviser();
    const { cookie, secret } = await signedIn(person);
    const asToken = await send(refresh, { variables: { refreshToken: secret }, origin: null });
    expect(asToken.data.refreshSession.__typename).toBe('SessionEnded');
    const asCookie = await send(renew, { cookie: `linkage-session=${person.refreshToken}` });
    expect(asCookie.data.renewBrowserSession.__typename).toBe('SessionEnded');
    expect((await send(renew, { cookie })).data.renewBrowserSession.__typename).toBe('BrowserSession');
    const spent = await send(refresh, { variables: { refreshToken: person.refreshToken }, origin: null });
    expect(spent.data.refreshSession.__typename).toBe('Session');
  });

  test.each([
    ['no cookie', ''],
    ['a made-up secret', `linkage-session=${'a'.repeat(43)}`],
    ['something that is no secret', "linkage-session=' OR 1=1 --"],
    ['two cookies of the name', `linkage-session=${'a'.repeat(43)}; linkage-session=${'b'.repeat(43)}`],
  ])('59: given %s, when a page renews, then the session has ended', async (_what, cookie) => {
    expect((await send(renew, { cookie })).data.renewBrowserSession).toEqual({
      __typename: 'SessionEnded',
      messageEn: 'The session has ended. Sign in again.',
    });
  });

  test('59: given an account that is disabled or a session past its ninety days, when its browser renews, then it has ended', async () => {
    const disabled = await people(server).adviser();
    const first = await signedIn(disabled);
    await server.database.query("UPDATE account SET status = 'DISABLED' WHERE id = $1", [disabled.accountId]);
    expect((await send(renew, { cookie: first.cookie })).data.renewBrowserSession.__typename).toBe('SessionEnded');

    const old = await people(server).adviser();
    const second = await signedIn(old);
    await server.database.query("UPDATE session SET expires_at = now() + interval '60 seconds' WHERE account_id = $1", [
      old.accountId,
    ]);
    const nearEnd = await send(renew, { cookie: second.cookie });
    const seconds = Number(/Max-Age=(\d+)/.exec(nearEnd.setCookie!)![1]);
    expect([seconds > 50, seconds <= 60]).toEqual([true, true]);
    await server.database.query('UPDATE session SET expires_at = now() WHERE account_id = $1', [old.accountId]);
    expect((await send(renew, { cookie: second.cookie })).data.renewBrowserSession.__typename).toBe('SessionEnded');
  });
});
