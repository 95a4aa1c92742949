/**
 * Promises the figures of the matching engine beside a peer or a limit, in one run: `npm run bench:matching`; see test/bench/README.md.
 * Arguments: --only=plan,keep,percolate,page,budget,fairness,planner picks parts; those of the plan stand in plan-table.ts.
 */
import { runBudgetBench } from './budget';
import { runFairnessBench } from './fairness';
import { runKeepBench } from './keep-table';
import { runPageBench } from './page';
import { runPercolationBench } from './percolate';
import { runPlanBench } from './plan-table';
import { runPlannerBench } from './planner';

const parts: Record<string, () => unknown> = {
  plan: runPlanBench,
  keep: () => runKeepBench(),
  percolate: () => runPercolationBench(),
  page: () => runPageBench(),
  budget: () => runBudgetBench(),
  fairness: () => runFairnessBench(),
  planner: () => runPlannerBench(),
};

async function run(): Promise<void> {
  const only = process.argv
    .find((given) => given.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  for (const [name, part] of Object.entries(parts)) {
    if (only && !only.includes(name)) continue;
    process.stdout.write(`\n## ${name}\n\n`);
    await part();
  }
}

void run();
