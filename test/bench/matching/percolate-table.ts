/** Promises the figures of the percolator as a table and a plot, on the console and with --write in results/percolate.md and .svg. */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { svgPlot } from '../plot';
import { markdownTable, rounded, writeResult } from '../table';
import { projectRoot } from '../../../server/project';
import type { PercolationReport, PercolationRow } from './percolate';
import { designs } from './percolate-postgres';

export const ours = 'index, slots';

/** How many times the index is faster, by the measure that is worse for it. */
function factor(row: PercolationRow, peer: string): string {
  const ratios = [row.wall[peer]! / row.wall[ours]!, row.cpu[peer]! / row.cpu[ours]!];
  return Math.min(...ratios.filter(Number.isFinite)).toFixed(1);
}

/** The fastest of the designs at this size. */
function fastestDesign(row: PercolationRow): string {
  return Object.keys(designs).reduce((one, other) => (row.cpu[other]! < row.cpu[one]! ? other : one));
}

function percolationTable(report: PercolationReport): string {
  const rows = report.percolation.flatMap((row) =>
    Object.keys(row.wall).map((peer) => [
      row.predicates,
      Math.round(row.matches),
      peer,
      rounded(row.wall[peer]!),
      rounded(row.cpu[peer]!),
      peer.startsWith('index') ? '-' : factor(row, peer),
    ]),
  );
  return markdownTable(['offerings', 'matches', 'who answers', 'wall µs', 'CPU µs', 'times the index'], rows);
}

function textOf(report: PercolationReport): string {
  const large = report.percolation.at(-1)!;
  const indexes = report.percolation.map((row) => [
    row.predicates,
    rounded(row.buildSeconds),
    rounded(row.updateMicroseconds),
    rounded(row.p99),
    rounded(row.megabytes),
    rounded(row.arrayMegabytes),
  ]);
  const ranking = report.ranking.map((row) => [
    row.organisation,
    Math.round(row.median),
    Math.round(row.p99),
    Math.round(row.cpuP99),
    row.scan === undefined ? '-' : String(Math.round(row.scan)),
  ]);
  return [
    '# Which offerings a need matches, and which needs an organisation',
    '',
    `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores that do other work too (load ${loadavg()[0]!.toFixed(1)}). Microseconds a need:`,
    'wall medians of interleaved rounds, CPU means. The factor is the worse of both for the index. Answers are equal, or the run fails.',
    '',
    `The index answers with slots in a typed array (ids: the row below); a scan and PostgreSQL with ids. PostgreSQL: prepared statements`,
    'with a generic plan, GIN over open offerings, everything in its cache; its CPU time is that of the backend alone, its wall time holds the',
    'local socket and the client. Two designs were tried, and a normalised table of areas with a btree, which was slower than the better one.',
    '',
    percolationTable(report),
    '',
    `At ${large.predicates.toLocaleString('en-US')} offerings: ${factor(large, fastestDesign(large))} times ${fastestDesign(large)}, ` +
      `${factor(large, 'typed scan')} times the scan over typed arrays, ${factor(large, 'object scan')} times the one over objects.`,
    '',
    '![Microseconds a need](percolate.svg)',
    '',
    markdownTable(['offerings', 'built s', 'update µs', 'p99 µs', 'MB', 'of it arrays MB'], indexes),
    '',
    `The best 50 of 100,000 open needs for an organisation, microseconds (index ${report.rankingMegabytes.toFixed(1)} MB):`,
    '',
    markdownTable(['organisation', 'wall median', 'wall p99', 'CPU p99', 'plain scan'], ranking),
  ].join('\n');
}

export function writeReport(report: PercolationReport): void {
  const text = textOf(report);
  process.stdout.write(`${text}\n`);
  if (!process.argv.includes('--write')) return;
  const results = join(projectRoot, 'test', 'bench', 'matching', 'results');
  writeResult(join(results, 'percolate.md'), text);
  const peers = Object.keys(report.percolation[0]!.cpu);
  const plot = svgPlot({
    title: 'Which offerings a need matches: CPU microseconds a need',
    x: { label: 'offerings', scale: 'log' },
    y: { label: 'microseconds of CPU', scale: 'log' },
    series: peers.map((name) => ({
      name,
      points: report.percolation.map((row) => [row.predicates, row.cpu[name]!] as const),
      dashed: !name.startsWith('index'),
    })),
  });
  writeResult(join(results, 'percolate.svg'), plot);
}
