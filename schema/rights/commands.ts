/** Promises the inputs, refusals and results of the commands on the data of a household. */
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { PersonAlreadyRegistered } from '../household/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';
import {
  HouseholdDataExport,
  RetentionRun,
  RightsRefusalReason,
  RightsRequest,
  RightsRequester,
  RightsRequestKind,
} from './request';

@ObjectType({ implements: Refusal, description: '须由他人决定 Whoever took a request down may not decide on it.' })
export class AnotherPersonDecides extends Refusal {
  constructor() {
    super({
      zh: '受理请求的账号不能决定该请求。请由另一位工作人员办理。',
      en: 'Whoever took the request down may not decide on it. Ask a colleague.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '已有删除请求 The household has a request for erasure that is not answered yet.',
})
export class ErasureAlreadyAsked extends Refusal {
  constructor() {
    super({
      zh: '该家庭已有未办结的删除请求。请办理该请求。',
      en: 'The household has a request for erasure already. Go on with that one.',
    });
  }
}

@InputType({ description: '受理请求 What a household asks, as it is taken down.' })
export class RecordRightsRequestInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the request, made by the client, kept across retries.',
  })
  requestId!: string;

  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => RightsRequestKind, { description: '种类 What is asked for.' })
  kind!: RightsRequestKind;

  @Field(() => RightsRequester, { description: '请求人 Who asks; not RETENTION_RULE.' })
  requester!: RightsRequester;

  @Field(() => CalendarDate, { description: '受理日 The day on which it came: today, or up to 30 days before.' })
  receivedOn!: string;
}

@InputType({ description: '凭卡提出请求 What the bearer of the contact card asks.' })
export class RequestRightsByCardInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the request, made by the client, kept across retries.',
  })
  requestId!: string;

  @Field(() => String, { description: '卡码 Code of the contact card; spaces, hyphens and case do not matter.' })
  cardCode!: string;

  @Field(() => RightsRequestKind, { description: '种类 What is asked for.' })
  kind!: RightsRequestKind;
}

@InputType({ description: '决定请求 What another person decides on a request.' })
export class DecideRightsRequestInput extends CommandInput {
  @Field(() => ID, { description: '请求 Global id of the request.' })
  requestId!: string;

  @Field(() => RightsRefusalReason, {
    nullable: true,
    description:
      '拒绝原因 Why it is refused; null approves it. An approved erasure is done at once and can not be undone.',
  })
  refusalReason?: RightsRefusalReason | null;
}

@InputType({ description: '复制个人信息 The approved request that the copy answers.' })
export class ExportHouseholdDataInput extends CommandInput {
  @Field(() => ID, { description: '请求 Global id of an approved request for access.' })
  requestId!: string;
}

@InputType({ description: '更正成员 What is corrected of one member; what is left out stays.' })
export class CorrectHouseholdMemberInput extends CommandInput {
  @Field(() => ID, { description: '请求 Global id of an approved request for correction.' })
  requestId!: string;

  @Field(() => ID, { description: '成员 Global id of the member.' })
  memberId!: string;

  @Field(() => String, { nullable: true, description: '姓名 Name, 1 to 50 characters.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '公民身份号码 Resident number of 18 digits; the age band follows it.',
  })
  residentNumber?: string | null;
}

@InputType({ description: '执行保存期限规则 Whether the rules only count, or end what is over.' })
export class RunRetentionInput extends CommandInput {
  @Field(() => Boolean, { description: '试运行 Only count.' })
  dry!: boolean;
}

export const RecordRightsRequestResult = createUnionType({
  name: 'RecordRightsRequestResult',
  description: '受理结果 The request, or why not.',
  types: () => [RightsRequest, NotFound, InvalidInput, ErasureAlreadyAsked, IdempotencyMismatch] as const,
});

export const DecideRightsRequestResult = createUnionType({
  name: 'DecideRightsRequestResult',
  description: '决定结果 The request, or why not.',
  types: () => [RightsRequest, NotFound, WrongState, AnotherPersonDecides, IdempotencyMismatch] as const,
});

export const ExportHouseholdDataResult = createUnionType({
  name: 'ExportHouseholdDataResult',
  description: '复制结果 The copy, or why not.',
  types: () => [HouseholdDataExport, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const CorrectHouseholdMemberResult = createUnionType({
  name: 'CorrectHouseholdMemberResult',
  description: '更正结果 The request, done, or why not.',
  types: () =>
    [RightsRequest, NotFound, InvalidInput, WrongState, PersonAlreadyRegistered, IdempotencyMismatch] as const,
});

export const RunRetentionResult = createUnionType({
  name: 'RunRetentionResult',
  description: '执行结果 The report, or why not.',
  types: () => [RetentionRun, IdempotencyMismatch] as const,
});
