/** Shows that a person with the right role in the wrong place changes nothing and reads nothing, whatever operation is tried. */
import { v7 } from 'uuid';
import { randomUUID } from 'node:crypto';
import { getNamedType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { globalId } from '../../schema/global-id';
import { Urgency } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { buildLinkageSchema } from '../../server/schema';
import { holdings } from '../../server/composition/holdings';
import { drafted, localOf } from '../project/staging';
import { charity, donation, issue, openSeries } from '../receipt/stage';
import { CaseKind } from '../../schema/casework/enums';
import { VisitTrigger } from '../../schema/visit/enums';
import { dayFromToday, openedCase, type StagedCase } from '../stage/cases';
import { accepted, claimed, provider } from '../stage/claims';
import { operationFor, type Values } from '../stage/documents';
import { household, newResidentNumber, type StagedHousehold } from '../stage/households';
import { referredNeed, verifiedNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { helped, type StagedHelp } from './staged-help';

/** What a stranger may do for itself: not an attack on anybody else. */
const ownAffairs = ['changePassword', 'signOut', 'refreshSession', 'signIn', 'registerOrganisation'];

/** What belongs to a charity ($1) and its donors. */
const rowsGiven = [
  'donation t WHERE recipient_organisation_id = $1',
  'donation_lot t WHERE donation_id IN (SELECT id FROM donation WHERE recipient_organisation_id = $1)',
  'donor t WHERE id IN (SELECT donor_id FROM donation WHERE recipient_organisation_id = $1)',
  'donation_point t WHERE organisation_id = $1',
  'ledger_balance t JOIN donation d ON d.id = t.holding_id WHERE d.recipient_organisation_id = $1',
  'receipt_series t WHERE organisation_id = $1',
  'receipt t WHERE organisation_id = $1',
  'receipt_line t JOIN receipt r ON r.id = t.receipt_id WHERE r.organisation_id = $1',
  'charity_project t WHERE organisation_id = $1',
  'obligation t WHERE organisation_id = $1',
  'webhook_endpoint t WHERE organisation_id = $1',
];

/** A charity with a received and receipted donation, a pledge, and a project; all named by their ids. */
async function given(server: TestServer) {
  const charityOfStage = await charity(server, '兴庆区慈善总会');
  await openSeries(server, charityOfStage);
  const donationId = await donation(server, charityOfStage, { personName: '李秀英' });
  const pledge = await donation(server, charityOfStage, { personName: '李秀英', status: 'PLEDGED' });
  const receipt = accepted(await issue(server, charityOfStage, donationId));
  const projectId = await drafted(server, charityOfStage);
  const [obligation] = await server.database.query<{ id: string }>('SELECT id FROM obligation WHERE subject_id = $1', [
    localOf(projectId),
  ]);
  const receiptId = globalId('Receipt', receipt.id);
  const named = {
    ...{ donationId, receiptId, replacesId: receiptId, projectId },
    obligationId: globalId('Obligation', obligation!.id),
  };
  return { charityId: charityOfStage.organisationId, named, pledged: { ...named, donationId: pledge } };
}

describe('60, 61, 65: the right role in the wrong place', () => {
  let server: TestServer;
  let schema: GraphQLSchema;
  let family: StagedHousehold;
  let open: StagedNeed;
  let held: { need: StagedNeed; claimId: string };
  let target: { organisationId: string; offeringIds: string[] };
  let victim: Person;
  let careCase: StagedCase;
  let visitOwed: string;
  let help: StagedHelp;
  let giving: Awaited<ReturnType<typeof given>>;
  const strangers: Record<string, Person> = {};

  beforeAll(async () => {
    server = await startTestServer();
    schema = buildLinkageSchema(server.app.composition.resolvers);
    const members = [{ residentNumber: newResidentNumber(1981) }];
    family = await household(server, { areaCode: '640104001002', members });
    const claimant = await provider(server);
    target = { organisationId: claimant.organisationId, offeringIds: [claimant.offeringId] };
    open = await referredNeed(server, { household: family });
    const need = await referredNeed(server, { household: family });
    held = { need, claimId: (await claimed(server, claimant, need)).globalId };
    // Unclaimed and an emergency: there is a warning of it.
    await verifiedNeed(server, { household: family, urgency: Urgency.EMERGENCY });
    await server.database.query("INSERT INTO area VALUES ('640105', '6401', 'DISTRICT', '西夏区', 2023, NULL)");
    giving = await given(server);
    const worker = await people(server).adviser('640104001002');
    careCase = await openedCase(server, worker.actor, { household: family, kind: CaseKind.GENERAL });
    help = await helped(server, family, '640104001002');
    visitOwed = randomUUID();
    accepted(
      await server.app.composition.triggerService.reportTrigger(worker.actor, {
        ...{ obligationId: visitOwed, trigger: VisitTrigger.DISASTER, householdId: family.id },
        occurredOn: dayFromToday(0),
      }),
    );
    // After all that gives signs: no job that looks for them changes a row while others try to.
    await server.app.composition.warningRefresh.survey();
    const everyone = people(server);
    victim = await everyone.organisationMember(target.organisationId);
    // Offers something else, so that no gate opens to the need by right.
    const elsewhere = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.EDUCATION_SUPPORT, areaCodes: ['640104012'], capacityMaximum: 5 }],
    });
    const company = await approvedOrganisation(server, { kind: OrganisationKind.COMPANY, offerings: [] });
    Object.assign(strangers, {
      'an adviser of another street': await everyone.adviser('640104012'),
      'a street officer of another street': await everyone.streetOfficer('640104012'),
      'the bureau of another district': await everyone.bureau('640105'),
      'the administrator of another organisation': await everyone.organisationAdministrator(elsewhere.organisationId),
      'the partner of a company': await everyone.companyPartner(company.organisationId),
      'staff of another federation': await everyone.federationStaff(elsewhere.organisationId),
      'an auditor': await everyone.auditor(),
    });
  }, 60_000);
  afterAll(() => server.close());

  /** Every row that belongs to somebody, as text. */
  async function rowsOfOthers(): Promise<string> {
    // Every table that hangs on a household: test/rights finds one that nobody declares.
    const tables = [
      ...new Set([...holdings.map(({ table }) => table), 'local_standard', 'population', 'job_post', 'course']),
    ];
    const selections: [string, unknown[]][] = [
      ...tables.map((table): [string, unknown[]] => [`SELECT t::text FROM ${table} t ORDER BY 1`, []]),
      ['SELECT t::text FROM organisation t WHERE id = $1', [target.organisationId]],
      ['SELECT t::text FROM service_offering t WHERE organisation_id = $1', [target.organisationId]],
      ['SELECT t::text FROM role_grant t WHERE account_id = $1', [victim.accountId]],
      ['SELECT t::text FROM account t WHERE id = $1', [victim.accountId]],
      ...rowsGiven.map((sql): [string, unknown[]] => [`SELECT t::text FROM ${sql} ORDER BY 1`, [giving.charityId]]),
    ];
    const rows: unknown[] = [];
    for (const [sql, parameters] of selections) rows.push(await server.database.query(sql, parameters));
    return JSON.stringify(rows);
  }

  async function valuesOfOthers(): Promise<Values[]> {
    const [grant] = await server.database.query<{ id: string }>('SELECT id FROM role_grant WHERE account_id = $1', [
      victim.accountId,
    ]);
    const [warning] = await server.database.query<{ id: string }>('SELECT id FROM warning LIMIT 1');
    const [referral] = await server.database.query<{ id: string }>('SELECT id FROM referral LIMIT 1');
    const named = {
      needId: open.id,
      householdId: family.id,
      organisationId: globalId('Organisation', target.organisationId),
      recipientOrganisationId: globalId('Organisation', target.organisationId),
      organisationIds: [globalId('Organisation', target.organisationId)],
      offeringId: globalId('ServiceOffering', target.offeringIds[0]!),
      referralId: globalId('Referral', referral!.id),
      warningId: globalId('Warning', warning!.id),
      accountId: globalId('Account', victim.accountId),
      roleGrantId: globalId('RoleGrant', grant!.id),
      areaCode: '640104001002',
      areaCodes: ['640104'],
      ...help.named,
    };
    return [
      { ...named, ...giving.pledged },
      {
        ...{ ...named, ...giving.named, needId: held.need.id, caseId: careCase.id },
        obligationId: globalId('VisitObligation', visitOwed),
        obligationIds: [globalId('VisitObligation', visitOwed)],
      },
    ].map((values) => ({ ...values, claimIdOfAnother: held.claimId }));
  }

  /** The id of a claim is client-made where it is created and global where it is named. */
  function withClaim(field: GraphQLField<unknown, unknown>, values: Values): Values {
    const { claimIdOfAnother, ...rest } = values;
    const creates = [
      'claimNeed',
      'claimBestNeed',
      'acceptReferral',
      'draftNeed',
      'registerHousehold',
      'registerOrganisation',
      'publishOffering',
      'pledgeDonation',
      'issueReceipt',
      'reissueReceipt',
      'draftCharityProject',
      'recordObligation',
      'createWebhookEndpoint',
    ];
    const made: Record<string, string> = {
      draftNeed: 'needId',
      registerHousehold: 'householdId',
      publishOffering: 'offeringId',
      pledgeDonation: 'donationId',
      issueReceipt: 'receiptId',
      reissueReceipt: 'receiptId',
      draftCharityProject: 'projectId',
      recordObligation: 'obligationId',
      createWebhookEndpoint: 'endpointId',
      ...{ registerJobSeeker: 'seekerId', publishJobPost: 'postId', referToPost: 'placementId' },
      ...{ announceCourse: 'courseId', enrolInCourse: 'enrolmentId', pairHousehold: 'pairingId' },
    };
    const own = made[field.name];
    const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== own));
    return creates.includes(field.name) ? kept : { ...kept, claimId: claimIdOfAnother };
  }

  test('given every mutation with the ids of others, then no row of theirs changes', async () => {
    const before = await rowsOfOthers();
    const changed: string[] = [];
    const failed = new Set<string>();
    const attempt = async (person: Person, values: Values, field: GraphQLField<unknown, unknown>) => {
      const { query, variables } = operationFor(schema, 'mutation', field, withClaim(field, values));
      const answer = await server.request(query, variables, person.token);
      const code = answer.errors?.[0]?.extensions.code;
      if (answer.status >= 500 || code === 'GRAPHQL_VALIDATION_FAILED' || code === 'INTERNAL') failed.add(field.name);
    };
    for (const [who, person] of Object.entries(strangers))
      for (const values of await valuesOfOthers()) {
        for (const field of Object.values(schema.getMutationType()!.getFields()))
          if (!ownAffairs.includes(field.name)) await attempt(person, values, field);
        if ((await rowsOfOthers()) !== before) changed.push(who);
      }
    expect(changed).toEqual([]);
    expect([...failed]).toEqual([]);
  }, 180_000);

  /** Whether a field may tell the object of an id: one of its type, or any. */
  function answers({ type }: GraphQLField<unknown, unknown>, id: string): boolean {
    const { name } = getNamedType(type);
    return name === 'Node' || Buffer.from(id, 'base64url').toString('utf8').startsWith(`${name}:`);
  }

  test('given every query with the ids of others, then no household, claim or referral of theirs is answered', async () => {
    const leaked: string[] = [];
    for (const [who, person] of Object.entries(strangers)) {
      const [values] = await valuesOfOthers();
      const ids = [family.id, held.claimId, values!.referralId as string, held.need.id];
      // An auditor reads what was given; a receipt is for its charity and its donor only.
      let asked = '';
      ids.push(giving.named.receiptId, ...(who === 'an auditor' ? [] : [giving.named.donationId]));
      for (const field of Object.values(schema.getQueryType()!.getFields()))
        for (const id of [...ids, ...help.untold.filter((one) => answers(field, one))]) {
          const { query, variables } = operationFor(schema, 'query', field, { ...values, id, claimId: held.claimId });
          // What names nothing by this id was asked already.
          const question = JSON.stringify({ query, variables });
          if (question === asked) continue;
          asked = question;
          const answer = await server.request(query, variables, person.token);
          const said = JSON.stringify(answer.data ?? {});
          const secrets = [...ids, ...help.untold].map((secret) => `"id":"${secret}"`);
          if ([...secrets, help.note].some((secret) => said.includes(secret))) leaked.push(`${who}: ${field.name}`);
        }
    }
    expect(leaked).toEqual([]);
  }, 120_000);

  test('given the people of the place, then the same operations work, so that the test above can fail', async () => {
    const adviser = await people(server).adviser('640104001002');
    const answer = await server.request(
      'query ($id: ID!) { household(id: $id) { id } need(id: $id) { id } }',
      { id: family.id },
      adviser.token,
    );
    expect(answer.data.household.id).toBe(family.id);
    const seen = await Promise.all(
      help.untold.map((id) => server.request('query ($id: ID!) { node(id: $id) { id } }', { id }, adviser.token)),
    );
    expect(seen.map(({ data }) => data.node)).toEqual(help.untold.map((id) => ({ id })));
    const before = await rowsOfOthers();
    const revoked = await server.request(
      'mutation ($input: RevokeClaimInput!) { revokeClaim(input: $input) { __typename } }',
      { input: { commandId: v7(), claimId: held.claimId, reason: 'COMPLAINT' } },
      adviser.token,
    );
    expect([revoked.data?.revokeClaim?.__typename, (await rowsOfOthers()) !== before]).toEqual(['Claim', true]);
    const staff = await people(server).federationStaff(giving.charityId);
    const { receiptId, donationId } = giving.named;
    const read = 'query ($r: ID!, $d: ID!) { receipt: node(id: $r) { id } donation: node(id: $d) { id } }';
    expect((await server.request(read, { r: receiptId, d: donationId }, staff.token)).data).toEqual({
      receipt: { id: receiptId },
      donation: { id: donationId },
    });
    const between = await rowsOfOthers();
    const voided = await server.request(
      'mutation ($input: VoidReceiptInput!) { voidReceipt(input: $input) { __typename } }',
      { input: { commandId: randomUUID(), receiptId, reason: 'WRONG_CONTENTS' } },
      staff.token,
    );
    expect([voided.data?.voidReceipt?.__typename, (await rowsOfOthers()) !== between]).toEqual(['Receipt', true]);
  });
});
