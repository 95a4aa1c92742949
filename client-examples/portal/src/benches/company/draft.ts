/** Promises what somebody is about to give: kept while the page is open, for this person alone, and nowhere else. */
import { useSyncExternalStore } from 'react';
import { fenOfYuan, wholeNumber, yuanOfFen } from '../../parts/money';
import { newId } from '../../parts/new-id';
import type { ServiceKind, Situation } from './give.documents';
import type { DonationForm, GiftFragment, GoodsCondition } from './gifts.documents';

export interface LotDraft {
  readonly lotId: string;
  readonly item: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unitYuan: string;
  readonly evidence: string;
  readonly condition: GoodsCondition;
  readonly expiresOn: string;
}

export interface Draft {
  readonly form: DonationForm;
  readonly charityId: string | undefined;
  readonly yuan: string;
  readonly lots: readonly LotDraft[];
  readonly service: {
    readonly offeringId: string;
    readonly name: string;
    readonly kind: ServiceKind;
    readonly places: string;
    readonly standing: boolean;
  };
  readonly projectId: string;
  readonly serviceKind: ServiceKind | '';
  readonly areaCode: string;
  readonly situation: Situation | '';
}

export function newLot(): LotDraft {
  const empty = { item: '', unit: '', quantity: '', unitYuan: '', evidence: '', expiresOn: '' };
  return { ...empty, lotId: newId(), condition: 'NEW' };
}

/** The lot of a promise as it can be written anew; proof of its value is asked for again, since it is not read back. */
export function lotOfGift(lot: GiftFragment['lots'][number], lotId: string): LotDraft {
  const { item, unit, quantity, condition } = lot;
  const rest = { evidence: '', expiresOn: lot.expiresOn ?? '', unitYuan: yuanOfFen(lot.unitValueFen) };
  return { lotId, item, unit, quantity, condition, ...rest };
}

/** What the contract takes; undefined while something is missing. */
export function lotInputOf(lot: LotDraft) {
  const [quantity, unitValueFen] = [wholeNumber(lot.quantity), fenOfYuan(lot.unitYuan)];
  const [item, unit] = [lot.item.trim(), lot.unit.trim()];
  if (quantity === undefined || unitValueFen === undefined || item === '' || unit === '') return undefined;
  return {
    ...{ lotId: lot.lotId, item, unit, quantity, unitValueFen, condition: lot.condition },
    valueEvidence: lot.evidence.trim() || undefined,
    expiresOn: lot.expiresOn || undefined,
  };
}

function emptyDraft(): Draft {
  return {
    ...{ form: 'MONEY', charityId: undefined, yuan: '', lots: [newLot()] },
    service: { offeringId: newId(), name: '', kind: 'CLEANING', places: '', standing: false },
    ...{ projectId: '', serviceKind: '', areaCode: '', situation: '' },
  };
}

let kept: { readonly accountId: string; readonly draft: Draft } | undefined;
const listeners = new Set<() => void>();

function keep(next: typeof kept): void {
  kept = next;
  for (const listener of listeners) listener();
}

/** The draft of a person, how to change it, and how to forget it. What another began before is not shown. */
export function useDraft(accountId: string) {
  if (kept?.accountId !== accountId) kept = { accountId, draft: emptyDraft() };
  const draft = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept!.draft,
  );
  return {
    draft,
    change: (part: Partial<Draft>) => keep({ accountId, draft: { ...kept!.draft, ...part } }),
    forget: () => keep({ accountId, draft: emptyDraft() }),
  };
}

/** Whether the first step says enough. */
export function saysWhat(draft: Draft): boolean {
  if (!draft.charityId) return false;
  if (draft.form === 'MONEY') return !['0', undefined].includes(fenOfYuan(draft.yuan));
  if (draft.form === 'GOODS') return draft.lots.length > 0 && draft.lots.every((lot) => lotInputOf(lot) !== undefined);
  return draft.service.name.trim() !== '' && wholeNumber(draft.service.places) !== undefined;
}
