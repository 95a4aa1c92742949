/** Shows a person signing in, staying signed in and signing out, and what a stolen or repeated token is worth. */
import { people, stagePassword, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const signIn = `mutation ($login: String!, $password: String!) {
  signIn(input: { login: $login, password: $password }) {
    __typename
    ... on Session { accessToken refreshToken expiresAt account { id login status roles { role areaCode } } }
    ... on SignInRefused { messageZh messageEn }
  }
}`;
const refresh = `mutation ($refreshToken: String!) {
  refreshSession(input: { refreshToken: $refreshToken }) {
    __typename
    ... on Session { accessToken refreshToken }
    ... on SessionEnded { messageEn }
  }
}`;
const signOut = 'mutation { signOut { __typename ... on SignedOut { id } } }';
const changePassword = `mutation ($currentPassword: String!, $newPassword: String!) {
  changePassword(input: { currentPassword: $currentPassword, newPassword: $newPassword }) {
    __typename
    ... on Session { accessToken }
  }
}`;
const me = '{ me { login displayName roles { role } } }';

describe('a session', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  /** Whether a token still opens anything. */
  async function opens(token: string): Promise<boolean> {
    const { data, errors } = await server.request(me, {}, token);
    if (data?.me) return true;
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    return false;
  }

  async function sessionsOf(person: Person): Promise<(string | null)[]> {
    const rows = await server.database.query<{ revoked_reason: string | null }>(
      'SELECT revoked_reason FROM session WHERE account_id = $1 ORDER BY created_at',
      [person.accountId],
    );
    return rows.map((row) => row.revoked_reason);
  }

  test('given a person, when it signs in in capitals, then it has a session, its roles and one audit line', async () => {
    const adviser = await people(server).adviser('640104001');
    const { data, errors } = await server.request(signIn, {
      login: adviser.login.toUpperCase(),
      password: stagePassword,
    });
    expect(errors).toBeUndefined();
    expect(data.signIn.account).toMatchObject({
      login: adviser.login,
      status: 'ACTIVE',
      roles: [{ role: 'ADVISER', areaCode: '640104001' }],
    });
    expect(await opens(data.signIn.accessToken)).toBe(true);
    const lines = await server.database.query(
      "SELECT operation FROM audit_line WHERE account_id = $1 AND operation = 'signIn'",
      [adviser.accountId],
    );
    expect(lines).toHaveLength(1);
  });

  test('given nobody, when me is asked, then UNAUTHENTICATED', async () => {
    const { errors } = await server.request(me);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('58: unknown login, wrong password, disabled account and an impossible login get the same answer and no session', async () => {
    const person = await people(server).nobodyInParticular();
    const disabled = await people(server).nobodyInParticular();
    await server.database.query("UPDATE account SET status = 'DISABLED' WHERE id = $1", [disabled.accountId]);
    const before = await server.database.query('SELECT count(*)::int AS count FROM session');
    const answers = await Promise.all([
      server.request(signIn, { login: 'nobody-has-this', password: stagePassword }),
      server.request(signIn, { login: person.login, password: 'not the password' }),
      server.request(signIn, { login: disabled.login, password: stagePassword }),
      server.request(signIn, { login: 'x y', password: stagePassword }),
      server.request(signIn, { login: person.login, password: stagePassword + 'x'.repeat(5000) }),
    ]);
    expect(answers[0].data.signIn.__typename).toBe('SignInRefused');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await server.database.query('SELECT count(*)::int AS count FROM session')).toEqual(before);
  });

  test('59: given a refresh token, when it is used, then the next one works and the access token too', async () => {
    const person = await people(server).nobodyInParticular();
    const first = await server.request(refresh, { refreshToken: person.refreshToken });
    expect(first.data.refreshSession.__typename).toBe('Session');
    const second = await server.request(refresh, { refreshToken: first.data.refreshSession.refreshToken });
    expect(second.data.refreshSession.__typename).toBe('Session');
    expect(await opens(second.data.refreshSession.accessToken)).toBe(true);
    const kept = await server.database.query<{ hash: string }>(
      "SELECT encode(token_hash, 'base64') AS hash FROM refresh_token t JOIN session s ON s.id = t.session_id WHERE s.account_id = $1",
      [person.accountId],
    );
    expect(kept).toHaveLength(3);
    expect(kept.map((row) => row.hash)).not.toContain(person.refreshToken);
  });

  test('59: given a used refresh token, when it is replayed (a thief, or a retry after a lost answer), then the whole session ends at once', async () => {
    const person = await people(server).nobodyInParticular();
    const first = await server.request(refresh, { refreshToken: person.refreshToken });
    const { accessToken, refreshToken } = first.data.refreshSession;
    expect(await opens(accessToken)).toBe(true);

    const replay = await server.request(refresh, { refreshToken: person.refreshToken });

    expect(replay.data.refreshSession).toEqual({
      __typename: 'SessionEnded',
      messageEn: 'The session has ended. Sign in again.',
    });
    expect(await opens(accessToken)).toBe(false);
    expect(await opens(person.token)).toBe(false);
    const next = await server.request(refresh, { refreshToken });
    expect(next.data.refreshSession.__typename).toBe('SessionEnded');
    expect(await sessionsOf(person)).toEqual(['TOKEN_REPLAYED']);
    const events = await server.database.query<{ payload: object; audience: string[] }>(
      "SELECT payload, audience FROM event WHERE type = 'SessionRevoked' AND payload ->> 'accountId' = $1",
      [person.accountId],
    );
    expect(events).toEqual([
      {
        payload: { accountId: person.accountId, sessionId: person.actor.sessionId, reason: 'TOKEN_REPLAYED' },
        audience: [`account:${person.accountId}`],
      },
    ]);
  });

  test('59: given 50 refreshes with one token at the same instant on two servers, then one succeeds and the family is revoked', async () => {
    const other = await startTestServer(
      { LINKAGE_TOKEN_SECRET: server.config.tokenSecret.toString('base64') },
      server.database,
    );
    try {
      const person = await people(server).nobodyInParticular();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? server : other).request(refresh, { refreshToken: person.refreshToken }),
        ),
      );
      const kinds = answers.map((answer) => answer.data.refreshSession.__typename);
      expect(kinds.filter((kind) => kind === 'Session')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'SessionEnded')).toHaveLength(49);
      expect(await sessionsOf(person)).toEqual(['TOKEN_REPLAYED']);
      const winner = answers.find((answer) => answer.data.refreshSession.__typename === 'Session')!;
      expect(await opens(winner.data.refreshSession.accessToken)).toBe(false);
      const counts = await server.database.query(
        `SELECT (SELECT count(*)::int FROM refresh_token WHERE session_id = $1) AS tokens,
                (SELECT count(*)::int FROM event WHERE subject_id = $1) AS events,
                (SELECT count(*)::int FROM audit_line WHERE subject_id = $1) AS lines`,
        [person.actor.sessionId],
      );
      expect(counts).toEqual([{ tokens: 2, events: 1, lines: 1 }]);
    } finally {
      await other.close();
    }
  });

  test('given an expired refresh token, an unknown one or one of an ended session, then SessionEnded and nothing is written', async () => {
    const person = await people(server).nobodyInParticular();
    await server.database.query(
      "UPDATE refresh_token SET expires_at = now() - interval '1 second' WHERE session_id = $1",
      [person.actor.sessionId],
    );
    for (const refreshToken of [person.refreshToken, 'unknown', '']) {
      const { data } = await server.request(refresh, { refreshToken });
      expect(data.refreshSession.__typename).toBe('SessionEnded');
    }
    expect(await sessionsOf(person)).toEqual([null]);
    expect(await opens(person.token)).toBe(true);
  });

  test('given a session past its longest life, then neither of its tokens works any more', async () => {
    const person = await people(server).nobodyInParticular();
    await server.database.query('UPDATE session SET expires_at = now() WHERE id = $1', [person.actor.sessionId]);
    expect(await opens(person.token)).toBe(false);
    const { data } = await server.request(refresh, { refreshToken: person.refreshToken });
    expect(data.refreshSession.__typename).toBe('SessionEnded');
  });

  test('59: given two sessions, when one signs out, then its tokens are refused at once and the other stays', async () => {
    const person = await people(server).nobodyInParticular();
    const other = (await server.request(signIn, { login: person.login, password: stagePassword })).data.signIn;

    const { data } = await server.request(signOut, {}, person.token);

    expect(data.signOut.__typename).toBe('SignedOut');
    expect(await opens(person.token)).toBe(false);
    expect((await server.request(refresh, { refreshToken: person.refreshToken })).data.refreshSession.__typename).toBe(
      'SessionEnded',
    );
    expect(await opens(other.accessToken)).toBe(true);
    expect(await sessionsOf(person)).toEqual(['SIGNED_OUT', null]);
  });

  test('59: given two sessions, when the password changes, then both end, a new one begins and only the new password works', async () => {
    const person = await people(server).nobodyInParticular();
    const other = (await server.request(signIn, { login: person.login, password: stagePassword })).data.signIn;
    const newPassword = 'the next pass phrase';

    const { data } = await server.request(
      changePassword,
      { currentPassword: stagePassword, newPassword },
      person.token,
    );

    expect(data.changePassword.__typename).toBe('Session');
    expect(await opens(data.changePassword.accessToken)).toBe(true);
    expect(await opens(person.token)).toBe(false);
    expect(await opens(other.accessToken)).toBe(false);
    const kinds = [];
    for (const password of [stagePassword, newPassword])
      kinds.push((await server.request(signIn, { login: person.login, password })).data.signIn.__typename);
    expect(kinds).toEqual(['SignInRefused', 'Session']);
  });

  test('given a wrong current password or a weak new one, when the password should change, then a refusal, and sessions and password stay', async () => {
    const person = await people(server).nobodyInParticular();
    const wrong = await server.request(
      changePassword,
      { currentPassword: 'guessed by a thief', newPassword: 'the next pass phrase' },
      person.token,
    );
    expect(wrong.data.changePassword.__typename).toBe('SignInRefused');
    for (const newPassword of ['short', 'aaaaaaaaaaaaaaa', `my ${person.login} is it`, 'x1y2'.repeat(40)]) {
      const weak = await server.request(changePassword, { currentPassword: stagePassword, newPassword }, person.token);
      expect(weak.data.changePassword.__typename).toBe('PasswordTooWeak');
    }
    expect(await sessionsOf(person)).toEqual([null]);
    expect(await opens(person.token)).toBe(true);
    const again = await server.request(signIn, { login: person.login, password: stagePassword });
    expect(again.data.signIn.__typename).toBe('Session');
  });

  test('given a full-width typing of the password, then it is the same password', async () => {
    const person = await people(server).nobodyInParticular();
    const { data } = await server.request(signIn, {
      login: person.login,
      password: stagePassword.replace('2026', '２０２６'),
    });
    expect(data.signIn.__typename).toBe('Session');
  });
});
