/** Shows that old events leave oldest first, and that a cursor is served wholly or refused, never with a gap. */
import { randomUUID } from 'node:crypto';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { beginning, decodeCursor, encodeCursor } from '../../server/event/cursor';
import { readMissed, readNewest, readState } from '../../server/event/outbox';
import { removeOldEvents } from '../../server/event/retention';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { announce, referred, until } from './writing';

describe('the retention of events', () => {
  let arranged: TestDatabase;
  let database: Database;
  let epoch: string;
  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
    epoch = (await readState(database)).epoch;
  });
  afterAll(async () => {
    await database.close();
    await arranged.drop();
  });

  test('given events of nine and of two days ago, when those older than seven days are removed, then a cursor before them is refused and one after them served', async () => {
    const subjects: string[] = [];
    for (let count = 0; count < 5; count += 1) subjects.push(await announce(database, referred('organisation:a')));
    await until('all are readable', async () => (await readNewest(database, epoch, 10)).length === 5);
    const events = await readNewest(database, epoch, 10);
    const age = "UPDATE event SET at = now() - $2 * interval '1 day' WHERE subject_id = ANY ($1)";
    await arranged.query(age, [subjects.slice(0, 3), 9]);
    await arranged.query(age, [subjects.slice(3), 2]);

    expect(await removeOldEvents(database, 7)).toBe(3);
    expect((await readState(database)).removed).toEqual(events[2]!.position);
    await expect(readMissed(database, epoch, beginning, 10, {})).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED' },
    });
    await expect(readMissed(database, epoch, events[1]!.position, 10, {})).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED' },
    });
    const served = await readMissed(database, epoch, events[2]!.position, 10, {});
    expect(served.map((event) => event.subjectId)).toEqual(subjects.slice(3));
  });

  test('given that nothing is older, then nothing is removed; given that all are, then the head stays where it was', async () => {
    const { head } = await readState(database);
    expect(await removeOldEvents(database, 7)).toBe(0);
    expect(await removeOldEvents(database, 1)).toBe(2);
    expect(await readState(database)).toEqual({ epoch, head, removed: head });
  });

  test('given days that are no whole number from one, then it refuses and removes nothing', async () => {
    const subject = await announce(database, referred('organisation:a'));
    for (const days of [0, -1, 1.5, Number.NaN])
      await expect(removeOldEvents(database, days)).rejects.toThrow(RangeError);
    expect(await arranged.query('SELECT subject_id FROM event')).toEqual([{ subject_id: subject }]);
  });
});

describe('cursors', () => {
  const epoch = randomUUID();
  const code = (cursor: string) => {
    try {
      decodeCursor(cursor, epoch);
      return 'accepted';
    } catch (error) {
      return (error as { extensions: { code: string } }).extensions.code;
    }
  };
  const raw = (text: string) => Buffer.from(text).toString('base64url');

  test('given a position beyond 2^53, then it comes back exactly', () => {
    const position = { transaction: '18446744073709551615', position: '9223372036854775807' };
    expect(decodeCursor(encodeCursor(epoch, position), epoch)).toEqual(position);
  });

  test('given leading zeros, then the position is the same as without', () => {
    expect(decodeCursor(raw(`${epoch} 007 0`), epoch)).toEqual({ transaction: '7', position: '0' });
  });

  test('50: given what is no cursor, a number too large, or another epoch, then each is told apart', () => {
    expect(
      ['', '!', 'x'.repeat(5_000), raw('1 2 3'), raw(`${epoch} -1 2`), raw(`${epoch} 1 2; DROP TABLE event`)].map(code),
    ).toEqual(Array(6).fill('BAD_USER_INPUT'));
    expect(code(raw(`${epoch} 18446744073709551616 1`))).toBe('BAD_USER_INPUT');
    expect(code(raw(`${epoch} 1 9223372036854775808`))).toBe('BAD_USER_INPUT');
    expect(code(encodeCursor(randomUUID(), { transaction: '1', position: '1' }))).toBe('CURSOR_EXPIRED');
  });
});
