/** Shows a password given by another person: within their reach only, known for one sign-in, and every session before it ended. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { people, stagePassword, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const resetPassword = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename
  ... on Account { login mustChangePassword } ... on WrongState { currentStatus } ... on InvalidInput { field } ... on NotFound { type } } }`;
const signIn = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { __typename
  ... on Session { accessToken account { mustChangePassword } } } }`;
const changePassword = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
  ... on Session { accessToken account { mustChangePassword } } } }`;
const given = 'walnut lantern 42';

describe('a password given by another person', () => {
  let server: TestServer;
  let bureau: Person;
  beforeAll(async () => {
    server = await startTestServer();
    bureau = await people(server).bureau('640104');
  });
  afterAll(() => server.close());

  async function reset(by: Person, of: Person, more: object = {}): Promise<any> {
    const input = { commandId: v7(), accountId: globalId('Account', of.accountId), newPassword: given, ...more };
    const { data, errors } = await server.request(resetPassword, { input }, by.token);
    return errors ? { __typename: errors[0]!.extensions.code } : data.resetPassword;
  }
  const enter = async (of: Person, password: string) =>
    (await server.request(signIn, { login: of.login, password })).data.signIn;
  const stored = async (of: Person) =>
    (
      await server.database.query(
        'SELECT password_hash AS hash, must_change_password AS must FROM account WHERE id = $1',
        [of.accountId],
      )
    )[0]!;
  const lines = () =>
    server.database.query("SELECT account_id, subject_id, details FROM audit_line WHERE operation = 'resetPassword'");

  test('given an adviser who forgot, when the bureau gives a password, then the sessions before end, the old one is worth nothing, and the new one opens nothing before it is changed', async () => {
    const adviser = await people(server).adviser('640104001');
    expect(await reset(bureau, adviser)).toEqual({
      __typename: 'Account',
      login: adviser.login,
      mustChangePassword: true,
    });
    expect((await server.request('{ me { login } }', {}, adviser.token)).errors![0]!.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(
      await server.database.query('SELECT revoked_reason FROM session WHERE account_id = $1', [adviser.accountId]),
    ).toEqual(expect.arrayContaining([{ revoked_reason: 'PASSWORD_RESET' }]));
    expect((await enter(adviser, stagePassword)).__typename).toBe('SignInRefused');
    const session = await enter(adviser, given);
    expect(session.account).toEqual({ mustChangePassword: true });
    const needs = async (token: string) =>
      (await server.request('{ needs(first: 1) { pageInfo { hasNextPage } } }', {}, token)).errors?.[0]!.extensions
        .code;
    expect(await needs(session.accessToken)).toBe('FORBIDDEN');
    const input = { currentPassword: given, newPassword: 'my own pass phrase' };
    const { data } = await server.request(changePassword, { input }, session.accessToken);
    expect(data.changePassword).toMatchObject({ __typename: 'Session', account: { mustChangePassword: false } });
    expect(await needs(data.changePassword.accessToken)).toBeUndefined();
    expect((await enter(adviser, given)).__typename).toBe('SignInRefused');
    expect(await lines()).toEqual([{ account_id: bureau.accountId, subject_id: adviser.accountId, details: {} }]);
  });

  test('given the same command again, then the same answer and the password as it is; given its id for another account, then IdempotencyMismatch', async () => {
    const [one, other] = [await people(server).adviser('640104001'), await people(server).adviser('640104001')];
    const commandId = v7();
    const first = await reset(bureau, one, { commandId });
    const before = [await stored(one), await stored(other)];
    expect(await reset(bureau, one, { commandId })).toEqual(first);
    expect(await reset(bureau, one, { commandId, newPassword: 'another pass phrase' })).toEqual(first);
    expect((await reset(bureau, other, { commandId })).__typename).toBe('IdempotencyMismatch');
    expect([await stored(one), await stored(other)]).toEqual(before);
  });

  test('60: given one out of reach, disabled, without a password here, or a weak one, then why not, and nothing is changed or ended', async () => {
    const adviser = await people(server).adviser('640104001');
    const elsewhere = await people(server).adviser('640104002');
    const both = await people(server).withRoles(
      { role: Role.ADVISER, areaCode: '640104001' },
      { role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640104' },
    );
    const disabled = await people(server).adviser('640104001');
    await server.database.query("UPDATE account SET status = 'DISABLED' WHERE id = $1", [disabled.accountId]);
    const outside = await people(server).adviser('640104001');
    await server.database.query(
      "UPDATE account SET password_hash = NULL, external_issuer = 'https://id.example', external_subject = 'u1' WHERE id = $1",
      [outside.accountId],
    );
    const all = [adviser, elsewhere, both, disabled, outside];
    const before = await Promise.all(all.map(stored));
    const written = await lines();
    const ofOneStreet = await people(server).bureau('640104001');
    expect(await reset(ofOneStreet, elsewhere)).toEqual({ __typename: 'NotFound', type: 'Account' });
    expect((await reset(bureau, both)).__typename).toBe('AccountOutOfReach');
    expect(await reset(bureau, disabled)).toEqual({ __typename: 'WrongState', currentStatus: 'DISABLED' });
    expect(await reset(bureau, outside)).toEqual({ __typename: 'InvalidInput', field: 'accountId' });
    for (const newPassword of ['short', 'aaaaaaaaaaaa', `x ${adviser.login}`, 'long '.repeat(30)])
      expect((await reset(bureau, adviser, { newPassword })).__typename).toBe('PasswordTooWeak');
    expect((await reset(bureau, bureau)).__typename).toBe('FORBIDDEN');
    expect((await reset(adviser, disabled)).__typename).toBe('FORBIDDEN');
    expect(await Promise.all(all.map(stored))).toEqual(before);
    expect(await lines()).toEqual(written);
    expect((await server.request('{ me { login } }', {}, adviser.token)).data.me.login).toBe(adviser.login);
  });
});
