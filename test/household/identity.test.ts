/** Shows that identity is read with authority, a reason and an audit line only, by organisations under consent only. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { AgeBand, Relation } from '../../schema/household/household';
import { DataKind } from '../../schema/household/identity';
import type { Actor } from '../../server/identity/actor';
import { consent, household, newResidentNumber } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const reason = '入户走访前核对';
const readIdentity = `query ($id: ID!, $reason: String!) {
  household(id: $id) { id identity(reason: $reason) { address phone members { relation name residentNumber } } }
}`;
const allKinds = [DataKind.NAME, DataKind.PHONE, DataKind.ADDRESS, DataKind.RESIDENT_NUMBER];

describe('the identity of a household', () => {
  let server: TestServer;
  let adviser: Person;
  const linesOf = (householdId: string) =>
    server.database.query<{ account_id: string; details: unknown }>(
      "SELECT account_id, details FROM audit_line WHERE subject_id = $1 AND operation = 'readHouseholdIdentity' ORDER BY position",
      [householdId],
    );
  const identityFor = (actor: Actor, householdId: string, kinds: DataKind[], organisationId?: string) =>
    server.app.composition.database.transaction((tx) =>
      server.app.composition.householdService.identityFor(tx, actor, householdId, kinds, reason, organisationId),
    );

  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
  });
  afterAll(() => server.close());

  test('given an adviser of the area and a reason, then it is read, and one line says who, which kinds and why', async () => {
    const staged = await household(server, { areaCode: community });
    const answer = await server.request(readIdentity, { id: staged.id, reason }, adviser.token);
    expect(answer.data.household.identity).toEqual({
      address: staged.identity.address,
      phone: staged.identity.phone,
      members: [{ relation: 'HEAD', name: staged.identity.name, residentNumber: staged.identity.residentNumber }],
    });
    expect(await linesOf(staged.householdId)).toEqual([
      { account_id: adviser.accountId, details: { kinds: allKinds, reason } },
    ]);
  });

  test('126: given no reason, a short one, or one that holds personal data, then nothing is read and nothing written', async () => {
    const staged = await household(server, { areaCode: community });
    const { name, phone, address, residentNumber } = staged.identity;
    for (const poor of [
      '',
      '看看',
      '    ',
      `给${name}送米面`,
      `打电话给${phone}`,
      `去${address}看看`,
      `核对${residentNumber}`,
    ]) {
      const answer = await server.request(readIdentity, { id: staged.id, reason: poor }, adviser.token);
      expect(answer.data.household.identity).toBeNull();
      expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
      for (const secret of [name, phone, address, residentNumber]) expect(JSON.stringify(answer)).not.toContain(secret);
    }
    expect(await linesOf(staged.householdId)).toEqual([]);
  });

  test('126: given two households in one request, then one is read and the other refused', async () => {
    const [first, second] = [
      await household(server, { areaCode: community }),
      await household(server, { areaCode: community }),
    ];
    const answer = await server.request(
      `query ($a: ID!, $b: ID!, $reason: String!) {
        a: household(id: $a) { identity(reason: $reason) { phone } }
        b: household(id: $b) { identity(reason: $reason) { phone } }
      }`,
      { a: first.id, b: second.id, reason },
      adviser.token,
    );
    const read = [answer.data.a.identity, answer.data.b.identity];
    expect(read.filter((identity) => identity !== null)).toHaveLength(1);
    expect(answer.errors!.map((error) => error.extensions.code)).toEqual(['LIMIT_EXCEEDED']);
    expect([...(await linesOf(first.householdId)), ...(await linesOf(second.householdId))]).toHaveLength(1);
  });

  test('126: given two hundred readings within a day, then the next is refused', async () => {
    const staged = await household(server, { areaCode: community });
    const busy = await people(server).adviser(community);
    await server.database.query(
      `INSERT INTO audit_line (account_id, operation, subject_type) SELECT $1, 'readHouseholdIdentity', 'Household' FROM generate_series(1, 199)`,
      [busy.accountId],
    );
    const readOnce = () => server.request(readIdentity, { id: staged.id, reason }, busy.token);
    expect((await readOnce()).errors).toBeUndefined();
    expect((await readOnce()).errors![0]!.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(await linesOf(staged.householdId)).toHaveLength(1);
  });

  test('61: given another area or another role, then there is no household to read', async () => {
    const staged = await household(server, { areaCode: community });
    const stranger = await people(server).adviser('640104001003');
    const auditor = await people(server).auditor();
    expect((await server.request(readIdentity, { id: staged.id, reason }, stranger.token)).data.household).toBeNull();
    expect(
      (await server.request(readIdentity, { id: staged.id, reason }, auditor.token)).errors![0]!.extensions.code,
    ).toBe('FORBIDDEN');
    await expect(identityFor(stranger.actor, staged.householdId, allKinds)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(identityFor(adviser.actor, v7(), allKinds)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await linesOf(staged.householdId)).toEqual([]);
  });

  test('61: given an organisation, then it reads exactly the kinds of its own consent for service delivery, and learns what is missing', async () => {
    const staged = await household(server, { areaCode: community });
    const { organisationId } = await approvedOrganisation(server);
    const other = await approvedOrganisation(server);
    const member = await people(server).organisationMember(organisationId);
    const read = () => identityFor(member.actor, staged.householdId, allKinds, organisationId);
    await consent(server, staged, other.organisationId, { dataKinds: allKinds });
    await consent(server, staged, organisationId, { purpose: 'REFERRAL' as never, dataKinds: allKinds });
    expect(await read()).toEqual({ missing: allKinds });
    expect(await linesOf(staged.householdId)).toEqual([]);
    const consentId = await consent(server, staged, organisationId, { dataKinds: [DataKind.NAME, DataKind.PHONE] });
    expect(await read()).toEqual({
      name: staged.identity.name,
      phone: staged.identity.phone,
      missing: [DataKind.ADDRESS, DataKind.RESIDENT_NUMBER],
    });
    expect(await linesOf(staged.householdId)).toEqual([
      { account_id: member.accountId, details: { kinds: ['NAME', 'PHONE'], reason, organisationId } },
    ]);
    await server.app.composition.consentService.withdrawConsent(staged.adviser, {
      consentId: globalId('Consent', consentId),
    });
    expect(await read()).toEqual({ missing: allKinds });
  });

  test('given a consent that has expired, or that no guardian gave once a child is there, then nothing is read under it', async () => {
    const staged = await household(server, { areaCode: community });
    const { organisationId } = await approvedOrganisation(server);
    const member = await people(server).organisationMember(organisationId);
    const read = () => identityFor(member.actor, staged.householdId, [DataKind.PHONE], organisationId);
    const consentId = await consent(server, staged, organisationId);
    expect(await read()).toMatchObject({ missing: [] });
    await server.app.composition.householdService.addMember(staged.adviser, {
      householdId: staged.id,
      memberId: v7(),
      relation: Relation.CHILD,
      name: '钱小六',
      ageBand: AgeBand.UNDER_14,
    });
    expect(await read()).toEqual({ missing: [DataKind.PHONE] });
    const guarded = await consent(server, staged, organisationId, { guardianGiven: true });
    expect(await read()).toMatchObject({ missing: [] });
    await server.database.query(
      "UPDATE consent SET given_at = now() - interval '2 days', expires_at = now() - interval '1 second' WHERE id = ANY ($1)",
      [[consentId, guarded]],
    );
    expect(await read()).toEqual({ missing: [DataKind.PHONE] });
  });

  test('65: given an actor who is not of the organisation, or whose organisation is suspended, then FORBIDDEN', async () => {
    const staged = await household(server, { areaCode: community });
    const { organisationId } = await approvedOrganisation(server);
    const member = await people(server).organisationMember(organisationId);
    const outsider = await people(server).organisationMember((await approvedOrganisation(server)).organisationId);
    await consent(server, staged, organisationId);
    const suspended = {
      ...member.actor,
      roles: member.actor.roles.map((role) => ({ ...role, organisationStatus: 'SUSPENDED' })),
    };
    for (const actor of [outsider.actor, suspended, adviser.actor])
      await expect(identityFor(actor, staged.householdId, allKinds, organisationId)).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    expect(await linesOf(staged.householdId)).toEqual([]);
  });

  test('127: given a ciphertext copied between rows by someone with the database, then it does not open and nothing shows', async () => {
    const [mine, theirs] = [
      await household(server, { areaCode: community }),
      await household(server, { areaCode: community }),
    ];
    await server.database.query(
      'UPDATE household SET address = (SELECT address FROM household WHERE id = $2), data_key = (SELECT data_key FROM household WHERE id = $2) WHERE id = $1',
      [mine.householdId, theirs.householdId],
    );
    const answer = await server.request(readIdentity, { id: mine.id, reason }, adviser.token);
    expect(answer.data.household.identity).toBeNull();
    expect(JSON.stringify(answer)).not.toMatch(/金波苑|NOT_AUTHENTIC|vault/);
    expect(await linesOf(mine.householdId)).toEqual([]);
  });

  test('128: given the data key destroyed, then nobody reads anything any more, the person may be registered anew, figures stay', async () => {
    const residentNumber = newResidentNumber();
    const staged = await household(server, { areaCode: community, members: [{ residentNumber }] });
    const { households, householdService, database } = server.app.composition;
    expect(await database.transaction((tx) => households.destroyDataKey(tx, staged.householdId))).toBe(true);
    const answer = await server.request(readIdentity, { id: staged.id, reason }, adviser.token);
    expect(answer.data.household).toEqual({ id: staged.id, identity: null });
    expect(answer.errors![0]!.extensions.code).toBe('NOT_FOUND');
    expect(await householdService.revealsIdentity(database, staged.householdId, staged.identity.name)).toEqual([]);
    await household(server, { areaCode: community, members: [{ residentNumber }] });
    expect(await households.findHousehold(database, staged.householdId)).toMatchObject({ lowIncomeCategory: 'DIBAO' });
  });

  test('given a card text, then the service tells the kinds it shows by what is sealed', async () => {
    const staged = await household(server, { areaCode: community });
    const { householdService, database } = server.app.composition;
    const shown = (text: string) => householdService.revealsIdentity(database, staged.householdId, text);
    const { name, phone, address, residentNumber } = staged.identity;
    expect(await shown(`${name} ${phone} ${address} ${residentNumber}`)).toEqual(allKinds);
    expect(await shown('崇安社区的一位老人需要轮椅')).toEqual([]);
    expect(await householdService.hasMinor(database, staged.householdId)).toBe(false);
  });
});
