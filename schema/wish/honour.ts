/** Promises the honour board: only donors who agreed, under the name they chose; no household, need or wish. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { UseConsentMethod } from '../donation/enums';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Fen, Instant, Uuid } from '../scalars';

@ObjectType({ description: '荣誉榜区划 A street in which a donor granted wishes of at least five households.' })
export class HonourArea {
  @Field(() => String, { description: '区划代码 Its code, nine digits; never finer than a street or township.' })
  code!: string;

  @Field(() => String, { description: '名称 Its name.' })
  name!: string;
}

@ObjectType({ description: '荣誉榜捐赠人 A donor that agreed to be named, as everybody sees it.' })
export class HonouredDonor {
  @Field(() => String, { description: '展示名称 The name that it chose.' })
  displayName!: string;

  @Field(() => Int, { description: '实现微心愿数 How many wishes came true with its shares.' })
  wishesGranted!: number;

  @Field(() => Fen, {
    nullable: true,
    description:
      '捐赠金额（分） The money that was received from it and not given back, in fen; null unless it agreed to that too.',
  })
  amountFen?: bigint;

  @Field(() => Instant, { description: '上榜时间 Since when it stands here: when it agreed.' })
  since!: Date;

  @Field(() => [HonourArea], {
    description:
      '微心愿所在街道 The streets in which it granted wishes of at least five households; none where they are fewer.',
  })
  areas!: HonourArea[];
}

export const HonouredDonorConnection = connectionOf('HonouredDonor', () => HonouredDonor);

@ObjectType({ description: '荣誉榜同意 A consent to stand on the honour board; withdrawable at any time.' })
export class HonourConsent {
  @Field(() => ID, { description: '同意编号 Global id.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: '展示名称 The chosen name; null once the consent is withdrawn: it is erased then.',
  })
  displayName?: string;

  @Field(() => Boolean, { description: '是否展示金额 Whether the amount is shown.' })
  showAmount!: boolean;

  @Field(() => UseConsentMethod, { description: '同意方式 How the donor agreed.' })
  method!: UseConsentMethod;

  @Field(() => ID, { description: '记录人 The account that recorded it.' })
  recordedBy!: string;

  @Field(() => Instant, { description: '同意时间 When it was recorded.' })
  agreedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '撤回时间 When it was withdrawn; null while it stands.' })
  withdrawnAt?: Date;
}

@InputType({ description: '同意上荣誉榜 A donor agrees to stand on the honour board.' })
export class AgreeToHonourInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the consent, made by the client.' })
  consentId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      '捐赠组织 The organisation that agrees: the caller’s own, or a shop that gave to the caller’s charity. This or donorId.',
  })
  organisationId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '捐赠人 A registered person that gave to the caller’s charity; by the charity only.',
  })
  donorId?: string | null;

  @Field(() => String, {
    description: '展示名称 The name as the donor chose it, 1 to 60 visible characters, one line.',
  })
  displayName!: string;

  @Field(() => Boolean, { description: '是否展示金额 Whether it agrees that the amount is shown as well.' })
  showAmount!: boolean;

  @Field(() => UseConsentMethod, {
    nullable: true,
    description:
      '同意方式 How the donor agreed: WRITTEN or PHONE when the charity records it; PORTAL, or left out, when the donor does.',
  })
  method?: UseConsentMethod | null;
}

@InputType({ description: '撤回荣誉榜同意 Take a consent back; the entry is gone at once.' })
export class WithdrawHonourInput extends CommandInput {
  @Field(() => ID, { description: '同意 Global id of the consent.' })
  consentId!: string;
}

export const AgreeToHonourResult = createUnionType({
  name: 'AgreeToHonourResult',
  description: '同意结果 The consent, or why not: WrongState while an earlier one stands.',
  types: () => [HonourConsent, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const WithdrawHonourResult = createUnionType({
  name: 'WithdrawHonourResult',
  description: '撤回结果 The consent, withdrawn, or why not.',
  types: () => [HonourConsent, NotFound, IdempotencyMismatch] as const,
});
