/** Promises the only SQL for webhook endpoints, their messages and attempts. */
import type { WebhookDeliveryStatus, WebhookDisabledReason, WebhookTopic } from '../../schema/webhook/enums';
import type { Statements, Transaction } from '../database/database';
import type { Position } from '../event/cursor';
import type { Sent } from './sender';
import type { WebhookAttemptEntity, WebhookDeliveryEntity, WebhookEndpointEntity } from './webhook.entity';

export type SealedSecrets = Pick<WebhookEndpointEntity, 'dataKey' | 'secret' | 'previousSecret'>;
export type WebhookEndpointRow = Omit<WebhookEndpointEntity, keyof SealedSecrets | 'createdBy'>;
export type NewWebhookEndpoint = Pick<
  WebhookEndpointEntity,
  'id' | 'organisationId' | 'url' | 'name' | 'topics' | 'dataKey' | 'secret' | 'createdBy'
>;
export type WebhookDeliveryRow = Omit<WebhookDeliveryEntity, 'eventTransaction' | 'eventPosition' | 'takenUntil'>;
export type WebhookAttemptRow = WebhookAttemptEntity;

/** A message that this caller alone may send now. */
export interface TakenDelivery extends SealedSecrets {
  readonly id: string;
  readonly endpointId: string;
  readonly organisationId: string;
  readonly url: string;
  readonly body: string;
  readonly roundAttempts: number;
  readonly attempts: number;
  /** Whether the secret before the last rotation still signs. */
  readonly signsTwice: boolean;
}

export interface Settlement {
  readonly status: WebhookDeliveryStatus;
  readonly secondsToNext?: number;
}

const endpointColumns = `id, organisation_id AS "organisationId", url, name, topics, created_at AS "createdAt",
  previous_secret_until AS "previousSecretUntil", disabled_at AS "disabledAt", disabled_because AS "disabledBecause"`;
const deliveryColumns = `id, endpoint_id AS "endpointId", topic, body, status, round_attempts AS "roundAttempts", attempts,
  next_attempt_at AS "nextAttemptAt", created_at AS "createdAt", delivered_at AS "deliveredAt"`;

/** Longer than an attempt can take: who holds a message that long is gone. */
const takenSeconds = 60;

export class WebhookRepository {
  /** Holds the endpoints of an organisation until the transaction ends, so that they can be counted before one is added. */
  async lockEndpointsOf(tx: Transaction, organisationId: string): Promise<number> {
    await tx.query('/* webhook.lockEndpointsOf */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4062))', [
      organisationId,
    ]);
    const [row] = await tx.query<{ count: number }>(
      '/* webhook.countEndpoints */ SELECT count(*)::int AS count FROM webhook_endpoint WHERE organisation_id = $1',
      [organisationId],
    );
    return row!.count;
  }

  async insertEndpoint(tx: Transaction, endpoint: NewWebhookEndpoint): Promise<WebhookEndpointRow> {
    const { id, organisationId, url, name, topics, dataKey, secret, createdBy } = endpoint;
    const [row] = await tx.query<WebhookEndpointRow>(
      `/* webhook.insertEndpoint */
       INSERT INTO webhook_endpoint (id, organisation_id, url, name, topics, data_key, secret, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${endpointColumns}`,
      [id, organisationId, url, name, topics, dataKey, secret, createdBy],
    );
    return row!;
  }

  async findEndpoint(statements: Statements, id: string): Promise<WebhookEndpointRow | undefined> {
    const [row] = await statements.query<WebhookEndpointRow>(
      `/* webhook.findEndpoint */ SELECT ${endpointColumns} FROM webhook_endpoint WHERE id = $1`,
      [id],
    );
    return row;
  }

