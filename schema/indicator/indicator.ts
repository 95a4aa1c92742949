/** Promises the figures of the case: by period and scope, by month, in groups, against the period before, down to the single records. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound } from '../refusals';
import { CalendarDate, WholeNumber } from '../scalars';
import { MeasureDefinition } from './measure';

export enum IndicatorGrouping {
  AREA = 'AREA',
  ORGANISATION = 'ORGANISATION',
  ADVISER = 'ADVISER',
  FACET = 'FACET',
}

registerEnumType(IndicatorGrouping, {
  name: 'IndicatorGrouping',
  description: '分组方式 By what a figure is divided.',
  valuesConfig: {
    AREA: { description: '下级区域 By the areas directly below the area asked for (the district when none is).' },
    ORGANISATION: { description: '组织 By the organisation whose work it is.' },
    ADVISER: { description: '顾问 By the adviser whose work it is.' },
    FACET: { description: '类别 By the further division that the measure declares, e.g. kind of service.' },
  },
});

@InputType({ description: '统计范围 Of which period and whose work figures are asked.' })
export class IndicatorScopeInput {
  @Field(() => CalendarDate, { description: '起始日 The first day, in Asia/Shanghai.' })
  from!: string;

  @Field(() => CalendarDate, { description: '截止日 The last day, included; at most ten years after the first.' })
  to!: string;

  @Field(() => String, {
    nullable: true,
    description: '区域代码 Only this area and all below it; your own area when you serve one and leave this out.',
  })
  areaCode?: string;

  @Field(() => ID, { nullable: true, description: '组织 Only the work of this organisation.' })
  organisationId?: string;

  @Field(() => String, { nullable: true, description: '顾问 Only the work of the adviser with this account id.' })
  adviserId?: string;

  @Field(() => String, { nullable: true, description: '类别 Only this code of the further division.' })
  facet?: string;
}

@ObjectType({ description: '数值 One figure, or that it is suppressed.' })
export class Figure {
  @Field(() => WholeNumber, {
    nullable: true,
    description:
      '值 In the unit of the measure; null when it is suppressed, or when there is no duration to take a median or percentile of.',
  })
  value?: bigint;

  @Field(() => Boolean, { description: '已隐去 True: it would tell of fewer than five people or households.' })
  suppressed!: boolean;
}

@ObjectType({ description: '月度数值 The figure of one month, as far as it lies in the period.' })
export class MonthFigure {
  @Field(() => String, { description: '月份 The month, YYYY-MM.' })
  month!: string;

  @Field(() => Figure, { description: '数值 The figure.' })
  figure!: Figure;
}

@ObjectType({ description: '分组数值 The figure of one group.' })
export class GroupFigure {
  @Field(() => String, {
    nullable: true,
    description:
      '分组键 Area code, global id of the organisation, account id of the adviser, or code of the division; null for what is in no group.',
  })
  key?: string;

  @Field(() => String, { nullable: true, description: '名称 Name of the area, organisation or adviser.' })
  name?: string;

  @Field(() => Figure, { description: '数值 The figure.' })
  figure!: Figure;
}

export const NodeConnection = connectionOf('Node', () => Node as never);

@ObjectType({ description: '指标 A measure over a period and scope.' })
export class Indicator {
  @Field(() => MeasureDefinition, { description: '定义 What is counted.' })
  measure!: MeasureDefinition;

  @Field(() => Figure, { description: '本期 The figure of the period.' })
  figure!: Figure;

  @Field(() => Figure, { description: '上期 The figure of the period before, of the same length.' })
  previous!: Figure;

  @Field(() => Int, {
    nullable: true,
    description:
      '变化（千分比） Change against the period before in parts of a thousand, rounded: 220 is +22 %; null without a figure above zero to compare with.',
  })
  changePermille?: number;
}

@ObjectType({ description: '派生指标 A ratio of two measures over the same period and scope.' })
export class DerivedIndicator {
  @Field(() => String, { description: '代码 Stable code, e.g. TRULY_CLOSED_RATE.' })
  code!: string;

  @Field(() => String, { description: '名称（中文） Title in Chinese.' })
  titleZh!: string;

  @Field(() => String, { description: '名称（英文） Title in English.' })
  titleEn!: string;

  @Field(() => String, { description: '定义（中文） How it is computed, in Chinese.' })
  definitionZh!: string;

  @Field(() => String, { description: '定义（英文） How it is computed, in English.' })
  definitionEn!: string;

  @Field(() => Int, {
    nullable: true,
    description: '值（千分比） In parts of a thousand, rounded; null when it can not be computed or may not be told.',
  })
  permille?: number;
}

@ObjectType({ description: '统计结果 The figures of one period and scope.' })
export class IndicatorReport {
  @Field(() => CalendarDate, { description: '起始日 The first day.' })
  from!: string;

  @Field(() => CalendarDate, { description: '截止日 The last day.' })
  to!: string;

  @Field(() => CalendarDate, { description: '上期起始日 The first day of the period before.' })
  previousFrom!: string;

  @Field(() => CalendarDate, { description: '上期截止日 The last day of the period before.' })
  previousTo!: string;

  @Field(() => [Indicator], { description: '指标 The measures in the order asked for.' })
  indicators!: Indicator[];
}

@ObjectType({
  implements: Refusal,
  description:
    '范围过细 So narrow a figure would let single households be told by subtraction: whoever may not read each household asks for whole calendar years, divided in one way at most.',
})
export class FigureTooNarrow extends Refusal {
  @Field(() => String, { description: '指标 Code of the measure.' })
  measure: string;

  constructor(measure: string) {
    super({
      zh: '范围过细，可能推知个别家庭。请按完整年度查询，且最多按一种方式细分。',
      en: 'So narrow a figure could tell of single households. Ask for whole calendar years, divided in one way at most.',
    });
    this.measure = measure;
  }
}

export const IndicatorsResult = createUnionType({
  name: 'IndicatorsResult',
  description: '统计查询结果 The figures, or why not.',
  types: () => [IndicatorReport, InvalidInput, NotFound, FigureTooNarrow] as const,
});
