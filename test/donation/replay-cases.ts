/** Promises one case for each command of giving: who sends it, what it says, and what the same id must not say as well. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { addDays } from '../../server/day';
import { content, drafted, federation, run, today, type Federation } from '../project/staging';
import { charity, donation, issue, openSeries, reviewerOf, thisYear, type Charity, type Given } from '../receipt/stage';
import { accepted } from '../stage/claims';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';

export interface ReplayCase {
  readonly token: string;
  readonly input: object;
  /** The same id with other contents. */
  readonly other: object;
  /** Somebody else who sends the other; the same person when left out. */
  readonly otherToken?: string;
}

interface Stage {
  readonly server: TestServer;
  readonly ours: Charity;
}

/** What is sent, and what the other one says instead. */
const sent = ({ token }: Person, input: object, instead: object): ReplayCase => ({
  ...{ token, input, other: { ...input, ...instead } },
});

type Arrange = (stage: Stage) => Promise<ReplayCase>;

const own = (arrange: Arrange) => async (server: TestServer) =>
  arrange({ server, ours: await charity(server, '重放慈善会') });

async function company(server: TestServer) {
  const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.COMPANY });
  return { id: globalId('Organisation', organisationId), partner: await people(server).companyPartner(organisationId) };
}

/** A command on one donation of a person, who gave 100 yuan unless told otherwise. */
const onDonation = (given: Given, input: object, instead?: object) =>
  own(async ({ server, ours }) => {
    const gift = { personName: '李秀英', ...given };
    const donationId = await donation(server, ours, gift);
    const other = instead ?? { donationId: await donation(server, ours, gift) };
    return sent(ours.staff, { donationId, ...withIds(input) }, other);
  });

/** New ids for those that are asked for by an empty text. */
function withIds(input: object): object {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, value === '' ? v7() : value]));
}

const donationCases: Record<string, (server: TestServer) => Promise<ReplayCase>> = {
  registerDonor: own(async ({ ours }) =>
    sent(ours.staff, { donorId: v7(), kind: 'INDIVIDUAL', name: '李秀英' }, { name: '王建国' }),
  ),
  openDonationPoint: own(async ({ ours }) => {
    const input = { pointId: v7(), organisationId: ours.id, name: '文化街点位', areaCode: '640104' };
    return sent(ours.staff, input, { name: '另一点位' });
  }),
  pledgeDonation: own(async ({ server, ours }) => {
    const { id, partner } = await company(server);
    const input = { donationId: v7(), donorOrganisationId: id, recipientOrganisationId: ours.id, moneyFen: '777' };
    return sent(partner, input, { moneyFen: '778' });
  }),
  pledgeService: own(async ({ server, ours }) => {
    const { id, partner } = await company(server);
    const input = {
      ...{ donationId: v7(), offeringId: v7(), donorOrganisationId: id, recipientOrganisationId: ours.id },
      ...{
        serviceKind: 'MEDICAL_SUPPORT',
        name: '社区义诊',
        areaCodes: ['640104'],
        capacityMaximum: 2,
        standing: true,
      },
    };
    return sent(partner, input, { capacityMaximum: 3 });
  }),
  revisePledge: onDonation({ status: 'PLEDGED' }, { revisionId: '', moneyFen: '5' }, { moneyFen: '6' }),
  withdrawPledge: onDonation({ status: 'PLEDGED' }, { commandId: '' }),
  receiveDonation: onDonation({ status: 'PLEDGED' }, { commandId: '', moneyFen: '9000' }, { moneyFen: '8999' }),
  changeDonationUse: onDonation(
    {},
    { changeId: '', earmark: { serviceKind: 'CLEANING' }, method: 'WRITTEN', consentedOn: today },
    { earmark: { serviceKind: 'HOME_VISIT' } },
  ),
  returnDonation: onDonation({}, { disposalId: '', amount: '10' }, { amount: '11' }),
  reportDonationLoss: onDonation({}, { disposalId: '', amount: '10' }, { amount: '11' }),
};

type ProjectArrange = (server: TestServer, of: Federation) => Promise<ReplayCase>;
const raising = (arrange: ProjectArrange) => async (server: TestServer) => arrange(server, await federation(server));

/** A command on a project that has come so far; the other one names another project. */
const onProject = (steps: 0 | 1 | 2 | 3 | 4, input: object = {}) =>
  raising(async (server, of) => {
    const [projectId, another] = [await projectAt(server, of, steps), await projectAt(server, of, steps)];
    return sent(of.staff, { commandId: v7(), projectId, ...input }, { projectId: another });
  });

