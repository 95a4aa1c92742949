/** Promises what an endpoint is told: a CloudEvents 1.0 event in JSON with ids, amounts and states of the donation, and nobody's person. */
import { globalId } from '../../schema/global-id';
import { WebhookTopic } from '../../schema/webhook/enums';
import type { EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';

/** DonationPledged is told as DONATION_PLEDGED, and so on. */
const topicOfEvent = new Map<EventType, WebhookTopic>([
  ['DonationPledged', WebhookTopic.DONATION_PLEDGED],
  ['DonationPledgeRevised', WebhookTopic.DONATION_PLEDGE_REVISED],
  ['DonationPledgeWithdrawn', WebhookTopic.DONATION_PLEDGE_WITHDRAWN],
  ['DonationReceived', WebhookTopic.DONATION_RECEIVED],
  ['DonationAllocated', WebhookTopic.DONATION_ALLOCATED],
  ['DonationAllocationReleased', WebhookTopic.DONATION_ALLOCATION_RELEASED],
  ['DonationDelivered', WebhookTopic.DONATION_DELIVERED],
  ['DonationDeliveryReversed', WebhookTopic.DONATION_DELIVERY_REVERSED],
  ['DonationReturned', WebhookTopic.DONATION_RETURNED],
  ['DonationLost', WebhookTopic.DONATION_LOST],
  ['DonationExpired', WebhookTopic.DONATION_EXPIRED],
  ['DonationUseChanged', WebhookTopic.DONATION_USE_CHANGED],
  ['DonationReceipted', WebhookTopic.DONATION_RECEIPTED],
  ['ReceiptVoided', WebhookTopic.RECEIPT_VOIDED],
]);

export const eventTypesTold = [...topicOfEvent.keys()];

export function topicOf(type: EventType): WebhookTopic {
  return topicOfEvent.get(type)!;
}

/** Of the payload of an event only these leave the house: no need, claim, household, area or account does. */
const idsTold: Record<string, string> = {
  donationId: 'Donation',
  lotId: 'DonationLot',
  allocationId: 'Allocation',
  receiptId: 'Receipt',
};
const wordsTold = ['form', 'status', 'revision', 'amountFen', 'moneyFen', 'quantity', 'unit'];

/** The body, byte for byte the same in every attempt. `source` names the installation. */
export function cloudEvent(event: RecordedEvent, source: string): string {
  const data: Record<string, string | number> = {};
  for (const [key, type] of Object.entries(idsTold)) {
    const id = event.payload[key];
    if (typeof id === 'string') data[key] = globalId(type, id);
  }
  for (const key of wordsTold) {
    const value = event.payload[key];
    if (typeof value === 'string' || typeof value === 'number') data[key] = value;
  }
  const topic = topicOf(event.type).toLowerCase().replace('_', '.');
  return JSON.stringify({
    specversion: '1.0',
    id: `${event.position.transaction}-${event.position.position}`,
    source,
    type: `linkage.${topic}`,
    ...(typeof data.donationId === 'string' ? { subject: data.donationId } : {}),
    time: event.at.toISOString(),
    datacontenttype: 'application/json',
    data,
  });
}
