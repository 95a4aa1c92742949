/** Shows that every subscription is declared as a feed, and that what it answers never depends on who exactly listens. */
import { randomUUID } from 'node:crypto';
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { globalId } from '../../schema/global-id';
import { buildLinkageSchema } from '../../server/schema';
import { visibilityScopeOf } from '../../server/live/visibility-scope';
import { until } from '../event/writing';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { consent, household } from '../stage/households';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { listen } from './listener';

describe('the subscriptions of the product', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('given every field of Subscription, then it is a declared feed with `after`, and its type has a cursor', () => {
    const schema = buildLinkageSchema(server.app.composition.resolvers);
    const fields = Object.values(schema.getSubscriptionType()!.getFields());
    expect(fields.map((field) => field.name).sort()).toEqual([...server.app.composition.feeds.fields].sort());
    for (const field of fields) {
      expect(field.args.map((argument) => argument.name)).toContain('after');
      const type = getNamedType(field.type);
      expect(isObjectType(type) && Object.keys((type as GraphQLObjectType).getFields())).toContain('cursor');
    }
  });

  test('given two people with the same roles in another order, then they share one scope; given another state, key or role, then not', () => {
    const [organisationId, areaCode] = [randomUUID(), '640104'];
    const held = [
      { role: 'ORGANISATION_MEMBER', organisationId, organisationStatus: 'APPROVED' },
      { role: 'ADVISER', areaCode },
    ] as never[];
    const actor = (roles: never[], more = {}) => ({ accountId: randomUUID(), displayName: 'x', roles, ...more });
    const key = (...parts: Parameters<typeof actor>) => visibilityScopeOf(actor(...parts)).key;
    expect(key(held)).toBe(key([...held].reverse()));
    const suspended = [{ ...(held[0] as unknown as object), organisationStatus: 'SUSPENDED' }, held[1]] as never[];
    const keys = [key(held), key(suspended), key(held.slice(1)), key(held, { apiKey: { id: '1', scopes: ['a'] } })];
    expect(new Set(keys).size).toBe(4);
    expect(key(held, { apiKey: { id: '1', scopes: ['b', 'a'] } })).toBe(
      key(held, { apiKey: { id: '2', scopes: ['a', 'b'] } }),
    );
  });

  test('given whoever stands for a scope, then asking for its account, session or key, or copying it, is refused', () => {
    const { actor } = visibilityScopeOf({
      accountId: randomUUID(),
      displayName: 'Anna',
      sessionId: 's',
      roles: [],
      apiKey: { id: 'k', scopes: [] },
    });
    const reads = [
      () => actor.accountId,
      () => actor.displayName,
      () => actor.sessionId,
      () => actor.apiKey!.id,
      () => ({ ...actor }),
    ];
    for (const read of reads)
      expect(read).toThrow(expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) }));
    expect(JSON.stringify(actor.roles)).toBe('[]');
  });

  test('given a feed that asks for contact and identity, then these are refused and no reading is written down, and all else is answered', async () => {
    const { organisationId } = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 5 }],
    });
    const member = await people(server).organisationMember(organisationId);
    const adviser = await people(server).adviser('640104001');
    const after = (await server.request('{ feedPosition }', {}, member.token)).data.feedPosition as string;
    const url = `${server.url.replace('http', 'ws')}/graphql`;
    const common = 'need { id cardText status referrals(first: 5) { edges { node { id status } } } }';
    const contact = 'claim { id status contact { __typename } need { id } organisation { name } records { id } }';
    const identity =
      'need { id household { id area { code parent { name } } identity(reason: "家访前核对住址") { __typename } } }';
    const [its, areas, withIdentity] = [
      await listen({ url, token: member.token, organisationId, after, fields: `${common} ${contact}` }),
      await listen({
        url,
        token: adviser.token,
        areaCode: '640104001',
        after,
        fields: `${common} claim { id records { id } }`,
      }),
      await listen({ url, token: adviser.token, areaCode: '640104001', after, fields: identity }),
    ];
    const family = await household(server, { areaCode: stagedCommunity });
    await consent(server, family, organisationId);
    const need = await referredNeed(server, { household: family });
    const claimNeed = 'mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename } }';
    const input = { claimId: randomUUID(), needId: need.id, organisationId: globalId('Organisation', organisationId) };
    expect((await server.request(claimNeed, { input }, member.token)).data.claimNeed.__typename).toBe('Claim');
    for (const listener of [its, areas, withIdentity])
      await until('all is told', () => listener.heard.some((event) => event.type === 'NEED_CLAIMED'));
    const codes = (failures: unknown[]) => [
      ...new Set(failures.map((failure) => (failure as { extensions: { code: string } }).extensions.code)),
    ];
    expect([its, areas, withIdentity].map((listener) => codes(listener.failures))).toEqual([
      ['FORBIDDEN'],
      [],
      ['FORBIDDEN'],
    ]);
    const readings = await server.database.query("SELECT 1 FROM audit_line WHERE operation ILIKE '%read%'");
    expect(readings).toEqual([]);
    await Promise.all([its, areas, withIdentity].map((listener) => listener.stop()));
  });
});
