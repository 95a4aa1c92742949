/** Promises the refusals of matching: a pair that does not match, a ruleset of one's own, and whatever the engine will not compute. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { GateResult } from './explanation';

@ObjectType({ description: '未过门槛 The gates that one organisation fails.' })
export class FailedGates {
  @Field(() => ID, { description: '组织编号 Global id of the organisation.' })
  organisationId!: string;

  @Field(() => [GateResult], { description: '门槛 The failed gates, with what would open each.' })
  gates!: GateResult[];
}

@ObjectType({ implements: Refusal, description: '不符合匹配条件 An organisation fails a gate of the match.' })
export class GateFailed extends Refusal {
  @Field(() => [FailedGates], { description: '未过门槛 By organisation.' })
  failed: FailedGates[];

  constructor(failed: readonly FailedGates[]) {
    super({
      zh: '组织不符合匹配条件。请查看未通过的门槛及所需改变。',
      en: 'An organisation does not pass the gates. See which, and what would have to change.',
    });
    this.failed = [...failed];
  }
}

/** What the engine refused, as threads and databases hand it on. */
export interface EngineRefusal {
  readonly code: string;
  readonly messageZh: string;
  readonly messageEn: string;
}

@ObjectType({
  implements: Refusal,
  description:
    '引擎拒绝 The engine will not compute this, mostly because there is more of it than it takes; nothing was done.',
})
export class EngineRefused extends Refusal {
  @Field(() => String, { description: '代码 What kind of refusal, in the words of the engine: PLAN_TOO_LARGE.' })
  code: string;

  constructor({ code, messageZh, messageEn }: EngineRefusal) {
    super({ zh: messageZh, en: messageEn });
    this.code = code;
  }
}

@ObjectType({ implements: Refusal, description: '须由他人批准 Who proposed a ruleset may not approve it.' })
export class FourEyes extends Refusal {
  constructor() {
    super({
      zh: '规则由您本人提出，须由另一位工作人员批准。',
      en: 'You proposed this ruleset yourself. Ask a colleague to approve it.',
    });
  }
}
