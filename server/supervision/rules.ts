/** Promises the statutory clocks as pure rules: from what is known, every obligation with the day it runs from and the day it is due. */
import { FundraisingMode, ProjectStatus } from '../../schema/project/enums';
import { ObligationRule } from '../../schema/supervision/obligation';
import { addDays, addMonths } from '../day';

export interface Clock {
  readonly rule: ObligationRule;
  readonly anchorOn: string;
  readonly dueOn: string;
  /** Done by a step of the project itself. */
  readonly fulfilledOn?: string;
}

export interface ProjectFacts {
  readonly status: ProjectStatus;
  readonly fundraisingMode: FundraisingMode;
  readonly draftedOn: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly filedOn: string | null;
  readonly closedOn: string | null;
  readonly settledOn: string | null;
  readonly disclosedOn: string | null;
  readonly leftoverFen: bigint | null;
  readonly partnered: boolean;
}

const disclosure = '《慈善组织信息公开办法》（民政部令第81号，2026年1月1日起施行）';

/** Where each rule comes from. Articles are named where the text was read. */
export const sources: Record<ObligationRule, string> = {
  FILING: '《慈善组织公开募捐方案备案指引（试行）》（2026年1月1日起施行）：公开募捐十日前备案',
  PROGRESS_REPORT: `${disclosure}：周期大于六个月的，至少每三个月公开一次`,
  FULL_REPORT: `${disclosure}：结束后三个月内全面公开`,
  LEFTOVER_PROPERTY: `${disclosure}：慈善项目终止后三个月内公开剩余财产处理情况`,
  PARTNER_EVALUATION: `${disclosure}：公开募捐活动结束后三个月内公开对合作方的评估`,
  RELATED_PARTY_DEALING: `${disclosure}第十四条：发生后三十日内`,
  MAJOR_TRANSACTION: `${disclosure}第十三条：发生后三十日内`,
  ANNUAL_REPORT: `${disclosure}：每年5月31日前公开年度工作报告和财务会计报告`,
  RELATED_PARTY_LIST: `${disclosure}第十五条：每年5月31日前报送关联方名单`,
  MAJOR_PROJECTS: `${disclosure}：不具有公开募捐资格的，每年5月31日前公开上年度重大慈善项目`,
  RIGID_EXPENDITURE_VALIDITY: '刚性支出困难家庭认定办法（民政部，2024年10月）：认定有效期不超过十二个月',
};

/** Rules that no step of a project fulfils: somebody says that it was done, and where it can be seen. */
export const fulfilledByHand: ReadonlySet<ObligationRule> = new Set([
  ObligationRule.PROGRESS_REPORT,
  ObligationRule.PARTNER_EVALUATION,
  ObligationRule.RELATED_PARTY_DEALING,
  ObligationRule.MAJOR_TRANSACTION,
  ObligationRule.ANNUAL_REPORT,
  ObligationRule.RELATED_PARTY_LIST,
  ObligationRule.MAJOR_PROJECTS,
]);

/** Rules that begin with a dealing. */
export const begunByDealing: ReadonlySet<ObligationRule> = new Set([
  ObligationRule.RELATED_PARTY_DEALING,
  ObligationRule.MAJOR_TRANSACTION,
]);

const reportMonths = 3;
const longMonths = 6;

/** The clocks of one project, as far as it has come. */
export function clocksOfProject(facts: ProjectFacts): Clock[] {
  const clocks: Clock[] = [];
  const isPublic = facts.fundraisingMode === FundraisingMode.PUBLIC;
  if (isPublic)
    clocks.push({
      rule: ObligationRule.FILING,
      anchorOn: facts.draftedOn,
      dueOn: addDays(facts.startsOn, -10),
      fulfilledOn: facts.filedOn ?? undefined,
    });
  const begun = ![ProjectStatus.DRAFT, ProjectStatus.FILED].includes(facts.status);
  if (begun) clocks.push(...progressClocks(facts.startsOn, facts.closedOn ?? facts.endsOn, facts.endsOn));
  if (facts.closedOn === null) return clocks;
  const atEnd = { anchorOn: facts.closedOn, dueOn: addMonths(facts.closedOn, reportMonths) };
  const fulfilledOn = facts.disclosedOn ?? undefined;
  clocks.push({ rule: ObligationRule.FULL_REPORT, ...atEnd, fulfilledOn });
  // Nothing is owed about what was left when nothing was.
  if (facts.leftoverFen !== 0n) clocks.push({ rule: ObligationRule.LEFTOVER_PROPERTY, ...atEnd, fulfilledOn });
  if (isPublic && facts.partnered) clocks.push({ rule: ObligationRule.PARTNER_EVALUATION, ...atEnd });
  return clocks;
}

/** Every three months within a window that is longer than six; what would fall on its end or later is in the full report. */
function progressClocks(startsOn: string, endedOn: string, endsOn: string): Clock[] {
  if (addDays(endsOn, 1) <= addMonths(startsOn, longMonths)) return [];
  const clocks: Clock[] = [];
  for (let months = reportMonths; addMonths(startsOn, months) < endedOn; months += reportMonths)
    clocks.push({
      rule: ObligationRule.PROGRESS_REPORT,
      anchorOn: addMonths(startsOn, months - reportMonths),
      dueOn: addMonths(startsOn, months),
    });
  return clocks;
}

/** What a charity owes by 31 May of the year in which a day lies. */
export function clocksOfYear(day: string, qualified: boolean): Clock[] {
  const year = day.slice(0, 4);
  const rules = [ObligationRule.ANNUAL_REPORT, ObligationRule.RELATED_PARTY_LIST];
  if (!qualified) rules.push(ObligationRule.MAJOR_PROJECTS);
  return rules.map((rule) => ({ rule, anchorOn: `${year}-01-01`, dueOn: `${year}-05-31` }));
}

/** A dealing is published within thirty days. */
export function clockOfDealing(rule: ObligationRule, happenedOn: string): Clock {
  return { rule, anchorOn: happenedOn, dueOn: addDays(happenedOn, 30) };
}

/** A recognition of rigid expenditure is looked at again within twelve months. */
export function clockOfRecognition(recognisedOn: string): Clock {
  return {
    rule: ObligationRule.RIGID_EXPENDITURE_VALIDITY,
    anchorOn: recognisedOn,
    dueOn: addMonths(recognisedOn, 12),
  };
}
