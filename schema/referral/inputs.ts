/** Promises what commands on referrals are given. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { ReferralRejectionReason } from './enums';

@InputType({ description: '转介需求 The need to push to every organisation that matches.' })
export class ReferNeedInput {
  @Field(() => ID, { description: '需求 Global id of the need.' })
  needId!: string;
}

@InputType({ description: '定向转介 The need, and the organisations it is addressed to by name.' })
export class ReferNeedDirectlyInput {
  @Field(() => ID, { description: '需求 Global id of the need.' })
  needId!: string;

  @Field(() => [ID], { description: '组织 Global ids of 1 to 50 organisations, each of which must match.' })
  organisationIds!: string[];
}

@InputType({ description: '谢绝转介 The referral, and why it is rejected.' })
export class RejectReferralInput extends CommandInput {
  @Field(() => ID, { description: '转介 Global id of the referral.' })
  referralId!: string;

  @Field(() => ReferralRejectionReason, { description: '谢绝原因 Why.' })
  reason!: ReferralRejectionReason;

  @Field(() => String, {
    nullable: true,
    description: '谢绝说明 What to add, up to 500 characters, without personal data.',
  })
  note?: string | null;
}
