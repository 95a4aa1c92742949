/** Promises the one database of this device: its shelves, and changes that happen whole and in the order in which they were asked for. */
import type { Sealed } from './seal';

/** What is read without a key tells nothing of anybody: opaque ids and a moment. */
export interface KeptRecord extends Sealed {
  readonly id: string;
  readonly accountId: string;
  readonly begunAt: string;
}

export interface KeyRecord {
  readonly accountId: string;
  /** A key made after another one was destroyed is another key. */
  readonly keyId: string;
  readonly key: CryptoKey;
  /** Who it is, sealed, for a page that opens without a server; with the moment of the last answer of a server. */
  readonly who?: Sealed & { readonly seenAt: number };
}

export const shelves = ['visits', 'photos', 'days'] as const;
export type Shelf = (typeof shelves)[number];
export const keyShelf = 'keys';
const databaseName = 'linkage-device';
/** Of earlier versions, which kept everything as it was written. */
const unsealedName = 'linkage-kept';
let opening: Promise<IDBDatabase> | undefined;
let last: Promise<unknown> = Promise.resolve();

function keepsNothing(error: DOMException | null): Error {
  return error ?? new Error('The device keeps nothing');
}

/** What lies on a shelf is of the type that this room put there. */
export function answerOf<Result>(request: IDBRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Result);
    request.onerror = () => reject(keepsNothing(request.error));
  });
}

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    indexedDB.deleteDatabase(unsealedName);
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      for (const shelf of shelves)
        request.result.createObjectStore(shelf, { keyPath: 'id' }).createIndex('accountId', 'accountId');
      request.result.createObjectStore(keyShelf, { keyPath: 'accountId' });
    };
    request.onsuccess = () => {
      // A page of a later version is not kept waiting.
      request.result.onversionchange = () => {
        opening = undefined;
        request.result.close();
      };
      resolve(request.result);
    };
    request.onerror = () => reject(keepsNothing(request.error));
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

export async function reading(name: Shelf | typeof keyShelf): Promise<IDBObjectStore> {
  return (await open()).transaction(name).objectStore(name);
}

/** All or nothing; resolves when it is on the device, not before. `step` may abort the transaction. */
export async function change(
  step: (of: (name: Shelf | typeof keyShelf) => IDBObjectStore, transaction: IDBTransaction) => void,
): Promise<void> {
  const transaction = (await open()).transaction([...shelves, keyShelf], 'readwrite');
  step((name) => transaction.objectStore(name), transaction);
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(keepsNothing(transaction.error));
  });
}

/** Sealing takes a moment: without a queue an earlier letter of a text could be kept after a later one. */
export function inOrder<Result>(step: () => Promise<Result>): Promise<Result> {
  const mine = last.then(step);
  last = mine.catch(() => undefined);
  return mine;
}

export function eachOf(store: IDBObjectStore, look: (cursor: IDBCursorWithValue) => void): void {
  const request = store.openCursor();
  request.onsuccess = () => {
    if (!request.result) return;
    look(request.result);
    request.result.continue();
  };
}
