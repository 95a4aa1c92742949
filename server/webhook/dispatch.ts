/**
 * Promises that each event of the outbox becomes one message for each endpoint that wants it, and that each message is tried until it
 * is accepted or its attempts are used up. A receiver may get a message twice, when its answer was lost; its webhook-id tells.
 */
import { v7 } from 'uuid';
import { WebhookDeliveryStatus, WebhookDisabledReason, WebhookOutcome } from '../../schema/webhook/enums';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { readAfter, readState } from '../event/outbox';
import type { IdentityVault } from '../household/vault';
import { organisationsIn } from './audience';
import { cloudEvent, eventTypesTold, topicOf } from './message';
import { openSecrets } from './secrets';
import type { Sent, WebhookSender } from './sender';
import { signedHeaders } from './signature';
import type { Settlement, TakenDelivery, WebhookRepository } from './webhook.repository';

/** Seconds from one attempt to the next, as the Standard Webhooks specification advises: three days in all, ten attempts. */
export const backoffSeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

const eventsAtOnce = 500;
const dueAtOnce = 500;
const dueInTurn = 50;
/** How long one endpoint may keep its line before others of the line have their turn. */
const turnMilliseconds = 5_000;

export interface DispatchParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly webhooks: WebhookRepository;
  readonly vault: IdentityVault;
  readonly sender: WebhookSender;
  /** Whether an organisation may act now. */
  readonly isApproved: (organisationId: string) => Promise<boolean>;
  /** Names the installation in every message. */
  readonly source: string;
}

export class WebhookDispatch {
  private whenDue: (deliveryId: string, endpointId: string, at: Date) => void = () => undefined;

  constructor(private readonly parts: DispatchParts) {}

  /** Told of each message that is to be sent, and when. */
  onDue(reaction: (deliveryId: string, endpointId: string, at: Date) => void): void {
    this.whenDue = reaction;
  }

  /** Reads the outbox on, then looks for messages that are due and whose job was lost. Returns how many messages were made. */
  async dispatch(): Promise<number> {
    let made = 0;
    for (;;) {
      const page = await this.readOn();
      made += page.made.length;
      const now = new Date();
      for (const { id, endpointId } of page.made) this.whenDue(id, endpointId, now);
      if (!page.full) break;
    }
    return made;
  }

  /** The net below the single jobs. */
  async sweep(): Promise<number> {
    const made = await this.dispatch();
    const due = await this.parts.webhooks.listDue(this.parts.database, dueAtOnce);
    const now = new Date();
    for (const { id, endpointId } of due) this.whenDue(id, endpointId, now);
    return made + due.length;
  }

  /** Sends one message if it is due. What it answers says whether anything was tried. */
  async deliver(deliveryId: string): Promise<boolean> {
    const { database, webhooks, vault, sender } = this.parts;
    const taken = await webhooks.take(database, deliveryId);
    if (!taken) return false;
    if (!(await this.parts.isApproved(taken.organisationId))) {
      const withheld = { outcome: WebhookOutcome.ORGANISATION_NOT_APPROVED, milliseconds: 0 };
      await this.settle(taken, withheld, { status: WebhookDeliveryStatus.FAILED });
      return true;
    }
    const message = { id: messageId(taken.id), timestamp: Math.floor(Date.now() / 1_000), body: taken.body };
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signedHeaders(message, openSecrets(vault, taken.endpointId, taken)),
    };
    const sent = await sender.send(taken.url, headers, taken.body);
    await this.settle(taken, sent, settlementOf(sent.outcome, taken.roundAttempts));
    return true;
  }

  /** Sends one message, then what else is due to the same endpoint, until a turn is over: one job serves many messages. */
  async deliverInTurn(deliveryId: string): Promise<boolean> {
    const { database, webhooks } = this.parts;
    const end = Date.now() + turnMilliseconds;
    let tried = await this.deliver(deliveryId);
    for (let more = true; more && Date.now() < end; tried ||= more) {
      more = false;
      for (const { id } of await webhooks.listDueBeside(database, deliveryId, dueInTurn))
        if (Date.now() < end) more = (await this.deliver(id)) || more;
    }
    // Those that are left when the turn is over wait for another.
    for (const { id, endpointId } of await webhooks.listDueBeside(database, deliveryId, 1))
      this.whenDue(id, endpointId, new Date());
    return tried;
  }

  removeOld(days: number): Promise<number> {
    return this.parts.webhooks.removeOld(this.parts.database, days);
  }

  /** One page of the outbox, in one transaction with the cursor: what is read is told once, by whichever server. */
  private readOn() {
    const { database, webhooks, source } = this.parts;
    return database.transaction(async (tx) => {
      const cursor = await webhooks.lockCursor(tx);
      const { epoch, head } = await readState(tx);
      const { events } = await readAfter(tx, epoch, cursor, eventsAtOnce, { types: eventTypesTold, upTo: head });
      const made: { id: string; endpointId: string }[] = [];
      for (const event of events) {
        const organisationIds = organisationsIn(event.audience);
        const topic = topicOf(event.type);
        const endpointIds = await webhooks.endpointsFor(tx, organisationIds, topic, event.at);
        for (const endpointId of endpointIds) {
          const delivery = { id: v7(), endpointId, topic, body: cloudEvent(event, source) };
          const id = await webhooks.insertDelivery(tx, delivery, event.position);
          if (id !== undefined) made.push({ id, endpointId });
        }
      }
      const full = events.length === eventsAtOnce;
      await webhooks.moveCursor(tx, full ? events.at(-1)!.position : head);
      return { made, full };
    });
  }

  private async settle(taken: TakenDelivery, sent: Sent, settlement: Settlement): Promise<void> {
    const { database, webhooks, audit } = this.parts;
    const next = await database.transaction(async (tx) => {
      const at = await webhooks.settle(tx, taken, sent, settlement);
      const reason = disabling(sent.outcome, settlement);
      if (reason && (await webhooks.disable(tx, taken.endpointId, reason)))
        await audit.record(tx, {
          operation: 'disableWebhookEndpoint',
          subjectType: 'WebhookEndpoint',
          subjectId: taken.endpointId,
          details: { organisationId: taken.organisationId, reason },
        });
      return at;
    });
    if (next) this.whenDue(taken.id, taken.endpointId, next);
  }
}

/** The header webhook-id of a message. */
export function messageId(deliveryId: string): string {
  return `msg_${deliveryId}`;
}

function settlementOf(outcome: WebhookOutcome, roundAttempts: number): Settlement {
  if (outcome === WebhookOutcome.ACCEPTED) return { status: WebhookDeliveryStatus.DELIVERED };
  const secondsToNext = backoffSeconds[roundAttempts];
  if (outcome === WebhookOutcome.GONE || secondsToNext === undefined) return { status: WebhookDeliveryStatus.FAILED };
  return { status: WebhookDeliveryStatus.PENDING, secondsToNext };
}

function disabling(outcome: WebhookOutcome, settlement: Settlement): WebhookDisabledReason | undefined {
  if (outcome === WebhookOutcome.GONE) return WebhookDisabledReason.GONE;
  const usedUp = settlement.status === WebhookDeliveryStatus.FAILED;
  return usedUp && outcome !== WebhookOutcome.ORGANISATION_NOT_APPROVED
    ? WebhookDisabledReason.NEVER_ACCEPTED
    : undefined;
}
