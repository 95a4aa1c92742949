/** Promises how fast 32 writers commit while three servers are woken, beside the same without any waking and with the wrong way of it. */
import { median, type Cell } from '../table';
import { Child } from './protocol';
import type { WakeUpMode } from './writer';
import { keep, say, type Options } from './report';

const modes: readonly WakeUpMode[] = ['off', 'on', 'in the transaction'];

interface Written {
  readonly perSecond: number;
  /** How often a server looked and found something, per second, on average of the three. */
  readonly looks: number;
}

export async function benchWriting(options: Options): Promise<void> {
  say('writing, 32 writers');
  const writer = Child.start('writer.js');
  const listeners = [Child.start('writer.js'), Child.start('writer.js')];
  const all = [writer, ...listeners];
  const url = await writer.ask<string>('begin');
  const measured = new Map<WakeUpMode, Written[]>(modes.map((mode) => [mode, []]));
  const round = async (mode: WakeUpMode, seconds: number): Promise<Written> => {
    await Promise.all(all.map((child) => child.ask('follow', { url, mode })));
    const perSecond = await writer.ask<number>('write', { seconds });
    const counted = await Promise.all(all.map((child) => child.ask<{ looks: number }>('unfollow')));
    return { perSecond, looks: counted.reduce((sum, { looks }) => sum + looks, 0) / seconds / all.length };
  };
  await round('on', 1);
  for (let count = 0; count < options.rounds; count += 1)
    for (const mode of modes) measured.get(mode)!.push(await round(mode, options.seconds));
  for (const child of all.reverse()) await child.end();
  const beside = (own: readonly Written[]) =>
    median(own.map(({ perSecond }, index) => perSecond / measured.get('off')![index]!.perSecond)).toFixed(2);
  const rows = [...measured].map(([mode, own]): Cell[] => [
    mode,
    Math.round(median(own.map(({ perSecond }) => perSecond))),
    beside(own),
    Math.round(median(own.map(({ looks }) => looks))),
  ]);
  const head = ['wake-up', 'transactions/s', 'of off', 'looks/s of a server'];
  keep(options, 'writing', 'Writing, 32 writers and three servers that follow', [{ head, rows }], {
    x: { label: 'round', scale: 'linear', from: 1 },
    y: { label: 'transactions per second', scale: 'linear', from: 0 },
    series: [...measured].map(([name, own]) => ({
      name,
      points: own.map(({ perSecond }, index) => [index + 1, perSecond] as const),
    })),
  });
}
