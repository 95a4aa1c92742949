/** Promises endpoints, messages and attempts as the contract has them. */
import { globalId } from '../../schema/global-id';
import { WebhookAttempt, WebhookDelivery, WebhookEndpoint } from '../../schema/webhook/webhook';
import { messageId } from './dispatch';
import type { WebhookAttemptRow, WebhookDeliveryRow, WebhookEndpointRow } from './webhook.repository';

export function presentEndpoint(row: WebhookEndpointRow): WebhookEndpoint {
  return Object.assign(new WebhookEndpoint(), {
    ...row,
    id: globalId('WebhookEndpoint', row.id),
    organisationId: globalId('Organisation', row.organisationId),
    previousSecretUntil: row.previousSecretUntil ?? undefined,
    disabledAt: row.disabledAt ?? undefined,
    disabledBecause: row.disabledBecause ?? undefined,
  });
}

export function presentDelivery(row: WebhookDeliveryRow): WebhookDelivery {
  const { topic, body, status, createdAt } = row;
  return Object.assign(new WebhookDelivery(), {
    ...{ topic, body, status, createdAt },
    id: globalId('WebhookDelivery', row.id),
    messageId: messageId(row.id),
    nextAttemptAt: row.nextAttemptAt ?? undefined,
    deliveredAt: row.deliveredAt ?? undefined,
  });
}

export function presentAttempt({ number, at, outcome, statusCode, milliseconds }: WebhookAttemptRow): WebhookAttempt {
  return Object.assign(new WebhookAttempt(), {
    number,
    at,
    outcome,
    milliseconds,
    statusCode: statusCode ?? undefined,
  });
}
