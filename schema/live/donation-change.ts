/** Promises what a follower of donations is told: that something happened to one, and where every part of it is now. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Instant } from '../scalars';
import { WebhookTopic } from '../webhook/enums';

@ObjectType({
  description: '捐赠动态 Something happened to a donation. Its journey says where each part of it is now.',
})
export class DonationChange {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => WebhookTopic, { description: '类别 What happened, as a webhook tells it.' })
  type!: WebhookTopic;

  @Field(() => ID, { description: '捐赠 To which donation.' })
  donationId!: string;

  /** Not part of the contract. */
  localDonationId!: string;
}
