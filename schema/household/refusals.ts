/** Promises the refusals of the household: none of them says anything about a person. */
import { Field, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { DataKind } from './identity';

@ObjectType({
  implements: Refusal,
  description: '人员已登记 One of the persons is registered already; it is not said where.',
})
export class PersonAlreadyRegistered extends Refusal {
  constructor() {
    super({
      zh: '其中一名成员已登记在册。请核对公民身份号码，或联系民政局核实。',
      en: 'One of the members is registered already. Check the resident number, or ask the civil affairs bureau.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '需监护人同意 The household has a member under 14: a guardian must give the consent.',
})
export class GuardianConsentNeeded extends Refusal {
  constructor() {
    super({
      zh: '该家庭有不满14周岁的成员，须由监护人同意。请取得监护人同意后再登记。',
      en: 'The household has a member under 14: ask the guardian for consent, then record it as given by the guardian.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description:
    '文字含身份信息 A text for many readers tells who a household is, or has something like a phone or resident number in it.',
})
export class TextRevealsIdentity extends Refusal {
  @Field(() => String, { description: '字段 The path of the field.' })
  field: string;

  @Field(() => [DataKind], { description: '信息种类 Which kinds of personal data it shows; never the data itself.' })
  kinds: DataKind[];

  constructor(field: string, kinds: readonly DataKind[]) {
    super({
      zh: '文字含有可识别个人或家庭身份的信息。请删去姓名、电话、住址和证件号码后重试。',
      en: 'The text tells who somebody is. Remove names, phones, addresses and numbers, then try again.',
    });
    this.field = field;
    this.kinds = [...kinds];
  }
}
