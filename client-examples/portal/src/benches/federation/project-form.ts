/** Promises a draft of a project as its form holds it, as the contract takes it, and what is missing or does not agree. Pure. */
import { daysBetween } from '../../parts/days';
import type { PickedArea } from '../../parts/area-picker';
import { fenOfYuan, yuanOfFen } from '../../parts/money';
import { addDays } from '../../parts/days';
import type { DraftingQuery, DraftProjectMutationVariables } from './drafting.documents';

export type Content = DraftProjectMutationVariables['input']['content'];
export type DraftOfServer = NonNullable<DraftingQuery['charityProject']>;

export const texts = [
  ...['name', 'purpose', 'beneficiaries', 'useOfProceeds', 'leftoverUse'],
  ...['responsiblePerson', 'officeAddress', 'bankName', 'bankAccount', 'costDetail'],
] as const satisfies readonly string[];
export const amounts = ['target', 'budget', 'cap', 'cost'] as const;

export interface ProjectForm {
  readonly name: string;
  readonly mode: Content['fundraisingMode'];
  readonly startsOn: string;
  readonly endsOn: string;
  /** In yuan, as typed. */
  readonly target: string;
  readonly budget: string;
  readonly cap: string;
  readonly cost: string;
  readonly costDetail: string;
  readonly kinds: Content['serviceKinds'];
  readonly areas: readonly PickedArea[];
  readonly situations: NonNullable<Content['situations']>;
  readonly categories: NonNullable<Content['lowIncomeCategories']>;
  readonly purpose: string;
  readonly beneficiaries: string;
  readonly useOfProceeds: string;
  readonly leftoverUse: string;
  /** Undefined: where it helps, there it raises. */
  readonly raisingAreas: readonly PickedArea[] | undefined;
  readonly channels: Content['plan']['donationChannels'];
  readonly responsiblePerson: string;
  readonly officeAddress: string;
  readonly bankName: string;
  readonly bankAccount: string;
}
export type Field = keyof ProjectForm;

export function emptyForm(home: PickedArea): ProjectForm {
  return {
    ...{
      name: '',
      mode: 'PUBLIC',
      startsOn: '',
      endsOn: '',
      target: '',
      budget: '',
      cap: '',
      cost: '',
      costDetail: '',
    },
    ...{
      kinds: [],
      areas: home.code === '' ? [] : [{ code: home.code, name: home.name }],
      situations: [],
      categories: [],
      raisingAreas: undefined,
      channels: [],
    },
    ...{ purpose: '', beneficiaries: '', useOfProceeds: '', leftoverUse: '' },
    ...{ responsiblePerson: '', officeAddress: '', bankName: '', bankAccount: '' },
  };
}

function sameAreas(one: readonly PickedArea[], other: readonly PickedArea[]): boolean {
  const codes = new Set(other.map(({ code }) => code));
  return one.length === other.length && one.every(({ code }) => codes.has(code));
}

export function formOf(project: DraftOfServer): ProjectForm {
  const { name, fundraisingMode: mode, startsOn, endsOn, serviceKinds: kinds, situations } = project;
  const plan = project.plan!;
  const areas = project.areas ?? [];
  const raising = plan.areas ?? [];
  const { purpose, beneficiaries, useOfProceeds, leftoverUse, responsiblePerson, officeAddress } = plan;
  return {
    ...{ name, mode, startsOn, endsOn, kinds, situations, areas, categories: project.lowIncomeCategories },
    ...{ target: yuanOfFen(project.targetFen), budget: yuanOfFen(project.budgetFen) },
    ...{ cap: yuanOfFen(project.capPerCaseFen), cost: yuanOfFen(plan.costFen), costDetail: plan.costDetail },
    ...{ purpose, beneficiaries, useOfProceeds, leftoverUse, responsiblePerson, officeAddress },
    ...{ bankName: plan.bankName, bankAccount: plan.bankAccount, channels: plan.donationChannels },
    raisingAreas: sameAreas(areas, raising) ? undefined : raising,
  };
}

/** As the contract takes it; only for a form of which nothing is missing and nothing wrong. */
export function contentOf(form: ProjectForm): Content {
  const fen = (name: (typeof amounts)[number]) => fenOfYuan(form[name])!;
  const codes = (areas: readonly PickedArea[]) => areas.map(({ code }) => code);
  const { mode: fundraisingMode, startsOn, endsOn, kinds: serviceKinds, areas, situations } = form;
  const said = Object.fromEntries(texts.map((name) => [name, form[name].trim()])) as Record<
    (typeof texts)[number],
    string
  >;
  const { name, ...plan } = said;
  return {
    ...{ name, fundraisingMode, startsOn, endsOn, serviceKinds, situations, lowIncomeCategories: form.categories },
    ...{ targetFen: fen('target'), budgetFen: fen('budget'), capPerCaseFen: fen('cap'), areaCodes: codes(areas) },
    plan: {
      ...plan,
      ...{ areaCodes: codes(form.raisingAreas ?? areas), donationChannels: form.channels, costFen: fen('cost') },
    },
  };
}

