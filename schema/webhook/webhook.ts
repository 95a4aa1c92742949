/** Promises webhooks in the contract: endpoints, their messages as the delivery log has them, and the commands on them. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';
import { WebhookDeliveryStatus, WebhookDisabledReason, WebhookOutcome, WebhookTopic } from './enums';

@ObjectType({
  description: '通知地址 An address to which the server tells an organisation what happens to its donations.',
})
export class WebhookEndpoint {
  @Field(() => ID, { description: '编号 Global id.' })
  id!: string;

  @Field(() => ID, { description: '组织编号 Global id of the organisation.' })
  organisationId!: string;

  @Field(() => String, { description: '地址 Where messages are sent.' })
  url!: string;

  @Field(() => String, { description: '名称 What it is for.' })
  name!: string;

  @Field(() => [WebhookTopic], { description: '类别 What it is told.' })
  topics!: WebhookTopic[];

  @Field(() => Instant, { description: '创建时间 When it was created; it is told what happens from then on.' })
  createdAt!: Date;

  @Field(() => Instant, {
    nullable: true,
    description: '旧密钥失效时间 Until when messages are also signed with the secret before the last rotation.',
  })
  previousSecretUntil?: Date;

  @Field(() => Instant, { nullable: true, description: '停用时间 Since when it is told nothing.' })
  disabledAt?: Date;

  @Field(() => WebhookDisabledReason, { nullable: true, description: '停用原因 Why it is told nothing.' })
  disabledBecause?: WebhookDisabledReason;
}

export const WebhookEndpointConnection = connectionOf('WebhookEndpoint', () => WebhookEndpoint);

@ObjectType({ description: '通知地址及密钥 An endpoint with the secret that signs its messages.' })
export class WebhookEndpointWithSecret {
  @Field(() => WebhookEndpoint, { description: '通知地址 The endpoint.' })
  endpoint!: WebhookEndpoint;

  @Field(() => String, {
    nullable: true,
    description:
      '签名密钥 The secret (`whsec_...`, Standard Webhooks). Shown once: null when the command is repeated; if the first answer was lost, rotate it.',
  })
  secret?: string;
}

@ObjectType({ description: '投递尝试 One attempt to deliver a message.' })
export class WebhookAttempt {
  @Field(() => Int, { description: '次序 Its number, from 1.' })
  number!: number;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => WebhookOutcome, { description: '结果 What came of it.' })
  outcome!: WebhookOutcome;

  @Field(() => Int, { nullable: true, description: '状态码 The HTTP status answered, if any.' })
  statusCode?: number;

  @Field(() => Int, { description: '耗时毫秒 How long it took, in milliseconds.' })
  milliseconds!: number;
}

@ObjectType({ description: '通知 One message: an event for an endpoint.' })
export class WebhookDelivery {
  @Field(() => ID, { description: '编号 Global id.' })
  id!: string;

  @Field(() => String, { description: '消息编号 The header webhook-id, the same in every attempt.' })
  messageId!: string;

  @Field(() => WebhookTopic, { description: '类别 What it tells.' })
  topic!: WebhookTopic;

  @Field(() => String, { description: '内容 The body as sent: a CloudEvents 1.0 event in JSON.' })
  body!: string;

  @Field(() => WebhookDeliveryStatus, { description: '状态 Where it stands.' })
  status!: WebhookDeliveryStatus;

  @Field(() => Instant, { description: '创建时间 When the event was read for the endpoint.' })
  createdAt!: Date;

  @Field(() => Instant, { nullable: true, description: '下次尝试 When it is tried again.' })
  nextAttemptAt?: Date;

  @Field(() => Instant, { nullable: true, description: '送达时间 When the endpoint accepted it.' })
  deliveredAt?: Date;

  @Field(() => [WebhookAttempt], { description: '尝试记录 What came of each attempt, the first one first.' })
  attempts!: WebhookAttempt[];
}

export const WebhookDeliveryConnection = connectionOf('WebhookDelivery', () => WebhookDelivery);

@ObjectType({ implements: Refusal, description: '通知地址过多 The organisation has as many endpoints as it may have.' })
export class TooManyWebhookEndpoints extends Refusal {
  @Field(() => Int, { description: '上限 How many it may have.' })
  maximum: number;

  constructor(maximum: number) {
    super({
      zh: `每个组织最多有 ${maximum} 个通知地址。请先修改已有地址。`,
      en: `An organisation has at most ${maximum} endpoints. Change one that it has.`,
    });
    this.maximum = maximum;
  }
}

@InputType({ description: '新建通知地址 Where to be told, and of what.' })
export class CreateWebhookEndpointInput {
  @Field(() => Uuid, { description: '编号 The id of the endpoint, made by the client.' })
  endpointId!: string;

  @Field(() => ID, { description: '组织编号 Global id of the organisation, one’s own.' })
  organisationId!: string;

  @Field(() => String, {
    description:
      '地址 An https address on a public host, without sign-in data or fragment; redirects are not followed.',
  })
  url!: string;

  @Field(() => String, { description: '名称 What it is for, at most 64 characters.' })
  name!: string;

  @Field(() => [WebhookTopic], { description: '类别 What it is told, at least one.' })
  topics!: WebhookTopic[];
}

@InputType({ description: '修改通知地址 What to change; what is left out stays.' })
export class ChangeWebhookEndpointInput extends CommandInput {
  @Field(() => ID, { description: '通知地址 Global id of the endpoint.' })
  endpointId!: string;

  @Field(() => String, { nullable: true, description: '地址 Another address.' })
  url?: string;

  @Field(() => [WebhookTopic], { nullable: true, description: '类别 What it is told from now on.' })
  topics?: WebhookTopic[];

  @Field(() => Boolean, {
    nullable: true,
    description: '启用 Whether it is told anything; what waited meanwhile is sent.',
  })
  enabled?: boolean;
}

@InputType({ description: '更换签名密钥 Which endpoint gets another secret.' })
export class RotateWebhookSecretInput {
  @Field(() => Uuid, { description: '更换编号 The id of this rotation, made by the client.' })
  rotationId!: string;

  @Field(() => ID, { description: '通知地址 Global id of the endpoint.' })
  endpointId!: string;
}

@InputType({ description: '重新投递 Which message is sent again, with the same message id and contents.' })
export class ReplayWebhookDeliveryInput extends CommandInput {
  @Field(() => ID, { description: '通知 Global id of the message.' })
  deliveryId!: string;
}

export const CreateWebhookEndpointResult = createUnionType({
  name: 'CreateWebhookEndpointResult',
  description: '新建通知地址结果 The endpoint with its secret, or why not.',
  types: () =>
    [WebhookEndpointWithSecret, NotFound, InvalidInput, TooManyWebhookEndpoints, IdempotencyMismatch] as const,
});

export const ChangeWebhookEndpointResult = createUnionType({
  name: 'ChangeWebhookEndpointResult',
  description: '修改通知地址结果 The endpoint, or why not.',
  types: () => [WebhookEndpoint, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const RotateWebhookSecretResult = createUnionType({
  name: 'RotateWebhookSecretResult',
  description: '更换签名密钥结果 The endpoint with its new secret, or why not.',
  types: () => [WebhookEndpointWithSecret, NotFound, IdempotencyMismatch] as const,
});

export const ReplayWebhookDeliveryResult = createUnionType({
  name: 'ReplayWebhookDeliveryResult',
  description: '重新投递结果 The message, pending again, or why not.',
  types: () => [WebhookDelivery, NotFound, WrongState, IdempotencyMismatch] as const,
});
