/** Shows that consent is per recipient and purpose, needs a guardian for a child, ends by itself and is withdrawn with effect. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { AgeBand } from '../../schema/household/household';
import type { WithdrawnConsent } from '../../server/household/consent.service';
import { consent, household, type StagedHousehold } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const record = `mutation ($input: RecordConsentInput!) {
  recordConsent(input: $input) { __typename
    ... on Consent { id recipientOrganisationId recipientName purpose dataKinds guardianGiven expiresAt withdrawnAt }
    ... on InvalidInput { field } ... on NotFound { type } ... on Refusal { messageEn } }
}`;
const withdraw = `mutation ($input: WithdrawConsentInput!) {
  withdrawConsent(input: $input) { __typename ... on Consent { id withdrawnAt } }
}`;
const withdrawByCard = `mutation ($input: WithdrawConsentByCardInput!) {
  withdrawConsentByCard(input: $input) { __typename ... on Consent { id withdrawnAt } ... on NotFound { type } }
}`;

describe('consent', () => {
  let server: TestServer;
  let adviser: Person;
  let organisationId: string;
  let staged: StagedHousehold;
  let today: string;
  const seen: WithdrawnConsent[] = [];
  const days = (count: number) => new Date(Date.parse(today) + count * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const inputOf = (changes: Record<string, unknown> = {}) => ({
    consentId: v7(),
    householdId: staged.id,
    recipientOrganisationId: globalId('Organisation', organisationId),
    purpose: 'SERVICE_DELIVERY',
    dataKinds: ['NAME', 'PHONE'],
    method: 'WRITTEN',
    guardianGiven: false,
    expiresOn: days(30),
    ...changes,
  });
  const eventsOf = (consentId: string) =>
    server.database.query<{ type: string; audience: string[]; payload: unknown }>(
      'SELECT type, audience, payload FROM event WHERE subject_id = $1 ORDER BY position',
      [consentId],
    );
  const count = async () => (await server.database.query('SELECT 1 FROM consent')).length;

  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
    ({ organisationId } = await approvedOrganisation(server, { name: '爱心服务中心' }));
    staged = await household(server, { areaCode: community });
    const { households, database, householdService } = server.app.composition;
    today = (await households.readCalendar(database)).today;
    householdService.onConsentWithdrawn(async (tx, withdrawn) => {
      const [row] = await tx.query<{ gone: boolean }>(
        'SELECT withdrawn_at IS NOT NULL AS gone FROM consent WHERE id = $1',
        [withdrawn.consentId],
      );
      if (row!.gone) seen.push(withdrawn);
    });
  });
  afterAll(() => server.close());

  test('given a consent recorded, then it stands until the end of its last day, and recipient and area are told', async () => {
    const input = inputOf();
    const answer = await server.request(record, { input }, adviser.token);
    expect(answer.data.recordConsent).toEqual({
      __typename: 'Consent',
      id: globalId('Consent', input.consentId),
      recipientOrganisationId: input.recipientOrganisationId,
      recipientName: '爱心服务中心',
      purpose: 'SERVICE_DELIVERY',
      dataKinds: ['NAME', 'PHONE'],
      guardianGiven: false,
      expiresAt: `${days(30)}T16:00:00.000Z`,
      withdrawnAt: null,
    });
    expect(await eventsOf(input.consentId)).toEqual([
      {
        type: 'ConsentRecorded',
        audience: [
          `organisation:${organisationId}`,
          'area:64',
          'area:6401',
          'area:640104',
          'area:640104001',
          'area:640104001002',
        ],
        payload: { consentId: input.consentId, organisationId, purpose: 'SERVICE_DELIVERY' },
      },
    ]);
    const { consents, database } = server.app.composition;
    expect(await consents.consentsOf(database, staged.householdId, [organisationId])).toMatchObject([
      { id: input.consentId, organisationId, purpose: 'SERVICE_DELIVERY', dataKinds: ['NAME', 'PHONE'] },
    ]);
    expect(await consents.consentsOf(database, staged.householdId, [v7()])).toEqual([]);
  });

  test('given the same command twice, then one consent and one event; other contents are a mismatch', async () => {
    const input = inputOf({ purpose: 'REFERRAL' });
    await Promise.all([1, 2, 3].map(() => server.request(record, { input }, adviser.token)));
    expect(await eventsOf(input.consentId)).toHaveLength(1);
    const other = await server.request(record, { input: { ...input, dataKinds: ['ADDRESS'] } }, adviser.token);
    expect(other.data.recordConsent.__typename).toBe('IdempotencyMismatch');
  });

  test('given a last day of today, past, or beyond three years, or no kinds, then the field is named and nothing stored', async () => {
    const before = await count();
    for (const [changes, field] of [
      [{ expiresOn: today }, 'expiresOn'],
      [{ expiresOn: days(-1) }, 'expiresOn'],
      [{ expiresOn: days(3 * 366) }, 'expiresOn'],
      [{ dataKinds: [] }, 'dataKinds'],
    ] as const) {
      const answer = await server.request(record, { input: inputOf(changes) }, adviser.token);
      expect(answer.data.recordConsent).toMatchObject({ __typename: 'InvalidInput', field });
    }
    expect(
      (await server.request(record, { input: inputOf({ expiresOn: '2027-02-30' }) }, adviser.token)).errors![0]!
        .extensions.code,
    ).toBe('BAD_USER_INPUT');
    expect(await count()).toBe(before);
  });

  test('given an organisation that is none, or a household of another area, then NotFound and nothing stored', async () => {
    const before = await count();
    const nowhere = inputOf({ recipientOrganisationId: globalId('Organisation', v7()) });
    expect((await server.request(record, { input: nowhere }, adviser.token)).data.recordConsent).toMatchObject({
      __typename: 'NotFound',
      type: 'Organisation',
    });
    const stranger = await people(server).adviser('640104001003');
    expect((await server.request(record, { input: inputOf() }, stranger.token)).data.recordConsent).toMatchObject({
      __typename: 'NotFound',
      type: 'Household',
    });
    const member = await people(server).organisationMember(organisationId);
    expect((await server.request(record, { input: inputOf() }, member.token)).errors![0]!.extensions.code).toBe(
      'FORBIDDEN',
    );
    expect(await count()).toBe(before);
  });

  test('given a member under 14, then only a guardian consents', async () => {
    const family = await household(server, {
      areaCode: community,
      members: [{}, { name: '钱小六', residentNumber: null, ageBand: AgeBand.UNDER_14 }],
    });
    const before = await count();
    const input = inputOf({ householdId: family.id });
    expect((await server.request(record, { input }, adviser.token)).data.recordConsent.__typename).toBe(
      'GuardianConsentNeeded',
    );
    expect(await count()).toBe(before);
    const given = { ...input, guardianGiven: true };
    expect((await server.request(record, { input: given }, adviser.token)).data.recordConsent.__typename).toBe(
      'Consent',
    );
  });

  test('given a withdrawal by the adviser, then it ends once, with one event, one line and the reaction inside', async () => {
    const consentId = await consent(server, staged, organisationId);
    const input = { consentId: globalId('Consent', consentId) };
    const answers = await Promise.all([1, 2, 3].map(() => server.request(withdraw, { input }, adviser.token)));
    const times = answers.map((answer) => answer.data.withdrawConsent.withdrawnAt);
    expect(new Set(times).size).toBe(1);
    expect(times[0]).not.toBeNull();
    const [, event, ...more] = await eventsOf(consentId);
    expect(event).toMatchObject({
      type: 'ConsentWithdrawn',
      payload: { consentId, organisationId, purpose: 'SERVICE_DELIVERY' },
    });
    expect(event!.audience).toContain(`organisation:${organisationId}`);
    expect(event!.audience).toContain('area:640104');
    expect(more).toEqual([]);
    expect(seen.filter((withdrawn) => withdrawn.consentId === consentId)).toEqual([
      { consentId, householdId: staged.householdId, organisationId, purpose: 'SERVICE_DELIVERY' },
    ]);
    const lines = await server.database.query(
      "SELECT 1 FROM audit_line WHERE operation = 'withdrawConsent' AND details->>'consentId' = $1",
      [consentId],
    );
    expect(lines).toHaveLength(1);
  });

  test('given a last day that is over, then its end is announced once, to those who heard of its beginning, also when another stands', async () => {
    const family = await household(server, { areaCode: community });
    const [ended, replaced] = [
      await consent(server, family, organisationId, { purpose: ConsentPurpose.REFERRAL }),
      await consent(server, family, organisationId),
    ];
    await server.database.query(
      "UPDATE consent SET given_at = now() - interval '2 days', expires_at = now() - interval '1 second' WHERE household_id = $1",
      [family.householdId],
    );
    const standing = await consent(server, family, organisationId);
    const { consentService } = server.app.composition;
    const followed = await Promise.all([1, 2, 3].map(() => consentService.followExpired()));
    expect(followed.reduce((all, one) => all + one)).toBe(2);
    expect(await consentService.followExpired()).toBe(0);
    const told = async (consentId: string) => (await eventsOf(consentId)).map(({ type }) => type);
    expect([await told(ended), await told(replaced), await told(standing)]).toEqual([
      ['ConsentRecorded', 'ConsentExpired'],
      ['ConsentRecorded', 'ConsentExpired'],
      ['ConsentRecorded'],
    ]);
    const [begun, end] = await eventsOf(ended);
    expect(end).toEqual({ ...begun, type: 'ConsentExpired' });
  });

  test('given an adviser of another area, then there is no such consent and it stands', async () => {
    const consentId = await consent(server, staged, organisationId);
    const stranger = await people(server).adviser('640104001003');
    const input = { consentId: globalId('Consent', consentId) };
    expect((await server.request(withdraw, { input }, stranger.token)).data.withdrawConsent.__typename).toBe(
      'NotFound',
    );
    const [row] = await server.database.query('SELECT withdrawn_at FROM consent WHERE id = $1', [consentId]);
    expect(row).toEqual({ withdrawn_at: null });
  });

  test('given the contact card, then its bearer withdraws without signing in; a foreign consent and a wrong code look the same', async () => {
    const consentId = await consent(server, staged, organisationId);
    const foreign = await household(server, { areaCode: community });
    const foreignConsent = await consent(server, foreign, organisationId);
    const send = (cardCode: string, id: string) =>
      server.request(withdrawByCard, { input: { cardCode, consentId: globalId('Consent', id) } });
    const notFound = { __typename: 'NotFound', type: 'Consent' };
    expect((await send(staged.cardCode, foreignConsent)).data.withdrawConsentByCard).toEqual(notFound);
    expect((await send('2222-2222-2222-2222', consentId)).data.withdrawConsentByCard).toEqual(notFound);
    const answer = await send(staged.cardCode.toLowerCase().replaceAll('-', ' '), consentId);
    expect(answer.data.withdrawConsentByCard).toMatchObject({
      __typename: 'Consent',
      id: globalId('Consent', consentId),
    });
    const rows = await server.database.query(
      'SELECT withdrawn_at IS NOT NULL AS gone FROM consent WHERE id = ANY ($1) ORDER BY id',
      [[consentId, foreignConsent]],
    );
    expect(rows).toEqual([{ gone: true }, { gone: false }]);
    const lines = await server.database.query(
      "SELECT account_id, details->>'consentId' AS consent FROM audit_line WHERE operation = 'withdrawConsentByCard'",
    );
    expect(lines).toEqual([{ account_id: null, consent: consentId }]);
  });

  test('given a reaction that fails, then nothing of the withdrawal stays', async () => {
    const consentId = await consent(server, staged, organisationId);
    let failing = true;
    server.app.composition.consentService.onConsentWithdrawn(async (_, withdrawn) => {
      if (failing && withdrawn.consentId === consentId) throw new Error('reaction failed');
    });
    const input = { consentId: globalId('Consent', consentId) };
    expect((await server.request(withdraw, { input }, adviser.token)).errors).toHaveLength(1);
    expect(await eventsOf(consentId)).toHaveLength(1);
    failing = false;
    expect((await server.request(withdraw, { input }, adviser.token)).data.withdrawConsent.withdrawnAt).not.toBeNull();
  });
});