export interface Trouble {
  readonly field: Field;
  /** Key of its words, with what stands in them: amounts in fen, days. */
  readonly words: string;
  readonly fen?: string;
  readonly day?: string;
  /** It can be saved so, and would be refused or regretted later. */
  readonly isLater?: boolean;
}

/** Days before its start by which a public campaign is filed (guide on filing, in force since 1 January 2026). */
const filingDays = 10;

export function latestFiling({ mode, startsOn }: ProjectForm): string | undefined {
  return mode === 'PUBLIC' && startsOn !== '' ? addDays(startsOn, -filingDays) : undefined;
}

export function missingOf(form: ProjectForm): Field[] {
  const isEmpty = ([, value]: [string, unknown]) =>
    typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
  const any: readonly string[] = ['situations', 'categories'];
  return Object.entries(form)
    .filter(isEmpty)
    .map(([name]) => name as Field)
    .filter((name) => !any.includes(name));
}

export function troublesOf(form: ProjectForm, today: string): Trouble[] {
  return [...troublesOfWindow(form, today), ...troublesOfMoney(form), ...troublesOfAccount(form)];
}

function troublesOfWindow({ mode, startsOn, endsOn }: ProjectForm, today: string): Trouble[] {
  const found: Trouble[] = [];
  if (startsOn !== '' && endsOn !== '' && endsOn < startsOn) found.push({ field: 'endsOn', words: 'window' });
  else if (endsOn !== '' && endsOn < today) found.push({ field: 'endsOn', words: 'past', isLater: true });
  const earliest = addDays(today, filingDays);
  if (mode === 'PUBLIC' && startsOn !== '' && startsOn < earliest)
    found.push({ field: 'startsOn', words: 'filing', day: earliest, isLater: true });
  return found;
}

function troublesOfMoney(form: ProjectForm): Trouble[] {
  const wrong = amounts.flatMap((field): Trouble[] => {
    if (form[field].trim() === '') return [];
    const fen = fenOfYuan(form[field]);
    if (fen === undefined) return [{ field, words: 'yuan' }];
    return fen === '0' && field !== 'cost' ? [{ field, words: 'zero' }] : [];
  });
  const [target, budget, cap, cost] = amounts.map((field) => fenOfYuan(form[field]));
  if (budget && cap && BigInt(cap) > BigInt(budget))
    wrong.push({ field: 'cap', words: 'cap', fen: String(BigInt(cap) - BigInt(budget)) });
  const lacking = target && budget ? BigInt(budget) + BigInt(cost ?? '0') - BigInt(target) : 0n;
  if (form.mode !== 'NONE' && lacking > 0n)
    wrong.push({ field: 'target', words: 'short', fen: String(lacking), isLater: true });
  return wrong;
}

function troublesOfAccount({ bankAccount }: ProjectForm): Trouble[] {
  const digits = bankAccount.replaceAll(/[\s-]/g, '');
  return digits === '' || /^\d{8,30}$/.test(digits) ? [] : [{ field: 'bankAccount', words: 'account' }];
}

/** Fields in which two forms say different things. */
export function differencesOf(one: ProjectForm, other: ProjectForm): Field[] {
  const told = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.map(codeOf).sort() : (value ?? null));
  return (Object.keys(one) as Field[]).filter((name) => told(one[name]) !== told(other[name]));
}

function codeOf(value: string | PickedArea): string {
  return typeof value === 'string' ? value : value.code;
}

/** The field of the form that a refusal means by its path. */
export function fieldOf(path: string): Field | undefined {
  const name = path.split('.').at(-1)!;
  const others: Record<string, Field> = {
    ...{ targetFen: 'target', budgetFen: 'budget', capPerCaseFen: 'cap', costFen: 'cost', serviceKinds: 'kinds' },
    ...{ fundraisingMode: 'mode', lowIncomeCategories: 'categories', donationChannels: 'channels' },
    areaCodes: path.includes('plan.') ? 'raisingAreas' : 'areas',
  };
  return others[name] ?? (name as Field);
}

/** How many days it runs, and how many cases its budget pays for when each costs as much as it may. */
export function reachOf(form: ProjectForm): { readonly days?: number; readonly cases?: string } {
  const [budget, cap] = [fenOfYuan(form.budget), fenOfYuan(form.cap)];
  return {
    days: form.startsOn && form.endsOn >= form.startsOn ? daysBetween(form.startsOn, form.endsOn) + 1 : undefined,
    cases: budget && cap && cap !== '0' ? String(BigInt(budget) / BigInt(cap)) : undefined,
  };
}
