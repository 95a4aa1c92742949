/** Promises pairing (结对帮扶): one helper stays with one household for long, and every contact is written down. */
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';

export enum PairingEnd {
  GOAL_REACHED = 'GOAL_REACHED',
  HOUSEHOLD_WISH = 'HOUSEHOLD_WISH',
  HOUSEHOLD_MOVED = 'HOUSEHOLD_MOVED',
  HELPER_LEFT = 'HELPER_LEFT',
  CONSENT_WITHDRAWN = 'CONSENT_WITHDRAWN',
  OTHER = 'OTHER',
}

registerEnumType(PairingEnd, {
  name: 'PairingEnd',
  description: '结束原因 Why a pairing ended.',
  valuesConfig: {
    GOAL_REACHED: { description: '目标达成 The household needs it no more.' },
    HOUSEHOLD_WISH: { description: '家庭意愿 The household wished it.' },
    HOUSEHOLD_MOVED: { description: '家庭搬离 The household moved away.' },
    HELPER_LEFT: { description: '帮扶人离任 The helper left its post or organisation; also set by the product.' },
    CONSENT_WITHDRAWN: { description: '同意撤回 The consent to the organisation ended; set by the product.' },
    OTHER: { description: '其他 Another reason.' },
  },
});

export enum ContactChannel {
  HOME_VISIT = 'HOME_VISIT',
  TELEPHONE = 'TELEPHONE',
  MESSAGE = 'MESSAGE',
  MEETING = 'MEETING',
}

registerEnumType(ContactChannel, {
  name: 'ContactChannel',
  description: '联系方式 How a helper was in contact with the household.',
  valuesConfig: {
    HOME_VISIT: { description: '上门 At its home.' },
    TELEPHONE: { description: '电话 By telephone.' },
    MESSAGE: { description: '信息 By message.' },
    MEETING: { description: '面谈 Somewhere else.' },
  },
});

@ObjectType({ description: '联系记录 One contact of a helper with the household; what was written is sealed.' })
export class PairingContact {
  @Field(() => String, { description: '编号 Its id, as it was made by the client.' })
  contactId!: string;

  @Field(() => CalendarDate, { description: '日期 The day.' })
  contactedOn!: string;

  @Field(() => ContactChannel, { description: '联系方式 How.' })
  channel!: ContactChannel;

  /** Not part of the contract. */
  pairingId!: string;
}

@ObjectType({ implements: Node, description: '结对帮扶 A helper and a household that stay together.' })
export class Pairing extends Node {
  @Field(() => CalendarDate, { description: '开始日 Since when.' })
  startedOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '结束日 From this day on it is over; null while it lasts.',
  })
  endedOn?: string;

  @Field(() => PairingEnd, { nullable: true, description: '结束原因 Why it ended; null while it lasts.' })
  endReason?: PairingEnd;

  @Field(() => ID, { nullable: true, description: '帮扶组织 The organisation of the helper; null for an adviser.' })
  organisationId?: string;

  /** Not part of the contract. */
  pairingId!: string;
  householdId!: string;
  helperId!: string;
}

export const PairingConnection = connectionOf('Pairing', () => Pairing);

@InputType({ description: '结对 A household gets a helper of its own.' })
export class PairHouseholdInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the pairing, made by the client, kept across retries.',
  })
  pairingId!: string;

  @Field(() => ID, { description: '家庭 The household, in your area.' })
  householdId!: string;

  @Field(() => ID, {
    description:
      '帮扶人 Global id of the account: a registered adviser who serves its area, or a member of the organisation.',
  })
  helperAccountId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      '帮扶组织 The organisation of the helper, which the household must have consented to; none for an adviser.',
  })
  organisationId?: string | null;

  @Field(() => CalendarDate, { description: '开始日 The first day, today at the latest.' })
  startedOn!: string;
}

@InputType({ description: '结束结对 The end of a pairing, from today on.' })
export class EndPairingInput extends CommandInput {
  @Field(() => ID, { description: '结对 The pairing.' })
  pairingId!: string;

  @Field(() => PairingEnd, { description: '结束原因 Why; CONSENT_WITHDRAWN can not be chosen.' })
  reason!: PairingEnd;
}

@InputType({ description: '登记联系 A contact of a helper with its household.' })
export class RecordPairingContactInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the contact, made by the client, kept across retries.',
  })
  contactId!: string;

  @Field(() => ID, { description: '结对 The pairing, yours.' })
  pairingId!: string;

  @Field(() => CalendarDate, { description: '日期 The day, since the start of the pairing, today at the latest.' })
  contactedOn!: string;

  @Field(() => ContactChannel, { description: '联系方式 How.' })
  channel!: ContactChannel;

  @Field(() => String, {
    description: '记录 What was said and done, 1 to 2000 characters; sealed with the key of the household.',
  })
  note!: string;
}

@ObjectType({
  implements: Refusal,
  description: '需要同意 The household has no valid consent to services of this organisation.',
})
export class PairingConsentNeeded extends Refusal {
  constructor() {
    super({
      zh: '该家庭没有对此组织的有效服务同意。请先取得并登记同意。',
      en: 'The household has no valid consent to services of this organisation. Obtain and record it first.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '已结对 This helper is paired with this household already.' })
export class AlreadyPaired extends Refusal {
  constructor() {
    super({ zh: '该帮扶人已与此家庭结对。', en: 'This helper is paired with this household already.' });
  }
}

export const PairHouseholdResult = createUnionType({
  name: 'PairHouseholdResult',
  description: '结对结果 The pairing, or why not.',
  types: () => [Pairing, InvalidInput, NotFound, PairingConsentNeeded, AlreadyPaired, IdempotencyMismatch] as const,
});

export const EndPairingResult = createUnionType({
  name: 'EndPairingResult',
  description: '结束结果 The pairing, or why not.',
  types: () => [Pairing, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const RecordPairingContactResult = createUnionType({
  name: 'RecordPairingContactResult',
  description: '登记联系结果 The contact, or why not.',
  types: () => [PairingContact, InvalidInput, NotFound, WrongState, PairingConsentNeeded, IdempotencyMismatch] as const,
});
