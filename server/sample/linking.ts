/** Promises who of the sample stays with which household, the meetings of the year of the case, and what was learned from cases. */
import type { SampleAccount } from './actors';
import type { HouseholdPlan } from './households';
import type { SeededChance } from './random';

export interface LinkingPlan {
  readonly pairings: readonly {
    readonly pairingId: string;
    readonly contactId: string;
    readonly householdId: string;
    readonly helper: SampleAccount;
  }[];
  readonly meetings: readonly {
    readonly meetingId: string;
    readonly holdId: string;
    readonly startsAt: string;
    readonly title: string;
    readonly issues: readonly {
      readonly issueId: string;
      readonly followUpId: string;
      /** Of its settlement, where it takes longer. */
      readonly settleId: string;
      readonly title: string;
      readonly detail: string;
      readonly isResolved: boolean;
    }[];
  }[];
  readonly experiences: readonly {
    readonly experienceId: string;
    readonly publishId: string;
    readonly title: string;
    readonly body: string;
  }[];
}

/** Chosen so that each team has about two pairings; the case tells of pairing without a number. */
const pairingCount = 34;

const quarters = [
  ['2023-03-30T01:00:00Z', '第一季度社会救助沟通会'],
  ['2023-06-29T01:00:00Z', '第二季度社会救助沟通会'],
  ['2023-09-28T01:00:00Z', '第三季度社会救助沟通会'],
  ['2023-12-28T01:00:00Z', '第四季度社会救助沟通会'],
] as const;

const raised = [
  ['转介后应答偏慢', '部分机构三日内未应答，请说明原因并提出改进办法。'],
  ['适老化改造排期长', '排期超过两个月，请增加施工队伍或分批实施。'],
] as const;

const learned = [
  [
    '先陪伴，后讲政策',
    '一位独居老人担心被人议论，不愿申请救助。顾问先以陪伴和打扫开始，三个月后老人主动询问政策，由顾问全程代办。',
  ],
  [
    '从救助到自立',
    '一位失业的母亲参加麻编培训并接到订单，收入稳定后主动退出低保。关键在于培训时间与照护孩子的时间错开。',
  ],
] as const;

export function planLinking(
  households: readonly HouseholdPlan[],
  advisers: readonly SampleAccount[],
  chance: SeededChance,
): LinkingPlan {
  const serving = (areaCode: string) =>
    advisers.filter((adviser) => adviser.roles.some((held) => areaCode.startsWith(held.areaCode!)));
  return {
    pairings: chance.pickSome(households, pairingCount).map(({ householdId, areaCode }) => ({
      ...{ pairingId: chance.uuid(), contactId: chance.uuid(), householdId },
      helper: chance.pick(serving(areaCode)),
    })),
    meetings: quarters.map(([startsAt, title]) => ({
      ...{ meetingId: chance.uuid(), holdId: chance.uuid(), startsAt, title },
      issues: raised.map(([issue, detail], index) => ({
        ...{
          issueId: chance.uuid(),
          followUpId: chance.uuid(),
          settleId: chance.uuid(),
          title: issue,
          detail,
          isResolved: index === 0,
        },
      })),
    })),
    experiences: learned.map(([title, body]) => ({
      ...{ experienceId: chance.uuid(), publishId: chance.uuid(), title, body },
    })),
  };
}
