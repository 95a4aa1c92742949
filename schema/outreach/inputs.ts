/** Promises the input of the import of population figures. */
import { Field, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate } from '../scalars';

@InputType({ description: '网格人口 How many people of each group live in a grid. Groups overlap; nobody is named.' })
export class GridPopulationInput {
  @Field(() => String, { description: '网格代码 Code of the grid, 15 digits.' })
  areaCode!: string;

  @Field(() => Int, { description: '常住人口 All residents.' })
  residents!: number;

  @Field(() => Int, { description: '60岁及以上 Aged 60 or over.' })
  aged60Plus!: number;

  @Field(() => Int, { description: '80岁及以上独居 Aged 80 or over and living alone; among those of 60 or over.' })
  livingAlone80Plus!: number;

  @Field(() => Int, { description: '残疾人 With a disability certificate.' })
  disabled!: number;

  @Field(() => Int, { description: '低收入人口 Of the low-income population.' })
  lowIncome!: number;

  @Field(() => Int, { description: '不满14岁 Under 14.' })
  under14!: number;
}

@InputType({
  description:
    '导入人口结构 Figures of up to 400 grids, in place of earlier ones: all of them, or with one that is wrong none.',
})
export class ImportPopulationInput extends CommandInput {
  @Field(() => CalendarDate, { description: '统计日期 The day that the figures are of, today at the latest.' })
  countedOn!: string;

  @Field(() => [GridPopulationInput], { description: '网格 The grids, 1 to 400, each once.' })
  grids!: GridPopulationInput[];
}
