/** Promises that what many ask at the same time is asked by few statements, and that nobody's failure is another's. */
import { Fault } from '../../schema/fault';
import type { Statements } from './database';

interface Asked<Key, Answer> {
  readonly key: Key;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

interface Queue<Key, Answer> {
  readonly waiting: Asked<Key, Answer>[];
  underWay: number;
  scheduled: boolean;
}

/** More than so many go in several statements. */
const keysMaximum = 100;
/** A stampede of one kind leaves the other connections to others; two, so that not all wait for one that hangs. */
const underWayMaximum = 2;

/**
 * A statement for requests which know nothing of one another: who asks while others are under way goes with the next. It begins
 * after it was asked, so whoever asks sees what was committed before. Those who ask through one transaction ask one after the
 * other, each alone. A statement that writes must leave nothing when it fails, since it is then asked for each by itself.
 */
export class Together<Key, Answer> {
  private readonly queues = new WeakMap<Statements, Queue<Key, Answer>>();

  /** @param read answers the keys, in their order, by one statement */
  constructor(private readonly read: (statements: Statements, keys: readonly Key[]) => Promise<readonly Answer[]>) {}

  ask(statements: Statements, key: Key): Promise<Answer> {
    return new Promise((answer, fail) => {
      const queue = this.queues.get(statements) ?? { waiting: [], underWay: 0, scheduled: false };
      this.queues.set(statements, queue);
      queue.waiting.push({ key, answer, fail });
      if (queue.scheduled) return;
      queue.scheduled = true;
      // At the end of this turn: others may ask in it.
      setImmediate(() => {
        queue.scheduled = false;
        this.startNext(statements, queue);
      });
    });
  }

  private startNext(statements: Statements, queue: Queue<Key, Answer>): void {
    while (queue.waiting.length > 0 && queue.underWay < underWayMaximum) {
      queue.underWay += 1;
      const asked = queue.waiting.splice(0, keysMaximum);
      void this.answerAll(statements, asked).then((fault) => {
        queue.underWay -= 1;
        // Who waited behind it has waited long enough: the next would be told the same, and later than promised.
        if (fault) for (const { fail } of queue.waiting.splice(0)) fail(fault);
        this.startNext(statements, queue);
      });
    }
  }

  /** Resolves with the fault, when the database has one. */
  private async answerAll(statements: Statements, asked: readonly Asked<Key, Answer>[]): Promise<Fault | undefined> {
    try {
      const answers = await this.read(
        statements,
        asked.map(({ key }) => key),
      );
      asked.forEach(({ answer }, place) => answer(answers[place]!));
    } catch (error) {
      const fault = error instanceof Fault ? error : undefined;
      // A fault is the database's own; anything else may lie in one of the keys.
      if (fault || asked.length === 1) for (const { fail } of asked) fail(error);
      else await Promise.all(asked.map((one) => this.answerAll(statements, [one])));
      return fault;
    }
    return undefined;
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

/** The rows of each key, in their order. */
export function inGroups<Key, Row>(rows: readonly Row[], keys: readonly Key[], keyOf: (row: Row) => Key): Row[][] {
  const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))!.push(row);
  return keys.map((key) => groups.get(key)!);
}
