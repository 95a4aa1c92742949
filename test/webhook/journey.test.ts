/** Shows that a company is told by webhook what becomes of its donation, from the pledge to the confirmed delivery and the receipt. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ReceiptVoidReason } from '../../schema/receipt/enums';
import { allocated, allocationStage, claimedNeed, confirmDelivery, openProject } from '../allocation/stage';
import { until } from '../event/writing';
import { openSeries } from '../receipt/stage';
import { accepted } from '../stage/claims';
import { pledge } from '../stage/donations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { startReceiver, type Receiver } from './receiver';

const create = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename } }`;
const topics = [
  'DONATION_RECEIVED',
  'DONATION_RECEIPTED',
  'RECEIPT_VOIDED',
  'DONATION_ALLOCATED',
  'DONATION_DELIVERED',
];

describe('the journey of a donation by webhook', () => {
  let server: TestServer;
  let receiver: Receiver;
  beforeAll(async () => {
    server = await startTestServer();
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
  });

  test('given a donation of a company, when it is received, receipted, allocated, delivered and its receipt voided, then each is told with its ids and amounts, and no person, need or household', async () => {
    const stage = await allocationStage(server);
    const { donationService, receiptService } = server.app.composition;
    receiver.answers = [204];
    const endpoint = {
      ...{ endpointId: v7(), organisationId: globalId('Organisation', stage.companyId), url: receiver.url },
      ...{ name: '捐赠系统', topics },
    };
    const made = await server.request(create, { input: endpoint }, stage.partner.token);
    expect(made.data.createWebhookEndpoint.__typename).toBe('WebhookEndpointWithSecret');

    const donation = accepted(await pledge(server, stage, { moneyFen: 50_000n }));
    const donationId = globalId('Donation', donation.id);
    accepted(await donationService.receiveDonation(stage.staff.actor, { commandId: v7(), donationId }));
    const charity = { organisationId: stage.charityId, id: globalId('Organisation', stage.charityId) };
    const reviewer = await people(server).federationStaff(stage.charityId);
    accepted(await openSeries(server, { ...charity, staff: stage.staff, reviewer }));
    const receipt = accepted(
      await receiptService.issueReceipt(stage.staff.actor, {
        ...{ receiptId: v7(), donationId, reviewerAccountId: globalId('Account', reviewer.accountId) },
      }),
    );
    const to = await claimedNeed(server, stage);
    const projectId = await openProject(server, stage);
    const row = await allocated(server, stage, { donationId: donation.id, to, projectId, amount: 20_000n });
    await confirmDelivery(server, stage, to);
    const receiptId = globalId('Receipt', receipt.id);
    const reason = ReceiptVoidReason.PRINTED_WRONGLY;
    accepted(await receiptService.voidReceipt(stage.staff.actor, { commandId: v7(), receiptId, reason }));

    await until('all is told', () => receiver.received.length >= topics.length);
    const events = receiver.received.map(({ body }) => JSON.parse(body));
    const part = {
      allocationId: globalId('Allocation', row.id),
      amountFen: '20000',
      form: 'MONEY',
      status: 'RECEIVED',
    };
    const data = Object.fromEntries(events.map((event) => [event.type, event.data]));
    expect(data).toEqual({
      'linkage.donation.received': { donationId, form: 'MONEY', status: 'RECEIVED' },
      'linkage.donation.receipted': { donationId, receiptId },
      'linkage.donation.allocated': { donationId, ...part },
      'linkage.donation.delivered': { donationId, ...part },
      'linkage.receipt.voided': { donationId, receiptId },
    });
    expect(new Set(events.map((event) => event.subject))).toEqual(new Set([donationId]));
    const { household, needId } = to.need;
    for (const secret of [
      needId,
      household.householdId,
      household.identity.name,
      to.claimId,
      '640104',
      stage.partner.accountId,
    ])
      expect(JSON.stringify(events)).not.toContain(secret);
  });
});
