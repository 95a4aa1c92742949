/** Shows that reads of one moment are one statement, each answered by its own row, and that nobody's failure is another's. */
import { setImmediate as turn } from 'node:timers/promises';
import { Fault } from '../../schema/fault';
import type { Statements } from '../../server/database/database';
import { inPlaces, Together } from '../../server/database/together';
import { createTestDatabase, type TestDatabase } from '../stage/database';

describe('reads together', () => {
  let database: TestDatabase;
  let statements: Statements;
  const asked: (readonly string[])[] = [];
  /** Texts as numbers; nothing for 'none'; of any other text PostgreSQL says that it is no number. */
  const numbers = new Together<string, { number: number } | undefined>(async (by, texts) => {
    asked.push(texts);
    const rows = await by.query<{ place: number; number: number }>(
      `SELECT asked.place::int AS place, asked.text::int AS number
         FROM unnest($1::text[]) WITH ORDINALITY AS asked (text, place) WHERE asked.text <> 'none' ORDER BY asked.place DESC`,
      [texts],
    );
    return inPlaces(rows, texts.length);
  });
  beforeAll(async () => {
    database = await createTestDatabase();
    statements = { query: (sql, parameters = []) => database.query(sql, [...parameters]) };
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => database.drop());

  test('given questions of one moment, then they are one statement and each gets its own answer, whatever the order of the rows', async () => {
    const answers = await Promise.all(['3', 'none', '1', '3'].map((text) => numbers.ask(statements, text)));
    expect(answers).toEqual([{ number: 3 }, undefined, { number: 1 }, { number: 3 }]);
    expect(asked).toEqual([['3', 'none', '1', '3']]);
  });

  test('given a question while a statement is under way, then it does not get an answer from before it was asked', async () => {
    const first = numbers.ask(statements, '1');
    await turn();
    const second = numbers.ask(statements, '2');
    expect(await Promise.all([first, second])).toEqual([{ number: 1 }, { number: 2 }]);
    expect(asked).toEqual([['1'], ['2']]);
  });

  test('given one question that fails, then the others of its moment are answered', async () => {
    const [one, bad, two] = await Promise.allSettled(['1', 'x', '2'].map((text) => numbers.ask(statements, text)));
    expect([one, two]).toMatchObject([{ value: { number: 1 } }, { value: { number: 2 } }]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: '22P02' } });
    expect(asked).toEqual([['1', 'x', '2'], ['1'], ['x'], ['2']]);
  });

  test('given a database that is away, then all are told so by the one statement', async () => {
    const fault = new Fault('RETRYABLE', { zh: '不可用', en: 'away' });
    const away: Statements = { query: () => Promise.reject(fault) };
    const answers = await Promise.allSettled(['1', '2'].map((text) => numbers.ask(away, text)));
    expect(answers.map((answer) => (answer as PromiseRejectedResult).reason)).toEqual([fault, fault]);
    expect(asked).toEqual([['1', '2']]);
  });

  test('given a database that does not answer, then two statements wait for it, and those behind them are told with them', async () => {
    const fault = new Fault('RETRYABLE', { zh: '不可用', en: 'away' });
    const ends: (() => void)[] = [];
    const hanging: Statements = { query: () => new Promise((_, reject) => ends.push(() => reject(fault))) };
    const answers: Promise<unknown>[] = [];
    for (const text of ['1', '2', '3', '4']) {
      answers.push(numbers.ask(hanging, text).catch((error: unknown) => error));
      await turn();
    }
    expect(asked).toEqual([['1'], ['2']]);
    ends[0]!();
    expect(await Promise.all([answers[0], answers[2], answers[3]])).toEqual([fault, fault, fault]);
    ends[1]!();
    expect(await answers[1]).toBe(fault);
    expect(asked).toEqual([['1'], ['2']]);
  });

  test('given questions while two statements are under way, then they go together with the next', async () => {
    const goOn: (() => void)[] = [];
    const slow: Statements = {
      query: async (sql, parameters = []) => {
        if (asked.length <= 2) await new Promise<void>((go) => goOn.push(go));
        return database.query(sql, [...parameters]);
      },
    };
    const answers: Promise<unknown>[] = [];
    for (const text of ['1', '2', '3', '4']) {
      answers.push(numbers.ask(slow, text));
      await turn();
    }
    expect(asked).toEqual([['1'], ['2']]);
    goOn.forEach((go) => go());
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4].map((number) => ({ number })));
    expect(asked).toEqual([['1'], ['2'], ['3', '4']]);
  });

  test('given two connections, then what is asked through one is not read through the other', async () => {
    const other: Statements = { query: (sql, parameters = []) => database.query(sql, [...parameters]) };
    await Promise.all([numbers.ask(statements, '1'), numbers.ask(other, '2'), numbers.ask(statements, '3')]);
    expect(asked).toEqual([['1', '3'], ['2']]);
  });

  test('given 250 questions at once, then they go by the hundred', async () => {
    const texts = Array.from({ length: 250 }, (_, number) => String(number));
    const answers = await Promise.all(texts.map((text) => numbers.ask(statements, text)));
    expect(answers.map((answer) => String(answer!.number))).toEqual(texts);
    expect(asked.map((batch) => batch.length)).toEqual([100, 100, 50]);
  });
});
