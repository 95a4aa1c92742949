/** Promises what a follower of warnings is told: which one, what happened to it, and how grave it is. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Instant } from '../scalars';
import { WarningLevel, WarningRule } from '../warning/warning';

export enum WarningChange {
  RAISED = 'RAISED',
  ESCALATED = 'ESCALATED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  RESOLVED = 'RESOLVED',
  LAPSED = 'LAPSED',
}

registerEnumType(WarningChange, {
  name: 'WarningChange',
  description: '预警变化 What happened to a warning.',
  valuesConfig: {
    RAISED: { description: '触发 It was raised, for the first time or again.' },
    ESCALATED: { description: '升级 Its level rose.' },
    ACKNOWLEDGED: { description: '受理 Somebody took it up.' },
    RESOLVED: { description: '处置 It was dealt with.' },
    LAPSED: { description: '解除 Its rule holds no longer.' },
  },
});

@ObjectType({ description: '预警动态 A change of a warning. Those from restricted needs are never told live.' })
export class WarningChanged {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When it happened.' })
  at!: Date;

  @Field(() => WarningChange, { description: '变化 What happened.' })
  change!: WarningChange;

  @Field(() => WarningRule, { description: '规则 By which rule it is on the ledger.' })
  rule!: WarningRule;

  @Field(() => WarningLevel, { description: '级别 How grave it was then.' })
  level!: WarningLevel;

  /** Not part of the contract. */
  warningId!: string;
}
