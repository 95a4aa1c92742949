/** Promises the gap to the best known value, the certified gap and the time of the budget solver on public instances. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededGenerator } from '../../../server/matching/engine/budget/generator';
import type { BudgetInstance } from '../../../server/matching/engine/budget/instance';
import { solveBudgets } from '../../../server/matching/engine/budget/solve';

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
  /** What HiGHS reached in 5 seconds, where it is installed. */
  readonly highsObjective: number | null;
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

/** The instance in CPLEX LP form, which HiGHS reads. */
function linearProgram(instance: BudgetInstance): string {
  const { needs, budgets, value, consumption, capacity } = instance;
  const column = (need: number, budget: number): string => `x${need}_${budget}`;
  const sum = (terms: string[]): string => terms.join('\n + ');
  const all = Array.from({ length: needs * budgets }, (_, at) => column(Math.floor(at / budgets), at % budgets));
  const assigned = Array.from({ length: needs }, (_, need) =>
    sum(Array.from({ length: budgets }, (_, budget) => column(need, budget))).concat(' = 1'),
  );
  const within = Array.from({ length: budgets }, (_, budget) =>
    sum(
      Array.from({ length: needs }, (_, need) => `${consumption[need * budgets + budget]} ${column(need, budget)}`),
    ).concat(` <= ${capacity[budget]}`),
  );
  const objective = sum(all.map((name, at) => `${value[at]} ${name}`));
  return `Minimize\n obj: ${objective}\nSubject To\n${[...assigned, ...within].join('\n')}\nBinary\n${all.join('\n')}\nEnd\n`;
}

async function highsObjective(instance: BudgetInstance): Promise<number | null> {
  const name = 'highs';
  let load: any;
  try {
    const loaded = await import(name);
    load = loaded.default;
  } catch {
    return null;
  }
  const highs = await load();
  const answer = highs.solve(linearProgram(instance), { time_limit: 5 });
  return typeof answer.ObjectiveValue === 'number' ? Math.round(answer.ObjectiveValue) : null;
}

async function measure(name: string, workLimit: number): Promise<BudgetBenchRow> {
  const instance = readPublicInstance(name);
  const bestKnown = BEST_KNOWN[name]!;
  const started = performance.now();
  const processor = process.cpuUsage();
  const { objective, bound, gap } = solveBudgets(instance, { workLimit, random: seededGenerator(1) });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  return {
    instance: name,
    objective,
    bestKnown,
    gapToBestKnownPercent: (objective / bestKnown - 1) * 100,
    bound,
    certifiedGapPercent: gap * 100,
    seconds,
    processorSeconds: (user + system) / 1_000_000,
    highsObjective: await highsObjective(instance),
  };
}

function line(row: BudgetBenchRow): string {
  const { instance, objective, bestKnown, bound, seconds } = row;
  const highs = row.highsObjective === null ? '-' : String(row.highsObjective);
  const gaps = `${row.gapToBestKnownPercent.toFixed(3)} % | ${bound} | ${row.certifiedGapPercent.toFixed(3)} %`;
  return `| ${instance} | ${objective} | ${bestKnown} | ${gaps} | ${seconds.toFixed(2)} s | ${row.processorSeconds.toFixed(2)} s | ${highs} |\n`;
}

export async function runBudgetBench(workLimit = BENCH_WORK_LIMIT): Promise<BudgetBenchRow[]> {
  const rows: BudgetBenchRow[] = [];
  process.stdout.write(
    '| instance | objective | best known | gap to it | bound | certified gap | time | processor | HiGHS |\n',
  );
  process.stdout.write('|---|---|---|---|---|---|---|---|---|\n');
  for (const name of Object.keys(BEST_KNOWN)) {
    const row = await measure(name, workLimit);
    rows.push(row);
    process.stdout.write(line(row));
  }
  const mean = rows.reduce((sum, row) => sum + row.gapToBestKnownPercent, 0) / rows.length;
  process.stdout.write(`Mean gap to the best known value: ${mean.toFixed(3)} %\n`);
  return rows;
}
