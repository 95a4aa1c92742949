/** Promises every condition and every outcome in plain words of both languages. Pure; no name, number or address can be in them. */
import type { StandardKind } from '../../schema/policy/eligibility';
import { ConditionKind } from '../../schema/policy/eligibility';
import type { MissingFact } from '../../schema/policy/screening';
import { Verdict } from '../../schema/policy/screening';
import type { LowIncomeCategory } from '../../schema/household/household';
import type { AttestedFact } from '../../schema/household/means';
import { DisabilityLevel } from '../../schema/household/means';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Message } from '../message';
import { ageMaximum, type Condition, type Limit } from './eligibility';
import type { Outcome } from './screening';

const categories: Record<LowIncomeCategory, Message> = {
  DIBAO: { zh: '低保对象', en: 'recipients of the minimum living allowance' },
  TEKUN: { zh: '特困人员', en: 'people in extreme hardship' },
  ANTI_RETURN_MONITORED: { zh: '防止返贫监测对象', en: 'people monitored against falling back into poverty' },
  DIBAO_MARGINAL: { zh: '低保边缘家庭', en: 'households just above the allowance' },
  RIGID_EXPENDITURE: { zh: '刚性支出困难家庭', en: 'households in hardship through unavoidable spending' },
  OTHER_HARDSHIP: { zh: '其他困难人员', en: 'people in other hardship' },
  NOT_RECOGNISED: { zh: '暂不符合政府救助条件的家庭', en: 'households not eligible for state relief' },
};

const situations: Record<Situation, Message> = {
  DISABLED: { zh: '残疾', en: 'disability' },
  SERIOUSLY_ILL: { zh: '重病', en: 'serious illness' },
  ELDERLY_ALONE: { zh: '独居老人', en: 'elderly living alone' },
  ELDERLY: { zh: '老年人', en: 'elderly' },
  MINOR: { zh: '未成年人', en: 'minors' },
  SINGLE_PARENT: { zh: '单亲', en: 'single parent' },
  UNEMPLOYED: { zh: '失业', en: 'out of work' },
  MENTAL_ILLNESS: { zh: '精神障碍', en: 'mental illness' },
  DOMESTIC_VIOLENCE: { zh: '家暴', en: 'domestic violence' },
  FAMILY_DISPUTE: { zh: '家庭纠纷', en: 'family dispute' },
  DISASTER_STRUCK: { zh: '受灾', en: 'struck by a disaster' },
  BEREAVED: { zh: '亲人过世', en: 'bereaved' },
  AWAY_FROM_REGISTERED_HOME: { zh: '人户分离', en: 'away from the registered home' },
};

const attested: Record<AttestedFact, Message> = {
  LOCAL_REGISTRATION: { zh: '有本地户籍或居住证', en: 'is registered here or has a residence permit' },
  NO_ABLE_SUPPORTER: { zh: '没有有能力赡养、抚养、扶养的人', en: 'has nobody able to support it as the law asks' },
  SUDDEN_EVENT: { zh: '遇到突发事件、意外或大病', en: 'was struck by a sudden event, an accident or a grave illness' },
};

const standards: Record<StandardKind, Message> = {
  DIBAO_MONTHLY: { zh: '低保标准', en: 'the minimum living standard' },
  DISPOSABLE_INCOME_MONTHLY: { zh: '上年度居民人均可支配收入', en: 'the disposable income per head of last year' },
  PROPERTY_PER_HEAD: { zh: '当地财产限额', en: 'the local property limit' },
  RIGID_SPENDING_PERMILLE: { zh: '当地规定的比例', en: 'the local share' },
};

const missing: Record<MissingFact, Message> = {
  INCOME: { zh: '家庭收入还没有登记', en: 'the income is not recorded' },
  PROPERTY: { zh: '家庭财产还没有登记', en: 'the property is not recorded' },
  RIGID_SPENDING: { zh: '刚性支出还没有登记', en: 'the rigid spending is not recorded' },
  AGE: { zh: '成员的准确年龄还不清楚', en: 'the exact age of a member is not known' },
  DISABILITY: { zh: '成员的残疾等级还没有登记', en: 'the disability level of a member is not recorded' },
  ATTESTATION: { zh: '这一情况还没有核实', en: 'nobody attested it yet' },
  LOCAL_STANDARD: { zh: '当地标准还没有登记', en: 'the local standard is not recorded' },
  MEANS_CHECK_REFUSED: { zh: '家庭未授权核对经济状况', en: 'the household does not authorise a means check' },
};

const join = (words: readonly Message[]): Message => ({
  zh: words.map((word) => word.zh).join('、'),
  en: words.map((word) => word.en).join(', '),
});

/** An amount of fen as people write it: 1234.50. */
export function yuan(fen: bigint): string {
  const cents = fen % 100n;
  return `${fen / 100n}${cents === 0n ? '' : `.${String(cents).padStart(2, '0')}`}`;
}

function limitWords(limit: Limit): Message {
  if ('fen' in limit) return { zh: `${yuan(BigInt(limit.fen))}元`, en: `${yuan(BigInt(limit.fen))} yuan` };
  const { zh, en } = standards[limit.standard];
  if (limit.factorPermille === 1_000) return { zh, en };
  const times = String(limit.factorPermille / 1_000);
  return { zh: `${zh}的${times}倍`, en: `${times} times ${en}` };
}

function rangeWords({ from, to }: { readonly from: number; readonly to: number }): Message {
  if (to === ageMaximum) return { zh: `${from}及以上`, en: `${from} or more` };
  return from === 0 ? { zh: `${to}及以下`, en: `${to} or less` } : { zh: `${from}至${to}`, en: `${from} to ${to}` };
}

