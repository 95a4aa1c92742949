/** Shows the hub alone: each event reaches the holders of its scopes and nobody else, in order, once, in bounded memory. */
import fc from 'fast-check';
import type { RecordedEvent } from '../../server/event/outbox';
import type { LiveHub } from '../../server/live/hub';
import { until } from '../event/writing';
import { stageHub, turns } from './hub-stage';
import { gatedRender, joinHub, renderSubjects, type Opening } from './reader';

/** Reads until told to stop. */
async function collect(hub: LiveHub, opening: Opening) {
  const { reader, member } = await joinHub(hub, opening);
  return Object.assign(reader, { leave: () => hub.remove(member) });
}

const settled = (count = 6) => turns(count);
const subjects = (events: RecordedEvent[]) => events.map((event) => event.subjectId);

describe('the hub', () => {
  test('given a subscriber of two scopes and an event of both, then it comes once', async () => {
    const { stream, hub } = stageHub();
    const reader = await collect(hub, { scopes: ['area:64', 'area:6401'] });
    const events = stream.publish(['area:64', 'area:6401'], ['area:6401'], ['area:9']);
    await settled();
    expect(reader.seen).toEqual(subjects(events.slice(0, 2)));
  });

  test('given types asked for, then others do not come, live or missed', async () => {
    const { stream, hub } = stageHub();
    const before = stream.publishAll([{ audience: ['a'], type: 'NeedClaimed' }, { audience: ['a'] }]);
    const reader = await collect(hub, { scopes: ['a'], types: ['NeedClaimed'], after: stream.beginning });
    await settled();
    const after = stream.publishAll([{ audience: ['a'] }, { audience: ['a'], type: 'NeedClaimed' }]);
    await settled();
    expect(reader.seen).toEqual([before[0]!.subjectId, after[1]!.subjectId]);
  });

  test('46: given a reader that stopped, then little waits for it, it is cut with a retryable code, others get everything, and it resumes from its cursor', async () => {
    const { stream, hub } = stageHub({ pageSize: 5, eventsAtOnce: 5, stallMilliseconds: 300 });
    const stalled = await collect(hub, { scopes: ['a'], waterline: 10 });
    const healthy = await collect(hub, { scopes: ['a'] });
    await settled();
    const [first] = stream.publish(['a']);
    await settled();
    expect(stalled.seen).toEqual([first!.subjectId]);
    stalled.stop();
    const burst: RecordedEvent[] = [];
    for (let count = 0; count < 2_000; count += 1) burst.push(...stream.publish(['a']));
    await until('it is cut', () => stalled.endings.length > 0);
    // The waterline and one turn of events beyond it.
    expect(stalled.mostWaiting).toBeLessThanOrEqual(15);
    expect(stalled.endings.map((ending) => [ending.socketCode, ending.fault.extensions.code])).toEqual([
      [1013, 'RETRYABLE'],
    ]);
    expect(hub.subscriberCount).toBe(1);
    await until('others have all', () => healthy.seen.length === 2_001);
    expect(healthy.seen).toEqual(subjects([first!, ...burst]));
    const resumed = await collect(hub, { scopes: ['a'], after: first!.cursor });
    await until('it has all', () => resumed.seen.length >= 2_000);
    expect(resumed.seen).toEqual(subjects(burst));
  });

  test('given a reader that stops for a while and goes on, then it keeps its subscription and gets everything once', async () => {
    const { stream, hub } = stageHub({ pageSize: 7, eventsAtOnce: 5 });
    const slow = await collect(hub, { scopes: ['a'], waterline: 10 });
    await settled();
    slow.stop();
    const burst = stream.publish(...Array.from({ length: 500 }, () => ['a']));
    await until('it is full', () => slow.waiting.length > 10);
    slow.goOn();
    await until('it has all', () => slow.seen.length >= 500);
    const later = stream.publish(['a']);
    await settled();
    expect(slow.seen).toEqual(subjects([...burst, ...later]));
    expect(slow.endings).toEqual([]);
  });

  test('given a burst far larger than the limit in one turn, then a reader that reads gets all of it in order and keeps its subscription', async () => {
    const { stream, hub } = stageHub({ pageSize: 30, stallMilliseconds: 50 });
    const reader = await collect(hub, { scopes: ['a'] });
    await settled();
    const burst = stream.publish(...Array.from({ length: 5_000 }, () => ['a']));
    await until('all arrive', () => reader.seen.length === 5_000);
    const later = stream.publish(['a'], ['b'], ['a']);
    await settled();
    expect(reader.seen).toEqual(subjects([...burst, later[0]!, later[2]!]));
    expect(reader.endings).toEqual([]);
  });

  test('given many members of few groups, then an event is resolved once for each group that it concerns, whatever the number of members', async () => {
    const { stream, hub } = stageHub();
    for (let count = 0; count < 300; count += 1) await collect(hub, { scopes: [`organisation:${count % 3}`] });
    await settled();
    expect({ groups: hub.groupCount, members: hub.subscriberCount }).toEqual({ groups: 3, members: 300 });
    stream.publish(['organisation:0', 'organisation:1'], ['organisation:2'], ['organisation:9']);
    await settled();
    expect(hub.executions).toBe(3);
  });

  test('given many who resume at different cursors of one group, then what they missed is resolved for all of them together', async () => {
    const { stream, hub } = stageHub();
    const missed = stream.publish(...Array.from({ length: 30 }, () => ['a']));
    await settled();
    const readers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => collect(hub, { scopes: ['a'], after: missed[index % 10]!.cursor })),
    );
    await until('all have caught up', () => readers.every((reader) => reader.seen.at(-1) === missed.at(-1)!.subjectId));
    for (const [index, reader] of readers.entries())
      expect(reader.seen).toEqual(subjects(missed.slice((index % 10) + 1)));
    expect(hub.executions).toBeLessThanOrEqual(2 * 29);
  });

  test('given members of a group who come back one after another, then the first waits a moment, and what they missed is resolved once', async () => {
    const { stream, hub } = stageHub({ gatherMilliseconds: 100 });
    const missed = stream.publish(...Array.from({ length: 30 }, () => ['a']));
    await settled();
    const readers: Awaited<ReturnType<typeof collect>>[] = [];
    for (let index = 0; index < 5; index += 1) {
      readers.push(await collect(hub, { scopes: ['a'], after: missed[0]!.cursor }));
      await settled();
    }
    expect(readers.map((reader) => reader.seen)).toEqual(Array(5).fill([]));
    await until('all have caught up', () => readers.every((reader) => reader.seen.length === 29));
    expect(readers.map((reader) => reader.seen)).toEqual(Array(5).fill(subjects(missed.slice(1))));
    expect(hub.executions).toBe(29);
  });

  test('given events that cannot be resolved now, then the members of that group are closed for a retry, the others hear theirs', async () => {
    const { stream, hub } = stageHub();
    const { reader: failing, member } = await joinHub(hub, { scopes: ['b'] });
    hub.leave(member);
    const route = { scopes: ['a'], types: ['NeedReferred'] as const };
    hub.join(member, { key: 'failing', route, render: () => Promise.reject(new Error('away')) });
    const other = await collect(hub, { scopes: ['a'] });
    await settled();
    const events = stream.publish(['a']);
    await settled();
    expect(failing.endings.map((ending) => ending.socketCode)).toEqual([1013]);
    expect([failing.seen, other.seen]).toEqual([[], subjects(events)]);
  });

  test('given a member taken out while an event is being resolved, then it does not get it, and gets it in the group that it joins', async () => {
    const { stream, hub } = stageHub();
    const { render, goOn } = gatedRender();
    const { reader, member } = await joinHub(hub, { scopes: ['none'] });
    hub.leave(member);
    const route = { scopes: ['a'], types: ['NeedReferred'] as const };
    hub.join(member, { key: 'slow', route, render });
    await settled();
    const events = stream.publish(['a']);
    await settled();
    hub.leave(member);
    goOn();
    await settled();
    expect(reader.seen).toEqual([]);
    hub.join(member, { key: 'fast', route, render: renderSubjects });
    await settled();
    expect(reader.seen).toEqual(subjects(events));
  });

  test('given a subscriber that leaves, then nothing of it is kept', async () => {
    const { stream, hub } = stageHub();
    const reader = await collect(hub, { scopes: ['a'] });
    await settled();
    reader.leave();
    stream.publish(['a']);
    await settled();
    expect({ open: hub.subscriberCount, groups: hub.groupCount, seen: reader.seen }).toEqual({
      open: 0,
      groups: 0,
      seen: [],
    });
  });

  test('given a broken history, then every subscription ends with a code on which clients reconnect', async () => {
    const { stream, hub } = stageHub();
    const reader = await collect(hub, { scopes: ['a'] });
    stream.emit('broken');
    expect(reader.endings.map(({ socketCode, fault }) => [socketCode, fault.extensions.code])).toEqual([
      [1012, 'RETRYABLE'],
    ]);
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
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), fc.nat(3), async (commands, toResolve) => {
        const { stream, hub } = stageHub({ pageSize: 3, eventsAtOnce: 2 });
        const events: RecordedEvent[] = [];
        const readers: { reader: Awaited<ReturnType<typeof collect>>; scopes: string[]; from: number; to?: number }[] =
          [];
        for (const step of commands) {
          if (step.do === 'publish') events.push(...stream.publish(...step.audiences));
          if (step.do === 'join') {
            const from = step.back === null ? events.length : Math.max(0, events.length - step.back);
            const after = step.back === null ? undefined : (events[from - 1]?.cursor ?? stream.beginning);
            readers.push({
              reader: await collect(hub, { scopes: step.scopes, after, turns: toResolve }),
              scopes: step.scopes,
              from,
            });
          }
          if (step.do === 'leave' && readers.length > 0) {
            const left = readers[step.which % readers.length]!;
            await settled(60 * (toResolve + 1));
            left.to ??= events.length;
            left.reader.leave();
          }
          if (step.do === 'settle') await settled();
        }
        await settled(60 * (toResolve + 1));
        for (const { reader, scopes, from, to } of readers) {
          const expected = events.slice(from, to).filter((event) => event.audience.some((key) => scopes.includes(key)));
          expect(reader.seen).toEqual(subjects(expected));
        }
      }),
      { numRuns: 300 },
    );
  });
});
