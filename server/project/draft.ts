/** Promises that what a draft says of a project keeps every rule that needs no other row: a clean draft, or the field that breaks one. */
import type { FundraisingPlanInput, ProjectContentInput } from '../../schema/project/inputs';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { PlanDraft, ProjectDraft } from './project.repository';

export interface Draft {
  readonly project: ProjectDraft;
  readonly plan: PlanDraft;
}

const areaMaximum = 50;

export function readDraft(content: ProjectContentInput): Draft | InvalidInput {
  const name = requireText('content.name', content.name, { maximum: 120 });
  if (isRefusal(name)) return name;
  const wrong = wrongWindow(content) ?? wrongMoney(content) ?? wrongReach(content);
  if (wrong) return wrong;
  const plan = readPlan(content.plan);
  if (isRefusal(plan)) return plan;
  const project = {
    name,
    fundraisingMode: content.fundraisingMode,
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    targetFen: content.targetFen,
    budgetFen: content.budgetFen,
    capPerCaseFen: content.capPerCaseFen,
    serviceKinds: distinct(content.serviceKinds),
    areaCodes: distinct(content.areaCodes),
    situations: distinct(content.situations ?? []),
    lowIncomeCategories: distinct(content.lowIncomeCategories ?? []),
  };
  return { project, plan };
}

function wrongWindow(content: ProjectContentInput): InvalidInput | undefined {
  if (content.endsOn >= content.startsOn) return undefined;
  return new InvalidInput('content.endsOn', {
    zh: '结束日期不能早于起始日期。请改正后重试。',
    en: 'The window must not end before it starts. Correct it and try again.',
  });
}

function wrongMoney(content: ProjectContentInput): InvalidInput | undefined {
  for (const field of ['targetFen', 'budgetFen', 'capPerCaseFen'] as const)
    if (content[field] <= 0n)
      return new InvalidInput(`content.${field}`, {
        zh: '金额须大于零。请改正后重试。',
        en: 'The amount must be above zero. Correct it and try again.',
      });
  if (content.capPerCaseFen <= content.budgetFen) return undefined;
  return new InvalidInput('content.capPerCaseFen', {
    zh: '单案上限不能超过预算。请改正后重试。',
    en: 'One case must not cost more than the budget. Correct it and try again.',
  });
}

function wrongReach(content: ProjectContentInput): InvalidInput | undefined {
  if (content.serviceKinds.length === 0)
    return new InvalidInput('content.serviceKinds', {
      zh: '请至少选择一种服务类别。',
      en: 'Name at least one kind of help.',
    });
  return (
    wrongAreas('content.areaCodes', content.areaCodes) ?? wrongAreas('content.plan.areaCodes', content.plan.areaCodes)
  );
}

function wrongAreas(field: string, codes: readonly string[]): InvalidInput | undefined {
  if (codes.length > 0 && codes.length <= areaMaximum) return undefined;
  return new InvalidInput(field, {
    zh: `请填写 1 至 ${areaMaximum} 个区划代码。`,
    en: `Name 1 to ${areaMaximum} area codes.`,
  });
}

const planTexts = {
  purpose: { maximum: 1_000, multiline: true },
  responsiblePerson: { maximum: 60 },
  officeAddress: { maximum: 200 },
  bankName: { maximum: 120 },
  beneficiaries: { maximum: 500, multiline: true },
  useOfProceeds: { maximum: 1_000, multiline: true },
  costDetail: { maximum: 500, multiline: true },
  leftoverUse: { maximum: 500, multiline: true },
} as const;

function readPlan(plan: FundraisingPlanInput): PlanDraft | InvalidInput {
  const texts: Record<string, string> = {};
  for (const [field, limits] of Object.entries(planTexts)) {
    const text = requireText(`content.plan.${field}`, plan[field as keyof typeof planTexts], limits);
    if (isRefusal(text)) return text;
    texts[field] = text;
  }
  const bankAccount = plan.bankAccount.replaceAll(/[ -]/g, '');
  if (!/^\d{8,30}$/.test(bankAccount))
    return new InvalidInput('content.plan.bankAccount', {
      zh: '银行账户须为 8 至 30 位数字。请核对后重试。',
      en: 'An account has 8 to 30 digits. Check it and try again.',
    });
  if (plan.donationChannels.length === 0)
    return new InvalidInput('content.plan.donationChannels', {
      zh: '请至少选择一种接受捐赠方式。',
      en: 'Name at least one way by which donations are taken.',
    });
  const { costFen } = plan;
  return {
    ...(texts as unknown as Record<keyof typeof planTexts, string>),
    ...{ bankAccount, costFen, areaCodes: distinct(plan.areaCodes), donationChannels: distinct(plan.donationChannels) },
  };
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)].sort();
}