/** What a condition asks. */
export function conditionWords(condition: Condition): Message {
  switch (condition.kind) {
    case ConditionKind.ALL:
      return { zh: '以下各项都要满足', en: 'all of these' };
    case ConditionKind.ANY:
      return { zh: '以下满足一项即可', en: 'one of these' };
    case ConditionKind.NOT:
      return { zh: '不属于以下情况', en: 'not this' };
    case ConditionKind.CATEGORY_IN: {
      const { zh, en } = join(condition.categories.map((category) => categories[category]));
      return { zh: `属于${zh}`, en: `belongs to ${en}` };
    }
    case ConditionKind.SITUATION_IN: {
      const { zh, en } = join(condition.situations.map((situation) => situations[situation]));
      return { zh: `家庭情形：${zh}`, en: `situation: ${en}` };
    }
    case ConditionKind.AREA_IN:
      return {
        zh: `住在区划 ${condition.areaCodes.join('、')}`,
        en: `lives in area ${condition.areaCodes.join(', ')}`,
      };
    case ConditionKind.SIZE_BETWEEN: {
      const { zh, en } = rangeWords(condition);
      return { zh: `家庭人口 ${zh} 人`, en: `${en} members` };
    }
    case ConditionKind.MEMBER_AGED: {
      const { zh, en } = rangeWords(condition);
      return { zh: `有 ${zh} 周岁的成员`, en: `a member aged ${en}` };
    }
    case ConditionKind.MEMBER_DISABLED:
      return disabilityWords(condition.disabilityLevels);
    case ConditionKind.INCOME_PER_HEAD_BELOW: {
      const { zh, en } = limitWords(condition.limit);
      return { zh: `人均月收入低于${zh}`, en: `income per head and month below ${en}` };
    }
    case ConditionKind.PROPERTY_PER_HEAD_AT_MOST: {
      const { zh, en } = limitWords(condition.limit);
      return { zh: `人均财产不超过${zh}`, en: `property per head at most ${en}` };
    }
    case ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST: {
      const share = condition.permille === undefined ? undefined : `${condition.permille / 10}%`;
      return {
        zh: `近12个月刚性支出占收入不低于${share ?? standards.RIGID_SPENDING_PERMILLE.zh}`,
        en: `rigid spending of 12 months at least ${share ?? standards.RIGID_SPENDING_PERMILLE.en} of the income`,
      };
    }
    case ConditionKind.ATTESTED: {
      const { zh, en } = attested[condition.fact];
      return { zh: `家庭${zh}`, en: `the household ${en}` };
    }
  }
}

function disabilityWords(levels: readonly DisabilityLevel[]): Message {
  const numbers = levels.filter((level) => level !== DisabilityLevel.NONE).map((level) => level.slice(-1));
  return {
    zh: `有残疾等级为 ${numbers.join('、')} 级的成员`,
    en: `a member with a disability of level ${numbers.join(', ')}`,
  };
}

/** How one condition stands, and by how much or what is missing. */
export function outcomeWords(outcome: Outcome): Message {
  const asked = conditionWords(outcome.condition);
  if (outcome.verdict === Verdict.ELIGIBLE) return { zh: `符合：${asked.zh}。`, en: `Holds: ${asked.en}.` };
  if (outcome.verdict === Verdict.UNKNOWN) {
    const gap = outcome.missing && missing[outcome.missing];
    return {
      zh: gap ? `未知：${asked.zh}；${gap.zh}。` : `未知：${asked.zh}。`,
      en: gap ? `Unknown: ${asked.en}; ${gap.en}.` : `Unknown: ${asked.en}.`,
    };
  }
  if (outcome.excessFen === undefined) return { zh: `不符合：${asked.zh}。`, en: `Does not hold: ${asked.en}.` };
  const by = yuan(outcome.excessFen);
  if (outcome.excessFen === 0n)
    return { zh: `不符合：${asked.zh}；正好等于标准。`, en: `Does not hold: ${asked.en}; it is exactly the limit.` };
  return { zh: `不符合：${asked.zh}；高出 ${by} 元。`, en: `Does not hold: ${asked.en}; ${by} yuan above.` };
}

/** Why the whole stands as it does: the single conditions that decide it. */
export function summaryWords(outcomes: readonly Outcome[]): Message {
  const [whole] = outcomes;
  const leaves = outcomes.filter(({ condition }) => !('of' in condition));
  if (whole!.verdict === Verdict.ELIGIBLE)
    return {
      zh: '按已登记的信息，可能符合条件。由主管部门审核决定。',
      en: 'By what is recorded it may be eligible. The department decides.',
    };
  const deciding = leaves.filter(({ path, verdict }) => verdict === sideOf(whole!.verdict, negations(path, outcomes)));
  const words = deciding.slice(0, 3).map(outcomeWords);
  return whole!.verdict === Verdict.UNKNOWN
    ? {
        zh: `还不能判断。${words.map(({ zh }) => zh).join('')}`,
        en: `Not known yet. ${words.map(({ en }) => en).join(' ')}`,
      }
    : {
        zh: `暂不符合。${words.map(({ zh }) => zh).join('')}`,
        en: `Not eligible. ${words.map(({ en }) => en).join(' ')}`,
      };
}

/** How many NOT stand above a place. */
function negations(path: string, outcomes: readonly Outcome[]): number {
  return outcomes.filter(
    ({ path: above, condition }) =>
      condition.kind === ConditionKind.NOT && path !== above && (above === '' || path.startsWith(`${above}.`)),
  ).length;
}

function sideOf(whole: Verdict, turned: number): Verdict {
  if (whole === Verdict.UNKNOWN || turned % 2 === 0) return whole;
  return whole === Verdict.ELIGIBLE ? Verdict.NOT_ELIGIBLE : Verdict.ELIGIBLE;
}
