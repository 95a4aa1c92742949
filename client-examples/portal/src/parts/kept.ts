/**
 * Promises what stays on this device until it could be sent: bound to the account that made it, forgotten after thirty days, wiped when that
 * account signs out. It is not encrypted, since a page that opens without a server has no key that would not lie beside it: keep little here.
 */

export interface KeptThing {
  readonly id: string;
  readonly accountId: string;
  /** Moment in ISO 8601, from which the thirty days run. */
  readonly begunAt: string;
}

export type Shelf = 'visits' | 'photos';

const databaseName = 'linkage-kept';
const shelves: readonly Shelf[] = ['visits', 'photos'];
export const keptDays = 30;
let opening: Promise<IDBDatabase> | undefined;

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The device keeps nothing'));
  });
}

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      for (const shelf of shelves)
        request.result.createObjectStore(shelf, { keyPath: 'id' }).createIndex('accountId', 'accountId');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The device keeps nothing'));
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** All or nothing; resolves when it is on the device, not before. */
async function change(step: (shelf: (name: Shelf) => IDBObjectStore) => void): Promise<void> {
  const transaction = (await open()).transaction(shelves, 'readwrite');
  step((name) => transaction.objectStore(name));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The device keeps nothing'));
  });
}

export function keep(shelf: Shelf, thing: KeptThing): Promise<void> {
  return change((of) => of(shelf).put(thing));
}

export function forget(ids: Readonly<Partial<Record<Shelf, readonly string[]>>>): Promise<void> {
  return change((of) => {
    for (const shelf of shelves) for (const id of ids[shelf] ?? []) of(shelf).delete(id);
  });
}

/** Only what is of this account. */
export async function keptOf<Thing extends KeptThing>(shelf: Shelf, accountId: string): Promise<Thing[]> {
  const store = (await open()).transaction(shelf).objectStore(shelf);
  return (await answerOf(store.index('accountId').getAll(accountId))) as Thing[];
}

export async function keptThing<Thing extends KeptThing>(
  shelf: Shelf,
  id: string,
  accountId: string,
): Promise<Thing | undefined> {
  const found = (await answerOf((await open()).transaction(shelf).objectStore(shelf).get(id))) as Thing | undefined;
  return found?.accountId === accountId ? found : undefined;
}

/** How many things of this account are not sent; none on a device that keeps nothing. */
export async function countKept(accountId: string): Promise<number> {
  try {
    const store = (await open()).transaction('visits').objectStore('visits');
    return await answerOf(store.index('accountId').count(accountId));
  } catch {
    return 0;
  }
}

/** Everything of this account, for good. */
export async function wipe(accountId: string): Promise<void> {
  const ids = await Promise.all(
    shelves.map(async (shelf) => {
      const store = (await open()).transaction(shelf).objectStore(shelf);
      return [shelf, (await answerOf(store.index('accountId').getAllKeys(accountId))) as string[]] as const;
    }),
  );
  await forget(Object.fromEntries(ids));
}

/** What is older than may be kept, of whomever. */
export async function forgetOld(now = Date.now()): Promise<void> {
  const oldest = new Date(now - keptDays * 24 * 3_600_000).toISOString();
  await change((of) => {
    for (const shelf of shelves) {
      const request = of(shelf).openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        if ((cursor.value as KeptThing).begunAt < oldest) cursor.delete();
        cursor.continue();
      };
    }
  });
}
