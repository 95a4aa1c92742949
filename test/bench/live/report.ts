/** Promises what a run was asked for, and where its tables and plots go: the committed ones are made by a full run only. */
import { join } from 'node:path';
import { projectRoot } from '../../../server/project';
import { svgPlot, type Axis, type Series } from '../plot';
import { markdownTable, writeResult, type Cell } from '../table';

export const parts = ['fanout', 'selective', 'latency', 'writing', 'storm'] as const;
export type Part = (typeof parts)[number];

export interface Options {
  /** Sizes of the fan-out; the largest is that of the other parts. */
  readonly subscribers: readonly number[];
  readonly rounds: number;
  /** How long each round of each competitor lasts. */
  readonly seconds: number;
  readonly only: readonly Part[];
  /** Whether results are kept: by a run of the full size, or when asked for. */
  readonly writes: boolean;
}

export function readOptions(given: readonly string[]): Options {
  const known = new Map(
    given.map((option) => {
      const [name, value = ''] = option.replace(/^--/, '').split('=');
      return [name!, value] as const;
    }),
  );
  for (const name of known.keys())
    if (!['subscribers', 'rounds', 'seconds', 'only', 'write'].includes(name)) throw new Error(`Unknown: --${name}`);
  const number = (name: string, otherwise: number) => Number(known.get(name) ?? otherwise);
  const only = (known.get('only')?.split(',') ?? parts) as Part[];
  for (const part of only) if (!parts.includes(part)) throw new Error(`--only takes ${parts.join(', ')}`);
  return {
    subscribers: (known.get('subscribers') ?? '1000,5000,10000').split(',').map(Number),
    rounds: number('rounds', 3),
    seconds: number('seconds', 3),
    only,
    writes: known.has('write') || !['subscribers', 'rounds', 'seconds'].some((name) => known.has(name)),
  };
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export interface Table {
  readonly title?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Shows the tables, and keeps them with the plot when this run is to be kept. */
export function keep(
  options: Options,
  name: string,
  title: string,
  tables: readonly Table[],
  plot: { readonly x: Axis; readonly y: Axis; readonly series: readonly Series[] },
): void {
  const text = tables
    .map(({ title: of, head, rows }) => `${of ? `## ${of}\n\n` : ''}${markdownTable(head, rows)}`)
    .join('\n\n');
  say(`\n# ${title}\n\n${text}\n`);
  if (!options.writes) return;
  const folder = join(projectRoot, 'test', 'bench', 'live', 'results');
  writeResult(join(folder, `${name}.md`), `# ${title}\n\n${text}`);
  writeResult(join(folder, `${name}.svg`), svgPlot({ title, ...plot }));
}

/** A share of sorted values lies below. */
export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
