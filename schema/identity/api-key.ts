/** Promises the contract of partners' API keys: bound to one organisation, to scopes and to a day on which they end. */
import { Field, ID, InputType, Int, ObjectType, createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { connectionOf } from '../connection';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';
import { ApiKeyScope } from './api-key-scope';
import { TooManyApiKeys } from './refusals';

@ObjectType({ description: '接口密钥 A key by which a program of a partner acts for its organisation.' })
export class ApiKey {
  @Field(() => ID, { description: '编号 Global id.' })
  id!: string;

  @Field(() => ID, { description: '组织编号 Global id of the organisation it acts for.' })
  organisationId!: string;

  @Field(() => String, { description: '名称 What it is for.' })
  name!: string;

  @Field(() => [ApiKeyScope], { description: '权限 What it may be used for.' })
  scopes!: ApiKeyScope[];

  @Field(() => Instant, { description: '创建时间 When it was created.' })
  createdAt!: Date;

  @Field(() => Instant, { description: '失效时间 When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => Instant, { nullable: true, description: '撤销时间 When it was revoked.' })
  revokedAt?: Date;
}

@ObjectType({ description: '新密钥 A key just created, with its secret.' })
export class ApiKeyCreated {
  @Field(() => ApiKey, { description: '密钥 The key.' })
  apiKey!: ApiKey;

  @Field(() => String, {
    nullable: true,
    description:
      '密钥内容 Send it as `Authorization: Bearer lk_...`. Shown once: null when the command is repeated; if the first answer was lost, revoke the key and create another.',
  })
  secret?: string;
}

export const ApiKeyConnection = connectionOf('ApiKey', () => ApiKey);

@InputType({ description: '新建密钥 A key for one organisation.' })
export class CreateApiKeyInput {
  @Field(() => Uuid, { description: '密钥编号 The id of the key, made by the client.' })
  apiKeyId!: string;

  @Field(() => ID, { description: '组织编号 Global id of the organisation, one’s own.' })
  organisationId!: string;

  @Field(() => String, { description: '名称 What it is for, at most 64 characters.' })
  name!: string;

  @Field(() => [ApiKeyScope], { description: '权限 What it may be used for, at least one.' })
  scopes!: ApiKeyScope[];

  @Field(() => Int, { defaultValue: 90, description: '有效天数 Days until it ends by itself, 1 to 366.' })
  lifetimeDays: number = 90;
}

@InputType({ description: '撤销密钥 A key to end.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: '密钥编号 Global id of the key.' })
  apiKeyId!: string;
}

export const CreateApiKeyResult = createUnionType({
  name: 'CreateApiKeyResult',
  description: '新建密钥结果 The key with its secret, or why not.',
  types: () => [ApiKeyCreated, NotFound, InvalidInput, TooManyApiKeys, IdempotencyMismatch] as const,
});

export const RevokeApiKeyResult = createUnionType({
  name: 'RevokeApiKeyResult',
  description: '撤销密钥结果 The key, which is refused from now on, or why not.',
  types: () => [ApiKey, NotFound, WrongState] as const,
});
