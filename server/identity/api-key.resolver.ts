/** Promises the operations on API keys: unpack, call, return. */
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { globalId, localId } from '../../schema/global-id';
import {
  ApiKey,
  ApiKeyConnection,
  ApiKeyCreated,
  CreateApiKeyInput,
  CreateApiKeyResult,
  RevokeApiKeyInput,
  RevokeApiKeyResult,
} from '../../schema/identity/api-key';
import { Role } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { ApiKeyRow } from './api-key.repository';
import type { ApiKeyService } from './api-key.service';

const speakers = [Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR] as const;

function presentApiKey(row: ApiKeyRow): ApiKey {
  return Object.assign(new ApiKey(), {
    ...row,
    id: globalId('ApiKey', row.id),
    organisationId: globalId('Organisation', row.organisationId),
    revokedAt: row.revokedAt ?? undefined,
  });
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @Allow(speakers)
  @Query(() => ApiKeyConnection, { description: '密钥列表 The API keys of one’s own organisation, ended ones too.' })
  async apiKeys(
    @Arg('organisationId', () => ID, { description: '组织编号 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const after = readKeysetCursor(page.after, 1)?.[0];
    const rows = await this.service.listApiKeys(
      actorOf(context),
      localId('Organisation', organisationId),
      after && localId('ApiKey', after),
      first + 1,
    );
    return toConnection(rows, first, (row) => keysetCursor(globalId('ApiKey', row.id)), presentApiKey);
  }

  @Allow(speakers, { sensitive: true })
  @Mutation(() => CreateApiKeyResult, {
    description: '新建密钥 Create an API key for one’s own organisation; its secret is shown once.',
  })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: '新建密钥 What the key is for.' }) input: CreateApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CreateApiKeyResult> {
    const result = await this.service.createApiKey(actorOf(context), input);
    return isRefusal(result)
      ? result
      : Object.assign(new ApiKeyCreated(), { apiKey: presentApiKey(result.apiKey), secret: result.secret });
  }

  @Allow(speakers)
  @Mutation(() => RevokeApiKeyResult, { description: '撤销密钥 End an API key of one’s own organisation, at once.' })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: '撤销密钥 The key.' }) input: RevokeApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RevokeApiKeyResult> {
    const result = await this.service.revokeApiKey(actorOf(context), localId('ApiKey', input.apiKeyId));
    return isRefusal(result) ? result : presentApiKey(result);
  }
}
