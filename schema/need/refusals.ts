/** Promises the refusals of the need. */
import { Field, ObjectType } from 'type-graphql';
import { DataKind } from '../household/identity';
import { Refusal } from '../refusal';

@ObjectType({
  implements: Refusal,
  description:
    '卡片含身份信息 The card says who the household is, or has something like a phone or resident number in it.',
})
export class CardRevealsIdentity extends Refusal {
  @Field(() => [DataKind], { description: '信息种类 Which kinds of personal data it shows; never the data itself.' })
  kinds: DataKind[];

  constructor(kinds: readonly DataKind[]) {
    super({
      zh: '卡片文字含有可识别家庭身份的信息。请删去姓名、电话、住址和证件号码后重试。',
      en: 'The card tells who the household is. Remove names, phones, addresses and numbers, then try again.',
    });
    this.kinds = [...kinds];
  }
}
