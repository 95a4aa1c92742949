/** Promises the map of the silent minority of the contract: for each area what is expected, what was seen, and what is likely unseen. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';

@ObjectType({
  description:
    '沉默的少数 Of one area: households in need that its population leads one to expect within 365 days, those seen, and the gap. Counts below five, and what would tell them by subtraction, are not told; every other figure follows from what is told.',
})
export class OutreachGap {
  @Field(() => String, { description: '区划代码 Code of the area.' })
  areaCode!: string;

  @Field(() => Int, { description: '排名 1 for the greatest gap of this level in the district.' })
  rank!: number;

  @Field(() => Int, { description: '常住人口 Residents, by the statistics imported.' })
  residents!: number;

  @Field(() => Float, { description: '预期户数 Households in need that are expected, as the district is seen.' })
  expectedHouseholds!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '已发现户数 Households of which a need was taken down; null where it is not told. Restricted needs are not in it.',
  })
  observedHouseholds?: number;

  @Field(() => Float, {
    description: '缺口 Expected less what is likely there: above nothing, so many households are likely unseen.',
  })
  gap!: number;

  @Field(() => Float, { description: '缺口下限 The gap is above this with a probability of 95 in 100.' })
  gapLow!: number;

  @Field(() => Float, { description: '缺口上限 The gap is below this with a probability of 95 in 100.' })
  gapHigh!: number;

  @Field(() => Float, {
    description:
      '发现比 Seen households for each that is expected, drawn towards that of the district where little is known.',
  })
  ratio!: number;
}

export const OutreachGapConnection = connectionOf('OutreachGap', () => OutreachGap);

@ObjectType({ description: '人口结构导入 Population figures that were written.' })
export class PopulationImported {
  @Field(() => Int, { description: '网格数 How many grids.' })
  grids!: number;
}
