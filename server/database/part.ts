/**
 * Promises one statement of the parts of several rooms: what must be true together goes over the wire once and commits by itself,
 * and each room still is the only one that knows its table.
 */

/** Takes a value of the statement and returns the place that stands for it: $1, $2, ... */
export type Bind = (value: unknown) => string;

/** What a room writes for the row of `from`, an earlier part of the statement; nothing where that has none. Values need a cast. */
export type Part = (from: string, bind: Bind) => string;

/** What a part runs on that is a statement by itself. */
export const alone = '(SELECT) AS one';

/** The text and its values, in the order in which they are taken; $1... of the text stand for those that are given first. */
export function compose(
  write: (bind: Bind) => string,
  first: readonly unknown[] = [],
): readonly [sql: string, values: unknown[]] {
  const values = [...first];
  const sql = write((value) => `$${values.push(value)}`);
  return [sql, values];
}
