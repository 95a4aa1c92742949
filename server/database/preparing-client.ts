/** Promises that PostgreSQL parses and plans each statement of a repository once per connection instead of at every call. */
import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements of repositories begin with their name in a comment. */
const named = /^\s*\/\* ([a-z-]+\.\w+) \*\//i;
/** PostgreSQL cuts names here. */
const nameMaximum = 63;
/** A text that is put together from parts has few forms; beyond so many it is not worth a place on every connection. */
const textsMaximum = 2_000;
const names = new Map<string, string | undefined>();

/** The name under which a text is prepared, the same in every process; undefined for texts that are not a repository's. */
export function preparedName(text: string): string | undefined {
  if (names.has(text)) return names.get(text);
  const own = named.exec(text)?.[1];
  if (own === undefined || names.size >= textsMaximum) return undefined;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const name = `${own.slice(0, nameMaximum - digest.length - 1)}:${digest}`;
  names.set(text, name);
  return name;
}

/** A pg client that prepares what has a name (and parameters: a text without any may hold several statements). */
export class PreparingClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [text, values] = given;
    const name = typeof text === 'string' && Array.isArray(values) ? preparedName(text) : undefined;
    const ask = super.query.bind(this) as unknown as (...asked: unknown[]) => never;
    return name === undefined ? ask(...given) : ask({ name, text, values }, ...given.slice(2));
  }
}
