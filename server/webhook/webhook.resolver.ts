/** Promises the operations on webhooks: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { isRefusal } from '../../schema/refusal';
import { WebhookDeliveryStatus } from '../../schema/webhook/enums';
import {
  ChangeWebhookEndpointInput,
  ChangeWebhookEndpointResult,
  CreateWebhookEndpointInput,
  CreateWebhookEndpointResult,
  ReplayWebhookDeliveryInput,
  ReplayWebhookDeliveryResult,
  RotateWebhookSecretInput,
  RotateWebhookSecretResult,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryConnection,
  WebhookEndpointConnection,
  WebhookEndpointWithSecret,
} from '../../schema/webhook/webhook';
import { actorOf, type RequestContext } from '../context';
import { presentDelivery, presentEndpoint } from './present';
import type { WebhookAttemptLoader } from './webhook.loader';
import { webhookRoles } from './webhook.policy';
import type { EndpointMade, WebhookService } from './webhook.service';

const byKey = { apiKeyScope: ApiKeyScope.WEBHOOKS };

@Resolver(() => WebhookDelivery)
export class WebhookResolver {
  constructor(
    private readonly service: WebhookService,
    private readonly attemptLoader: WebhookAttemptLoader,
  ) {}

  @Allow(webhookRoles, { sensitive: true })
  @Mutation(() => CreateWebhookEndpointResult, {
    description:
      '新建通知地址 Say where one’s own organisation is told of its donations; the signing secret is shown once.',
  })
  async createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: '新建通知地址 Where, and of what.' })
    input: CreateWebhookEndpointInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CreateWebhookEndpointResult> {
    const result = await this.service.createWebhookEndpoint(actorOf(context), input);
    return isRefusal(result) ? result : withSecret(result);
  }

  @Allow(webhookRoles)
  @Mutation(() => ChangeWebhookEndpointResult, {
    description: '修改通知地址 Change an endpoint of one’s own organisation, or switch it off and on.',
  })
  async changeWebhookEndpoint(
    @Arg('input', () => ChangeWebhookEndpointInput, { description: '修改通知地址 What to change.' })
    input: ChangeWebhookEndpointInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ChangeWebhookEndpointResult> {
    const result = await this.service.changeWebhookEndpoint(actorOf(context), input);
    return isRefusal(result) ? result : presentEndpoint(result);
  }

  @Allow(webhookRoles, { sensitive: true })
  @Mutation(() => RotateWebhookSecretResult, {
    description: '更换签名密钥 Give an endpoint another secret; for 24 hours both sign.',
  })
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput, { description: '更换签名密钥 Which endpoint.' })
    input: RotateWebhookSecretInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RotateWebhookSecretResult> {
    const result = await this.service.rotateWebhookSecret(actorOf(context), input);
    return isRefusal(result) ? result : withSecret(result);
  }

  @Allow(webhookRoles, byKey)
  @Mutation(() => ReplayWebhookDeliveryResult, {
    description: '重新投递 Send a message again that was delivered or has failed.',
  })
  async replayWebhookDelivery(
    @Arg('input', () => ReplayWebhookDeliveryInput, { description: '重新投递 Which message.' })
    input: ReplayWebhookDeliveryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReplayWebhookDeliveryResult> {
    const result = await this.service.replayWebhookDelivery(actorOf(context), input);
    return isRefusal(result) ? result : presentDelivery(result);
  }

  @Allow(webhookRoles, byKey)
  @Query(() => WebhookEndpointConnection, { description: '通知地址列表 The endpoints of one’s own organisation.' })
  async webhookEndpoints(
    @Arg('organisationId', () => ID, { description: '组织编号 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const id = localId('Organisation', organisationId);
    const rows = await this.service.listEndpoints(actorOf(context), id, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentEndpoint);
  }

  @Allow(webhookRoles, byKey)
  @Query(() => WebhookDeliveryConnection, {
    description: '投递记录 The messages to an endpoint of one’s own organisation, the newest first.',
  })
  async webhookDeliveries(
    @Arg('endpointId', () => ID, { description: '通知地址 Global id of the endpoint.' }) endpointId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('status', () => WebhookDeliveryStatus, { nullable: true, description: '状态 Only in this state.' })
    status?: WebhookDeliveryStatus,
  ) {
    const first = pageSize(page);
    const listing = {
      endpointId: localId('WebhookEndpoint', endpointId),
      status: status ?? undefined,
      after: readIdCursor(page.after),
    };
    const rows = await this.service.listDeliveries(actorOf(context), listing, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentDelivery);
  }

  @FieldResolver(() => [WebhookAttempt], { description: '尝试记录 What came of each attempt, the first one first.' })
  async attempts(@Root() delivery: WebhookDelivery, @Ctx() context: RequestContext): Promise<WebhookAttempt[]> {
    return this.attemptLoader.attemptsOf(context, localId('WebhookDelivery', delivery.id));
  }
}

function withSecret({ endpoint, secret }: EndpointMade): WebhookEndpointWithSecret {
  return Object.assign(new WebhookEndpointWithSecret(), { endpoint: presentEndpoint(endpoint), secret });
}
