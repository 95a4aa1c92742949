/** Shows offerings and live capacity: who publishes what where, and that capacity never falls below what claims hold. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { startTestServer, type TestServer } from '../stage/server';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';

const fields = `id serviceKind name areaCodes situations languages skills takesRestricted withdrawnAt
  capacity { status maximum used available } areas { name } organisation { id }`;
const mutation = (operation: string, input: string) =>
  `mutation ($input: ${input}!) { ${operation}(input: $input) { __typename ... on ServiceOffering { ${fields} }
    ... on WrongState { now: currentStatus } ... on Refusal { messageZh messageEn } } }`;
const publish = mutation('publishOffering', 'PublishOfferingInput');
const revise = mutation('reviseOffering', 'ReviseOfferingInput');
const withdraw = mutation('withdrawOffering', 'OfferingInput');
const update = `mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { __typename
  ... on ServiceOffering { capacity { status maximum used available updatedAt } }
  ... on CapacityBelowUse { used } ... on InvalidInput { field } ... on WrongState { now: currentStatus } } }`;

/** What these tests look at in the answer of a mutation. */
type Answer = { __typename?: string; code?: string; capacity?: { updatedAt: string } };

describe('a service offering', () => {
  let server: TestServer;
  let organisationId: string;
  let member: Person;
  let outsider: Person;
  beforeAll(async () => {
    server = await startTestServer();
    ({ organisationId } = await approvedOrganisation(server));
    member = await people(server).organisationMember(organisationId);
    outsider = await people(server).organisationAdministrator((await approvedOrganisation(server)).organisationId);
  });
  afterAll(() => server.close());

  async function run(query: string, input: Record<string, unknown>, person: Person): Promise<Answer> {
    const answer = await server.request(query, { input }, person.token);
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : Object.values<Answer>(answer.data)[0]!;
  }
  const offering = (overrides: Record<string, unknown> = {}) => ({
    offeringId: v7(),
    organisationId: globalId('Organisation', organisationId),
    serviceKind: 'CLEANING',
    name: '清洁行入户保洁',
    areaCodes: ['640104'],
    capacityMaximum: 5,
    ...overrides,
  });
  const offeringOf = (offeringId: string) => globalId('ServiceOffering', offeringId);
  const stored = (offeringId: string) =>
    server.database.query(
      `SELECT name, capacity_status AS status, capacity_maximum AS maximum, capacity_used AS used, withdrawn_at IS NOT NULL AS withdrawn
         FROM service_offering WHERE id = $1`,
      [offeringId],
    );
  const eventsOf = (subjectId: string) =>
    server.database.query('SELECT type, audience FROM event WHERE subject_id = $1 ORDER BY position', [subjectId]);
  const linesOf = (subjectId: string) =>
    server.database.query('SELECT operation FROM audit_line WHERE subject_id = $1 ORDER BY position', [subjectId]);

  test('given a member, when it publishes, then areas inside others fall away, words are cleaned, and area and members hear of it', async () => {
    const input = offering({
      areaCodes: ['640104001', '640104', '640104'],
      situations: ['ELDERLY', 'DISABLED', 'ELDERLY'],
      languages: [' 宁夏话 ', 'ZH', 'zh'],
      skills: ['保洁'],
      takesRestricted: true,
    });
    expect(await run(publish, input, member)).toEqual({
      __typename: 'ServiceOffering',
      id: offeringOf(input.offeringId),
      serviceKind: 'CLEANING',
      name: '清洁行入户保洁',
      areaCodes: ['640104'],
      situations: ['ELDERLY', 'DISABLED'],
      languages: ['zh', '宁夏话'],
      skills: ['保洁'],
      takesRestricted: true,
      withdrawnAt: null,
      capacity: { status: 'CAPACITY', maximum: 5, used: 0, available: 5 },
      areas: [{ name: '兴庆区' }],
      organisation: { id: globalId('Organisation', organisationId) },
    });
    expect(await eventsOf(input.offeringId)).toEqual([
      {
        type: 'OfferingPublished',
        audience: [`organisation:${organisationId}`, 'area:64', 'area:6401', 'area:640104'],
      },
    ]);
    const again = await run(publish, input, member);
    expect(again).toMatchObject({ __typename: 'ServiceOffering', id: offeringOf(input.offeringId) });
    expect(await linesOf(input.offeringId)).toEqual([{ operation: 'publishOffering' }]);
    expect(await run(publish, { ...input, capacityMaximum: 6 }, member)).toMatchObject({
      __typename: 'IdempotencyMismatch',
    });
    const list = 'query ($id: ID!) { organisation(id: $id) { offerings { id } } }';
    const seen = await server.request(list, { id: globalId('Organisation', organisationId) }, outsider.token);
    expect(seen.data.organisation.offerings).toContainEqual({ id: offeringOf(input.offeringId) });
  });

  test.each([
    ['an unknown area', { areaCodes: ['640104', '640105'] }],
    ['an area with a wildcard (attack 75)', { areaCodes: ['6401%'] }],
    ['no area', { areaCodes: [] }],
    [
      '201 areas',
      { areaCodes: Array.from({ length: 201 }, (_, number) => `640104001${String(number).padStart(3, '0')}`) },
    ],
    ['a negative capacity (attack 79)', { capacityMaximum: -1 }],
    ['a capacity above the limit (attack 79)', { capacityMaximum: 100_001 }],
    ['a control character in the name (attack 78)', { name: '清洁\u0007' }],
    ['a zero-width skill (attack 78)', { skills: ['保\u200b洁'] }],
    ['21 languages', { languages: Array.from({ length: 21 }, (_, number) => `语${number}`) }],
  ])('given %s, then it is refused and nothing is stored', async (_, wrong) => {
    const input = offering(wrong);
    expect(await run(publish, input, member)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await stored(input.offeringId)).toEqual([]);
    expect(await linesOf(input.offeringId)).toEqual([]);
  });

  test.each([
    ['a capacity beyond 32 bits (attack 79)', { capacityMaximum: 2_147_483_648 }],
    ['a fraction (attack 79)', { capacityMaximum: 1.5 }],
    ['an unknown kind', { serviceKind: "CLEANING' --" }],
  ])('given %s, then it is a fault of the input and nothing is stored', async (_, wrong) => {
    const input = offering(wrong);
    expect((await run(publish, input, member)).code).toBe('BAD_USER_INPUT');
    expect(await stored(input.offeringId)).toEqual([]);
  });

  test('given others, then they neither publish nor change what is not theirs', async () => {
    const adviser = await people(server).adviser();
    const input = offering();
    expect(await run(publish, input, outsider)).toEqual({ code: 'FORBIDDEN' });
    expect(await run(publish, input, adviser)).toEqual({ code: 'FORBIDDEN' });
    expect(await stored(input.offeringId)).toEqual([]);
    await run(publish, input, member);
    const id = offeringOf(input.offeringId);
    expect(await run(revise, { offeringId: id, name: '改名' }, outsider)).toEqual({ code: 'FORBIDDEN' });
    expect(await run(update, { offeringId: id, maximum: 0 }, outsider)).toEqual({ code: 'FORBIDDEN' });
    expect(await run(withdraw, { offeringId: id }, outsider)).toEqual({ code: 'FORBIDDEN' });
    expect(await run(withdraw, { offeringId: offeringOf(v7()) }, member)).toMatchObject({ __typename: 'NotFound' });
    expect(await stored(input.offeringId)).toEqual([
      { name: '清洁行入户保洁', status: 'CAPACITY', maximum: 5, used: 0, withdrawn: false },
    ]);
  });

  test('given an organisation that is not approved, then it publishes and changes nothing', async () => {
    const waiting = await approvedOrganisation(server, {
      status: OrganisationStatus.SUSPENDED,
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 3 }],
    });
    const its = await people(server).organisationAdministrator(waiting.organisationId);
    const input = offering({ organisationId: globalId('Organisation', waiting.organisationId) });
    expect(await run(publish, input, its)).toMatchObject({ __typename: 'WrongState', now: 'SUSPENDED' });
    expect(await stored(input.offeringId)).toEqual([]);
    const id = offeringOf(waiting.offeringIds[0]!);
    expect(await run(update, { offeringId: id, maximum: 9 }, its)).toEqual({
      __typename: 'WrongState',
      now: 'SUSPENDED',
    });
    expect(await run(revise, { offeringId: id, name: '改名' }, its)).toMatchObject({ __typename: 'WrongState' });
    expect(await stored(waiting.offeringIds[0]!)).toMatchObject([{ maximum: 3, name: '测试服务1' }]);
    // To a stranger an offering of an organisation that it may not see does not exist.
    expect(await run(update, { offeringId: id, maximum: 9 }, outsider)).toEqual({ __typename: 'NotFound' });
  });

  test('given a revision, then only what is given changes; a withdrawn offering changes no more', async () => {
    const input = offering({ situations: ['ELDERLY'], languages: ['zh'] });
    await run(publish, input, member);
    const id = offeringOf(input.offeringId);
    expect(
      await run(revise, { offeringId: id, name: '新名称', situations: [], areaCodes: ['640104001'] }, member),
    ).toMatchObject({
      name: '新名称',
      situations: [],
      languages: ['zh'],
      areaCodes: ['640104001'],
    });
    expect(await run(withdraw, { offeringId: id }, member)).toMatchObject({ __typename: 'ServiceOffering' });
    expect(await run(withdraw, { offeringId: id }, member)).toMatchObject({
      __typename: 'WrongState',
      now: 'WITHDRAWN',
    });
    expect(await run(revise, { offeringId: id, name: '又改' }, member)).toMatchObject({ __typename: 'WrongState' });
    expect(await run(update, { offeringId: id, maximum: 1 }, member)).toMatchObject({ __typename: 'WrongState' });
    expect(await stored(input.offeringId)).toMatchObject([{ name: '新名称', maximum: 5, withdrawn: true }]);
    expect((await eventsOf(input.offeringId)).map((event) => event.type)).toEqual([
      'OfferingPublished',
      'OfferingPublished',
      'OfferingWithdrawn',
    ]);
    const listed = await server.app.composition.organisations.listOfferings(server.app.composition.database, {
      organisationIds: [organisationId],
    });
    expect(listed.map((row) => row.id)).not.toContain(input.offeringId);
  });

  test('given claims on it, then the maximum goes down to what they hold and no further', async () => {
    const input = offering();
    await run(publish, input, member);
    await server.database.query('UPDATE service_offering SET capacity_used = 3 WHERE id = $1', [input.offeringId]);
    const [before] = await server.database.query(
      'SELECT capacity_updated_at AS at FROM service_offering WHERE id = $1',
      [input.offeringId],
    );
    const id = offeringOf(input.offeringId);
    expect(await run(update, { offeringId: id, maximum: 2 }, member)).toEqual({
      __typename: 'CapacityBelowUse',
      used: 3,
    });
    expect(await stored(input.offeringId)).toMatchObject([{ maximum: 5, used: 3, status: 'CAPACITY' }]);
    expect((await eventsOf(input.offeringId)).map((event) => event.type)).toEqual(['OfferingPublished']);
    const done = await run(update, { offeringId: id, maximum: 3, status: 'WAITLIST' }, member);
    expect(done.capacity).toMatchObject({ status: 'WAITLIST', maximum: 3, used: 3, available: 0 });
    expect(new Date(done.capacity!.updatedAt).getTime()).toBeGreaterThan((before!.at as Date).getTime());
    const confirmed = await run(update, { offeringId: id }, member);
    expect(confirmed.capacity).toMatchObject({ status: 'WAITLIST', maximum: 3, available: 0 });
    expect((await eventsOf(input.offeringId)).map((event) => event.type)).toEqual([
      'OfferingPublished',
      'CapacityUpdated',
      'CapacityUpdated',
    ]);
    expect(await run(update, { offeringId: id, maximum: -1 }, member)).toEqual({
      __typename: 'InvalidInput',
      field: 'maximum',
    });
  });

  test('given twenty claims and twenty changes of the maximum at once, then use is never above the maximum and nothing fails', async () => {
    const input = offering({ capacityMaximum: 20 });
    await run(publish, input, member);
    const id = offeringOf(input.offeringId);
    const claim = () =>
      server.app.composition.database.query(
        'UPDATE service_offering SET capacity_used = capacity_used + 1 WHERE id = $1 AND capacity_used < capacity_maximum RETURNING id',
        [input.offeringId],
      );
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const [changed, claimed] = await Promise.all([
          run(update, { offeringId: id, maximum: number }, member),
          claim(),
        ]);
        return { type: changed.__typename, claimed: claimed.length };
      }),
    );
    expect(answers.every(({ type }) => type === 'ServiceOffering' || type === 'CapacityBelowUse')).toBe(true);
    const [row] = await stored(input.offeringId);
    expect(row!.used).toBe(answers.reduce((sum, { claimed }) => sum + claimed, 0));
    expect(row!.used).toBeLessThanOrEqual(row!.maximum as number);
  });

  test('given a suspension at the moment of publishing, then the offering came before it or not at all', async () => {
    const { organisationId: both } = await approvedOrganisation(server);
    const its = await people(server).organisationAdministrator(both);
    const bureau = await people(server).bureau();
    const suspend = `mutation ($input: OrganisationReasonInput!) { suspendOrganisation(input: $input) { __typename } }`;
    const inputs = Array.from({ length: 5 }, () => offering({ organisationId: globalId('Organisation', both) }));
    const results = await Promise.all([
      ...inputs.map((input) => run(publish, input, its)),
      run(suspend, { organisationId: globalId('Organisation', both), reason: '同时' }, bureau),
    ]);
    expect(results.at(-1)).toEqual({ __typename: 'Organisation' });
    const published = results.slice(0, -1).filter((result) => result.__typename === 'ServiceOffering').length;
    const rows = await server.database.query('SELECT 1 FROM service_offering WHERE organisation_id = $1', [both]);
    expect(rows).toHaveLength(published);
  });

  test('given an organisation with a hundred offerings, then one more is refused', async () => {
    const full = await approvedOrganisation(server, {
      offerings: Array.from({ length: 100 }, () => ({
        serviceKind: ServiceKind.CLEANING,
        areaCodes: ['640104'],
        capacityMaximum: 1,
      })),
    });
    const its = await people(server).organisationAdministrator(full.organisationId);
    const input = offering({ organisationId: globalId('Organisation', full.organisationId) });
    expect(await run(publish, input, its)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await stored(input.offeringId)).toEqual([]);
  });
});
