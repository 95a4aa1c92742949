/** Promises the early warning of the contract: by which rule, how grave, since when, and what became of it. Codes and days, never a person's words. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { Instant } from '../scalars';

export enum WarningLevel {
  BLUE = 'BLUE',
  YELLOW = 'YELLOW',
  ORANGE = 'ORANGE',
  RED = 'RED',
}

registerEnumType(WarningLevel, {
  name: 'WarningLevel',
  description: '预警级别 How grave a warning is, in the four colours of the Emergency Response Law (2007, article 42).',
  valuesConfig: {
    BLUE: { description: '蓝色（四级） Fourth level, the lowest: keep an eye on it.' },
    YELLOW: { description: '黄色（三级） Third level: look into it.' },
    ORANGE: { description: '橙色（二级） Second level: act now.' },
    RED: { description: '红色（一级） First level, the highest: act at once and report.' },
  },
});

export enum WarningRule {
  NEED_UNMET = 'NEED_UNMET',
  SEVERAL_NEEDS = 'SEVERAL_NEEDS',
  CLAIM_INTERRUPTED = 'CLAIM_INTERRUPTED',
  DELIVERY_DISPUTED = 'DELIVERY_DISPUTED',
  REVISIT_OVERDUE = 'REVISIT_OVERDUE',
  RECOGNITION_ENDING = 'RECOGNITION_ENDING',
  VISIT_OVERDUE = 'VISIT_OVERDUE',
  SEVERAL_MISFORTUNES = 'SEVERAL_MISFORTUNES',
  APPLICATION_OVERDUE = 'APPLICATION_OVERDUE',
  ASSISTANCE_ENDED = 'ASSISTANCE_ENDED',
  SILENT_HOUSEHOLD = 'SILENT_HOUSEHOLD',
}

registerEnumType(WarningRule, {
  name: 'WarningRule',
  description: '预警规则 By which rule a household is on the ledger; days are those of Asia/Shanghai.',
  valuesConfig: {
    NEED_UNMET: {
      description:
        '需求久未对接 A verified need waits for somebody: routine from 7, 15, 30, 60 days on blue to red; urgent from 1, 3, 7 days on yellow to red; an emergency orange at once and red the next day.',
    },
    SEVERAL_NEEDS: { description: '短期多项需求 Within 90 days three needs (yellow) or five (orange).' },
    CLAIM_INTERRUPTED: {
      description: '认领中断 Within 30 days one claim (blue), two (yellow) or three (orange) ended without delivery.',
    },
    DELIVERY_DISPUTED: {
      description: '交付争议 A delivery is disputed: yellow at once, orange after 3 days, red after 7.',
    },
    REVISIT_OVERDUE: {
      description: '回访逾期 A revisit is overdue: blue from the next day, yellow after 7, orange after 30.',
    },
    RECOGNITION_ENDING: {
      description:
        '认定到期 A recognition for twelve months ends: blue from 30 days before, yellow from the day after, orange 30 days later.',
    },
    VISIT_OVERDUE: {
      description: '必访逾期 A mandatory visit is overdue: yellow from the next day, orange after 4, red after 8.',
    },
    SEVERAL_MISFORTUNES: {
      description:
        '连遭变故 Within 90 days two misfortunes (yellow) or three (orange): illness, death, accident, disaster.',
    },
    APPLICATION_OVERDUE: {
      description: '审核逾期 A department has not decided in time: yellow from the next day, orange after 15.',
    },
    ASSISTANCE_ENDED: {
      description: '退出救助 Left the register within 90 days: blue after re-employment, else yellow.',
    },
    SILENT_HOUSEHOLD: {
      description:
        '长期无需求 Registered in hardship, and no need since: blue after 180 days; with two situations or more blue after 90 and yellow after 180.',
    },
  },
});

export enum WarningState {
  OPEN = 'OPEN',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  RESOLVED = 'RESOLVED',
  LAPSED = 'LAPSED',
}

registerEnumType(WarningState, {
  name: 'WarningState',
  description: '预警状态 What became of a warning.',
  valuesConfig: {
    OPEN: { description: '待处置 Nobody has taken it up since it was raised or rose.' },
    ACKNOWLEDGED: { description: '处置中 Somebody has taken it up.' },
    RESOLVED: { description: '已处置 Somebody has dealt with it and said how; a new sign raises it again.' },
    LAPSED: { description: '自动解除 Its rule holds no longer; when it holds again the warning is raised again.' },
  },
});

export enum WarningOutcome {
  NEED_TAKEN_DOWN = 'NEED_TAKEN_DOWN',
  HELP_ARRANGED = 'HELP_ARRANGED',
  POLICY_APPLIED_FOR = 'POLICY_APPLIED_FOR',
  VISITED_NOTHING_NEEDED = 'VISITED_NOTHING_NEEDED',
  HELP_DECLINED = 'HELP_DECLINED',
  NOT_REACHED = 'NOT_REACHED',
  MOVED_AWAY = 'MOVED_AWAY',
}

registerEnumType(WarningOutcome, {
  name: 'WarningOutcome',
  description: '处置结果 How a warning was dealt with.',
  valuesConfig: {
    NEED_TAKEN_DOWN: { description: '已登记需求 A need was found and taken down.' },
    HELP_ARRANGED: { description: '已落实帮扶 Help was arranged.' },
    POLICY_APPLIED_FOR: { description: '已申请政策 A policy was applied for.' },
    VISITED_NOTHING_NEEDED: { description: '走访无需求 Visited; nothing is needed.' },
    HELP_DECLINED: { description: '婉拒帮助 The household does not want help.' },
    NOT_REACHED: { description: '未能联系 Nobody was reached.' },
    MOVED_AWAY: { description: '已迁出 The household has moved away.' },
  },
});

@ObjectType({
  implements: Node,
  description:
    '预警 A line of the monitoring and early-warning ledger (监测预警台账): one for each household and rule, raised again when the rule holds again.',
})
export class Warning extends Node {
  @Field(() => WarningRule, { description: '规则 By which rule.' })
  rule!: WarningRule;

  @Field(() => WarningLevel, { description: '级别 How grave it is now, or was when it ended.' })
  level!: WarningLevel;

  @Field(() => WarningState, { description: '状态 What became of it.' })
  state!: WarningState;

  @Field(() => String, { description: '原因（中文） Why, in Chinese: codes and numbers, nothing personal.' })
  reasonZh!: string;

  @Field(() => String, { description: '原因（英文） Why, in English: codes and numbers, nothing personal.' })
  reasonEn!: string;

  @Field(() => Int, { description: '涉及件数 How many needs, claims or the like it is about.' })
  cases!: number;

  @Field(() => Instant, { description: '起始 Since when its rule holds, by what happened; not when a job found it.' })
  since!: Date;

  @Field(() => Instant, { description: '本级起始 Since when it has had its level.' })
  levelSince!: Date;

  @Field(() => Boolean, {
    description: '受限 Comes from a restricted need: only those see it who took that need down or referred it.',
  })
  restricted!: boolean;

  @Field(() => Int, { description: '触发次数 How often it was raised.' })
  timesRaised!: number;

  @Field(() => Instant, { nullable: true, description: '受理时间 When somebody took it up.' })
  acknowledgedAt?: Date;

  @Field(() => ID, { nullable: true, description: '受理人 The account that took it up.' })
  acknowledgedById?: string;

  @Field(() => Instant, { nullable: true, description: '结束时间 When it was resolved or lapsed.' })
  endedAt?: Date;

  @Field(() => ID, { nullable: true, description: '处置人 The account that resolved it; null when it lapsed.' })
  resolvedById?: string;

  @Field(() => WarningOutcome, { nullable: true, description: '处置结果 How it was dealt with.' })
  outcome?: WarningOutcome;

  /** Not part of the contract. */
  householdId!: string;
}

export const WarningConnection = connectionOf('Warning', () => Warning);
