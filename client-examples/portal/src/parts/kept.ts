/**
 * Promises what stays on this device until it could be sent: bound to the account that made it, sealed with a key of that account which no
 * page can read, forgotten after thirty days, destroyed with its key when that account signs out. What this guards against, and what not,
 * is told in decision 0017.
 */
import {
  answerOf,
  change,
  eachOf,
  inOrder,
  keyShelf,
  reading,
  shelves,
  type KeptRecord,
  type KeyRecord,
  type Shelf,
} from './kept-store';
import { newKey, seal, unseal } from './seal';

export type { Shelf };

export interface KeptThing {
  readonly id: string;
  readonly accountId: string;
  /** Moment in ISO 8601, from which the thirty days run. */
  readonly begunAt: string;
}

export const keptDays = 30;
/** How long a device opens without an answer of the server for whoever was signed in last. */
export const rememberedHours = 72;
const hour = 3_600_000;

const placeOf = (shelf: Shelf, { accountId, id }: Pick<KeptThing, 'accountId' | 'id'>) => `${shelf}/${accountId}/${id}`;
const whoPlace = (accountId: string) => `who/${accountId}`;

async function keyOf(accountId: string): Promise<KeyRecord | undefined> {
  return answerOf<KeyRecord | undefined>((await reading(keyShelf)).get(accountId));
}

/** The key of an account on this device; made when there is none. Of two pages that make one, both use the first. */
async function keyFor(accountId: string): Promise<KeyRecord> {
  const known = await keyOf(accountId);
  if (known) return known;
  const made: KeyRecord = { accountId, keyId: crypto.randomUUID(), key: await newKey() };
  await change((of) => {
    const found = of(keyShelf).getKey(accountId);
    found.onsuccess = () => found.result === undefined && of(keyShelf).put(made);
  });
  return (await keyOf(accountId))!;
}

/** Resolves when it is on the device; throws when it is not, also when the account signed out on another page meanwhile. */
export function keep(shelf: Shelf, thing: KeptThing): Promise<void> {
  return inOrder(async () => {
    const { accountId, id, begunAt } = thing;
    const { keyId, key } = await keyFor(accountId);
    const record: KeptRecord = { id, accountId, begunAt, ...(await seal(key, placeOf(shelf, thing), thing)) };
    await change((of, transaction) => {
      const found = of(keyShelf).get(accountId) as IDBRequest<KeyRecord | undefined>;
      found.onsuccess = () => (found.result?.keyId === keyId ? of(shelf).put(record) : transaction.abort());
    });
  });
}

export function forget(ids: Readonly<Partial<Record<Shelf, readonly string[]>>>): Promise<void> {
  return inOrder(() =>
    change((of) => {
      for (const shelf of shelves) for (const id of ids[shelf] ?? []) of(shelf).delete(id);
    }),
  );
}

/** What no longer opens is as good as not there. */
async function opened<Thing>(shelf: Shelf, records: readonly KeptRecord[], key: CryptoKey): Promise<Thing[]> {
  const things = await Promise.allSettled(records.map((record) => unseal(key, placeOf(shelf, record), record)));
  return things.flatMap((thing) => (thing.status === 'fulfilled' ? [thing.value as Thing] : []));
}

/** Only what is of this account. */
export function keptOf<Thing extends KeptThing>(shelf: Shelf, accountId: string): Promise<Thing[]> {
  return inOrder(async () => {
    const held = await keyOf(accountId);
    if (!held) return [];
    const records = await answerOf<KeptRecord[]>((await reading(shelf)).index('accountId').getAll(accountId));
    return opened<Thing>(shelf, records, held.key);
  });
}

export function keptThing<Thing extends KeptThing>(
  shelf: Shelf,
  id: string,
  accountId: string,
): Promise<Thing | undefined> {
  return inOrder(async () => {
    const held = await keyOf(accountId);
    const record = await answerOf<KeptRecord | undefined>((await reading(shelf)).get(id));
    if (!held || record?.accountId !== accountId) return undefined;
    return (await opened<Thing>(shelf, [record], held.key))[0];
  });
}

/** How many things of this account are not sent; none on a device that keeps nothing. */
export async function countKept(accountId: string): Promise<number> {
  try {
    return await answerOf((await reading('visits')).index('accountId').count(accountId));
  } catch {
    return 0;
  }
}

/** Everything of this account, and the key without which a copy is of no use, for good. */
export function wipe(accountId: string): Promise<void> {
  return inOrder(() =>
    change((of) => {
      of(keyShelf).delete(accountId);
      for (const shelf of shelves)
        eachOf(of(shelf), (cursor) => {
          if ((cursor.value as KeptRecord).accountId === accountId) cursor.delete();
        });
    }),
  );
}

/** What is older than may be kept, of whomever. */
export function forgetOld(now = Date.now()): Promise<void> {
  const oldest = (hours: number) => new Date(now - hours * hour).toISOString();
  return inOrder(() =>
    change((of) => {
      for (const shelf of shelves) {
        const limit = oldest(shelf === 'days' ? rememberedHours : keptDays * 24);
        eachOf(of(shelf), (cursor) => {
          if ((cursor.value as KeptRecord).begunAt < limit) cursor.delete();
        });
      }
    }),
  );
}

/** Remembers who the server said is signed in, and nobody else. */
export function rememberWho(who: { readonly id: string }, now = Date.now()): Promise<void> {
  return inOrder(async () => {
    const { keyId, key } = await keyFor(who.id);
    const sealed = { ...(await seal(key, whoPlace(who.id), who)), seenAt: now };
    await change((of) =>
      eachOf(of(keyShelf), (cursor) => {
        const record = cursor.value as KeyRecord;
        cursor.update({ ...record, who: record.keyId === keyId ? sealed : undefined });
      }),
    );
  });
}

/** Whoever was signed in lately, for a page that gets no answer: it opens what lies on this device and nothing of the server. */
export function recallWho<Who>(now = Date.now()): Promise<Who | undefined> {
  return inOrder(async () => {
    const held = await answerOf<KeyRecord[]>((await reading(keyShelf)).getAll());
    const found = held.find(({ who }) => who !== undefined && Math.abs(now - who.seenAt) < rememberedHours * hour);
    return found && ((await unseal(found.key, whoPlace(found.accountId), found.who!)) as Who);
  });
}

/** Nobody is let in without the server any more; what was kept waits for its account. */
export function forgetWho(): Promise<void> {
  return inOrder(() =>
    change((of) =>
      eachOf(of(keyShelf), (cursor) => {
        cursor.update({ ...(cursor.value as KeyRecord), who: undefined });
      }),
    ),
  );
}
