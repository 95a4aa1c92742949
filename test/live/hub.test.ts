/** Shows the hub alone: each event reaches the holders of its scopes and nobody else, in order, once, in bounded memory. */
import fc from 'fast-check';
import type { Statements } from '../../server/database/database';
import type { RecordedEvent } from '../../server/event/outbox';
import { LiveHub, type HubOptions, type Opening } from '../../server/live/hub';
import type { Ending } from '../../server/live/subscription';
import { until } from '../event/writing';
import { StagedStream } from './staged-stream';

/** The ring holds everything here, so PostgreSQL is never asked. */
const noDatabase: Statements = { query: () => Promise.reject(new Error('The hub asked PostgreSQL.')) };

function stage(options: HubOptions = {}): { stream: StagedStream; hub: LiveHub } {
  const stream = new StagedStream();
  return { stream, hub: new LiveHub(stream, noDatabase, options) };
}

/** Reads a subscription until it ends, one event after the other. */
async function collect(
  hub: LiveHub,
  opening: Opening,
): Promise<{ seen: string[]; fault?: unknown; stop(): Promise<void> }> {
  const subscription = await hub.open(opening);
  const collected: { seen: string[]; fault?: unknown; stop(): Promise<void> } = {
    seen: [],
    stop: async () => void (await subscription.return()),
  };
  void (async () => {
    try {
      for await (const event of subscription) collected.seen.push(event.subjectId);
    } catch (error) {
      collected.fault = error;
    }
  })();
  return collected;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const subjects = (events: RecordedEvent[]) => events.map((event) => event.subjectId);

describe('the hub', () => {
  test('given a subscriber of two scopes and an event of both, then it comes once', async () => {
    const { stream, hub } = stage();
    const reader = await collect(hub, { scopes: ['area:64', 'area:6401'] });
    const events = stream.publish(['area:64', 'area:6401'], ['area:6401'], ['area:9']);
    await settled();
    expect(reader.seen).toEqual(subjects(events.slice(0, 2)));
  });

  test('given types asked for, then others do not come, live or missed', async () => {
    const { stream, hub } = stage();
    const before = stream.publishAll([{ audience: ['a'], type: 'NeedClaimed' }, { audience: ['a'] }]);
    const reader = await collect(hub, { scopes: ['a'], types: ['NeedClaimed'], after: stream.beginning });
    await settled();
    const after = stream.publishAll([{ audience: ['a'] }, { audience: ['a'], type: 'NeedClaimed' }]);
    await settled();
    expect(reader.seen).toEqual([before[0]!.subjectId, after[1]!.subjectId]);
  });

  test('46: given a reader that stopped, then little waits for it, it is cut with a retryable code, others get everything, and it resumes from its cursor', async () => {
    const { stream, hub } = stage({ queueLimit: 10, pageSize: 5, stallMilliseconds: 50 });
    const endings: Ending[] = [];
    const stalled = await hub.open({ scopes: ['a'], onEnded: (ending) => endings.push(ending) });
    const healthy = await collect(hub, { scopes: ['a'] });
    const pending = stalled.next();
    await settled();
    const [first] = stream.publish(['a']);
    expect((await pending).value).toBe(first);
    const burst: RecordedEvent[] = [];
    let mostWaiting = 0;
    for (let count = 0; count < 2_000; count += 1) {
      burst.push(...stream.publish(['a']));
      mostWaiting = Math.max(mostWaiting, stalled.waiting);
      if (count % 5 === 0) await settled();
    }
    expect(mostWaiting).toBe(10);
    await until('it is cut', () => endings.length > 0);
    expect(endings.map((ending) => [ending.socketCode, ending.fault.extensions.code])).toEqual([[1013, 'RETRYABLE']]);
    expect({ ended: stalled.ended, waiting: stalled.waiting, open: hub.subscriberCount }).toEqual({
      ended: true,
      waiting: 0,
      open: 1,
    });
    await expect(stalled.next()).rejects.toMatchObject({ extensions: { code: 'RETRYABLE' } });
    await until('others have all', () => healthy.seen.length === 2_001);
    expect(healthy.seen).toEqual(subjects([first!, ...burst]));
    const resumed = await collect(hub, { scopes: ['a'], after: first!.cursor });
    await settled();
    expect(resumed.seen).toEqual(subjects(burst));
  });

  test('given a burst far larger than the limit in one turn, then a reader that reads gets all of it in order and keeps its subscription', async () => {
    const { stream, hub } = stage({ queueLimit: 100, pageSize: 30, stallMilliseconds: 50 });
    const reader = await collect(hub, { scopes: ['a'] });
    await settled();
    const burst = stream.publish(...Array.from({ length: 5_000 }, () => ['a']));
    await until('all arrive', () => reader.seen.length === 5_000);
    const later = stream.publish(['a'], ['b'], ['a']);
    await settled();
    expect(reader.seen).toEqual(subjects([...burst, later[0]!, later[2]!]));
    expect(reader.fault).toBeUndefined();
  });

  test('given a subscription that is returned while it waits, then its wait ends and nothing of it is kept', async () => {
    const { stream, hub } = stage();
    const subscription = await hub.open({ scopes: ['a'] });
    const waiting = subscription.next();
    await settled();
    await subscription.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    stream.publish(['a']);
    expect({ open: hub.subscriberCount, waiting: subscription.waiting }).toEqual({ open: 0, waiting: 0 });
  });

  test('given a broken history, then every subscription ends with a code on which clients reconnect', async () => {
    const { stream, hub } = stage();
    const endings: number[] = [];
    const subscription = await hub.open({ scopes: ['a'], onEnded: (ending) => endings.push(ending.socketCode) });
    stream.emit('broken');
    expect(endings).toEqual([1012]);
    await expect(subscription.next()).rejects.toMatchObject({ extensions: { code: 'RETRYABLE' } });
  });

  test('47: given random scopes, joins at random cursors, departures and bursts, then each subscriber sees exactly the events of its scopes after its cursor, once, in order', async () => {
    const scope = fc.constantFrom('organisation:a', 'organisation:b', 'area:64', 'area:6401', 'account:c');
    const audience = fc.uniqueArray(scope, { minLength: 0, maxLength: 3 });
    const command = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('publish' as const),
          audiences: fc.array(audience, { minLength: 1, maxLength: 6 }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('join' as const),
          scopes: fc.uniqueArray(scope, { minLength: 1, maxLength: 2 }),
          back: fc.option(fc.nat(20)),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), which: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
        const { stream, hub } = stage({ pageSize: 3, queueLimit: 4 });
        const events: RecordedEvent[] = [];
        const readers: { reader: Awaited<ReturnType<typeof collect>>; scopes: string[]; from: number; to?: number }[] =
          [];
        for (const step of commands) {
          if (step.do === 'publish') events.push(...stream.publish(...step.audiences));
          if (step.do === 'join') {
            const from = step.back === null ? events.length : Math.max(0, events.length - step.back);
            const after = step.back === null ? undefined : (events[from - 1]?.cursor ?? stream.beginning);
            readers.push({ reader: await collect(hub, { scopes: step.scopes, after }), scopes: step.scopes, from });
          }
          if (step.do === 'leave' && readers.length > 0) {
            const left = readers[step.which % readers.length]!;
            await settled();
            left.to ??= events.length;
            await left.reader.stop();
          }
          if (step.do === 'settle') await settled();
        }
        await settled();
        for (const { reader, scopes, from, to } of readers) {
          const expected = events.slice(from, to).filter((event) => event.audience.some((key) => scopes.includes(key)));
          expect(reader.seen).toEqual(subjects(expected));
        }
      }),
      { numRuns: 300 },
    );
  });
});