/** Drafted, filed, open, closed, settled. */
async function projectAt(server: TestServer, of: Federation, steps: number): Promise<string> {
  const projectId = await drafted(server, of, { startsOn: today });
  const path = [
    ['fileCharityProject', { projectId, ...filing }],
    ['openCharityProject', { projectId }],
    ['closeCharityProject', { projectId }],
    ['settleCharityProject', { projectId }],
  ] as const;
  for (const [operation, input] of path.slice(0, steps)) {
    const answer = await run(server, of.staff, operation, input);
    if (answer.__typename !== 'CharityProject') throw new Error(`refused: ${JSON.stringify(answer)}`);
  }
  return projectId;
}

const filing = { filedOn: addDays(today, -10), filingNumber: '慈募 7' };

/** A plain federation proposes to raise with a qualified one. */
async function proposal(server: TestServer, of: Federation) {
  const plain = await federation(server, { qualified: false });
  const projectId = await drafted(server, plain);
  return {
    plain,
    projectId,
    agreement: { projectId, organisationId: of.id, agreementNumber: '合 1', agreedOn: today },
  };
}

const projectCases: Record<string, (server: TestServer) => Promise<ReplayCase>> = {
  draftCharityProject: raising(async (_server, of) =>
    sent(
      of.staff,
      { projectId: v7(), organisationId: of.id, content: content() },
      { content: content({ name: '别的' }) },
    ),
  ),
  reviseCharityProject: onProject(0, { content: content({ name: '改名' }) }),
  fileCharityProject: onProject(0, filing),
  openCharityProject: onProject(1),
  closeCharityProject: onProject(2),
  settleCharityProject: onProject(3),
  discloseCharityProject: onProject(4, { summary: '已完成。' }),
  correctDisclosure: raising(async (server, of) => {
    const projectId = await projectAt(server, of, 4);
    await server.request(
      'mutation ($input: DiscloseCharityProjectInput!) { discloseCharityProject(input: $input) { __typename } }',
      { input: { commandId: v7(), projectId, summary: '已完成。' } },
      of.staff.token,
    );
    return sent(of.staff, { noteId: v7(), projectId, note: '补登一笔。' }, { note: '另一笔。' });
  }),
  proposeFundraisingPartnership: raising(async (server, of) => {
    const { plain, agreement } = await proposal(server, of);
    return sent(plain.staff, { commandId: v7(), ...agreement }, { agreementNumber: '合 2' });
  }),
  confirmFundraisingPartnership: raising(async (server, of) => {
    const [first, second] = [await proposal(server, of), await proposal(server, of)];
    for (const { plain, agreement } of [first, second])
      await run(server, plain.staff, 'proposeFundraisingPartnership', agreement);
    return sent(
      of.staff,
      { commandId: v7(), projectId: first.projectId, revision: 0, agreementNumber: '合 1' },
      { projectId: second.projectId },
    );
  }),
  recordFundraisingQualification: async (server) => {
    const young = await federation(server, { qualified: false });
    const facts = { certificateNumber: 'NX-9', charitySince: '2024-02-29', grantedOn: '2025-02-28' };
    const input = { commandId: v7(), organisationId: young.id, ...facts };
    return sent(await people(server).bureau(), input, { certificateNumber: 'NX-10' });
  },
  revokeFundraisingQualification: raising(async (server, of) => {
    const another = await federation(server);
    const input = { commandId: v7(), organisationId: of.id };
    return sent(await people(server).bureau(), input, { organisationId: another.id });
  }),
};

const dealing = (of: Federation) => ({
  ...{ obligationId: v7(), organisationId: of.id, rule: 'RELATED_PARTY_DEALING', happenedOn: today },
});

const supervisionCases: Record<string, (server: TestServer) => Promise<ReplayCase>> = {
  recordObligation: raising(async (_server, of) => sent(of.staff, dealing(of), { happenedOn: addDays(today, -1) })),
  fulfilObligation: raising(async (server, of) => {
    const owed = dealing(of);
    await server.request(
      'mutation ($input: RecordObligationInput!) { recordObligation(input: $input) { __typename } }',
      { input: owed },
      of.staff.token,
    );
    const obligationId = globalId('Obligation', owed.obligationId);
    const input = { commandId: v7(), obligationId, fulfilledOn: today, evidence: '慈善中国 88' };
    return sent(of.staff, input, { evidence: '另一处' });
  }),
  issueCalendarFeed: raising(async (server, of) => ({
    ...sent(of.staff, { feedId: v7() }, {}),
    otherToken: (await federation(server)).staff.token,
  })),
  revokeCalendarFeed: raising(async (server, of) => {
    const [feedId, another] = [v7(), v7()];
    for (const id of [feedId, another])
      await server.request(
        'mutation ($input: IssueCalendarFeedInput!) { issueCalendarFeed(input: $input) { __typename } }',
        { input: { feedId: id } },
        of.staff.token,
      );
    return sent(of.staff, { commandId: v7(), feedId }, { feedId: another });
  }),
};

