/** Promises to tell what a page keeps on the device, as one text. */
import type { Page } from 'playwright-core';

export interface Kept {
  readonly visits: number;
  readonly photos: number;
  readonly text: string;
}

export function keptOnDevice(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('linkage-kept');
      request.onsuccess = () => resolve(request.result);
    });
    const all = await Promise.all(
      ['visits', 'photos'].map(
        (shelf) =>
          new Promise<unknown[]>((resolve) => {
            const request = opened.transaction(shelf).objectStore(shelf).getAll();
            request.onsuccess = () => resolve(request.result as unknown[]);
          }),
      ),
    );
    opened.close();
    return { visits: all[0]!.length, photos: all[1]!.length, text: JSON.stringify(all) };
  });
}
