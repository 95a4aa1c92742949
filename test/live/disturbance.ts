/**
 * Promises what is done to servers, sockets and transactions while events are written and heard: each by the progress of the writing and
 * not by the clock, so that it falls between events on any machine. What counts is what truly happened.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Postgres } from 'pg';
import { areaChainScopes } from '../../server/event/audience';
import { until, Writer } from '../event/writing';
import type { ServerProcess } from '../stage/process';
import type { Listener } from './listener';
import type { SteadyWriting } from './steady-writing';
import type { WrongReader } from './wrong-reader';

export interface Ear {
  readonly listener: Listener;
  /** Of all events in order, those it is to hear. */
  readonly scope: string;
  /** The server that it turned to; undefined when that connection is over. */
  at(): ServerProcess | undefined;
}

export interface Disturbed {
  readonly url: string;
  readonly processes: ServerProcess[];
  readonly start: () => Promise<ServerProcess>;
  readonly ears: readonly Ear[];
  readonly scopes: readonly string[];
  readonly writing: SteadyWriting;
  readonly wrong: readonly WrongReader[];
  /** So many events are to be written. */
  readonly events: number;
  /** Aborted when anything failed. */
  readonly over: AbortSignal;
  readonly say: (line: string) => void;
}

/** One kill, of a process or of a socket, and how those stood who were at it. */
export interface Blow {
  /** A process is gone by SIGKILL; a socket was open and is cut. */
  readonly happened: boolean;
  readonly struck: readonly { readonly listener: Listener; readonly heard: number; readonly closed: number }[];
}

/** Everyone who was at it lost the connection, had heard something before and heard more afterwards. */
export function fellWithin({ happened, struck }: Blow): boolean {
  const isBetween = ({ listener, heard, closed }: Blow['struck'][number]) =>
    heard > 0 && listener.heard.length > heard && listener.closed.length > closed;
  return happened && struck.length > 0 && struck.every(isBetween);
}

const standing = ({ listener }: Ear) => ({ listener, heard: listener.heard.length, closed: listener.closed.length });
/** So much more everyone has heard from one kill of a server to the next. */
const heardBetweenKills = 20;
const patienceMilliseconds = 120_000;

function comesTrue(stage: Disturbed, what: string, condition: () => boolean): Promise<void> {
  const looking = () => {
    stage.over.throwIfAborted();
    return condition();
  };
  return until(what, looking, patienceMilliseconds);
}

/** Each in the middle of its share of the writing, which does not hurry on to the next share before the server stands again. */
export async function killServers(stage: Disturbed, kills: number): Promise<Blow[]> {
  const { ears, processes, writing } = stage;
  const share = stage.events / (kills + 1);
  const blows: Blow[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    writing.hurryUpTo(share * (kill + 1));
    const place = kill % processes.length;
    const victim = processes[place]!;
    const before = ears.map(({ listener }) => listener.heard.length);
    await comesTrue(stage, 'everyone has heard more, and somebody listens at the next victim', () => {
      const isHeard = ears.every(({ listener }, at) => listener.heard.length >= before[at]! + heardBetweenKills);
      return isHeard && writing.committed() >= share * (kill + 0.5) && ears.some((ear) => ear.at() === victim);
    });
    const struck = ears.filter((ear) => ear.at() === victim).map(standing);
    await victim.kill('SIGKILL');
    blows.push({ happened: (await victim.exited) === 'SIGKILL', struck });
    await comesTrue(stage, 'those who listened there are cut off', () =>
      struck.every(({ listener, closed }) => listener.closed.length > closed),
    );
    processes[place] = await stage.start();
    if (stage.over.aborted) await processes[place].kill();
    stage.say(`${kill + 1} servers killed, ${writing.committed()} events committed`);
  }
  writing.hurryUpTo(stage.events);
  return blows;
}

/** Breaks one connection after the other, without a word, until so many had heard something since their last, and the rest is over. */
export async function breakSockets(stage: Disturbed, least: number, isOver: () => boolean): Promise<Blow[]> {
  const blows: Blow[] = [];
  const heardBefore = new Map<Ear, number>();
  for (let turn = 0; (blows.length < least || !isOver()) && !stage.over.aborted; turn += 1) {
    const ear = stage.ears[(turn * 7) % stage.ears.length]!;
    const { listener, ...before } = standing(ear);
    // Who has heard nothing since is broken again too: while it resumes. That is no kill between events, and is not counted.
    if (listener.breakOff() && before.heard > (heardBefore.get(ear) ?? 0))
      blows.push({ happened: true, struck: [{ listener, ...before }] });
    heardBefore.set(ear, before.heard);
    await pause(20);
  }
  return blows;
}

/**
 * Transactions in which the two wrong schemes must lose: one with the later number takes the earlier position, and is open until the
 * cursors of both readers are beyond it; beside it one that has written as well and rolls back. Returns how many events it rolled back.
 */
export async function overlapTransactions(stage: Disturbed, overlaps: number): Promise<number> {
  const { scopes, url, writing, wrong } = stage;
  const writers = await Promise.all([Writer.connect(url), Writer.connect(url), Writer.connect(url)]);
  const looking = new Postgres({ connectionString: url });
  await looking.connect();
  const [early, late, vain] = writers;
  try {
    for (let overlap = 0; overlap < overlaps; overlap += 1) {
      const due = (stage.events * overlap) / overlaps;
      await comesTrue(stage, 'the next overlap is due', () => writing.committed() >= due);
      const audience = [scopes[overlap % scopes.length]!, ...areaChainScopes('640104001001')];
      await early.begin();
      await early.number();
      await late.begin();
      await late.write(undefined, audience);
      await vain.begin();
      await vain.write(undefined, audience);
      const read = await early.write(undefined, audience);
      await early.commit();
      // They have read it, or another beyond it: its number is below those of all that are open here.
      const { rows } = await looking.query<{ position: string }>(
        'SELECT position::text FROM event WHERE subject_id = $1',
        [read],
      );
      await comesTrue(stage, 'both cursors are beyond it', () =>
        wrong.every((one) => one.hasPassed(rows[0]!.position)),
      );
      await vain.rollback();
      await late.commit();
    }
  } finally {
    await Promise.all([looking.end(), ...writers.map((writer) => writer.close())]);
  }
  return overlaps;
}

/** Somebody else's transaction, which has a number and tells nothing: nothing that began after it may be read before it ends. */
export async function holdOpen(url: string, milliseconds: number): Promise<void> {
  const client = new Postgres({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT pg_current_xact_id()');
  await pause(milliseconds);
  await client.query('COMMIT');
  await client.end();
}
