/** Shows how an organisation comes in, is approved by other eyes, suspended at once and let in again; and who sees what of it. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { Role } from '../../schema/identity/role';
import { startTestServer, type TestServer } from '../stage/server';
import { approvedOrganisation, newCreditCode } from '../stage/organisations';
import { people, type Person } from '../stage/people';

const register = `mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) {
  __typename
  ... on Organisation { id name nameEn status unifiedSocialCreditCode creditCodeWarnings area { code } }
  ... on InvalidInput { field messageZh messageEn }
  ... on Refusal { messageEn } } }`;
const decide = (operation: string, input = 'OrganisationInput') =>
  `mutation ($input: ${input}!) { ${operation}(input: $input) {
    __typename ... on Organisation { id status statusReason } ... on WrongState { now: currentStatus allowed: allowedStatuses } } }`;
const approve = decide('approveOrganisation');
const suspend = decide('suspendOrganisation', 'OrganisationReasonInput');
const reinstate = decide('reinstateOrganisation');
const recertify = decide('requireRecertification', 'OrganisationReasonInput');
const submit = decide('submitForReview');
const look = 'query ($id: ID!) { organisation(id: $id) { name status statusReason creditCodeWarnings } }';

/** What these tests look at in the answer of a mutation. */
type Answer = { __typename?: string; code?: string; capacity?: { updatedAt: string } };

