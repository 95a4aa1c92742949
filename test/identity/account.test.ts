/** Shows accounts and roles changed by those in whose reach they lie, by nobody else, and never by their owner. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { insertOrganisation } from './organisations';

const createAccount = `mutation ($input: CreateAccountInput!) {
  createAccount(input: $input) {
    __typename
    ... on Account { id login displayName roles { id role areaCode organisationId } }
    ... on InvalidInput { field }
    ... on RoleNotGrantable { role }
  }
}`;
const grantRole = `mutation ($input: GrantRoleInput!) {
  grantRole(input: $input) { __typename ... on Account { roles { role areaCode } } ... on InvalidInput { field } ... on NotFound { type } }
}`;
const revokeRole = `mutation ($roleGrantId: ID!) {
  revokeRole(input: { roleGrantId: $roleGrantId }) { __typename ... on Account { roles { role } } }
}`;
const change = (verb: string) => `mutation ($accountId: ID!) {
  ${verb}Account(input: { accountId: $accountId }) { __typename ... on Account { status } ... on WrongState { currentStatus } }
}`;
const signIn = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { __typename } }`;
const me = '{ me { login roles { role areaCode organisationId } } }';

describe('accounts and roles', () => {
  let server: TestServer;
  let bureau: Person;
  let system: Person;
  beforeAll(async () => {
    server = await startTestServer();
    bureau = await people(server).bureau('640104');
    system = await people(server).systemAdministrator();
  });
  afterAll(() => server.close());

  const newAccount = (changes: object = {}) => {
    const accountId = v7();
    return {
      accountId,
      login: `n${accountId.slice(-12)}`,
      displayName: '王顾问',
      password: 'first pass phrase',
      role: { role: 'ADVISER', areaCode: '640104001' },
      ...changes,
    };
  };
  async function create(person: Person, changes: object = {}): Promise<any> {
    const input = newAccount(changes);
    const { data, errors } = await server.request(createAccount, { input }, person.token);
    expect(errors).toBeUndefined();
    const stored = await server.database.query('SELECT 1 FROM account WHERE id = $1', [input.accountId]);
    expect(stored).toHaveLength(data.createAccount.__typename === 'Account' ? 1 : 0);
    return data.createAccount;
  }
  async function grant(person: Person, account: Person, role: object): Promise<any> {
    const input = { roleGrantId: v7(), accountId: globalId('Account', account.accountId), role };
    const { data, errors } = await server.request(grantRole, { input }, person.token);
    if (errors) return { __typename: errors[0]!.extensions.code };
    return data.grantRole;
  }
  const grantsOf = (person: Person) =>
    server.database.query<{ id: string; role: string; revoked: boolean }>(
      'SELECT id, role, revoked_at IS NOT NULL AS revoked FROM role_grant WHERE account_id = $1 ORDER BY granted_at, id',
      [person.accountId],
    );
  const eventsOf = async (accountId: string) =>
    (
      await server.database.query<{ type: string; change: string | null }>(
        "SELECT type, payload ->> 'change' AS change FROM event WHERE audience = ARRAY['account:' || $1] ORDER BY position",
        [accountId],
      )
    ).map((event) => event.change ?? event.type);

  test('given a bureau, when it creates an adviser of its area, then the adviser signs in, and one audit line and one event tell of it', async () => {
    const input = newAccount();
    const { data } = await server.request(createAccount, { input }, bureau.token);
    expect(data.createAccount).toMatchObject({
      __typename: 'Account',
      login: input.login,
      displayName: '王顾问',
      roles: [{ role: 'ADVISER', areaCode: '640104001', organisationId: null }],
    });
    const signedIn = await server.request(signIn, { login: input.login, password: input.password });
    expect(signedIn.data.signIn.__typename).toBe('Session');
    expect(await eventsOf(input.accountId)).toEqual(['ROLE_GRANTED']);
    const lines = await server.database.query('SELECT operation, account_id FROM audit_line WHERE command_id = $1', [
      input.accountId,
    ]);
    expect(lines).toEqual([{ operation: 'createAccount', account_id: bureau.accountId }]);
  });

  test('89: given one creation sent 20 times at once, then one account, one role, one event and the same answer', async () => {
    const input = newAccount();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.request(createAccount, { input }, bureau.token)),
    );
    for (const answer of answers) expect(answer.data).toEqual(answers[0]!.data);
    expect(answers[0]!.data.createAccount.__typename).toBe('Account');
    expect(await eventsOf(input.accountId)).toEqual(['ROLE_GRANTED']);
    const rows = await server.database.query('SELECT 1 FROM role_grant WHERE account_id = $1', [input.accountId]);
    expect(rows).toHaveLength(1);
  });

  test('given somebody who does not sign in, then only a system administrator creates the account without a password, and one that is given later opens it', async () => {
    const input = newAccount({ password: null });
    const { data } = await server.request(createAccount, { input }, system.token);
    expect(data.createAccount).toMatchObject({ __typename: 'Account', roles: [{ role: 'ADVISER' }] });
    const newPassword = 'given pass phrase';
    const enter = async () =>
      (await server.request(signIn, { login: input.login, password: newPassword })).data.signIn.__typename;
    expect(await enter()).toBe('SignInRefused');
    const reset = await server.request(
      'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename ... on Account { mustChangePassword } } }',
      { input: { commandId: v7(), accountId: globalId('Account', input.accountId), newPassword } },
      bureau.token,
    );
    expect(reset.data.resetPassword).toEqual({ __typename: 'Account', mustChangePassword: true });
    expect(await enter()).toBe('Session');
  });

  test('given an installation with accounts, then no first one is made, and a password that everybody knows is given to none that has its own', async () => {
    const { foundingService } = server.app.composition;
    const before = await server.database.query('SELECT id, password_hash FROM account ORDER BY id');
    const first = { accountId: v7(), login: 'another', displayName: '另一人', roleGrantId: v7() };
    await expect(foundingService.foundInstallation(first)).rejects.toThrow('has accounts already');
    await expect(foundingService.openDemoSignIn(bureau.accountId, 'x')).rejects.toThrow('by other means');
    expect(await server.database.query('SELECT id, password_hash FROM account ORDER BY id')).toEqual(before);
    const lines = "SELECT 1 FROM audit_line WHERE operation IN ('foundInstallation', 'openDemoSignIn')";
    expect(await server.database.query(lines)).toEqual([]);
  });

  test('90: given the id of another creation, then IdempotencyMismatch and the first account stays', async () => {
    const input = newAccount();
    await server.request(createAccount, { input }, bureau.token);
    const again = await server.request(createAccount, { input: { ...input, displayName: '李' } }, bureau.token);
    expect(again.data.createAccount.__typename).toBe('IdempotencyMismatch');
    const byOther = await server.request(createAccount, { input }, system.token);
    expect(byOther.data.createAccount.__typename).toBe('IdempotencyMismatch');
    const rows = await server.database.query('SELECT display_name FROM account WHERE id = $1', [input.accountId]);
    expect(rows).toEqual([{ display_name: '王顾问' }]);
  });

  test('given a bad input, then the refusal names the field and nothing is stored', async () => {
    const { login } = await people(server).nobodyInParticular();
    expect(await create(bureau, { login: 'a b' })).toEqual({ __typename: 'InvalidInput', field: 'login' });
    expect(await create(bureau, { login })).toEqual({ __typename: 'LoginTaken' });
    expect(await create(bureau, { login: login.toUpperCase() })).toEqual({ __typename: 'LoginTaken' });
    expect(await create(bureau, { displayName: ' ' })).toEqual({ __typename: 'InvalidInput', field: 'displayName' });
    expect(await create(bureau, { password: '12345678901' })).toMatchObject({ __typename: 'Account' });
    expect(await create(bureau, { password: 'weak' })).toEqual({ __typename: 'PasswordTooWeak' });
    expect(await create(bureau, { password: null })).toEqual({ __typename: 'InvalidInput', field: 'password' });
    expect(await create(bureau, { externalSubject: 'x' })).toEqual({
      __typename: 'InvalidInput',
      field: 'externalSubject',
    });
    expect(await create(bureau, { role: null })).toEqual({ __typename: 'InvalidInput', field: 'role' });
    expect(await create(bureau, { role: { role: 'ADVISER' } })).toEqual({ __typename: 'InvalidInput', field: 'role' });
    expect(await create(bureau, { role: { role: 'ADVISER', areaCode: '640104999' } })).toEqual({
      __typename: 'NotFound',
    });
  });

  test('64: given each administrator, when it creates an account with a role outside its reach, then RoleNotGrantable and nothing is stored', async () => {
    const ours = await insertOrganisation(server.database);
    const theirs = await insertOrganisation(server.database);
    const administrator = await people(server).organisationAdministrator(ours);
    const inTheirs = { role: 'ORGANISATION_MEMBER', organisationId: globalId('Organisation', theirs) };
    const refused: [Person, { role: string }][] = [
      [bureau, { role: 'CIVIL_AFFAIRS_BUREAU', areaCode: '640104' } as { role: string }],
      [bureau, { role: 'SYSTEM_ADMINISTRATOR' }],
      [bureau, { role: 'AUDITOR' }],
      [bureau, inTheirs],
      [administrator, inTheirs],
      [administrator, { role: 'FEDERATION_STAFF', organisationId: globalId('Organisation', ours) } as { role: string }],
      [administrator, { role: 'ADVISER', areaCode: '640104001' } as { role: string }],
    ];
    for (const [person, role] of refused)
      expect(await create(person, { role })).toEqual({ __typename: 'RoleNotGrantable', role: role.role });
    const member = { role: 'ORGANISATION_MEMBER', organisationId: globalId('Organisation', ours) };
    expect(await create(administrator, { role: member })).toMatchObject({ __typename: 'Account', roles: [member] });
  });

  test('given a system administrator, then it creates an account without any role, and an unknown organisation is not found', async () => {
    expect(await create(system, { role: null })).toMatchObject({ __typename: 'Account', roles: [] });
    const role = { role: 'ORGANISATION_MEMBER', organisationId: globalId('Organisation', v7()) };
    expect(await create(system, { role })).toEqual({ __typename: 'NotFound' });
  });

  test.each(['adviser', 'streetOfficer', 'auditor', 'nobodyInParticular'] as const)(
    'attack 64: %s may not create accounts, grant, revoke or disable',
    async (kind) => {
      const person = await people(server)[kind]();
      const target = await people(server).adviser();
      const [held] = await grantsOf(target);
      const answers = [
        await server.request(createAccount, { input: newAccount() }, person.token),
        await server.request(revokeRole, { roleGrantId: globalId('RoleGrant', held!.id) }, person.token),
        await server.request(change('disable'), { accountId: globalId('Account', target.accountId) }, person.token),
      ];
      for (const { errors } of answers) expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect((await grant(person, target, { role: 'SYSTEM_ADMINISTRATOR' })).__typename).toBe('FORBIDDEN');
      expect(await grantsOf(target)).toEqual([held]);
    },
  );

  test('64: nobody grants, revokes or disables for itself, not even a system administrator', async () => {
    for (const person of [bureau, system]) {
      const before = await grantsOf(person);
      expect((await grant(person, person, { role: 'ADVISER', areaCode: '640104001' })).__typename).toBe('FORBIDDEN');
      const revoked = await server.request(
        revokeRole,
        { roleGrantId: globalId('RoleGrant', before[0]!.id) },
        person.token,
      );
      const disabled = await server.request(
        change('disable'),
        { accountId: globalId('Account', person.accountId) },
        person.token,
      );
      for (const { errors } of [revoked, disabled])
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(await grantsOf(person)).toEqual(before);
    }
  });

  test('given an adviser, when the bureau grants it a second street and takes it away, then its next request shows each at once', async () => {
    const adviser = await people(server).adviser('640104001');
    const granted = await grant(bureau, adviser, { role: 'ADVISER', areaCode: '640104002' });
    expect(granted.roles).toEqual([
      { role: 'ADVISER', areaCode: '640104001' },
      { role: 'ADVISER', areaCode: '640104002' },
    ]);
    expect((await server.request(me, {}, adviser.token)).data.me.roles).toHaveLength(2);
    expect((await grant(bureau, adviser, { role: 'ADVISER', areaCode: '640104002' })).__typename).toBe(
      'RoleAlreadyGranted',
    );
    expect(await grantsOf(adviser)).toHaveLength(2);

    const second = (await grantsOf(adviser))[1]!;
    const roleGrantId = globalId('RoleGrant', second.id);
    const revoked = await server.request(revokeRole, { roleGrantId }, bureau.token);
    expect(revoked.data.revokeRole).toEqual({ __typename: 'Account', roles: [{ role: 'ADVISER' }] });
    expect((await server.request(me, {}, adviser.token)).data.me.roles).toHaveLength(1);
    const again = await server.request(revokeRole, { roleGrantId }, bureau.token);
    expect(again.data.revokeRole.__typename).toBe('WrongState');
    expect(await eventsOf(adviser.accountId)).toEqual(['ROLE_GRANTED', 'ROLE_REVOKED']);
  });

  test('60: what lies outside the reach looks as if it did not exist', async () => {
    const elsewhere = await people(server).bureau('640104100');
    const adviser = await people(server).adviser('640104001');
    const [held] = await grantsOf(adviser);
    expect(await grant(elsewhere, adviser, { role: 'ADVISER', areaCode: '640104100' })).toEqual({
      __typename: 'NotFound',
      type: 'Account',
    });
    const ids = [
      globalId('RoleGrant', held!.id),
      globalId('RoleGrant', v7()),
      globalId('Account', adviser.accountId),
      'nonsense',
    ];
    for (const roleGrantId of ids) {
      const { data } = await server.request(revokeRole, { roleGrantId }, elsewhere.token);
      expect(data.revokeRole).toEqual({ __typename: 'NotFound' });
    }
    const query = 'query ($id: ID!) { account(id: $id) { login } }';
    const id = globalId('Account', adviser.accountId);
    expect((await server.request(query, { id }, elsewhere.token)).data).toEqual({ account: null });
    expect((await server.request(query, { id }, bureau.token)).data).toEqual({ account: { login: adviser.login } });
    expect(await grantsOf(adviser)).toEqual([held]);
  });

  test('63: status, password hash or roles cannot be slipped into an input', async () => {
    for (const extra of [{ status: 'ACTIVE' }, { passwordHash: 'x' }, { roles: [] }, { id: v7() }]) {
      const input = { ...newAccount(), ...extra };
      const { errors } = await server.request(createAccount, { input }, bureau.token);
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
      expect(await server.database.query('SELECT 1 FROM account WHERE id = $1', [input.accountId])).toEqual([]);
    }
  });

  test('given an organisation, then its administrator pages through its accounts and sees no other', async () => {
    const organisationId = await insertOrganisation(server.database);
    const administrator = await people(server).organisationAdministrator(organisationId);
    const members = await Promise.all(
      Array.from({ length: 3 }, () => people(server).organisationMember(organisationId)),
    );
    await people(server).adviser('640104003');
    const query = `query ($organisationId: ID, $areaCode: String, $after: String) {
      accounts(organisationId: $organisationId, areaCode: $areaCode, first: 3, after: $after) {
        edges { node { login roles { role } } } pageInfo { hasNextPage endCursor }
      }
    }`;
    const id = globalId('Organisation', organisationId);
    const first = (await server.request(query, { organisationId: id }, administrator.token)).data.accounts;
    const after = first.pageInfo.endCursor;
    const second = (await server.request(query, { organisationId: id, after }, administrator.token)).data.accounts;
    const logins = [...first.edges, ...second.edges].map((edge: any) => edge.node.login);
    expect(logins).toEqual([administrator, ...members].map((person) => person.login).sort());
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    for (const variables of [{}, { areaCode: '640104' }, { organisationId: globalId('Organisation', v7()) }]) {
      const { data } = await server.request(query, variables, administrator.token);
      expect(data.accounts.edges).toEqual([]);
    }
    expect((await server.request(query, { organisationId: id }, bureau.token)).data.accounts.edges).toEqual([]);
    expect((await server.request(query, {}, system.token)).data.accounts.edges).toHaveLength(3);
    expect((await server.request(query, { areaCode: '640104003' }, bureau.token)).data.accounts.edges).toHaveLength(1);
  });
});
