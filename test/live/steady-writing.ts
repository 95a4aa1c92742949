/** Promises writers that never pause while something is done to those who listen: fast up to a mark, and then still now and then. */
import { setTimeout as pause } from 'node:timers/promises';
import { areaChainScopes } from '../../server/event/audience';
import { Writer } from '../event/writing';

export interface SteadyWriting {
  /** Resolves after finish(), when the last of it is written. */
  readonly done: Promise<unknown>;
  committed(): number;
  rolledBack(): number;
  /** Up to so many events they write as fast as they can. */
  hurryUpTo(events: number): void;
  /** Ends when so many were committed in all, and some more after this moment. */
  finish(events: number): void;
  /** Ends at once. */
  stop(): void;
}

const writerCount = 8;
/** Between two transactions of a writer that waits for what is done to the listeners. */
const leisureMilliseconds = 100;
/** After all that is done, so that everyone hears something after it. */
const eventsAfterAll = 200;

/** Eight transactions that overlap at any time, one in ten rolled back; their events are for each scope in turn, and for an area. */
export async function writeSteadily(url: string, scopes: readonly string[]): Promise<SteadyWriting> {
  let [committed, rolledBack, turn, fastUpTo, end] = [0, 0, 0, 0, Infinity];
  const area = areaChainScopes('640104001001');
  const writers = await Promise.all(Array.from({ length: writerCount }, () => Writer.connect(url)));
  const write = async (writer: Writer, index: number) => {
    turn += 1;
    const rollsBack = turn % 10 === 0;
    const audience = [scopes[turn % scopes.length]!, ...area];
    await writer.begin();
    if (index % 2 === 0) await writer.number();
    if (turn % 7 === 0) await pause(index);
    await writer.write(undefined, audience);
    if (turn % 5 === 0) await pause(index % 3);
    await writer.write(undefined, audience);
    await (rollsBack ? writer.rollback() : writer.commit());
    if (rollsBack) rolledBack += 2;
    else committed += 2;
  };
  const done = Promise.all(
    writers.map(async (writer, index) => {
      while (committed < end) {
        await write(writer, index);
        if (committed >= fastUpTo) await pause(leisureMilliseconds);
      }
      await writer.close();
    }),
  );
  return {
    done,
    committed: () => committed,
    rolledBack: () => rolledBack,
    hurryUpTo: (events) => void (fastUpTo = events),
    finish: (events) => {
      fastUpTo = Infinity;
      end = Math.max(events, committed + eventsAfterAll);
    },
    stop: () => void (end = 0),
  };
}