/** A command on a receipt that was issued. */
const onReceipt = (input: (receiptId: string, ours: Charity) => [object, object]) =>
  own(async ({ server, ours }) => {
    await openSeries(server, ours);
    const row = accepted(await issue(server, ours, await donation(server, ours, { personName: '李秀英' })));
    return sent(ours.staff, ...input(globalId('Receipt', row.id), ours));
  });

const receiptCases: Record<string, (server: TestServer) => Promise<ReplayCase>> = {
  openReceiptSeries: own(async ({ ours }) => {
    series += 1;
    const input = { commandId: v7(), organisationId: ours.id, year: thisYear(), supervisor: '财政厅监制' };
    return sent(ours.staff, { ...input, code: String(77_000_000 + series) }, { code: '78000000' });
  }),
  issueReceipt: own(async ({ server, ours }) => {
    await openSeries(server, ours);
    const donationId = await donation(server, ours, { personName: '李秀英' });
    const input = { receiptId: v7(), donationId, reviewerAccountId: reviewerOf(ours) };
    return sent(ours.staff, input, { remark: '另附' });
  }),
  voidReceipt: onReceipt((receiptId) => [
    { commandId: v7(), receiptId, reason: 'WRONG_CONTENTS' },
    { reason: 'PRINTED_WRONGLY' },
  ]),
  reissueReceipt: onReceipt((replacesId, ours) => [
    { receiptId: v7(), replacesId, reason: 'WRONG_CONTENTS', reviewerAccountId: reviewerOf(ours) },
    { remark: '另附' },
  ]),
};
let series = 0;

/** An endpoint of a company, told of nothing that happens here. */
async function endpoint(server: TestServer, of?: { readonly organisationId: string; readonly partner: Person }) {
  const made = of ? { id: of.organisationId, partner: of.partner } : await company(server);
  const { id: organisationId, partner } = made;
  const told = { url: 'http://127.0.0.1:9/', name: '捐赠系统', topics: ['DONATION_EXPIRED'] };
  const input = { endpointId: v7(), organisationId, ...told };
  await server.request(
    'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename } }',
    { input },
    partner.token,
  );
  return {
    organisationId,
    partner,
    localId: input.endpointId,
    endpointId: globalId('WebhookEndpoint', input.endpointId),
  };
}

/** Messages to an endpoint of which the attempts were used up. */
async function failedDelivery(server: TestServer, endpointId: string): Promise<string> {
  const id = v7();
  await server.database.query(
    `INSERT INTO webhook_delivery (id, endpoint_id, event_transaction, event_position, topic, body, status, next_attempt_at)
     VALUES ($1, $2, '1', $3, 'DONATION_EXPIRED', '{}', 'FAILED', NULL)`,
    [id, endpointId, (series += 1)],
  );
  return globalId('WebhookDelivery', id);
}

const webhookCases: Record<string, (server: TestServer) => Promise<ReplayCase>> = {
  createWebhookEndpoint: async (server) => {
    const { id, partner } = await company(server);
    const told = { url: 'http://127.0.0.1:9/', name: '捐赠系统', topics: ['DONATION_EXPIRED'] };
    return sent(partner, { endpointId: v7(), organisationId: id, ...told }, { name: '别的' });
  },
  changeWebhookEndpoint: async (server) => {
    const { partner, endpointId } = await endpoint(server);
    return sent(partner, { commandId: v7(), endpointId, enabled: false }, { enabled: true });
  },
  rotateWebhookSecret: async (server) => {
    const { organisationId, partner, endpointId } = await endpoint(server);
    const second = await endpoint(server, { organisationId, partner });
    return sent(partner, { rotationId: v7(), endpointId }, { endpointId: second.endpointId });
  },
  replayWebhookDelivery: async (server) => {
    const { partner, localId } = await endpoint(server);
    const [deliveryId, another] = [await failedDelivery(server, localId), await failedDelivery(server, localId)];
    return sent(partner, { commandId: v7(), deliveryId }, { deliveryId: another });
  },
};

const importCases: Record<string, (server: TestServer) => Promise<ReplayCase>> = {
  registerDonations: own(async ({ server, ours }) => {
    const { id, partner } = await company(server);
    const file = (text: string) => ({ contentBase64: Buffer.from(text).toString('base64') });
    const input = { importId: v7(), donorOrganisationId: id, recipientOrganisationId: ours.id, format: 'CSV' };
    return sent(partner, { ...input, ...file('序号,金额(元)\nA,1\nB,2') }, file('序号,金额(元)\nA,1\nB,3'));
  }),
};

/** The commands by their names; each call arranges anew. */
export const replayCases = {
  ...{ ...donationCases, ...projectCases, ...supervisionCases },
  ...{ ...receiptCases, ...webhookCases, ...importCases },
};
