/** Promises what the counter has written down as the contract takes it, exact to the fen, or undefined while something is missing. Pure but for new ids. */
import { fenOfYuan, wholeNumber } from '../../parts/money';
import { newId } from '../../parts/new-id';
import type { PledgeMutationVariables } from './giving.documents';

type PledgeInput = PledgeMutationVariables['input'];
type Lot = NonNullable<PledgeInput['lots']>[number];

export interface LotOfForm {
  readonly lotId: string;
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
  readonly yuan: string;
  readonly condition: Lot['condition'];
  readonly expiresOn: string;
  readonly evidence: string;
}

export interface Intaken {
  readonly who: 'INDIVIDUAL' | 'ANONYMOUS' | 'ORGANISATION';
  readonly name: string;
  readonly number: string;
  readonly donorOrganisationId: string;
  readonly what: 'MONEY' | 'GOODS';
  readonly yuan: string;
  readonly lots: readonly LotOfForm[];
  readonly projectId: string;
  readonly serviceKind: string;
}

export const emptyIntake: Intaken = {
  ...{ who: 'INDIVIDUAL', name: '', number: '', donorOrganisationId: '' },
  ...{ what: 'MONEY', yuan: '', lots: [], projectId: '', serviceKind: '' },
};

export function emptyLot(): LotOfForm {
  return {
    lotId: newId(),
    item: '',
    quantity: '',
    unit: '件',
    yuan: '',
    condition: 'NEW',
    expiresOn: '',
    evidence: '',
  };
}

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

function goodsOf(lots: readonly LotOfForm[]): Pick<Contents, 'what' | 'fen'> | undefined {
  const read = lots.map(lotOf);
  if (read.length === 0 || read.some((lot) => lot === undefined)) return undefined;
  const all = read as readonly Lot[];
  const fen = all.reduce((sum, lot) => sum + BigInt(lot.quantity) * BigInt(lot.unitValueFen), 0n);
  return { what: { lots: all }, fen: String(fen) };
}

function lotOf(lot: LotOfForm): Lot | undefined {
  const quantity = wholeNumber(lot.quantity);
  const unitValueFen = fenOfYuan(lot.yuan);
  if (!quantity || unitValueFen === undefined || !lot.item.trim() || !lot.unit.trim()) return undefined;
  return {
    ...{ lotId: lot.lotId, item: lot.item.trim(), unit: lot.unit.trim(), quantity, unitValueFen },
    ...{ condition: lot.condition, expiresOn: lot.expiresOn || undefined },
    valueEvidence: lot.evidence.trim() || undefined,
  };
}
