/** Promises the figures of ranked and plain pages as a table and a plot, on the console and with --write in results/page.md and .svg. */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../server/project';
import { svgPlot } from '../plot';
import { markdownTable, median, writeResult } from '../table';
import { pageOrganisations } from './page-world';

/** One way to a page, and what it took in each round, in milliseconds a page. */
export interface Way {
  readonly name: string;
  readonly ask: () => Promise<number>;
  readonly milliseconds: number[];
}

/** The ways at one number of needs: ranked, plain, and the bare statement first. */
export interface PageMeasured {
  readonly needs: number;
  readonly ways: readonly Way[];
  readonly counts: object;
  readonly index: object;
}

function rowsOf({ needs, ways }: PageMeasured) {
  const [, plain, bare] = ways.map((way) => median(way.milliseconds));
  return ways.map(({ name, milliseconds }) => {
    const own = median(milliseconds);
    const figures = [own, Math.max(...milliseconds), own / plain!, own / bare!].map((figure) => figure.toFixed(2));
    return [needs.toLocaleString('en-US'), name, ...figures];
  });
}

function conclusionOf({ needs, ways, counts, index }: PageMeasured): string {
  const [ranked, plain, bare] = ways.map((way) => median(way.milliseconds));
  return (
    `At ${needs.toLocaleString('en-US')} needs, ranked to plain through the same path: ${(ranked! / plain!).toFixed(2)} (at most 2 was ` +
    `asked for); to the bare statement ${(ranked! / bare!).toFixed(2)}.\nAnswers: ${JSON.stringify(counts)}; index ${JSON.stringify(index)}.`
  );
}

function textOf(
  measured: readonly PageMeasured[],
  rounds: { readonly rounds: number; readonly perRound: number },
): string {
  const head = [
    'open needs',
    'way',
    'ms a page',
    'slowest round',
    'to the plain page through GraphQL',
    'to the bare statement',
  ];
  return [
    '# A ranked page beside a plain one',
    '',
    `${rounds.rounds} interleaved rounds of ${rounds.perRound}, medians of rounds; ${pageOrganisations} organisations.`,
    `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)} at the end; server, client and PostgreSQL on one machine.`,
    '`npm run bench:matching -- --only=page --large --write`',
    '',
    markdownTable(head, measured.flatMap(rowsOf)),
    '',
    ...measured.flatMap((size) => [conclusionOf(size), '']),
    '![Milliseconds a page](page.svg)',
  ].join('\n');
}

function plotOf(measured: readonly PageMeasured[]): string {
  return svgPlot({
    title: 'A page of 50 needs: milliseconds a page',
    x: { label: 'open needs', scale: 'log' },
    // Room for the legend.
    y: { label: 'milliseconds', scale: 'log', to: 2_000 },
    series: measured[0]!.ways.map(({ name }, place) => ({
      name,
      points: measured.map(({ needs, ways }) => [needs, median(ways[place]!.milliseconds)] as const),
      dashed: place === 2,
    })),
  });
}

export function writePageReport(
  measured: readonly PageMeasured[],
  rounds: { readonly rounds: number; readonly perRound: number },
): void {
  const text = textOf(measured, rounds);
  process.stdout.write(`${text}\n`);
  if (!process.argv.includes('--write')) return;
  const results = join(projectRoot, 'test', 'bench', 'matching', 'results');
  writeResult(join(results, 'page.md'), text);
  writeResult(join(results, 'page.svg'), plotOf(measured));
}
