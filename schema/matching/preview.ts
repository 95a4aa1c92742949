/** Promises what an organisation is asked and told before it changes an offering: how many needs would have reached it of late. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { NeedKind, Urgency } from '../need/enums';
import { OfferedTermsInput } from '../organisation/inputs';
import { CalendarDate } from '../scalars';

@InputType({ description: '供给预览 An offering as it might be; nothing is published.' })
export class OfferingPreviewInput extends OfferedTermsInput {
  @Field(() => ID, { description: '组织编号 Global id of the organisation that would offer it.' })
  organisationId!: string;

  @Field(() => Urgency, {
    nullable: true,
    description: '最低紧急程度 Takes needs from this urgency on; all when left out.',
  })
  minimumUrgency?: Urgency | null;
}

@ObjectType({
  description: '示例 A need that would have reached the organisation, as far as it tells of no household.',
})
export class OfferingPreviewExample {
  @Field(() => NeedKind, { description: '需求类型 Whether it is a need or a micro-wish.' })
  kind!: NeedKind;

  @Field(() => Urgency, { description: '紧急程度 How urgent it is.' })
  urgency!: Urgency;

  @Field(() => CalendarDate, { description: '转介日期 The day on which it was referred, in Asia/Shanghai.' })
  referredOn!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '街道 Name of its street; null where those that would have reached the organisation are of fewer than five households.',
  })
  streetName?: string;
}

@ObjectType({
  description: '供给预览结果 How many needs of the last days would have reached the organisation, by the gates of now.',
})
export class OfferingPreview {
  @Field(() => Int, { description: '天数 How many days back it counts.' })
  days!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '件数 How many needs were referred to all within these days that pass every gate, whatever became of them, with room left; at most 2000; null when they are of one to four households. Restricted needs, and those referred by name alone, are not counted.',
  })
  count?: number;

  @Field(() => [OfferingPreviewExample], {
    description: '示例 The newest, of three households; none when there is no count.',
  })
  examples!: OfferingPreviewExample[];
}