describe('an organisation', () => {
  let server: TestServer;
  let bureau: Person;
  let otherBureau: Person;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    bureau = await people(server).bureau();
    otherBureau = await people(server).bureau();
    adviser = await people(server).adviser();
  });
  afterAll(() => server.close());

  const registration = (overrides: Record<string, unknown> = {}) => ({
    organisationId: v7(),
    kind: 'SOCIAL_ORGANISATION',
    name: '晨光社会工作服务中心',
    unifiedSocialCreditCode: newCreditCode(),
    areaCode: '640104',
    ...overrides,
  });
  const globalOf = (organisationId: string) => globalId('Organisation', organisationId);
  async function run(
    query: string,
    organisationId: string,
    person: Person,
    more: Record<string, unknown> = {},
  ): Promise<Answer> {
    const answer = await server.request(
      query,
      { input: { organisationId: globalOf(organisationId), ...more } },
      person.token,
    );
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : Object.values<Answer>(answer.data)[0]!;
  }
  const rowOf = (organisationId: string) =>
    server.database.query('SELECT status, status_reason AS reason FROM organisation WHERE id = $1', [organisationId]);
  const traces = async (organisationId: string) => ({
    events: (
      await server.database.query('SELECT type FROM event WHERE subject_id = $1 ORDER BY position', [organisationId])
    ).map((event) => event.type),
    lines: (
      await server.database.query('SELECT operation FROM audit_line WHERE subject_id = $1 ORDER BY position', [
        organisationId,
      ])
    ).map((line) => line.operation),
  });

  test('given a signed-in account, when it registers its organisation, then it awaits review and the account administers it', async () => {
    const founder = await people(server).nobodyInParticular();
    const input = registration({ name: '  晨光 Cafe\u0301 ', nameEn: 'Morning Light' });
    const answer = await server.request(register, { input }, founder.token);
    expect(answer.data.registerOrganisation).toEqual({
      __typename: 'Organisation',
      id: globalOf(input.organisationId),
      name: '晨光 Caf\u00e9',
      nameEn: 'Morning Light',
      status: 'AWAITING_REVIEW',
      unifiedSocialCreditCode: input.unifiedSocialCreditCode,
      // The grant came with this very command; the actor of the request was read before it.
      creditCodeWarnings: null,
      area: { code: '640104' },
    });
    expect(
      await server.database.query(
        'SELECT role, organisation_id AS organisation FROM role_grant WHERE account_id = $1',
        [founder.accountId],
      ),
    ).toEqual([{ role: 'ORGANISATION_ADMINISTRATOR', organisation: input.organisationId }]);
    const seen = await server.request(look, { id: globalOf(input.organisationId) }, founder.token);
    expect(seen.data.organisation).toMatchObject({ status: 'AWAITING_REVIEW', creditCodeWarnings: [] });
    expect(await server.database.query('SELECT type FROM event WHERE subject_id = $1', [founder.accountId])).toEqual([
      { type: 'AuthorityChanged' },
    ]);
  });

  test('89: given a retry with the same id, then the same organisation is answered and stands once; other contents are refused', async () => {
    const founder = await people(server).nobodyInParticular();
    const input = registration();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => server.request(register, { input }, founder.token)),
    );
    expect(new Set(answers.map((answer) => answer.data.registerOrganisation.id))).toEqual(
      new Set([globalOf(input.organisationId)]),
    );
    expect(await traces(input.organisationId)).toEqual({ events: [], lines: ['registerOrganisation'] });
    const changed = await server.request(register, { input: { ...input, name: '别的名字' } }, founder.token);
    expect(changed.data.registerOrganisation.__typename).toBe('IdempotencyMismatch');
    const stranger = await server.request(register, { input }, adviser.token);
    expect(stranger.data.registerOrganisation.__typename).toBe('IdempotencyMismatch');
  });

  test('given a credit code that is registered, when two more register it at once, then both are refused and one row stands', async () => {
    const code = newCreditCode();
    const one = await server.request(
      register,
      { input: registration({ unifiedSocialCreditCode: code }) },
      adviser.token,
    );
    expect(one.data.registerOrganisation.__typename).toBe('Organisation');
    const others = await Promise.all(
      [1, 2].map(() =>
        server.request(
          register,
          { input: registration({ unifiedSocialCreditCode: code.toLowerCase() }) },
          adviser.token,
        ),
      ),
    );
    expect(others.map((answer) => answer.data.registerOrganisation.__typename)).toEqual([
      'CreditCodeTaken',
      'CreditCodeTaken',
    ]);
    const rows = await server.database.query('SELECT 1 FROM organisation WHERE unified_social_credit_code = $1', [
      code,
    ]);
    expect(rows).toHaveLength(1);
  });

  test.each([
    ['a wrong check character', { unifiedSocialCreditCode: '91350100M000100Y4Z' }, 'unifiedSocialCreditCode'],
    ['no credit code', { unifiedSocialCreditCode: null }, 'unifiedSocialCreditCode'],
    ['an area that does not exist', { areaCode: '999999' }, 'areaCode'],
    ['an area of SQL (attack 74)', { areaCode: "640104' OR '1'='1" }, 'areaCode'],
    ['a direction override in the name (attack 78)', { name: '晨光\u202e中心' }, 'name'],
    ['a zero-width English name (attack 78)', { nameEn: 'a\u200bb' }, 'nameEn'],
    ['121 characters', { name: '字'.repeat(121) }, 'name'],
  ])('given %s, then the field is named, its value is not echoed and nothing is stored', async (_, wrong, field) => {
    const input = registration(wrong);
    const answer = await server.request(register, { input }, adviser.token);
    expect(answer.data.registerOrganisation).toMatchObject({ __typename: 'InvalidInput', field });
    const value = Object.values(wrong)[0];
    if (value)
      expect(answer.data.registerOrganisation.messageZh + answer.data.registerOrganisation.messageEn).not.toContain(
        value,
      );
    expect(await rowOf(input.organisationId)).toEqual([]);
    expect(await traces(input.organisationId)).toEqual({ events: [], lines: [] });
  });

  test.each([
    ['a NUL byte (attack 76)', '晨光\u0000'],
    ['a lone surrogate (attack 77)', '晨光\ud842'],
  ])('given %s in the name, then it is refused and nothing is stored', async (_, name) => {
    const input = registration({ name });
    const answer = await server.request(register, { input }, adviser.token);
    expect(answer.errors?.[0]?.extensions.code ?? answer.data.registerOrganisation.__typename).toMatch(
      /BAD_USER_INPUT|InvalidInput/,
    );
    expect(await rowOf(input.organisationId)).toEqual([]);
  });

  test('given a person who helps, then no code is needed and the account becomes its partner', async () => {
    const founder = await people(server).nobodyInParticular();
    const input = registration({ kind: 'INDIVIDUAL', unifiedSocialCreditCode: undefined });
    const answer = await server.request(register, { input }, founder.token);
    expect(answer.data.registerOrganisation).toMatchObject({
      status: 'AWAITING_REVIEW',
      unifiedSocialCreditCode: null,
    });
    const grants = await server.database.query('SELECT role FROM role_grant WHERE account_id = $1', [
      founder.accountId,
    ]);
    expect(grants).toEqual([{ role: 'COMPANY_PARTNER' }]);
  });

  test('given an organisation that the bureau invited, then it hands in, other eyes approve, and only in this order', async () => {
    const input = registration();
    const invited = await server.request(register, { input }, bureau.token);
    expect(invited.data.registerOrganisation).toMatchObject({ status: 'INVITED', creditCodeWarnings: [] });
    const administrator = await people(server).organisationAdministrator(input.organisationId);
    const early = await run(approve, input.organisationId, otherBureau);
    expect(early).toEqual({ __typename: 'WrongState', now: 'INVITED', allowed: ['AWAITING_REVIEW'] });
    expect(await run(submit, input.organisationId, administrator)).toMatchObject({ status: 'AWAITING_REVIEW' });
    // Four eyes (attack 72): the bureau account that registered it does not approve it.
    expect(await run(approve, input.organisationId, bureau)).toEqual({ __typename: 'FourEyesRequired' });
    expect(await rowOf(input.organisationId)).toEqual([{ status: 'AWAITING_REVIEW', reason: null }]);
    expect(await run(approve, input.organisationId, otherBureau)).toMatchObject({ status: 'APPROVED' });
    expect(await run(approve, input.organisationId, otherBureau)).toMatchObject({
      __typename: 'WrongState',
      now: 'APPROVED',
    });
    expect(await traces(input.organisationId)).toEqual({
      events: ['OrganisationApproved'],
      lines: ['registerOrganisation', 'submitForReview', 'approveOrganisation'],
    });
  });

  test('72: given a bureau account that is a member, then it decides nothing about that organisation', async () => {
    const { organisationId } = await approvedOrganisation(server, { status: OrganisationStatus.AWAITING_REVIEW });
    const both = await people(server).withRoles(
      { role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640104' },
      { role: Role.ORGANISATION_MEMBER, organisationId },
    );
    expect(await run(approve, organisationId, both)).toEqual({ __typename: 'FourEyesRequired' });
    expect(await rowOf(organisationId)).toEqual([{ status: 'AWAITING_REVIEW', reason: null }]);
  });

  test('given people who may not decide, then they are refused, and the bureau of another area finds nothing', async () => {
    const { organisationId } = await approvedOrganisation(server, { status: OrganisationStatus.AWAITING_REVIEW });
    const member = await people(server).organisationAdministrator(organisationId);
    const street = await people(server).bureau('640104001');
    expect(await run(approve, organisationId, member)).toEqual({ code: 'FORBIDDEN' });
    expect(await run(approve, organisationId, adviser)).toEqual({ code: 'FORBIDDEN' });
    expect(await run(approve, organisationId, street)).toMatchObject({ __typename: 'NotFound' });
    expect(await run(approve, v7(), bureau)).toMatchObject({ __typename: 'NotFound' });
    const foreign = await approvedOrganisation(server, { areaCode: '64' });
    expect(await run(suspend, foreign.organisationId, bureau, { reason: '不在辖区' })).toEqual({ code: 'FORBIDDEN' });
    expect(await rowOf(organisationId)).toEqual([{ status: 'AWAITING_REVIEW', reason: null }]);
    expect(await rowOf(foreign.organisationId)).toEqual([{ status: 'APPROVED', reason: null }]);
  });

  test('73: given an approved organisation, when it is suspended, then state, event and the reactions of other rooms are one', async () => {
    const { organisationId } = await approvedOrganisation(server);
    const reactions: string[] = [];
    let broken = true;
    server.app.composition.organisationService.onSuspended(async (tx, id) => {
      if (id !== organisationId) return;
      const [row] = await tx.query<{ status: string }>('SELECT status FROM organisation WHERE id = $1', [id]);
      reactions.push(row!.status);
      if (broken) throw new Error('the reaction fails');
    });
    const failed = await run(suspend, organisationId, bureau, { reason: '年检未通过' });
    expect(failed.code).toBeDefined();
    expect(await rowOf(organisationId)).toEqual([{ status: 'APPROVED', reason: null }]);
    expect(await traces(organisationId)).toEqual({ events: [], lines: [] });
    broken = false;
    const done = await run(suspend, organisationId, bureau, { reason: ' 年检未通过 ' });
    expect(done).toMatchObject({ status: 'SUSPENDED', statusReason: '年检未通过' });
    expect(reactions).toEqual(['SUSPENDED', 'SUSPENDED']);
    const [event] = await server.database.query('SELECT type, audience, payload FROM event WHERE subject_id = $1', [
      organisationId,
    ]);
    expect(event).toEqual({
      type: 'OrganisationSuspended',
      audience: [`organisation:${organisationId}`, 'area:64', 'area:6401', 'area:640104'],
      payload: { organisationId, status: 'SUSPENDED' },
    });
    expect(await run(suspend, organisationId, bureau, { reason: '再次' })).toMatchObject({
      __typename: 'WrongState',
      now: 'SUSPENDED',
    });
    expect(await run(reinstate, organisationId, bureau)).toMatchObject({ status: 'APPROVED', statusReason: null });
    expect((await traces(organisationId)).events).toEqual(['OrganisationSuspended', 'OrganisationApproved']);
  });

  test('given ten suspensions at once, then one holds and one event tells it', async () => {
    const { organisationId } = await approvedOrganisation(server);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => run(suspend, organisationId, bureau, { reason: '并发' })),
    );
    expect(results.map((result) => result.__typename).sort()).toEqual([
      'Organisation',
      ...Array<string>(9).fill('WrongState'),
    ]);
    expect(await traces(organisationId)).toEqual({ events: ['OrganisationSuspended'], lines: ['suspendOrganisation'] });
  });

  test('given an organisation that must recertify, then it hands in again and is approved again', async () => {
    const { organisationId } = await approvedOrganisation(server);
    const administrator = await people(server).organisationAdministrator(organisationId);
    expect(await run(recertify, organisationId, bureau, { reason: '证书到期' })).toMatchObject({
      status: 'RECERTIFICATION_REQUIRED',
    });
    expect(await run(reinstate, organisationId, bureau)).toMatchObject({
      __typename: 'WrongState',
      allowed: ['SUSPENDED'],
    });
    expect(await run(submit, organisationId, administrator)).toMatchObject({ status: 'AWAITING_REVIEW' });
    expect(await run(approve, organisationId, bureau)).toMatchObject({ status: 'APPROVED' });
    expect((await traces(organisationId)).events).toEqual([
      'OrganisationRecertificationRequired',
      'OrganisationApproved',
    ]);
  });
});
