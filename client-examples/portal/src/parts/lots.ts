/** Promises goods as people type them, read as the contract takes them, exact to the fen, or undefined while something is missing. Pure but for new ids. */
import { fenOfYuan, wholeNumber } from './money';
import { newId } from './new-id';

export const lotConditions = ['NEW', 'GOOD', 'USED'] as const;

/** As the contract has it: characters of the texts, and pieces of one lot. */
export const lotLimits = { item: 120, unit: 20, evidence: 200, quantity: 1_000_000_000n } as const;

export interface LotDraft {
  readonly lotId: string;
  readonly item: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unitYuan: string;
  readonly evidence: string;
  readonly condition: (typeof lotConditions)[number];
  readonly expiresOn: string;
}

/** What the contract takes of one lot. */
export interface WholeLot extends Pick<LotDraft, 'lotId' | 'item' | 'unit' | 'quantity' | 'condition'> {
  readonly unitValueFen: string;
  readonly valueEvidence: string | undefined;
  readonly expiresOn: string | undefined;
}

export function newLot(): LotDraft {
  const empty = { item: '', unit: '', quantity: '', unitYuan: '', evidence: '', expiresOn: '' };
  return { ...empty, lotId: newId(), condition: 'NEW' };
}

/** Undefined while something is missing or beyond the limits. */
export function wholeLot(lot: LotDraft): WholeLot | undefined {
  const [quantity, unitValueFen] = [wholeNumber(lot.quantity), fenOfYuan(lot.unitYuan)];
  const [item, unit, evidence] = [lot.item.trim(), lot.unit.trim(), lot.evidence.trim()];
  const within =
    lengthOf(item) <= lotLimits.item && lengthOf(unit) <= lotLimits.unit && lengthOf(evidence) <= lotLimits.evidence;
  if (quantity === undefined || unitValueFen === undefined || item === '' || unit === '' || !within) return undefined;
  if (BigInt(quantity) > lotLimits.quantity) return undefined;
  return {
    ...{ lotId: lot.lotId, item, unit, quantity, unitValueFen, condition: lot.condition },
    ...{ valueEvidence: evidence || undefined, expiresOn: lot.expiresOn || undefined },
  };
}

/** All of them, when every one is whole and there is one at least. */
export function wholeLots(lots: readonly LotDraft[]): WholeLot[] | undefined {
  const whole = lots.flatMap((lot) => wholeLot(lot) ?? []);
  return whole.length === lots.length && whole.length > 0 ? whole : undefined;
}

/** The value of all goods as stated, in fen. */
export function goodsValue(lots: readonly { readonly quantity: string; readonly unitValueFen: string }[]): string {
  return String(lots.reduce((sum, lot) => sum + BigInt(lot.quantity) * BigInt(lot.unitValueFen), 0n));
}

/** Characters as the server counts them. */
function lengthOf(text: string): number {
  return [...text].length;
}
