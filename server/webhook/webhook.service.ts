/** Promises endpoints made, changed and given new secrets by those who speak for an organisation, and messages sent again on request. */
import type { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { WebhookDeliveryStatus } from '../../schema/webhook/enums';
import {
  TooManyWebhookEndpoints,
  type ChangeWebhookEndpointInput,
  type CreateWebhookEndpointInput,
  type ReplayWebhookDeliveryInput,
  type RotateWebhookSecretInput,
} from '../../schema/webhook/webhook';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import { readWebhookUrl, type AddressRule } from './address';
import { sealFirstSecret, sealNextSecret } from './secrets';
import { newWebhookSecret } from './signature';
import { looksAfterWebhooks, readsWebhooks } from './webhook.policy';
import type { WebhookDeliveryRow, WebhookEndpointRow, WebhookRepository } from './webhook.repository';

export const endpointsMaximum = 10;
/** How long messages are signed with the secret before a rotation too. */
const overlapHours = 24;

export interface EndpointMade {
  readonly endpoint: WebhookEndpointRow;
  /** Only when it was made by this very command. */
  readonly secret?: string;
}

export interface WebhookParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly webhooks: WebhookRepository;
  readonly vault: IdentityVault;
  readonly rule: AddressRule;
}

export class WebhookService {
  private whenDue: (deliveryId: string, endpointId: string, at: Date) => void = () => undefined;

  constructor(private readonly parts: WebhookParts) {}

  /** Told of messages that became due by a replay or since their endpoint was switched on. */
  onDue(reaction: (deliveryId: string, endpointId: string, at: Date) => void): void {
    this.whenDue = reaction;
  }

