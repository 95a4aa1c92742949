/** Promises what commands on offers are given. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { ReferralRejectionReason } from '../referral/enums';

@InputType({ description: '谢绝询问 The offer, and why the organisation does not take it; another is asked at once.' })
export class DeclineOfferInput extends CommandInput {
  @Field(() => ID, { description: '询问 Global id of the offer.' })
  offerId!: string;

  @Field(() => ReferralRejectionReason, { description: '谢绝原因 Why.' })
  reason!: ReferralRejectionReason;

  @Field(() => String, {
    nullable: true,
    description: '谢绝说明 What to add, up to 500 characters, without personal data.',
  })
  note?: string | null;
}
