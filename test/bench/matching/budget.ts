/** Promises the gap to the best known value, the certified gap and the time of the budget solver on public instances. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededGenerator } from '../../../server/matching/engine/budget/generator';
import type { BudgetInstance } from '../../../server/matching/engine/budget/instance';
import { solveBudgets } from '../../../server/matching/engine/budget/solve';
import { svgPlot, type Series } from '../plot';
import { markdownTable, rounded, writeResult } from '../table';
import { generatedInstance, type GapShape } from './budget-generated';
import { solveBudgetsByHighs } from './highs';

export const BEST_KNOWN: Readonly<Record<string, number>> = {
  a05100: 1698,
  c05100: 1931,
  c10200: 2806,
  c30900: 9982,
  d10100: 6348,
  e05100: 12681,
};

/** Fits 5 seconds on one free core of the reference machine. */
export const BENCH_WORK_LIMIT = 400_000_000;
const HIGHS_SECONDS = 5;
const RESULTS = join('test', 'bench', 'matching', 'results');

export interface BudgetBenchRow {
  readonly instance: string;
  readonly objective: number;
  readonly bestKnown: number;
  readonly gapToBestKnownPercent: number;
  readonly bound: number;
  readonly certifiedGapPercent: number;
  readonly seconds: number;
  /** Processor time: what a free core would need, where others share the machine. */
  readonly processorSeconds: number;
  /** What HiGHS found in its time, null where it found nothing. */
  readonly highsObjective: number | null;
  readonly highsSeconds: number;
}

/** Agents and jobs, costs agent by agent, consumptions likewise, capacities; every job to exactly one agent. */
export function readPublicInstance(name: string): BudgetInstance {
  const file = join(process.cwd(), 'test', 'matching', 'instances', `gap-${name}.txt`);
  const numbers = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
  const [budgets, needs] = numbers as [number, number];
  const pairs = needs * budgets;
  const value = new Int32Array(pairs);
  const consumption = new Int32Array(pairs);
  for (let budget = 0; budget < budgets; budget++) {
    for (let need = 0; need < needs; need++) {
      value[need * budgets + budget] = numbers[2 + budget * needs + need]!;
      consumption[need * budgets + budget] = numbers[2 + pairs + budget * needs + need]!;
    }
  }
  const capacity = Int32Array.from(numbers.slice(2 + 2 * pairs, 2 + 2 * pairs + budgets));
  return { needs, budgets, sense: 'minimise', value, consumption, capacity, unassignedValue: null };
}

interface Timed {
  readonly objective: number;
  readonly bound: number;
  readonly seconds: number;
  /** Processor time: what a free core would need, where others share the machine. */
  readonly processorSeconds: number;
}

function timed(instance: BudgetInstance, workLimit: number): Timed {
  const started = performance.now();
  const processor = process.cpuUsage();
  const { objective, bound } = solveBudgets(instance, { workLimit, random: seededGenerator(1) });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  return { objective, bound, seconds, processorSeconds: (user + system) / 1_000_000 };
}

async function measure(name: string, workLimit: number): Promise<BudgetBenchRow> {
  const instance = readPublicInstance(name);
  const bestKnown = BEST_KNOWN[name]!;
  const own = timed(instance, workLimit);
  const highs = await solveBudgetsByHighs(instance, HIGHS_SECONDS);
  return {
    ...own,
    instance: name,
    bestKnown,
    gapToBestKnownPercent: (own.objective / bestKnown - 1) * 100,
    certifiedGapPercent: (1 - own.bound / own.objective) * 100,
    highsObjective: highs.objective,
    highsSeconds: highs.milliseconds / 1000,
  };
}

function publicTable(rows: readonly BudgetBenchRow[]): string {
  return markdownTable(
    ['instance', 'objective', 'best known', 'gap to it %', 'own bound', 'certified gap %', 'CPU s', 'HiGHS', 'HiGHS s'],
    rows.map((row) => [
      row.instance,
      row.objective,
      row.bestKnown,
      Number(row.gapToBestKnownPercent.toFixed(3)),
      row.bound,
      Number(row.certifiedGapPercent.toFixed(3)),
      rounded(row.processorSeconds),
      row.highsObjective ?? 'none',
      rounded(row.highsSeconds),
    ]),
  );
}

export interface GeneratedRow extends GapShape {
  /** By work limit, in the order of WORK_LIMITS; the gap is the one to the better of both solvers' bounds. */
  readonly own: readonly (Timed & { readonly gapPercent: number })[];
  readonly bound: number;
  readonly highsObjective: number | null;
  readonly highsGapPercent: number | null;
  readonly highsSeconds: number;
}