  listEndpoints(
    statements: Statements,
    organisationId: string,
    after: string | undefined,
    limit: number,
  ): Promise<WebhookEndpointRow[]> {
    return statements.query<WebhookEndpointRow>(
      `/* webhook.listEndpoints */
       SELECT ${endpointColumns} FROM webhook_endpoint
        WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [organisationId, after ?? null, limit],
    );
  }

  async changeEndpoint(
    tx: Transaction,
    id: string,
    change: { readonly url?: string; readonly topics?: readonly WebhookTopic[]; readonly enabled?: boolean },
  ): Promise<WebhookEndpointRow> {
    const [row] = await tx.query<WebhookEndpointRow>(
      `/* webhook.changeEndpoint */
       UPDATE webhook_endpoint
          SET url = coalesce($2, url), topics = coalesce($3::text[], topics),
              disabled_at = CASE $4::boolean WHEN true THEN NULL WHEN false THEN coalesce(disabled_at, now()) ELSE disabled_at END,
              disabled_because = CASE $4::boolean WHEN true THEN NULL WHEN false THEN coalesce(disabled_because, 'BY_HAND')
                                 ELSE disabled_because END
        WHERE id = $1 RETURNING ${endpointColumns}`,
      [id, change.url ?? null, change.topics ?? null, change.enabled ?? null],
    );
    return row!;
  }

  /** Switches an endpoint off, unless it is off. */
  async disable(tx: Transaction, id: string, reason: WebhookDisabledReason): Promise<boolean> {
    const rows = await tx.query(
      `/* webhook.disable */
       UPDATE webhook_endpoint SET disabled_at = now(), disabled_because = $2 WHERE id = $1 AND disabled_at IS NULL RETURNING id`,
      [id, reason],
    );
    return rows.length > 0;
  }

  /** The sealed secrets of an endpoint, held until the end of the transaction. */
  async lockSecrets(tx: Transaction, id: string): Promise<SealedSecrets> {
    const [row] = await tx.query<SealedSecrets>(
      `/* webhook.lockSecrets */
       SELECT data_key AS "dataKey", secret, previous_secret AS "previousSecret" FROM webhook_endpoint WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row!;
  }

  async rotateSecret(
    tx: Transaction,
    id: string,
    sealed: { readonly secret: Buffer; readonly previous: Buffer },
    hours: number,
  ): Promise<WebhookEndpointRow> {
    const [row] = await tx.query<WebhookEndpointRow>(
      `/* webhook.rotateSecret */
       UPDATE webhook_endpoint
          SET secret = $2, previous_secret = $3, previous_secret_until = now() + make_interval(hours => $4)
        WHERE id = $1 RETURNING ${endpointColumns}`,
      [id, sealed.secret, sealed.previous, hours],
    );
    return row!;
  }

  /** Up to where the outbox was read; nobody else reads on meanwhile. */
  async lockCursor(tx: Transaction): Promise<Position> {
    const [row] = await tx.query<Position>(
      '/* webhook.lockCursor */ SELECT transaction::text, position::text FROM webhook_cursor FOR UPDATE',
    );
    return row!;
  }

  async moveCursor(tx: Transaction, to: Position): Promise<void> {
    await tx.query('/* webhook.moveCursor */ UPDATE webhook_cursor SET transaction = $1::xid8, position = $2::bigint', [
      to.transaction,
      to.position,
    ]);
  }

  /** The endpoints of these organisations that existed at a moment and want to be told of a topic, switched off ones too. */
  async endpointsFor(
    statements: Statements,
    organisationIds: readonly string[],
    topic: WebhookTopic,
    at: Date,
  ): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* webhook.endpointsFor */
       SELECT id FROM webhook_endpoint
        WHERE organisation_id = ANY ($1::uuid[]) AND $2 = ANY (topics) AND created_at <= $3
          AND disabled_because IS DISTINCT FROM 'GONE' ORDER BY id`,
      [organisationIds, topic, at],
    );
    return rows.map((row) => row.id);
  }

  /** Writes the message of an event for an endpoint. Undefined when there is one already. */
  async insertDelivery(
    tx: Transaction,
    delivery: Pick<WebhookDeliveryEntity, 'id' | 'endpointId' | 'topic' | 'body'>,
    event: Position,
  ): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `/* webhook.insertDelivery */
       INSERT INTO webhook_delivery (id, endpoint_id, event_transaction, event_position, topic, body, status)
       VALUES ($1, $2, $3::xid8, $4::bigint, $5, $6, 'PENDING')
       ON CONFLICT ON CONSTRAINT an_event_is_delivered_once_to_an_endpoint DO NOTHING RETURNING id`,
      [delivery.id, delivery.endpointId, event.transaction, event.position, delivery.topic, delivery.body],
    );
    return row?.id;
  }

  /** Takes a message that is due, so that nobody else sends it meanwhile. Undefined when it is not due, or taken. */
  async take(statements: Statements, id: string): Promise<TakenDelivery | undefined> {
    const [row] = await statements.query<TakenDelivery>(
      `/* webhook.take */
       UPDATE webhook_delivery AS d SET taken_until = now() + make_interval(secs => $2)
         FROM webhook_endpoint AS e
        WHERE d.id = $1 AND e.id = d.endpoint_id AND e.disabled_at IS NULL AND d.status = 'PENDING'
          AND d.next_attempt_at <= now() AND (d.taken_until IS NULL OR d.taken_until <= now())
       RETURNING d.id, d.endpoint_id AS "endpointId", e.organisation_id AS "organisationId", e.url, d.body,
                 d.round_attempts AS "roundAttempts", d.attempts, e.data_key AS "dataKey", e.secret,
                 e.previous_secret AS "previousSecret", coalesce(e.previous_secret_until > now(), false) AS "signsTwice"`,
      [id, takenSeconds],
    );
    return row;
  }

  /** Writes what came of an attempt, and when the next one is. */
  async settle(tx: Transaction, taken: TakenDelivery, sent: Sent, settlement: Settlement): Promise<Date | null> {
    const [row] = await tx.query<{ nextAttemptAt: Date | null }>(
      `/* webhook.settle */
       UPDATE webhook_delivery
          SET status = $2, attempts = attempts + 1, round_attempts = round_attempts + 1, taken_until = NULL,
              next_attempt_at = now() + make_interval(secs => $3::integer),
              delivered_at = CASE WHEN $2 = 'DELIVERED' THEN now() END
        WHERE id = $1 AND status = 'PENDING' AND attempts = $4 RETURNING next_attempt_at AS "nextAttemptAt"`,
      [taken.id, settlement.status, settlement.secondsToNext ?? null, taken.attempts],
    );
    if (!row) return null;
    await tx.query(
      `/* webhook.insertAttempt */
       INSERT INTO webhook_attempt (delivery_id, number, outcome, status_code, milliseconds) VALUES ($1, $2, $3, $4, $5)`,
      [taken.id, taken.attempts + 1, sent.outcome, sent.statusCode ?? null, sent.milliseconds],
    );
    return row.nextAttemptAt;
  }

  /** Begins another round for a message that has ended. Undefined when it is pending. */
  async replay(tx: Transaction, id: string): Promise<WebhookDeliveryRow | undefined> {
    const [row] = await tx.query<WebhookDeliveryRow>(
      `/* webhook.replay */
       UPDATE webhook_delivery SET status = 'PENDING', round_attempts = 0, next_attempt_at = now(), delivered_at = NULL
        WHERE id = $1 AND status <> 'PENDING' RETURNING ${deliveryColumns}`,
      [id],
    );
    return row;
  }

  async findDelivery(statements: Statements, id: string): Promise<WebhookDeliveryRow | undefined> {
    const [row] = await statements.query<WebhookDeliveryRow>(
      `/* webhook.findDelivery */ SELECT ${deliveryColumns} FROM webhook_delivery WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The messages to an endpoint, the newest first. */
  listDeliveries(
    statements: Statements,
    listing: { readonly endpointId: string; readonly status?: WebhookDeliveryStatus; readonly after?: string },
    limit: number,
  ): Promise<WebhookDeliveryRow[]> {
    return statements.query<WebhookDeliveryRow>(
      `/* webhook.listDeliveries */
       SELECT ${deliveryColumns} FROM webhook_delivery
        WHERE endpoint_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4`,
      [listing.endpointId, listing.status ?? null, listing.after ?? null, limit],
    );
  }

  attemptsOf(statements: Statements, deliveryIds: readonly string[]): Promise<WebhookAttemptRow[]> {
    return statements.query<WebhookAttemptRow>(
      `/* webhook.attemptsOf */
       SELECT delivery_id AS "deliveryId", number, at, outcome, status_code AS "statusCode", milliseconds
         FROM webhook_attempt WHERE delivery_id = ANY ($1::uuid[]) ORDER BY delivery_id, number`,
      [deliveryIds],
    );
  }

  /** Messages that are due and that nobody sends, the longest first. */
  async listDue(statements: Statements, limit: number): Promise<{ id: string; endpointId: string }[]> {
    return statements.query(
      `/* webhook.listDue */
       SELECT d.id, d.endpoint_id AS "endpointId" FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
        WHERE d.status = 'PENDING' AND e.disabled_at IS NULL AND d.next_attempt_at <= now()
          AND (d.taken_until IS NULL OR d.taken_until <= now())
        ORDER BY d.next_attempt_at, d.id LIMIT $1`,
      [limit],
    );
  }

  /** What is due to the endpoint of a message, the oldest first. */
  async listDueBeside(
    statements: Statements,
    id: string,
    limit: number,
  ): Promise<{ id: string; endpointId: string }[]> {
    return statements.query(
      `/* webhook.listDueBeside */
       SELECT d.id, d.endpoint_id AS "endpointId"
         FROM webhook_delivery given JOIN webhook_delivery d USING (endpoint_id) JOIN webhook_endpoint e ON e.id = d.endpoint_id
        WHERE given.id = $1 AND d.status = 'PENDING' AND e.disabled_at IS NULL AND d.next_attempt_at <= now()
          AND (d.taken_until IS NULL OR d.taken_until <= now())
        ORDER BY d.next_attempt_at, d.id LIMIT $2`,
      [id, limit],
    );
  }

  /** Removes messages that ended longer ago, with their attempts. */
  async removeOld(statements: Statements, days: number): Promise<number> {
    const rows = await statements.query(
      `/* webhook.removeOld */
       DELETE FROM webhook_delivery WHERE status <> 'PENDING' AND created_at < now() - make_interval(days => $1) RETURNING id`,
      [days],
    );
    return rows.length;
  }
}
