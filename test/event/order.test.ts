/** Shows which order of the outbox loses nothing: the two that are often published lose events, ours does not. */
import fc from 'fast-check';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { beginning, type Position } from '../../server/event/cursor';
import { readAfter, readState } from '../../server/event/outbox';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { until, Writer } from './writing';

/** A reader remembers what it saw, and where it stands by the rule of its scheme. */
interface Reader {
  readonly seen: string[];
  look(): Promise<void>;
}

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

async function inOrder(): Promise<Reader> {
  let position: Position = (await readState(database)).head;
  const seen: string[] = [];
  return {
    seen,
    look: async () => {
      const { events } = await readAfter(database, epoch, position, 100);
      seen.push(...events.map((event) => event.subjectId));
      position = events.at(-1)?.position ?? position;
    },
  };
}

/** `position > cursor`, alone or with the filter that is half right: below xmin, but in the order of the sequence. */
async function bySequence(filter: 'unfiltered' | 'below xmin'): Promise<Reader> {
  const seen: string[] = [];
  let cursor = (await arranged.query<{ last: string }>('SELECT coalesce(max(position), 0) AS last FROM event'))[0]!
    .last;
  const condition = filter === 'unfiltered' ? '' : 'AND transaction < pg_snapshot_xmin(pg_current_snapshot())';
  return {
    seen,
    look: async () => {
      const rows = await arranged.query<{ subject_id: string; position: string }>(
        `SELECT subject_id, position FROM event WHERE position > $1 ${condition} ORDER BY position`,
        [cursor],
      );
      seen.push(...rows.map((row) => row.subject_id));
      cursor = rows.at(-1)?.position ?? cursor;
    },
  };
}

async function lookUntil(reader: Reader, subjectId: string): Promise<void> {
  await until('the reader sees the event', async () => {
    await reader.look();
    return reader.seen.includes(subjectId);
  });
}

describe('the order of the outbox', () => {
  test('given an earlier position committed later, then `position > cursor` loses it and ours holds back until both are there', async () => {
    const [first, second] = [await Writer.connect(arranged.url), await Writer.connect(arranged.url)];
    const [ours, naive] = [await inOrder(), await bySequence('unfiltered')];
    await first.begin();
    await second.begin();
    const early = await first.write();
    const late = await second.write();
    await second.commit();
    await naive.look();
    await ours.look();
    expect({ naive: naive.seen, ours: ours.seen }).toEqual({ naive: [late], ours: [] });
    await first.commit();
    await naive.look();
    await lookUntil(ours, late);
    expect({ naive: naive.seen, ours: ours.seen }).toEqual({ naive: [late], ours: [early, late] });
    await first.close();
    await second.close();
  });

  test('given a later transaction with an earlier position, then the filter below xmin in the order of positions loses it and ours does not', async () => {
    const [first, second] = [await Writer.connect(arranged.url), await Writer.connect(arranged.url)];
    const [ours, halfRight] = [await inOrder(), await bySequence('below xmin')];
    await first.begin();
    await second.begin();
    await first.number();
    await second.number();
    const lowPosition = await second.write();
    const highPosition = await first.write();
    await first.commit();
    await lookUntil(halfRight, highPosition);
    await second.commit();
    await lookUntil(ours, lowPosition);
    await halfRight.look();
    expect(halfRight.seen).toEqual([highPosition]);
    expect(ours.seen).toEqual([highPosition, lowPosition]);
    await first.close();
    await second.close();
  });

  test('given a transaction that rolls back below committed ones, then it holds back until its end and leaves no trace', async () => {
    const [first, second] = [await Writer.connect(arranged.url), await Writer.connect(arranged.url)];
    const ours = await inOrder();
    const start = (await readState(database)).head;
    await first.begin();
    await second.begin();
    await first.write();
    const kept = await second.write();
    await second.commit();
    expect(await readAfter(database, epoch, start, 100)).toEqual({
      events: [],
      heldBackMilliseconds: expect.any(Number),
    });
    await first.rollback();
    await lookUntil(ours, kept);
    expect(ours.seen).toEqual([kept]);
    await first.close();
    await second.close();
  });

  test('given random interleavings with rollbacks, then every committed event is read once, in one order, by readers at any time', async () => {
    const writers = await Promise.all([0, 1, 2, 3].map(() => Writer.connect(arranged.url)));
    let lostBySequence = 0;
    const script = fc.record({
      numberFirst: fc.boolean(),
      writes: fc.integer({ min: 1, max: 3 }),
      commits: fc.integer({ min: 0, max: 9 }),
    });
    const schedules = fc.record({
      scripts: fc.array(script, { minLength: 4, maxLength: 4 }),
      turns: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 24 }),
    });
    await fc.assert(
      fc.asyncProperty(schedules, async ({ scripts, turns }) => {
        const [eager, patient, naive] = [await inOrder(), await inOrder(), await bySequence('unfiltered')];
        const committed: string[] = [];
        const steps = scripts.map((plan, index) => stepsOf(writers[index]!, plan, committed));
        for (const turn of [...turns, ...[0, 1, 2, 3].flatMap((index) => steps[index]!.map(() => index))]) {
          await steps[turn]!.shift()?.();
          await eager.look();
          await naive.look();
        }
        await until('the last is readable', async () => {
          await eager.look();
          return eager.seen.length >= committed.length;
        });
        await patient.look();
        await naive.look();
        expect([...eager.seen].sort()).toEqual([...committed].sort());
        expect(patient.seen).toEqual(eager.seen);
        lostBySequence += committed.filter((subject) => !naive.seen.includes(subject)).length;
      }),
      { numRuns: 20, seed: 640104 },
    );
    expect(lostBySequence).toBeGreaterThan(0);
    await Promise.all(writers.map((writer) => writer.close()));
  });

  test('given a page smaller than what waits, then pages follow one another without gap or repetition', async () => {
    const writer = await Writer.connect(arranged.url);
    const start = (await readState(database)).head;
    const written: string[] = [];
    for (let count = 0; count < 7; count += 1) written.push(await writer.write());
    const seen: string[] = [];
    let position = start;
    await until('all are read', async () => {
      const { events } = await readAfter(database, epoch, position, 3);
      position = events.at(-1)?.position ?? position;
      seen.push(...events.map((event) => event.subjectId));
      return seen.length === 7;
    });
    expect(seen).toEqual(written);
    expect(position).not.toEqual(beginning);
    await writer.close();
  });
});

function stepsOf(
  writer: Writer,
  plan: { numberFirst: boolean; writes: number; commits: number },
  committed: string[],
): (() => Promise<void>)[] {
  const mine: string[] = [];
  const write = async () => void mine.push(await writer.write());
  const end = async () => {
    // One in ten rolls back.
    if (plan.commits === 0) return writer.rollback();
    await writer.commit();
    committed.push(...mine);
  };
  return [
    () => writer.begin(),
    ...(plan.numberFirst ? [async () => void (await writer.number())] : []),
    ...Array.from({ length: plan.writes }, () => write),
    end,
  ];
}
