/** Promises work for many side by side, what has one id in its order. */

const lanes = 4;

export async function sideBySide<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const laneOf = (item: Item) => Number.parseInt(idOf(item).slice(0, 8), 16) % lanes;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (const item of items.filter((one) => laneOf(one) === lane)) await work(item);
    }),
  );
}
