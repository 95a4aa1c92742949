/** Promises what somebody is about to give: kept while the page is open, for this person alone, and nowhere else. */
import { useSyncExternalStore } from 'react';
import { newLot, wholeLots, type LotDraft } from '../../parts/lots';
import { fenOfYuan, wholeNumber, yuanOfFen } from '../../parts/money';
import { newId } from '../../parts/new-id';
import type { ServiceKind, Situation } from './give.documents';
import type { DonationForm, GiftFragment } from './gifts.documents';

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

/** The lot of a promise as it can be written anew; proof of its value is asked for again, since it is not read back. */
export function lotOfGift(lot: GiftFragment['lots'][number], lotId: string): LotDraft {
  const { item, unit, quantity, condition } = lot;
  const rest = { evidence: '', expiresOn: lot.expiresOn ?? '', unitYuan: yuanOfFen(lot.unitValueFen) };
  return { lotId, item, unit, quantity, condition, ...rest };
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
  if (draft.form === 'GOODS') return wholeLots(draft.lots) !== undefined;
  return draft.service.name.trim() !== '' && wholeNumber(draft.service.places) !== undefined;
}
