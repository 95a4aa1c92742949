/** Promises the area of the contract: one node of the administrative tree. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../node';
import { CalendarDate } from '../scalars';

export enum AreaLevel {
  PROVINCE = 'PROVINCE',
  PREFECTURE = 'PREFECTURE',
  DISTRICT = 'DISTRICT',
  SUBDISTRICT = 'SUBDISTRICT',
  COMMUNITY = 'COMMUNITY',
  GRID = 'GRID',
}

registerEnumType(AreaLevel, {
  name: 'AreaLevel',
  description: '区划级别 Level of the administrative tree (GB/T 2260 and the statistical code).',
  valuesConfig: {
    PROVINCE: { description: '省级 Province, 2 digits.' },
    PREFECTURE: { description: '地级 Prefecture, 4 digits.' },
    DISTRICT: { description: '县级 District or county, 6 digits.' },
    SUBDISTRICT: { description: '街道、乡、镇 Street, township or town, 9 digits.' },
    COMMUNITY: { description: '社区、村 Community or village, 12 digits.' },
    GRID: { description: '网格 Grid, the 12 digits of its community and 3 local ones.' },
  },
});

@ObjectType({
  implements: Node,
  description: '行政区划 An area. A code begins with the code of every area that contains it.',
})
export class Area {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, { description: '区划代码 Trimmed statistical code: 2, 4, 6, 9 or 12 digits, grids 15.' })
  code!: string;

  @Field(() => String, {
    description: '12位统计用区划代码 The code padded to 12 digits; a grid has that of its community.',
  })
  statisticalCode!: string;

  @Field(() => AreaLevel, { description: '级别 Its level.' })
  level!: AreaLevel;

  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => Int, { description: '版本年份 Edition year of the list it comes from; codes change from year to year.' })
  editionYear!: number;

  @Field(() => CalendarDate, { nullable: true, description: '试点起始日 Since when it is a pilot street.' })
  pilotSince?: string;
}
