/** Promises what those on the list of a case are told when something happens in it: which case, and what. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Instant } from '../scalars';

export enum CaseStepKind {
  OPENED = 'OPENED',
  ASSESSED = 'ASSESSED',
  PLANNED = 'PLANNED',
  STEP_COMPLETED = 'STEP_COMPLETED',
  GOAL_SETTLED = 'GOAL_SETTLED',
  SERVICE_LINKED = 'SERVICE_LINKED',
  REVIEWED = 'REVIEWED',
  LIST_CHANGED = 'LIST_CHANGED',
  OPENED_BY_FORCE = 'OPENED_BY_FORCE',
  CLOSED = 'CLOSED',
}

registerEnumType(CaseStepKind, {
  name: 'CaseStepKind',
  description: '个案动态 What happened in a case.',
  valuesConfig: {
    OPENED: { description: '建案 It was opened.' },
    ASSESSED: { description: '评估 It was assessed.' },
    PLANNED: { description: '制定计划 Goals and steps were added.' },
    STEP_COMPLETED: { description: '完成步骤 A step was done.' },
    GOAL_SETTLED: { description: '目标结果 A goal was reached or given up.' },
    SERVICE_LINKED: { description: '关联服务 Something that serves it was linked.' },
    REVIEWED: { description: '评审 It was reviewed.' },
    LIST_CHANGED: {
      description:
        '人员变动 It was handed over, somebody came on its list or left it, or its provider did. Perhaps you.',
    },
    OPENED_BY_FORCE: { description: '紧急查阅 The bureau opened it for 24 hours.' },
    CLOSED: { description: '结案 It was closed.' },
  },
});

@ObjectType({ description: '个案动态 Something happened in a case on whose list you are.' })
export class CaseChanged {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => CaseStepKind, { description: '动态 What happened.' })
  step!: CaseStepKind;

  @Field(() => ID, { description: '个案 Global id of the case; read it by `careCase`, which is written down.' })
  caseId!: string;
}
