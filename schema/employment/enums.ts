/** Promises the closed words of employment: posts, what health allows, and what became of a placement. */
import { registerEnumType } from 'type-graphql';

export enum JobPostKind {
  JOB_LEAD = 'JOB_LEAD',
  PUBLIC_WELFARE_POST = 'PUBLIC_WELFARE_POST',
}

registerEnumType(JobPostKind, {
  name: 'JobPostKind',
  description: '岗位类别 What kind of post.',
  valuesConfig: {
    JOB_LEAD: { description: '就业信息 A job on the market.' },
    PUBLIC_WELFARE_POST: { description: '公益性岗位 A post set up for those who find no other.' },
  },
});

export enum WorkAbility {
  STANDING = 'STANDING',
  LIFTING = 'LIFTING',
  OUTDOORS = 'OUTDOORS',
  FINE_HANDWORK = 'FINE_HANDWORK',
  SCREEN_WORK = 'SCREEN_WORK',
  NIGHT_WORK = 'NIGHT_WORK',
}

registerEnumType(WorkAbility, {
  name: 'WorkAbility',
  description: '身体条件 What a post asks of the body, and what the health of a person allows.',
  valuesConfig: {
    STANDING: { description: '久站 To stand for hours.' },
    LIFTING: { description: '搬抬 To lift and carry.' },
    OUTDOORS: { description: '户外 To work outdoors in any season.' },
    FINE_HANDWORK: { description: '手工 Fine work with both hands.' },
    SCREEN_WORK: { description: '看屏 To read from a screen for hours.' },
    NIGHT_WORK: { description: '夜班 To work at night.' },
  },
});

export enum PlacementStatus {
  REFERRED = 'REFERRED',
  INTERVIEWED = 'INTERVIEWED',
  HIRED = 'HIRED',
  KEPT_3_MONTHS = 'KEPT_3_MONTHS',
  KEPT_6_MONTHS = 'KEPT_6_MONTHS',
  ENDED = 'ENDED',
}

registerEnumType(PlacementStatus, {
  name: 'PlacementStatus',
  description: '就业进展 How a placement stands; each step follows the one before.',
  valuesConfig: {
    REFERRED: { description: '已推荐 Referred to the post.' },
    INTERVIEWED: { description: '已面试 Interviewed.' },
    HIRED: { description: '已录用 Hired; takes a place of the post.' },
    KEPT_3_MONTHS: { description: '在岗满3个月 Still there three months after the hiring.' },
    KEPT_6_MONTHS: { description: '在岗满6个月 Still there six months after the hiring.' },
    ENDED: { description: '已结束 Ended; a place that was taken is free again.' },
  },
});

export enum PlacementEnd {
  NOT_HIRED = 'NOT_HIRED',
  DECLINED = 'DECLINED',
  LEFT = 'LEFT',
  DISMISSED = 'DISMISSED',
  CONTRACT_OVER = 'CONTRACT_OVER',
}

registerEnumType(PlacementEnd, {
  name: 'PlacementEnd',
  description: '结束原因 Why a placement ended. NOT_HIRED and DECLINED before a hiring, the others after it.',
  valuesConfig: {
    NOT_HIRED: { description: '未录用 The employer did not hire.' },
    DECLINED: { description: '本人放弃 The person did not want it.' },
    LEFT: { description: '离职 The person left.' },
    DISMISSED: { description: '被辞退 The employer ended it.' },
    CONTRACT_OVER: { description: '合同到期 The contract was over.' },
  },
});
