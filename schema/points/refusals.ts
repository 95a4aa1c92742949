/** Promises the refusals that only commands on points give. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';

@ObjectType({ implements: Refusal, description: '积分不足 There are fewer points than this takes.' })
export class PointsTooFew extends Refusal {
  @Field(() => Int, { description: '余额 Points that are there now.' })
  balance: number;

  constructor(balance: number) {
    super({
      zh: `积分不足，当前余额为 ${balance}。`,
      en: `There are too few points: the balance is ${balance}.`,
    });
    this.balance = balance;
  }
}

@ObjectType({ implements: Refusal, description: '奖品已兑完 Nothing of this reward is left.' })
export class RewardGone extends Refusal {
  constructor() {
    super({ zh: '该奖品已兑完或停用。请选择其他奖品。', en: 'Nothing of this reward is left. Choose another.' });
  }
}

@ObjectType({
  implements: Refusal,
  description: '超过年度上限 With this the adviser would have more of the rule in that year than it allows.',
})
export class YearlyMaximumReached extends Refusal {
  @Field(() => Int, { description: '剩余额度 Points of this rule that are still possible in that year.' })
  left: number;

  constructor(left: number) {
    super({
      zh: `已达该规则的年度上限，当年剩余额度为 ${left} 分。`,
      en: `The yearly maximum of this rule is reached: ${left} points are left in that year.`,
    });
    this.left = left;
  }
}