const WORK_LIMITS = [25_000_000, 100_000_000, BENCH_WORK_LIMIT] as const;
const GENERATED: readonly (readonly [budgets: number, needs: number])[] = [
  [10, 100],
  [20, 100],
  [10, 200],
  [20, 200],
];

async function measureGenerated(shape: GapShape): Promise<GeneratedRow> {
  const instance = generatedInstance(shape);
  const runs = WORK_LIMITS.map((workLimit) => timed(instance, workLimit));
  const highs = await solveBudgetsByHighs(instance, HIGHS_SECONDS);
  const bound = Math.max(runs[0]!.bound, Math.ceil(highs.bound - 1e-6));
  const gap = (objective: number) => (objective / bound - 1) * 100;
  return {
    ...shape,
    own: runs.map((run) => ({ ...run, gapPercent: gap(run.objective) })),
    bound,
    highsObjective: highs.objective,
    highsGapPercent: highs.objective === null ? null : gap(highs.objective),
    highsSeconds: highs.milliseconds / 1000,
  };
}

function generatedTable(rows: readonly GeneratedRow[]): string {
  return markdownTable(
    ['type', 'budgets', 'needs', 'seed', 'objective', 'bound', 'gap %', 'CPU s', 'HiGHS', 'HiGHS gap %', 'HiGHS s'],
    rows.map(({ type, budgets, needs, seed, own, bound, ...row }) => {
      const last = own.at(-1)!;
      const ours = [last.objective, bound, Number(last.gapPercent.toFixed(3)), rounded(last.processorSeconds)];
      const gap = row.highsGapPercent === null ? 'none' : Number(row.highsGapPercent.toFixed(3));
      return [type, budgets, needs, seed, ...ours, row.highsObjective ?? 'none', gap, rounded(row.highsSeconds)];
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function convergence(rows: readonly GeneratedRow[]): string {
  const series = (['c', 'd', 'e'] as const).flatMap((type): Series[] => {
    const ofType = rows.filter((row) => row.type === type);
    const own = WORK_LIMITS.map((_, at): [number, number] => [
      mean(ofType.map((row) => row.own[at]!.processorSeconds)),
      mean(ofType.map((row) => row.own[at]!.gapPercent)),
    ]);
    const peer = ofType.filter((row) => row.highsGapPercent !== null);
    const highs: [number, number][] = [
      [mean(peer.map((row) => row.highsSeconds)), mean(peer.map((row) => row.highsGapPercent!))],
    ];
    return [
      { name: `type ${type}`, points: own },
      { name: `type ${type}, HiGHS`, points: highs, dashed: true },
    ];
  });
  return svgPlot({
    title: 'Budgets: mean gap to the better bound, by time',
    x: { label: 'processor seconds', scale: 'log' },
    y: { label: 'gap %', scale: 'linear' },
    series,
  });
}

/** Public instances beside the best known values, then generated ones beside the better of two bounds. */
export async function runBudgetBench(workLimit = BENCH_WORK_LIMIT): Promise<BudgetBenchRow[]> {
  const rows: BudgetBenchRow[] = [];
  for (const name of Object.keys(BEST_KNOWN)) rows.push(await measure(name, workLimit));
  const generated: GeneratedRow[] = [];
  for (const type of ['c', 'd', 'e'] as const) {
    for (const [budgets, needs] of GENERATED) {
      generated.push(await measureGenerated({ type, budgets, needs, seed: 100 + needs + budgets }));
    }
  }
  const gaps = generated.map((row) => row.own.at(-1)!.gapPercent);
  const content = [
    '# Budgets: generalised assignment',
    `Public instances. HiGHS: branch and cut, stopped after ${HIGHS_SECONDS} s.`,
    publicTable(rows),
    `Mean gap to the best known value: ${mean(rows.map((row) => row.gapToBestKnownPercent)).toFixed(3)} %.`,
    'Generated instances, whose seeds no constant of the solver was chosen by. The bound is the better of our Lagrangian one and that of HiGHS: the true gaps are smaller.',
    generatedTable(generated),
    `Mean gap to the bound: ${mean(gaps).toFixed(3)} %, worst ${Math.max(...gaps).toFixed(3)} %.`,
    '![Mean gap by time](budget.svg)',
  ].join('\n\n');
  process.stdout.write(`${content}\n`);
  writeResult(join(RESULTS, 'budget.md'), content);
  writeResult(join(RESULTS, 'budget.svg'), convergence(generated));
  return rows;
}
