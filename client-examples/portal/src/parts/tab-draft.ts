/**
 * Promises what somebody is writing, kept in this tab until it is sent: found by its account alone, gone when that signs out or the tab is
 * closed. It is not encrypted: keep no names of people.
 */

const prefix = 'linkage.draft.';

function placeOf(accountId: string, name: string): string {
  return `${prefix}${accountId}.${name}`;
}

/** A browser that keeps nothing forgets with the page. */
export function keepInTab(accountId: string, name: string, draft: unknown): void {
  try {
    sessionStorage.setItem(placeOf(accountId, name), JSON.stringify(draft));
  } catch {
    // There is no room, or keeping is forbidden.
  }
}

export function keptInTab<Draft>(accountId: string, name: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(placeOf(accountId, name));
    return text === null ? undefined : (JSON.parse(text) as Draft);
  } catch {
    return undefined;
  }
}

export function forgetInTab(accountId: string, name: string): void {
  try {
    sessionStorage.removeItem(placeOf(accountId, name));
  } catch {
    // Nothing was kept.
  }
}

/** Everything that is being written in this tab, of whomever. */
export function wipeTab(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
