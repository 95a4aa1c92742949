/** Shows an account disabled: its sessions and password are refused at once, and only by whoever administers all of it. */
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { people, stagePassword, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { insertOrganisation } from './organisations';

const change = (verb: string) => `mutation ($accountId: ID!) {
  ${verb}Account(input: { accountId: $accountId }) { __typename ... on Account { status } ... on WrongState { currentStatus } }
}`;
const signIn = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { __typename } }`;
const me = '{ me { login roles { role } } }';

describe('disabling an account', () => {
  let server: TestServer;
  let bureau: Person;
  beforeAll(async () => {
    server = await startTestServer();
    bureau = await people(server).bureau('640104');
  });
  afterAll(() => server.close());

  const eventsOf = async (accountId: string) =>
    (
      await server.database.query<{ type: string; change: string | null }>(
        "SELECT type, payload ->> 'change' AS change FROM event WHERE audience = ARRAY['account:' || $1] ORDER BY position",
        [accountId],
      )
    ).map((event) => event.change ?? event.type);

  test('given an adviser, when the bureau disables it, then its session and password are refused at once, and enabling brings it back', async () => {
    const adviser = await people(server).adviser('640104003');
    const accountId = globalId('Account', adviser.accountId);
    expect((await server.request(me, {}, adviser.token)).data.me.login).toBe(adviser.login);

    const { data, errors } = await server.request(change('disable'), { accountId }, bureau.token);
    expect(errors).toBeUndefined();

    expect(data.disableAccount).toEqual({ __typename: 'Account', status: 'DISABLED' });
    const refused = await server.request(me, {}, adviser.token);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const wrong = await server.request(signIn, { login: adviser.login, password: stagePassword });
    expect(wrong.data.signIn.__typename).toBe('SignInRefused');
    const again = await server.request(change('disable'), { accountId }, bureau.token);
    expect(again.data.disableAccount).toEqual({ __typename: 'WrongState', currentStatus: 'DISABLED' });
    expect(await eventsOf(adviser.accountId)).toEqual(['SessionRevoked', 'ACCOUNT_DISABLED']);

    const enabled = await server.request(change('enable'), { accountId }, bureau.token);
    expect(enabled.data.enableAccount).toEqual({ __typename: 'Account', status: 'ACTIVE' });
    expect((await server.request(me, {}, adviser.token)).errors).toHaveLength(1);
    const right = await server.request(signIn, { login: adviser.login, password: stagePassword });
    expect(right.data.signIn.__typename).toBe('Session');
  });

  test('given an adviser who is also a member of an organisation, when the bureau disables it, then AccountOutOfReach and it stays', async () => {
    const organisationId = await insertOrganisation(server.database);
    const both = await people(server).withRoles(
      { role: Role.ADVISER, areaCode: '640104001' },
      { role: Role.ORGANISATION_MEMBER, organisationId },
    );
    const accountId = globalId('Account', both.accountId);
    const { data } = await server.request(change('disable'), { accountId }, bureau.token);
    expect(data.disableAccount).toEqual({ __typename: 'AccountOutOfReach' });
    expect((await server.request(me, {}, both.token)).data.me.roles).toHaveLength(2);
    const seen = await server.request(
      'query ($id: ID!) { account(id: $id) { roles { role } } }',
      { id: accountId },
      bureau.token,
    );
    expect(seen.data.account.roles).toEqual([{ role: 'ADVISER' }]);
  });
});
