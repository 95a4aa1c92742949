/** Shows what leaves together: events that come while the hub writes or resolves, and nobody who comes alone waits for others. */
import type { SharedPayload } from '../../server/context';
import type { RecordedEvent } from '../../server/event/outbox';
import type { Render } from '../../server/live/group';
import type { LiveHub } from '../../server/live/hub';
import type { Member } from '../../server/live/member';
import { Pauses } from '../../server/live/pauses';
import { until } from '../event/writing';
import { stageHub, turns } from './hub-stage';
import { gatedRender, Reader, renderSubjects } from './reader';

/** The clock of pauses in milliseconds; it goes on when a test says so, or something is written. */
let clock = 0;
beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => clock));
afterEach(() => jest.restoreAllMocks());

/** Takes so many milliseconds to be written to. */
class SlowReader extends Reader {
  readonly writes: string[][] = [];

  constructor(private readonly milliseconds: number) {
    super(1_000);
  }

  override write(payloads: readonly SharedPayload[]): boolean {
    clock += this.milliseconds;
    this.writes.push(payloads.map(({ text }) => JSON.parse(text) as string));
    return super.write(payloads);
  }
}

async function listen(hub: LiveHub, milliseconds: number, key: string, render: Render = renderSubjects) {
  const reader = new SlowReader(milliseconds);
  const member = await hub.admit(reader);
  join(hub, member, key, render);
  await settled();
  return { reader, member };
}

function join(hub: LiveHub, member: Member, key: string, render: Render = renderSubjects): void {
  hub.join(member, { key, route: { scopes: ['a'], types: ['NeedReferred'] }, render });
}

const settled = () => turns(20);
const subjects = (...events: RecordedEvent[][]) => events.map((some) => some.map((event) => event.subjectId));

describe('what leaves together', () => {
  test('given an event after a pause that is over, then it waits for nothing', async () => {
    const { stream, hub } = stageHub({ pauseMilliseconds: 1_000 });
    const { reader } = await listen(hub, 100, 'slow');
    const first = stream.publish(['a']);
    await settled();
    clock += 200;
    const second = stream.publish(['a']);
    await settled();
    expect(reader.writes).toEqual(subjects(first, second));
  });

  test('given two events one by one after a write, then they leave in one write, in order, as soon as both are there', async () => {
    const { stream, hub } = stageHub({ pauseMilliseconds: 60_000 });
    const { reader } = await listen(hub, 30_000, 'slow');
    const first = stream.publish(['a']);
    await settled();
    const second = stream.publish(['a']);
    await settled();
    expect(reader.writes).toEqual(subjects(first));
    const third = stream.publish(['a']);
    await settled();
    expect(reader.writes).toEqual(subjects(first, [...second, ...third]));
  });

  test('given three events that left together, then three are waited for', async () => {
    const { stream, hub } = stageHub({ pauseMilliseconds: 60_000 });
    const { reader } = await listen(hub, 30_000, 'slow');
    const first = stream.publish(['a'], ['a'], ['a']);
    await settled();
    const next = stream.publish(['a'], ['a']);
    await settled();
    expect(reader.writes).toEqual(subjects(first));
    const last = stream.publish(['a']);
    await settled();
    expect(reader.writes).toEqual(subjects(first, [...next, ...last]));
  });

  test('given a write that took very long, then the pause is no longer than its limit', async () => {
    const { stream, hub } = stageHub({ pauseMilliseconds: 1 });
    const { reader } = await listen(hub, 3_600_000, 'slow');
    const first = stream.publish(['a']);
    await settled();
    const second = stream.publish(['a']);
    await until('the pause is over', () => reader.writes.length > 1);
    expect(reader.writes).toEqual(subjects(first, second));
  });

  test('given an event that comes while the one before it is resolved, then they leave in one write, and the next in the next', async () => {
    const { stream, hub } = stageHub();
    const { render, goOn } = gatedRender();
    const { reader } = await listen(hub, 0, 'gated', render);
    const first = stream.publish(['a']);
    await settled();
    const second = stream.publish(['a']);
    goOn();
    await settled();
    const third = stream.publish(['a']);
    await settled();
    expect(reader.writes).toEqual(subjects([...first, ...second], third));
  });

  test('given an event resolved in vain and one after it that was resolved, then the group is told of neither and resumes before both', async () => {
    const { stream, hub } = stageHub();
    const { render, goOn } = gatedRender();
    let failures = 1;
    const failingOnce: Render = async (events) => {
      const answers = await render(events);
      if ((failures -= 1) >= 0) throw new Error('away');
      return answers;
    };
    const failing = await listen(hub, 0, 'failing once', failingOnce);
    const other = await listen(hub, 0, 'other');
    const before = stream.beginning;
    const first = stream.publish(['a']);
    await settled();
    const second = stream.publish(['a']);
    goOn();
    await settled();
    expect(failing.reader.writes).toEqual([]);
    expect(failing.reader.endings.map(({ socketCode }) => socketCode)).toEqual([1013]);
    expect(other.reader.writes).toEqual(subjects([...first, ...second]));
    const back = new SlowReader(0);
    join(hub, await hub.admit(back, before), 'other');
    await until('it has what it missed', () => back.seen.length === 2);
    expect(back.seen).toEqual(subjects([...first, ...second])[0]);
  });

  test('given a member that leaves in the pause, then it is told of nothing that came in it, and has it in the group that it joins', async () => {
    const { stream, hub } = stageHub({ pauseMilliseconds: 100 });
    const { reader, member } = await listen(hub, 100, 'left');
    const other = await listen(hub, 0, 'other');
    const first = stream.publish(['a']);
    await settled();
    const second = stream.publish(['a']);
    await settled();
    hub.leave(member);
    await until('the pause is over', () => other.reader.writes.length > 1);
    expect(reader.writes).toEqual(subjects(first));
    join(hub, member, 'joined');
    await until('it has what it missed', () => reader.writes.length > 1);
    expect(reader.writes).toEqual(subjects(first, second));
  });

  test('given a history that breaks in the pause, then who comes afterwards hears what comes afterwards', async () => {
    const { stream, hub } = stageHub({ pauseMilliseconds: 1 });
    const before = await listen(hub, 100, 'before');
    const first = stream.publish(['a']);
    await settled();
    stream.publish(['a']);
    stream.emit('broken');
    const after = await listen(hub, 0, 'after');
    const third = stream.publish(['a']);
    await until('it is told', () => after.reader.seen.length > 0);
    expect([before.reader.writes, after.reader.writes]).toEqual([subjects(first), subjects(third)]);
    expect(before.reader.endings.map(({ socketCode }) => socketCode)).toEqual([1012]);
  });
});

