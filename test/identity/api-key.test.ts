/** Shows that a partner's key is worth its scopes in its organisation, and is never a person. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { insertOrganisation } from './organisations';

const createApiKey = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    __typename
    ... on ApiKeyCreated { secret apiKey { id name scopes organisationId revokedAt } }
    ... on InvalidInput { field }
    ... on TooManyApiKeys { maximum }
  }
}`;
const revokeApiKey = 'mutation ($apiKeyId: ID!) { revokeApiKey(input: { apiKeyId: $apiKeyId }) { __typename } }';
const area = '{ area(code: "640104001") { code } }';

describe('API keys', () => {
  let server: TestServer;
  let organisationId: string;
  let partner: Person;
  beforeAll(async () => {
    server = await startTestServer();
    organisationId = await insertOrganisation(server.database);
    partner = await people(server).companyPartner(organisationId);
  });
  afterAll(() => server.close());

  async function create(person: Person, changes: object = {}): Promise<any> {
    const input = {
      apiKeyId: v7(),
      organisationId: globalId('Organisation', organisationId),
      name: '仓库系统',
      scopes: ['NEEDS_READ'],
      ...changes,
    };
    const { data, errors } = await server.request(createApiKey, { input }, person.token);
    return errors ? { __typename: errors[0]!.extensions.code } : data.createApiKey;
  }
  const actorOf = (secret: string) => server.app.composition.authenticator.authenticate(`Bearer ${secret}`);
  const refused = (secret: string) =>
    expect(actorOf(secret)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });

  test('given a partner, when it creates a key, then the key acts for its organisation with its scopes, and only its hash is kept', async () => {
    const { secret, apiKey } = await create(partner);
    expect(secret).toMatch(/^lk_[A-Za-z0-9_-]{43}$/);
    expect(apiKey).toMatchObject({ name: '仓库系统', scopes: ['NEEDS_READ'], revokedAt: null });
    expect(await actorOf(secret)).toMatchObject({
      accountId: partner.accountId,
      roles: [{ role: 'COMPANY_PARTNER', organisationId, organisationStatus: 'APPROVED' }],
      apiKey: { scopes: ['NEEDS_READ'] },
    });
    expect((await server.request(area, {}, secret)).data.area.code).toBe('640104001');
    const rows = await server.database.query<{ text: string }>('SELECT to_jsonb(k)::text AS text FROM api_key k');
    expect(rows.some((row) => row.text.includes(secret))).toBe(false);
  });

  test('68: a key is no session: it signs nothing, makes no key, reads no account, and changes no password', async () => {
    const { secret } = await create(partner);
    const refusedOperations = [
      '{ me { login } }',
      'mutation { signOut { __typename } }',
      'mutation { changePassword(input: { currentPassword: "x", newPassword: "y" }) { __typename } }',
      `mutation { revokeApiKey(input: { apiKeyId: "x" }) { __typename } }`,
      `{ apiKeys(organisationId: "${globalId('Organisation', organisationId)}") { edges { cursor } } }`,
    ];
    for (const operation of refusedOperations) {
      const { errors } = await server.request(operation, {}, secret);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect((await create({ ...partner, token: secret })).__typename).toBe('FORBIDDEN');
    expect((await actorOf(secret))!.sessionId).toBeUndefined();
    const refresh = `mutation { refreshSession(input: { refreshToken: "${secret}" }) { __typename } }`;
    expect((await server.request(refresh)).data.refreshSession.__typename).toBe('SessionEnded');
  });

  test('68: a key without the scope of an operation is refused', async () => {
    const { secret } = await create(partner, { scopes: ['FEED_READ'] });
    const { errors } = await server.request(area, {}, secret);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('given an organisation administrator with other roles, then its key is a member of that one organisation and nothing else', async () => {
    const elsewhere = await insertOrganisation(server.database);
    const administrator = await people(server).withRoles(
      { role: Role.ORGANISATION_ADMINISTRATOR, organisationId },
      { role: Role.ORGANISATION_MEMBER, organisationId: elsewhere },
      { role: Role.ADVISER, areaCode: '640104001' },
    );
    const { secret } = await create(administrator);
    expect((await actorOf(secret))!.roles).toEqual([
      { role: 'ORGANISATION_MEMBER', organisationId, organisationStatus: 'APPROVED' },
    ]);
  });

  test('given a key, when it is revoked, then it is refused at once, and an event tells its sockets', async () => {
    const { secret, apiKey } = await create(partner);
    expect(await actorOf(secret)).toBeDefined();
    const { data } = await server.request(revokeApiKey, { apiKeyId: apiKey.id }, partner.token);
    expect(data.revokeApiKey.__typename).toBe('ApiKey');
    await refused(secret);
    const again = await server.request(revokeApiKey, { apiKeyId: apiKey.id }, partner.token);
    expect(again.data.revokeApiKey.__typename).toBe('WrongState');
    const events = await server.database.query("SELECT type FROM event WHERE payload ->> 'change' = 'API_KEY_REVOKED'");
    expect(events).toEqual([{ type: 'AuthorityChanged' }]);
  });

  test('given a key whose creator left the organisation, is disabled, or whose time is over, then it is refused', async () => {
    const secrets: string[] = [];
    const changes = [
      'UPDATE role_grant SET revoked_at = now() WHERE account_id = $1',
      "UPDATE account SET status = 'DISABLED' WHERE id = $1",
      'UPDATE api_key SET expires_at = now() WHERE account_id = $1',
    ];
    for (const statement of changes) {
      const creator = await people(server).companyPartner(organisationId);
      const { secret } = await create(creator);
      expect(await actorOf(secret)).toBeDefined();
      await server.database.query(statement, [creator.accountId]);
      secrets.push(secret);
    }
    for (const secret of secrets) await refused(secret);
    await refused('lk_guessed');
  });

  test('73: given a suspended organisation, then its key says so and may act for no approved organisation', async () => {
    const suspended = await insertOrganisation(server.database);
    const creator = await people(server).companyPartner(suspended);
    const { secret } = await create(creator, { organisationId: globalId('Organisation', suspended) });
    await server.database.query("UPDATE organisation SET status = 'SUSPENDED' WHERE id = $1", [suspended]);
    expect((await actorOf(secret))!.roles).toMatchObject([{ organisationStatus: 'SUSPENDED' }]);
    expect((await actorOf(creator.token))!.roles).toMatchObject([{ organisationStatus: 'SUSPENDED' }]);
  });

  test('60: for an organisation of others there are no keys, and none can be made or revoked', async () => {
    const { apiKey } = await create(partner);
    const stranger = await people(server).companyPartner(await insertOrganisation(server.database));
    expect(await create(stranger)).toEqual({ __typename: 'NotFound' });
    const revoked = await server.request(revokeApiKey, { apiKeyId: apiKey.id }, stranger.token);
    expect(revoked.data.revokeApiKey.__typename).toBe('NotFound');
    const list = 'query ($id: ID!) { apiKeys(organisationId: $id) { edges { node { id } } } }';
    const variables = { id: globalId('Organisation', organisationId) };
    expect((await server.request(list, variables, stranger.token)).data.apiKeys.edges).toEqual([]);
    const own = (await server.request(list, variables, partner.token)).data.apiKeys.edges;
    expect(own.map((edge: any) => edge.node.id)).toContain(apiKey.id);
    const member = await people(server).organisationMember(organisationId);
    expect((await create(member)).__typename).toBe('FORBIDDEN');
  });

  test('91: given a creation whose answer was lost, when it is repeated, then the same key without its secret', async () => {
    const apiKeyId = v7();
    const first = await create(partner, { apiKeyId });
    const second = await create(partner, { apiKeyId });
    expect(second).toEqual({ ...first, secret: null });
    expect((await create(partner, { apiKeyId, name: 'other' })).__typename).toBe('IdempotencyMismatch');
  });

  test('given bad inputs, then the refusal names the field', async () => {
    expect(await create(partner, { name: '' })).toEqual({ __typename: 'InvalidInput', field: 'name' });
    expect(await create(partner, { scopes: [] })).toEqual({ __typename: 'InvalidInput', field: 'scopes' });
    expect(await create(partner, { lifetimeDays: 367 })).toEqual({ __typename: 'InvalidInput', field: 'lifetimeDays' });
    expect((await create(partner, { scopes: ['EVERYTHING'] })).__typename).toBe('BAD_USER_INPUT');
  });

  test('given 30 keys asked for at once, then 20 are made and 10 refused', async () => {
    const crowded = await insertOrganisation(server.database);
    const creator = await people(server).companyPartner(crowded);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => create(creator, { organisationId: globalId('Organisation', crowded) })),
    );
    const kinds = answers.map((answer) => answer.__typename);
    expect(kinds.filter((kind) => kind === 'ApiKeyCreated')).toHaveLength(20);
    expect(answers.filter((answer) => answer.__typename === 'TooManyApiKeys')).toEqual(
      Array(10).fill({ __typename: 'TooManyApiKeys', maximum: 20 }),
    );
  });
});
