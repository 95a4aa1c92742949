/** Promises the refusals that only commands on organisations and offerings give. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';

@ObjectType({
  implements: Refusal,
  description: '信用代码已登记 Another organisation has this unified social credit code.',
})
export class CreditCodeTaken extends Refusal {
  constructor() {
    super({
      zh: '该统一社会信用代码已登记。如属贵单位，请联系民政局开通账号。',
      en: 'This unified social credit code is registered already. If it is yours, ask the civil affairs bureau for an account.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '须由他人审批 The account that registered an organisation, or belongs to it, may not decide on it.',
})
export class FourEyesRequired extends Refusal {
  constructor() {
    super({
      zh: '登记该组织的账号或其成员不能审批该组织。请由另一位工作人员办理。',
      en: 'Whoever registered this organisation or belongs to it may not decide on it. Ask a colleague.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '低于已占用量 The maximum would be below what claims hold already.' })
export class CapacityBelowUse extends Refusal {
  @Field(() => Int, { description: '已占用 Held by claims now; the maximum may not be lower.' })
  used: number;

  constructor(used: number) {
    super({
      zh: `已有 ${used} 份被认领占用，最大承接量不能低于该数。可先将状态改为"暂无余力"。`,
      en: `Claims hold ${used} of it now; the maximum may not be lower. Set the status to NO_CAPACITY meanwhile.`,
    });
    this.used = used;
  }
}
