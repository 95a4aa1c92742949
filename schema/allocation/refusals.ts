/** Promises the refusal that explains why nothing may be set aside: the smallest set of rules that excludes all, and what would mend each. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { AllocationRule } from './enums';

@ObjectType({ description: '冲突规则 A rule that excludes donations, and what would mend it.' })
export class AllocationConflict {
  @Field(() => AllocationRule, { description: '规则 Which rule.' })
  rule!: AllocationRule;

  @Field(() => Int, { description: '排除数 How many of the candidates break it.' })
  excluded!: number;

  @Field(() => String, { description: '处理办法（中文） What would mend it, in Chinese.' })
  remedyZh!: string;

  @Field(() => String, { description: '处理办法（英文） What would mend it, in English.' })
  remedyEn!: string;
}

@ObjectType({
  implements: Refusal,
  description:
    '无合规分配 Nothing may lawfully be set aside. The conflicts are the smallest set of rules such that every candidate breaks one of them.',
})
export class NoLegalAllocation extends Refusal {
  @Field(() => [AllocationConflict], {
    description: '冲突规则 The smallest set of rules that excludes every candidate, in the order of the rules.',
  })
  conflicts: AllocationConflict[];

  @Field(() => [AllocationRule], {
    description: '最少须解除的规则 The fewest rules that would have to give way for one candidate to become lawful.',
  })
  nearest: AllocationRule[];

  @Field(() => Int, {
    description: '候选数 How many ways to give were looked at: a stock and the budget that would pay.',
  })
  candidates: number;

  constructor(found: { conflicts: AllocationConflict[]; nearest: AllocationRule[]; candidates: number }) {
    super({
      zh: '没有合规的捐赠可供分配，未作任何变动。冲突规则及处理办法见 conflicts。',
      en: 'Nothing may lawfully be set aside; nothing changed. The conflicting rules, and what would mend each, are listed.',
    });
    this.conflicts = found.conflicts;
    this.nearest = found.nearest;
    this.candidates = found.candidates;
  }
}
