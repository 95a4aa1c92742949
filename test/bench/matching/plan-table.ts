/**
 * Promises a fair table of the exact planner beside LEMON and, up to 20,000 needs, HiGHS: the same instances, one run, interleaved,
 * medians of wall and of CPU time, every objective compared with ours.
 * Arguments: --large adds 1,000,000 needs; --rounds=3; --needs=1000,10000; --forms=product; --lemon=no leaves the peer out;
 * --write puts the table and the plot into results/plan.md and results/plan.svg.
 */
import { rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argument } from '../argument';
import { solveByHighs } from './highs';
import { HARDER_FORMS, makeInstance, type Form } from './instances';
import { buildLemon, runLemon, writeInstance, type Measured } from './lemon';
import { svgPlot, type Series } from '../plot';
import { markdownTable, median, writeResult, type Cell } from '../table';
import { planInChild } from './plan';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function cell(runs: readonly Measured[]): string {
  if (runs.length === 0) return '-';
  const wall = median(runs.map((run) => run.wallMilliseconds));
  return `${milliseconds(wall)} / ${milliseconds(median(runs.map((run) => run.cpuMilliseconds)))}`;
}

const rounds = Number(argument('rounds', '3'));
const large = process.argv.includes('--large');
const sizes = argument('needs', `1000,10000,100000${large ? ',1000000' : ''}`)
  .split(',')
  .map(Number);
const forms = argument('forms', ['product', ...HARDER_FORMS].join(',')).split(',') as Form[];
let driver: ReturnType<typeof buildLemon>;

/** Beyond this HiGHS takes minutes; its WebAssembly shares our thread, so that only wall time is known. */
const HIGHS_UP_TO = 20_000;

async function byHighs(form: Form, needs: number, capacity: number, expected: number): Promise<Cell> {
  if (driver === undefined || needs > HIGHS_UP_TO) return '-';
  const { objective, milliseconds } = await solveByHighs(makeInstance({ form, needs, capacity }));
  if (objective !== expected) throw new Error(`HiGHS reached ${objective} where the planner proved ${expected}.`);
  return milliseconds.toFixed(0);
}

/** Thousandths of a millisecond matter at 1,000 needs only. */
function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

async function measure(form: Form, needs: number, capacity: number): Promise<void> {
  const file = join(tmpdir(), `linkage-bench-${process.pid}.bin`);
  writeInstance(file, makeInstance({ form, needs, capacity }));
  const own: Measured[] = [];
  const cold: Measured[] = [];
  const simplex: Measured[] = [];
  const scaling: Measured[] = [];
  let peakMegabytes = 0;
  // One alone takes minutes to build beyond 100,000 needs.
  for (let round = 0; round < (needs > 100_000 ? 1 : rounds); round++) {
    const result = planInChild({ form, needs, capacity }, 'warm');
    own.push(result);
    if (needs <= 100_000) cold.push(planInChild({ form, needs, capacity }, 'cold'));
    peakMegabytes = Math.max(peakMegabytes, result.peakMegabytes);
    // The peer takes minutes beyond 100,000 needs.
    if (driver === undefined || needs > 100_000) continue;
    simplex.push(runLemon(driver, file, 'simplex'));
    scaling.push(runLemon(driver, file, 'scaling'));
  }
  rmSync(file, { force: true });
  const all = [...own, ...cold, ...simplex, ...scaling];
  const same = all.every((run) => run.objective === own[0]!.objective);
  const cpu = (runs: readonly Measured[]) => (runs.length ? median(runs.map((run) => run.cpuMilliseconds)) : Infinity);
  remember(form, capacity, needs, { planner: cpu(own), CostScaling: cpu(scaling), NetworkSimplex: cpu(simplex) });
  const highs = await byHighs(form, needs, capacity, own[0]!.objective);
  const ratio = Math.min(cpu(simplex), cpu(scaling)) / cpu(own);
  const factor = Number.isFinite(ratio) ? ratio.toFixed(1) : '-';
  rows.push([
    form,
    needs,
    capacity,
    cell(own),
    cell(cold),
    cell(scaling),
    cell(simplex),
    highs,
    factor,
    same ? 'same' : 'DIFFERENT',
    peakMegabytes,
  ]);
  print(rows[rows.length - 1]!.join(' | '));
  // After every row: what was measured stays when the run is ended early.
  if (process.argv.includes('--write')) writeResults();
  if (!same) process.exitCode = 1;
}

const HEAD = [
  'form',
  'needs',
  'capacity',
  'planner',
  'cold',
  'CostScaling',
  'NetworkSimplex',
  'HiGHS',
  'factor',
  'objective',
  'peak MB',
];
const rows: Cell[][] = [];
/** The plot shows one instance form at one capacity; the table shows all. */
const plotted = new Map<string, [number, number][]>();

function remember(form: Form, capacity: number, needs: number, milliseconds: Record<string, number>): void {
  if (form !== 'product' || capacity !== 1) return;
  for (const [name, value] of Object.entries(milliseconds)) {
    plotted.set(name, [...(plotted.get(name) ?? []), [needs, value]]);
  }
}

function writeResults(): void {
  const folder = join(process.cwd(), 'test', 'bench', 'matching', 'results');
  const said = [
    '# The exact planner beside LEMON',
    `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, medians of ${rounds} (one beyond 100,000 needs), wall / CPU milliseconds, load ${loadavg()[0]!.toFixed(1)} at the end. The factor compares CPU time with the better of LEMON's two.`,
    'The planner: checking bounds, packing, solving and verifying the certificate, in a process that planned six other instances of 10,000 needs before; "cold" is the first plan of a process, with its compilation. The factor is of the warm one, as LEMON is compiled ahead.',
    'LEMON (C++, -O2): building the solver from its graph and running it; reading the file and building the graph are left out. Each algorithm gets the model it is faster with: NetworkSimplex a unit of supply at each need, CostScaling one source. HiGHS (WebAssembly, to 20,000 needs): wall time of its run alone. The objectives of all are compared: "same" or the run fails.',
    markdownTable(HEAD, rows),
    '![Time against needs](plan.svg)',
  ];
  writeResult(join(folder, 'plan.md'), said.join('\n\n'));
  if (plotted.size === 0) return;
  const series: Series[] = [...plotted].map(([name, points]) => ({ name, points, dashed: name !== 'planner' }));
  writeResult(
    join(folder, 'plan.svg'),
    svgPlot({
      title: 'Time of an exact plan (product form, capacity 1)',
      x: { label: 'needs', scale: 'log' },
      y: { label: 'CPU milliseconds', scale: 'log' },
      series,
    }),
  );
}

/** Prints the table of the exact planner; the exit code tells when an objective differs. */
export async function runPlanBench(): Promise<void> {
  driver = argument('lemon', 'yes') === 'no' ? undefined : buildLemon(process.cwd());
  if (driver === undefined) print('LEMON is missing (g++ and liblemon-dev are needed): the planner is measured alone.');
  print(`Medians of ${rounds}; wall / CPU milliseconds; the factor compares CPU time with the better of LEMON's two.`);
  print(HEAD.join(' | '));
  for (const form of forms) {
    for (const needs of sizes) {
      const capacities = form === 'product' ? [0.8, 1, 1.2] : [1];
      if (form === 'product' || needs <= 100_000)
        for (const capacity of capacities) await measure(form, needs, capacity);
    }
  }
}
