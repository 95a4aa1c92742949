/** Promises what the counter has written down as the contract takes it, exact to the fen, or undefined while something is missing. Pure. */
import { goodsValue, wholeLots, type LotDraft } from '../../parts/lots';
import { fenOfYuan } from '../../parts/money';
import type { PledgeMutationVariables } from './giving.documents';

type PledgeInput = PledgeMutationVariables['input'];

export interface Intaken {
  readonly who: 'INDIVIDUAL' | 'ANONYMOUS' | 'ORGANISATION';
  readonly name: string;
  readonly number: string;
  readonly donorOrganisationId: string;
  readonly what: 'MONEY' | 'GOODS';
  readonly yuan: string;
  readonly lots: readonly LotDraft[];
  readonly projectId: string;
  readonly serviceKind: string;
}

export const emptyIntake: Intaken = {
  ...{ who: 'INDIVIDUAL', name: '', number: '', donorOrganisationId: '' },
  ...{ what: 'MONEY', yuan: '', lots: [], projectId: '', serviceKind: '' },
};

export interface Contents {
  readonly what: Pick<PledgeInput, 'moneyFen' | 'currency' | 'lots'>;
  readonly earmark: PledgeInput['earmark'];
  readonly fen: string;
}

export function contentsOf(form: Intaken): Contents | undefined {
  const isNamed =
    form.who === 'ANONYMOUS' || (form.who === 'INDIVIDUAL' ? form.name.trim() : form.donorOrganisationId) !== '';
  const given = form.what === 'MONEY' ? moneyOf(form.yuan) : goodsOf(form.lots);
  if (!isNamed || !given) return undefined;
  const earmark = {
    projectId: form.projectId || undefined,
    serviceKind: (form.serviceKind || undefined) as NonNullable<PledgeInput['earmark']>['serviceKind'],
  };
  return { ...given, earmark: form.projectId || form.serviceKind ? earmark : undefined };
}

function moneyOf(yuan: string): Pick<Contents, 'what' | 'fen'> | undefined {
  const fen = fenOfYuan(yuan);
  return fen === undefined || fen === '0' ? undefined : { what: { moneyFen: fen, currency: 'CNY' }, fen };
}

function goodsOf(lots: readonly LotDraft[]): Pick<Contents, 'what' | 'fen'> | undefined {
  const whole = wholeLots(lots);
  return whole && { what: { lots: whole }, fen: goodsValue(whole) };
}
