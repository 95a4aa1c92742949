/**
 * Promises one statement of the parts of several rooms: what must be true together goes over the wire once and commits by itself,
 * and each room still is the only one that knows its table.
 */

/** Takes a value of the statement and returns the place that stands for it: $1, $2, ... */
export type Bind = (value: unknown) => string;

/**
 * What a room writes for things that were given in a list: for those whose place in it (from 1) stands in the column `place` of
 * `from`, an earlier part of the statement; for all of them where there is none.
 */
export type Part = (bind: Bind, from?: string) => string;

/** Which of the rows of a part are written; they have a column `place`. */
export function placed(from: string | undefined): string {
  return from === undefined ? '' : `WHERE place IN (SELECT place FROM ${from})`;
}

/** The text and its values, in the order in which they are taken; $1... of the text stand for those that are given first. */
export function compose(
  write: (bind: Bind) => string,
  first: readonly unknown[] = [],
): readonly [sql: string, values: unknown[]] {
  const values = [...first];
  const sql = write((value) => `$${values.push(value)}`);
  return [sql, values];
}
