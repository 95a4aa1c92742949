/** Promises to tell what a page keeps on the device, as one text, whatever it is kept as. */
import type { BrowserContext, Page } from 'playwright-core';

export interface Kept {
  readonly visits: number;
  readonly photos: number;
  readonly days: number;
  readonly keys: number;
  /** Everything in every database and cache of this origin, bytes as each text that they could be. */
  readonly text: string;
}

export const nothingKept = { visits: 0, photos: 0, days: 0, keys: 0 };

export function keptOnDevice(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const said = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        return ['utf-8', 'utf-16le', 'gb18030'].map((name) => new TextDecoder(name).decode(value)).join(' ');
      if (typeof value !== 'object' || value === null) return String(value);
      return `${Object.prototype.toString.call(value)} ${Object.entries(value)
        .map(([name, inner]) => `${name}: ${said(inner)}`)
        .join(', ')}`;
    };
    const counts: Record<string, number> = {};
    const texts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const opened = await answer(indexedDB.open(name!));
      for (const shelf of opened.objectStoreNames) {
        const records: unknown[] = await answer(opened.transaction(shelf).objectStore(shelf).getAll());
        counts[shelf] = records.length;
        texts.push(`${name}/${shelf}`, ...records.map(said));
      }
      opened.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(`${name} ${request.method} ${request.url}`);
    }
    texts.push(JSON.stringify([localStorage, sessionStorage]));
    const { visits = 0, photos = 0, days = 0, keys = 0 } = counts;
    return { visits, photos, days, keys, text: texts.join('\n') };
  });
}

/** What the page itself reads of a visit with its key; and that the key leaves it in no form. */
function openedOnDevice(page: Page): Promise<{ readonly text: string; readonly isKeyOut: boolean }> {
  return page.evaluate(async () => {
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await answer(indexedDB.open('linkage-device'));
    const all = <Row>(shelf: string) =>
      answer<Row[]>(database.transaction(shelf).objectStore(shelf).getAll() as IDBRequest<Row[]>);
    const [{ key }] = (await all<{ key: CryptoKey }>('keys')) as [{ key: CryptoKey }];
    type Row = { id: string; accountId: string; nonce: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };
    const [{ id, accountId, nonce, sealed }] = (await all<Row>('visits')) as [Row];
    database.close();
    const place = new TextEncoder().encode(`visits/${accountId}/${id}`);
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: place }, key, sealed);
    const out = await Promise.allSettled((['raw', 'jwk'] as const).map((form) => crypto.subtle.exportKey(form, key)));
    return {
      text: new TextDecoder().decode(bytes),
      isKeyOut: key.extractable || out.some(({ status }) => status === 'fulfilled'),
    };
  });
}

/** Which of these secrets are not kept as they should be: read on the device as it lies, or not by the page; or the key itself. */
export async function badlySealed(page: Page, secrets: readonly string[]): Promise<string[]> {
  const { text: asItLies } = await keptOnDevice(page);
  const { text: asItIsRead, isKeyOut } = await openedOnDevice(page);
  const bad = secrets.filter((secret) => asItLies.includes(secret) || !asItIsRead.includes(secret));
  return isKeyOut ? [...bad, 'the key'] : bad;
}

/** A device without room. */
export async function keepNothing(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const refusing = {
      open: () => {
        throw new DOMException('no room', 'QuotaExceededError');
      },
    };
    Object.defineProperty(window, 'indexedDB', { value: refusing });
  });
}
