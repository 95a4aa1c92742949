/**
 * Promises that whoever works by keyboard stays where they worked: when what had the focus goes away or is switched off, what stands in
 * its place has it, to be read and gone on from. Never a button, so that a key pressed twice does nothing twice.
 */
import { useEffect } from 'react';

const items = 'li, article';
const parts = `${items}, section, form, fieldset, [role=group]`;

export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | undefined;
    const remember = ({ target }: FocusEvent) => (last = target instanceof Element ? target : undefined);
    // A tap beside everything leaves on purpose.
    const forget = ({ target }: PointerEvent) => {
      if (target instanceof Element && !target.closest('a, button, input, select, textarea, label, summary'))
        last = undefined;
    };
    const observer = new MutationObserver((records) => {
      if (last === undefined || document.activeElement !== document.body || canKeep(last)) return;
      const place = last.isConnected ? shown(last.closest(parts)) : shown(placeOf(last, records));
      last = undefined;
      stand(place ?? document.querySelector('h1'));
    });
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'open'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
    };
  }, []);
}

function canKeep(one: Element): boolean {
  return one.isConnected && !one.matches(':disabled') && one.getClientRects().length > 0;
}

/** After what went: the next of its kind, else the one before; for a control within something, that. */
function placeOf(gone: Element, records: readonly MutationRecord[]): Element | null {
  const isOfGone = (node: Node): node is Element => node instanceof Element && node.contains(gone);
  const record = records.find(({ removedNodes }) => [...removedNodes].some(isOfGone));
  if (!(record?.target instanceof Element) || !record.target.isConnected) return null;
  const taken = [...record.removedNodes].find(isOfGone);
  if (taken?.matches(items) || taken?.firstElementChild?.matches(items)) {
    const beside = [record.nextSibling, record.previousSibling].find(
      (one): one is Element => one instanceof Element && one.isConnected,
    );
    if (beside) return beside.matches(items) ? beside : (beside.querySelector(items) ?? beside);
  }
  return record.target.closest(parts);
}

/** What lies within something hidden, as a dialog that was closed, gives way to what is around that. */
function shown(place: Element | null | undefined): Element | undefined {
  if (!place) return undefined;
  return place.getClientRects().length > 0 ? place : shown(place.parentElement?.closest(parts));
}

function stand(place: Element | null): void {
  if (!(place instanceof HTMLElement)) return;
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'nearest' });
}