  async createWebhookEndpoint(
    actor: Actor,
    input: CreateWebhookEndpointInput,
  ): Promise<EndpointMade | NotFound | InvalidInput | TooManyWebhookEndpoints | IdempotencyMismatch> {
    const { audit, webhooks, vault } = this.parts;
    const organisationId = localId('Organisation', input.organisationId);
    if (!looksAfterWebhooks(actor, organisationId)) return new NotFound('Organisation');
    const name = requireText('name', input.name, { maximum: 64 });
    if (isRefusal(name)) return name;
    const url = readWebhookUrl(input.url, this.parts.rule);
    if (!url) return notAnAddress();
    if (input.topics.length === 0) return noTopics();
    return this.parts.database.transaction(async (tx) => {
      const topics = [...new Set(input.topics)].sort();
      const line = {
        accountId: actor.accountId,
        operation: 'createWebhookEndpoint',
        subjectType: 'WebhookEndpoint',
        subjectId: input.endpointId,
        details: { organisationId, topics },
      };
      const once = await audit.recordOnce(tx, line, input.endpointId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return { endpoint: (await webhooks.findEndpoint(tx, input.endpointId))! };
      if ((await webhooks.lockEndpointsOf(tx, organisationId)) >= endpointsMaximum)
        return new TooManyWebhookEndpoints(endpointsMaximum);
      const secret = newWebhookSecret();
      const endpoint = await webhooks.insertEndpoint(tx, {
        ...{ id: input.endpointId, organisationId, name, topics, createdBy: actor.accountId, url: url.href },
        ...sealFirstSecret(vault, input.endpointId, secret),
      });
      return { endpoint, secret };
    });
  }

  async changeWebhookEndpoint(
    actor: Actor,
    input: ChangeWebhookEndpointInput,
  ): Promise<WebhookEndpointRow | NotFound | InvalidInput | IdempotencyMismatch> {
    const { audit, webhooks } = this.parts;
    const id = localId('WebhookEndpoint', input.endpointId);
    const url = input.url == null ? undefined : readWebhookUrl(input.url, this.parts.rule);
    return this.parts.database.transaction(async (tx) => {
      const found = await webhooks.findEndpoint(tx, id);
      if (!found || !looksAfterWebhooks(actor, found.organisationId)) return new NotFound('WebhookEndpoint');
      if (input.url != null && !url) return notAnAddress();
      if (input.topics?.length === 0) return noTopics();
      const topics = input.topics && [...new Set(input.topics)].sort();
      const enabled = input.enabled ?? undefined;
      const line = {
        accountId: actor.accountId,
        operation: 'changeWebhookEndpoint',
        subjectType: 'WebhookEndpoint',
        subjectId: id,
        details: { organisationId: found.organisationId, topics, enabled },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await webhooks.findEndpoint(tx, id))!;
      return webhooks.changeEndpoint(tx, id, { url: url?.href, topics, enabled });
    });
  }

  /** Another secret from now on; the one before signs too for a day, the one before that no more. */
  async rotateWebhookSecret(
    actor: Actor,
    input: RotateWebhookSecretInput,
  ): Promise<EndpointMade | NotFound | IdempotencyMismatch> {
    const { audit, webhooks, vault } = this.parts;
    const id = localId('WebhookEndpoint', input.endpointId);
    return this.parts.database.transaction(async (tx) => {
      const found = await webhooks.findEndpoint(tx, id);
      if (!found || !looksAfterWebhooks(actor, found.organisationId)) return new NotFound('WebhookEndpoint');
      const line = {
        accountId: actor.accountId,
        operation: 'rotateWebhookSecret',
        subjectType: 'WebhookEndpoint',
        subjectId: id,
        details: { organisationId: found.organisationId },
      };
      const once = await audit.recordOnce(tx, line, input.rotationId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return { endpoint: (await webhooks.findEndpoint(tx, id))! };
      const sealed = await webhooks.lockSecrets(tx, id);
      const secret = newWebhookSecret();
      const next = sealNextSecret(vault, id, sealed.dataKey, secret);
      const rotated = { secret: next, previous: sealed.secret };
      return { endpoint: await webhooks.rotateSecret(tx, id, rotated, overlapHours), secret };
    });
  }

  /** Sends a message again that has ended, as it was. */
  async replayWebhookDelivery(
    actor: Actor,
    input: ReplayWebhookDeliveryInput,
  ): Promise<WebhookDeliveryRow | NotFound | WrongState | IdempotencyMismatch> {
    const { audit, webhooks } = this.parts;
    const id = localId('WebhookDelivery', input.deliveryId);
    const result = await this.parts.database.transaction(async (tx) => {
      const found = await webhooks.findDelivery(tx, id);
      const endpoint = found && (await webhooks.findEndpoint(tx, found.endpointId));
      if (!endpoint || !readsWebhooks(actor, endpoint.organisationId)) return new NotFound('WebhookDelivery');
      const line = {
        accountId: actor.accountId,
        operation: 'replayWebhookDelivery',
        subjectType: 'WebhookDelivery',
        subjectId: id,
        details: { organisationId: endpoint.organisationId },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await webhooks.findDelivery(tx, id))!;
      const replayed = await webhooks.replay(tx, id);
      return replayed ?? new WrongState('PENDING', [WebhookDeliveryStatus.DELIVERED, WebhookDeliveryStatus.FAILED]);
    });
    // Also for a retry: the command may have been the last word of a server that died before it sent anything.
    if (!isRefusal(result)) this.whenDue(result.id, result.endpointId, new Date());
    return result;
  }

  /** The endpoints of an organisation; none for whom does not speak for it. */
  async listEndpoints(
    actor: Actor,
    organisationId: string,
    after: string | undefined,
    limit: number,
  ): Promise<WebhookEndpointRow[]> {
    if (!readsWebhooks(actor, organisationId)) return [];
    return this.parts.webhooks.listEndpoints(this.parts.database, organisationId, after, limit);
  }

  /** The messages to an endpoint, the newest first; none for whom does not speak for its organisation. */
  async listDeliveries(
    actor: Actor,
    listing: { readonly endpointId: string; readonly status?: WebhookDeliveryStatus; readonly after?: string },
    limit: number,
  ): Promise<WebhookDeliveryRow[]> {
    const { database, webhooks } = this.parts;
    const endpoint = await webhooks.findEndpoint(database, listing.endpointId);
    if (!endpoint || !readsWebhooks(actor, endpoint.organisationId)) return [];
    return webhooks.listDeliveries(database, listing, limit);
  }
}

function notAnAddress(): InvalidInput {
  return new InvalidInput('url', {
    zh: '地址须为公网主机的 https 地址，不含登录信息和片段。请改正后重试。',
    en: 'The address must be an https address of a public host, without sign-in data or fragment. Correct it and try again.',
  });
}

function noTopics(): InvalidInput {
  return new InvalidInput('topics', { zh: '请至少选择一个类别。', en: 'Choose at least one topic.' });
}
