/** Promises that what many ask in one turn of the event loop is read by one statement, and that nobody's failure is another's. */
import { Fault } from '../../schema/fault';
import type { Statements } from './database';

interface Asked<Key, Answer> {
  readonly key: Key;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/** More than so many go in several statements. */
const keysMaximum = 100;

/**
 * A read that is asked by requests which know nothing of one another. It begins after it was asked, so whoever asks sees what was
 * committed before. Those who ask through one transaction ask one after the other, each alone.
 */
export class ReadTogether<Key, Answer> {
  private readonly waiting = new WeakMap<Statements, Asked<Key, Answer>[]>();

  /** @param read answers the keys, in their order */
  constructor(private readonly read: (statements: Statements, keys: readonly Key[]) => Promise<readonly Answer[]>) {}

  ask(statements: Statements, key: Key): Promise<Answer> {
    return new Promise((answer, fail) => {
      const waiting = this.waiting.get(statements);
      if (waiting) return void waiting.push({ key, answer, fail });
      const asked = [{ key, answer, fail }];
      this.waiting.set(statements, asked);
      setImmediate(() => {
        this.waiting.delete(statements);
        while (asked.length > 0) void this.answerAll(statements, asked.splice(0, keysMaximum));
      });
    });
  }

  private async answerAll(statements: Statements, asked: readonly Asked<Key, Answer>[]): Promise<void> {
    try {
      const answers = await this.read(
        statements,
        asked.map(({ key }) => key),
      );
      asked.forEach(({ answer }, place) => answer(answers[place]!));
    } catch (error) {
      // A fault is the database's own; anything else may lie in one of the keys.
      if (asked.length === 1 || error instanceof Fault) for (const { fail } of asked) fail(error);
      else for (const one of asked) void this.answerAll(statements, [one]);
    }
  }
}

/**
 * The keys as rows in SQL: `asked` with the columns that are named and `place`; $1... are their lists. The planner does not see how
 * long a list is (the select hides it): otherwise it would plan each call anew, which costs more than the read.
 */
export function askedKeys(columns: Readonly<Record<string, string>>): string {
  const lists = Object.values(columns).map((type, index) => `(SELECT $${index + 1}::${type}[])`);
  return `unnest(${lists.join(', ')}) WITH ORDINALITY AS asked (${Object.keys(columns).join(', ')}, place)`;
}

/** Rows by the place (from 1) of the key that each answers; `place` itself is left out. */
export function inPlaces<Row extends { readonly place: number }>(
  rows: readonly Row[],
  count: number,
): (Omit<Row, 'place'> | undefined)[] {
  const answers = new Array<Omit<Row, 'place'> | undefined>(count).fill(undefined);
  for (const { place, ...row } of rows) answers[place - 1] = row;
  return answers;
}
