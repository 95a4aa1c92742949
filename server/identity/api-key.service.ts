/** Promises API keys made and ended by those who speak for an organisation; a key makes no key and begins no session. */
import type { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import type { CreateApiKeyInput } from '../../schema/identity/api-key';
import { TooManyApiKeys } from '../../schema/identity/refusals';
import { Role } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { accountScope } from '../event/audience';
import { append } from '../event/outbox';
import { actsFor, type Actor } from './actor';
import type { ApiKeyRepository, ApiKeyRow } from './api-key.repository';
import { readName } from './login';
import { apiKeyPrefix, newSecret, secretHash } from './secret';

export const apiKeysInForceMaximum = 20;
const lifetimeDaysMaximum = 366;

export interface ApiKeyMade {
  readonly apiKey: ApiKeyRow;
  /** Only when it was made by this very command. */
  readonly secret?: string;
}

export class ApiKeyService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly apiKeys: ApiKeyRepository,
  ) {}

  async createApiKey(
    actor: Actor,
    input: CreateApiKeyInput,
  ): Promise<ApiKeyMade | NotFound | InvalidInput | TooManyApiKeys | IdempotencyMismatch> {
    const organisationId = localId('Organisation', input.organisationId);
    if (!speaksFor(actor, organisationId)) return new NotFound('Organisation');
    const name = readName(input.name);
    if (name === undefined)
      return new InvalidInput('name', { zh: '名称须为 1 到 64 个字符', en: 'a name has 1 to 64 characters' });
    if (input.scopes.length === 0)
      return new InvalidInput('scopes', { zh: '请至少选择一项权限', en: 'choose at least one scope' });
    if (input.lifetimeDays < 1 || input.lifetimeDays > lifetimeDaysMaximum)
      return new InvalidInput('lifetimeDays', { zh: '有效天数须为 1 到 366', en: 'a key lives from 1 to 366 days' });
    return this.database.transaction(async (tx) => {
      const scopes = [...new Set(input.scopes)].sort();
      const line = {
        accountId: actor.accountId,
        operation: 'createApiKey',
        subjectType: 'ApiKey',
        subjectId: input.apiKeyId,
        details: { organisationId, scopes },
      };
      const once = await this.audit.recordOnce(tx, line, input.apiKeyId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return { apiKey: (await this.apiKeys.findApiKey(tx, input.apiKeyId))! };
      if ((await this.apiKeys.lockKeysOf(tx, organisationId)) >= apiKeysInForceMaximum)
        return new TooManyApiKeys(apiKeysInForceMaximum);
      const secret = newSecret(apiKeyPrefix);
      const apiKey = await this.apiKeys.insertApiKey(tx, {
        id: input.apiKeyId,
        organisationId,
        accountId: actor.accountId,
        name,
        secretHash: secretHash(secret),
        scopes,
        lifetimeDays: input.lifetimeDays,
      });
      return { apiKey, secret };
    });
  }

  /** Ends a key: it is refused from the next request on, and its sockets hear of it. */
  async revokeApiKey(actor: Actor, apiKeyId: string): Promise<ApiKeyRow | NotFound | WrongState> {
    return this.database.transaction(async (tx) => {
      const found = await this.apiKeys.findApiKey(tx, apiKeyId);
      if (!found || !speaksFor(actor, found.organisationId)) return new NotFound('ApiKey');
      const revoked = await this.apiKeys.revokeApiKey(tx, apiKeyId);
      if (!revoked) return new WrongState('REVOKED', ['IN_FORCE']);
      await this.audit.record(tx, {
        accountId: actor.accountId,
        operation: 'revokeApiKey',
        subjectType: 'ApiKey',
        subjectId: apiKeyId,
        details: { organisationId: found.organisationId },
      });
      await append(tx, {
        type: 'AuthorityChanged',
        subjectId: found.accountId,
        audience: [accountScope(found.accountId)],
        payload: { accountId: found.accountId, change: 'API_KEY_REVOKED', apiKeyId },
      });
      return revoked;
    });
  }

  /** The keys of an organisation, ended ones too; none for whom does not speak for it. */
  async listApiKeys(
    actor: Actor,
    organisationId: string,
    after: string | undefined,
    limit: number,
  ): Promise<ApiKeyRow[]> {
    if (!speaksFor(actor, organisationId)) return [];
    return this.apiKeys.listApiKeys(this.database, organisationId, after, limit);
  }
}

function speaksFor(actor: Actor, organisationId: string): boolean {
  return (
    actor.apiKey === undefined && actsFor(actor, organisationId, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR)
  );
}