describe('pauses that bring nobody', () => {
  let waiting = 0;
  const pauses = () => new Pauses(8, () => waiting);
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['performance', 'setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  /** A piece of work of a millisecond, then somebody comes, and in the pause somebody else or nobody. Whether there was a pause. */
  async function pausesAfterWork(of: Pauses, company: boolean): Promise<boolean> {
    of.after(1, () => (clock += 1));
    waiting = 1;
    const over = of.over();
    const isWaiting = jest.getTimerCount() > 0;
    if (company) waiting = 2;
    of.came();
    jest.advanceTimersByTime(2);
    await over;
    expect(jest.getTimerCount()).toBe(0);
    return isWaiting;
  }

  async function madeOf(of: Pauses, times: number, company: boolean): Promise<number> {
    let made = 0;
    for (let time = 0; time < times; time += 1) made += Number(await pausesAfterWork(of, company));
    return made;
  }

  test('given nobody in eight pauses, then one of sixteen is made', async () => {
    const some = pauses();
    expect([await madeOf(some, 8, false), await madeOf(some, 15, false)]).toEqual([8, 0]);
    expect([await madeOf(some, 1, false), await madeOf(some, 160, false)]).toEqual([1, 10]);
  });

  test('given company again, then two more are made in vain, and after four that brought it eight', async () => {
    const some = pauses();
    await madeOf(some, 8 + 15, false);
    expect([await madeOf(some, 1, true), await madeOf(some, 8, false)]).toEqual([1, 2]);
    await madeOf(some, 9, false);
    expect([await madeOf(some, 4, true), await madeOf(some, 15, false)]).toEqual([4, 8]);
  });

  test('given company in every third pause, then all are made', async () => {
    const some = pauses();
    let made = 0;
    for (let time = 0; time < 50; time += 1) made += (await madeOf(some, 2, false)) + (await madeOf(some, 1, true));
    expect(made).toBe(150);
  });
});
