/** Promises the household of the contract: what area staff work with. Names, phones, addresses and numbers are not in it. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../node';
import { Instant } from '../scalars';
import { Situation } from '../taxonomy/situation';

export enum LowIncomeCategory {
  DIBAO = 'DIBAO',
  TEKUN = 'TEKUN',
  ANTI_RETURN_MONITORED = 'ANTI_RETURN_MONITORED',
  DIBAO_MARGINAL = 'DIBAO_MARGINAL',
  RIGID_EXPENDITURE = 'RIGID_EXPENDITURE',
  OTHER_HARDSHIP = 'OTHER_HARDSHIP',
  NOT_RECOGNISED = 'NOT_RECOGNISED',
}

registerEnumType(LowIncomeCategory, {
  name: 'LowIncomeCategory',
  description: '低收入人口类别 Category of the low-income population.',
  valuesConfig: {
    DIBAO: { description: '最低生活保障对象 Receives the minimum living allowance.' },
    TEKUN: { description: '特困人员 Person in extreme hardship, supported by the state.' },
    ANTI_RETURN_MONITORED: { description: '防止返贫监测对象 Monitored against falling back into poverty.' },
    DIBAO_MARGINAL: { description: '低保边缘家庭成员 Just above the minimum living allowance.' },
    RIGID_EXPENDITURE: { description: '刚性支出困难家庭成员 In hardship through unavoidable spending.' },
    OTHER_HARDSHIP: { description: '其他困难人员 In hardship otherwise.' },
    NOT_RECOGNISED: { description: '暂不符合政府救助条件 Not eligible for state relief; charity may help.' },
  },
});

export enum Barrier {
  UNAWARE = 'UNAWARE',
  UNABLE_TO_APPLY = 'UNABLE_TO_APPLY',
  AFRAID = 'AFRAID',
}

registerEnumType(Barrier, {
  name: 'Barrier',
  description: '求助障碍 What kept the household from asking for help.',
  valuesConfig: {
    UNAWARE: { description: '不知晓政策 Does not know of the help.' },
    UNABLE_TO_APPLY: { description: '不会申请 Cannot manage the application.' },
    AFRAID: { description: '不敢求助 Afraid of stigma or of disclosure.' },
  },
});

export enum Relation {
  HEAD = 'HEAD',
  SPOUSE = 'SPOUSE',
  CHILD = 'CHILD',
  PARENT = 'PARENT',
  GRANDCHILD = 'GRANDCHILD',
  GRANDPARENT = 'GRANDPARENT',
  SIBLING = 'SIBLING',
  OTHER = 'OTHER',
}

registerEnumType(Relation, {
  name: 'Relation',
  description: '与户主关系 Relation to the head of the household (GB/T 4761).',
  valuesConfig: {
    HEAD: { description: '户主 Head of the household; there is exactly one.' },
    SPOUSE: { description: '配偶 Spouse.' },
    CHILD: { description: '子女 Child.' },
    PARENT: { description: '父母 Parent.' },
    GRANDCHILD: { description: '孙子女 Grandchild.' },
    GRANDPARENT: { description: '祖父母 Grandparent.' },
    SIBLING: { description: '兄弟姐妹 Sibling.' },
    OTHER: { description: '其他 Another relation.' },
  },
});

export enum AgeBand {
  UNDER_14 = 'UNDER_14',
  FROM_14_TO_17 = 'FROM_14_TO_17',
  FROM_18_TO_59 = 'FROM_18_TO_59',
  FROM_60_TO_79 = 'FROM_60_TO_79',
  FROM_80 = 'FROM_80',
}

registerEnumType(AgeBand, {
  name: 'AgeBand',
  description: '年龄段 Age as a band; the date of birth is not kept outside the resident number.',
  valuesConfig: {
    UNDER_14: { description: '不满14周岁 Under 14: personal data is sensitive, a guardian consents.' },
    FROM_14_TO_17: { description: '14至17周岁 From 14 to 17.' },
    FROM_18_TO_59: { description: '18至59周岁 From 18 to 59.' },
    FROM_60_TO_79: { description: '60至79周岁 From 60 to 79.' },
    FROM_80: { description: '80周岁及以上 80 or more.' },
  },
});

@ObjectType({ description: '家庭成员 A member of a household, without name and number.' })
export class HouseholdMember {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => Relation, { description: '与户主关系 Relation to the head.' })
  relation!: Relation;

  @Field(() => AgeBand, { description: '年龄段 Age band when it was last written.' })
  ageBand!: AgeBand;
}

@ObjectType({
  implements: Node,
  description: '困难家庭 A household in difficulty, seen by those who serve its area and by nobody else.',
})
export class Household {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, { description: '区划代码 Code of its grid or community.' })
  areaCode!: string;

  @Field(() => LowIncomeCategory, { description: '低收入人口类别 Its category.' })
  lowIncomeCategory!: LowIncomeCategory;

  @Field(() => [Situation], { description: '困难情形 Its situations.' })
  situations!: Situation[];

  @Field(() => [Barrier], { description: '求助障碍 What kept it from asking.' })
  barriers!: Barrier[];

  @Field(() => Instant, { description: '登记时间 When it was registered.' })
  registeredAt!: Date;

  /** Not in the contract: the local id, for the field resolvers of other rooms. */
  householdId!: string;
}
