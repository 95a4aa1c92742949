/** Promises the catalogue of what is counted: each measure with its definition, its unit, and whom it is told to. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum MeasureUnit {
  COUNT = 'COUNT',
  FEN = 'FEN',
  SECONDS = 'SECONDS',
}

registerEnumType(MeasureUnit, {
  name: 'MeasureUnit',
  description: '计量单位 In what a measure is told.',
  valuesConfig: {
    COUNT: { description: '个数 How many different ones, each once in a period.' },
    FEN: { description: '分 A sum of money or value in fen.' },
    SECONDS: { description: '秒 The median of durations in seconds, or the percentile that the measure states.' },
  },
});

export enum MeasureDomain {
  CARE = 'CARE',
  GIVING = 'GIVING',
}

registerEnumType(MeasureDomain, {
  name: 'MeasureDomain',
  description: '指标领域 To whom a measure is told besides the auditor and those whose own work it is.',
  valuesConfig: {
    CARE: { description: '救助 The bureau and the street officers.' },
    GIVING: { description: '慈善 The charity federation as well.' },
  },
});

@ObjectType({ description: '指标定义 One thing that is counted: what of it counts, from when, and in what.' })
export class MeasureDefinition {
  @Field(() => String, { description: '代码 Stable code, e.g. HOUSEHOLDS_HELPED.' })
  code!: string;

  @Field(() => String, { description: '名称（中文） Title in Chinese.' })
  titleZh!: string;

  @Field(() => String, { description: '名称（英文） Title in English.' })
  titleEn!: string;

  @Field(() => String, { description: '定义（中文） What counts and from when, in Chinese.' })
  definitionZh!: string;

  @Field(() => String, { description: '定义（英文） What counts and from when, in English.' })
  definitionEn!: string;

  @Field(() => String, {
    description:
      '来源查询 The SELECT over the tables of the platform whose rows count: what counts (counted), how much (amount), when (at), where and whose work. It has no row of anybody in it.',
  })
  sourceQuery!: string;

  @Field(() => MeasureUnit, { description: '单位 In what it is told.' })
  unit!: MeasureUnit;

  @Field(() => MeasureDomain, { description: '领域 To whom it is told.' })
  domain!: MeasureDomain;

  @Field(() => Boolean, {
    description:
      '涉及个人 Whether people or households are counted: from 1 to 4 the figure is suppressed for those who may not read each of them.',
  })
  personal!: boolean;

  @Field(() => Boolean, {
    description: '期末数 True: what lasts at the end of a period is counted; false: what happened within it.',
  })
  lasting!: boolean;

  @Field(() => Boolean, {
    description: '受限 Whether it is of restricted cases: told for the whole district only, and never listed.',
  })
  restricted!: boolean;

  @Field(() => String, { nullable: true, description: '细分（中文） By what it is divided further, in Chinese.' })
  facetZh?: string;

  @Field(() => String, { nullable: true, description: '细分（英文） By what it is divided further, in English.' })
  facetEn?: string;
}
