/** Promises the year of a giver in figures: sums of what it gave and of what was confirmed, and never a household. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Fen } from '../scalars';

@ObjectType({ description: '捐赠月份 A month of the year of a giver, in Asia/Shanghai.' })
export class GivingMonth {
  @Field(() => Int, { description: '月份 1 to 12.' })
  month!: number;

  @Field(() => Fen, { description: '接收价值（分） Money, and goods at their value, received in it, in fen.' })
  receivedFen!: bigint;

  @Field(() => Fen, { description: '确认送达价值（分） Money, and goods at their value, confirmed in it, in fen.' })
  confirmedFen!: bigint;
}

@ObjectType({
  description:
    '捐赠年度小结 What an organisation gave in a year of Asia/Shanghai, and what became of it in that year. Goods count at the value stated.',
})
export class GivingYear {
  @Field(() => Int, { description: '年度 The year.' })
  year!: number;

  @Field(() => Int, { description: '认捐笔数 Donations promised in it and not withdrawn since.' })
  donations!: number;

  @Field(() => Fen, { description: '接收资金（分） Money received in it, in fen.' })
  moneyReceivedFen!: bigint;

  @Field(() => Fen, { description: '接收物资价值（分） Goods received in it, at their value, in fen.' })
  goodsReceivedFen!: bigint;

  @Field(() => Fen, {
    description:
      '确认送达价值（分） Money, and goods at their value, whose delivery households confirmed in it, in fen.',
  })
  confirmedFen!: bigint;

  @Field(() => Int, { description: '确认服务次数 Needs served by services, confirmed in it.' })
  servicesConfirmed!: number;

  @Field(() => Int, { description: '实现微心愿数 Micro-wishes that came true in it with its shares.' })
  wishesGranted!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '惠及户数 How many households confirmed something of it in that year, each counted once; null from one to four.',
  })
  householdsReached?: number;

  @Field(() => [GivingMonth], { description: '各月 The twelve months in their order.' })
  months!: GivingMonth[];
}
