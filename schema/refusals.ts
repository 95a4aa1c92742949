/** Promises the refusals that several nouns give. Those of one noun stand beside it. */
import { Field, ObjectType } from 'type-graphql';
import { Refusal } from './refusal';

@ObjectType({
  implements: Refusal,
  description: '未找到 There is no such thing, or you may not see it; both look the same.',
})
export class NotFound extends Refusal {
  @Field(() => String, { description: '对象类型 What was looked for, e.g. Need.' })
  type: string;

  constructor(type: string) {
    super({ zh: '未找到，或您无权查看。请核对编号。', en: 'Not found, or not yours to see. Check the id.' });
    this.type = type;
  }
}

@ObjectType({
  implements: Refusal,
  description: '输入不合规 One field of the input breaks a rule of the domain; its value is never echoed.',
})
export class InvalidInput extends Refusal {
  @Field(() => String, { description: '字段 The path of the field, e.g. members.0.residentNumber.' })
  field: string;

  constructor(field: string, message: { zh: string; en: string }) {
    super(message);
    this.field = field;
  }
}

@ObjectType({ implements: Refusal, description: '状态不符 The object is not in a state that allows this.' })
export class WrongState extends Refusal {
  @Field(() => String, { description: '当前状态 Its state now.' })
  currentStatus: string;

  @Field(() => [String], { description: '允许的状态 The states in which this is possible.' })
  allowedStatuses: string[];

  constructor(status: string, allowed: readonly string[]) {
    super({
      zh: `当前状态为 ${status}，此操作仅在以下状态可行：${allowed.join('、')}。请刷新后重试。`,
      en: `It is ${status} now; this is possible only when ${allowed.join(', ')}. Refresh and look again.`,
    });
    this.currentStatus = status;
    this.allowedStatuses = [...allowed];
  }
}
