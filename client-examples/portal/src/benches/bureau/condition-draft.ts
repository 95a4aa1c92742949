/** Promises a tree of conditions as it is edited: read from a policy, changed without touching what was, and told to the contract. Pure. */
import { fenOfYuan, yuanOfFen } from '../../parts/money';
import { newId } from '../../parts/new-id';
import { partsOf } from './condition-tree';
import type { PublishPolicyMutationVariables, WholePolicyFragment } from './policies.documents';

export type ConditionInput = PublishPolicyMutationVariables['input']['eligibility'];
export type Kind = ConditionInput['kind'];
type Read = WholePolicyFragment['conditions'][number];

/** What is typed stays as text until it is sent. */
export interface Draft {
  readonly key: string;
  readonly kind: Kind;
  readonly of: readonly Draft[];
  readonly chosen: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Yuan; empty where a standard of the locality counts. */
  readonly yuan: string;
  readonly standard: NonNullable<ConditionInput['standard']>;
  /** Times the standard, or the share, in per cent. */
  readonly percent: string;
  readonly fact: NonNullable<ConditionInput['fact']>;
}

/** Nobody is older; the upper end where none is named. */
const ageMaximum = 150;

export const groupKinds: readonly Kind[] = ['ALL', 'ANY', 'NOT'];
export const kinds: readonly Kind[] = [
  ...groupKinds,
  ...(['CATEGORY_IN', 'SITUATION_IN', 'AREA_IN', 'SIZE_BETWEEN', 'MEMBER_AGED', 'MEMBER_DISABLED'] as const),
  ...(['INCOME_PER_HEAD_BELOW', 'PROPERTY_PER_HEAD_AT_MOST', 'RIGID_SPENDING_SHARE_AT_LEAST', 'ATTESTED'] as const),
];

export function newDraft(kind: Kind): Draft {
  return {
    ...{ key: newId(), kind, of: [], chosen: [], from: '', to: '', yuan: '', percent: '' },
    standard: kind === 'PROPERTY_PER_HEAD_AT_MOST' ? 'PROPERTY_PER_HEAD' : 'DIBAO_MONTHLY',
    fact: 'LOCAL_REGISTRATION',
  };
}

/** Another kind of condition: of a group the parts stay, of everything else nothing. */
export function withKind(draft: Draft, kind: Kind): Draft {
  const of = groupKinds.includes(kind) ? (kind === 'NOT' ? draft.of.slice(0, 1) : draft.of) : [];
  return { ...newDraft(kind), key: draft.key, of };
}

export function draftOf(conditions: readonly Read[], path = ''): Draft {
  const read = conditions.find((one) => one.path === path);
  if (!read) return newDraft('ALL');
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  return {
    ...newDraft(read.kind),
    of: partsOf(conditions, path).map((part) => draftOf(conditions, part.path)),
    chosen: read.categories ?? read.situations ?? read.areaCodes ?? read.disabilityLevels ?? [],
    // An end that says nothing is left open.
    ...{ from: read.from === 0 ? '' : text(read.from), to: read.to === ageMaximum ? '' : text(read.to) },
    ...{ yuan: read.fen == null ? '' : yuanOfFen(read.fen) },
    ...(read.standard == null ? {} : { standard: read.standard }),
    percent: read.factorPermille == null ? '' : String(read.factorPermille / 10),
    ...(read.fact == null ? {} : { fact: read.fact }),
  };
}

/** The first thing that is missing or no figure; undefined when the tree can be sent. */
export function faultIn(draft: Draft): { readonly key: string } | undefined {
  const here = { key: draft.key };
  if (groupKinds.includes(draft.kind))
    return draft.of.length === 0 ? here : draft.of.map(faultIn).find((fault) => fault !== undefined);
  switch (draft.kind) {
    case 'SIZE_BETWEEN':
    case 'MEMBER_AGED':
      return isRange(draft) ? undefined : here;
    case 'INCOME_PER_HEAD_BELOW':
    case 'PROPERTY_PER_HEAD_AT_MOST':
      return (draft.yuan === '' || (fenOfYuan(draft.yuan) ?? '0') !== '0') && isPercent(draft.percent)
        ? undefined
        : here;
    case 'RIGID_SPENDING_SHARE_AT_LEAST':
      return isPercent(draft.percent) ? undefined : here;
    case 'ATTESTED':
      return undefined;
    default:
      return draft.chosen.length === 0 ? here : undefined;
  }
}

const isWhole = (text: string) => text === '' || /^\d{1,3}$/.test(text);
const isRange = ({ from, to }: Draft) =>
  (from !== '' || to !== '') && isWhole(from) && isWhole(to) && Number(from || 0) <= Number(to || ageMaximum);
const isPercent = (text: string) =>
  text === '' || (/^\d{1,4}(\.\d)?$/.test(text) && Number(text) >= 0.1 && Number(text) <= 1_000);
const permilleOf = (percent: string) => (percent === '' ? {} : { factorPermille: Math.round(Number(percent) * 10) });

export function inputOf(draft: Draft): ConditionInput {
  const { kind } = draft;
  const range = {
    ...(draft.from === '' ? {} : { from: Number(draft.from) }),
    ...(draft.to === '' ? {} : { to: Number(draft.to) }),
  };
  switch (kind) {
    case 'ALL':
    case 'ANY':
    case 'NOT':
      return { kind, of: draft.of.map(inputOf) };
    case 'CATEGORY_IN':
      return { kind, categories: draft.chosen as ConditionInput['categories'] };
    case 'SITUATION_IN':
      return { kind, situations: draft.chosen as ConditionInput['situations'] };
    case 'AREA_IN':
      return { kind, areaCodes: [...draft.chosen] };
    case 'MEMBER_DISABLED':
      return { kind, disabilityLevels: draft.chosen as ConditionInput['disabilityLevels'] };
    case 'SIZE_BETWEEN':
    case 'MEMBER_AGED':
      return { kind, ...range };
    case 'INCOME_PER_HEAD_BELOW':
    case 'PROPERTY_PER_HEAD_AT_MOST':
      return draft.yuan === ''
        ? { kind, standard: draft.standard, ...permilleOf(draft.percent) }
        : { kind, fen: fenOfYuan(draft.yuan)! };
    case 'RIGID_SPENDING_SHARE_AT_LEAST':
      return { kind, ...permilleOf(draft.percent) };
    case 'ATTESTED':
      return { kind, fact: draft.fact };
  }
}
