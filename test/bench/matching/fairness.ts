/** Promises the time of the fairest plan in units of one full solve of the same problem, both measured in turns. */
import { join } from 'node:path';
import { planFairly, type FairPlan } from '../../../server/matching/engine/fairness/fair-plan';
import type { Grouping } from '../../../server/matching/engine/fairness/groups';
import type { Plan, PlanInstance } from '../../../server/matching/engine/plan/instance';
import { solvePlan } from '../../../server/matching/engine/plan/solve';
import { proposeSwaps } from '../../../server/matching/engine/swap/propose';
import { svgPlot, type Series } from '../plot';
import { markdownTable, writeResult } from '../table';
import { HARDER_FORMS, makeInstance, seeded, type Form } from './instances';

const RESULTS = join('test', 'bench', 'matching', 'results');

export interface FairnessBenchOptions {
  readonly needs?: number;
  readonly groups?: number;
  readonly capacities?: readonly number[];
  readonly forms?: readonly Form[];
  readonly rounds?: number;
}

export interface FairnessFigure {
  readonly form: Form;
  readonly capacity: number;
  readonly grouping: 'local' | 'scattered';
  readonly needs: number;
  readonly groups: number;
  readonly solveMilliseconds: number;
  readonly fairMilliseconds: number;
  /** Time of the fair plan, its own solve included, over that of one full solve: 10 at most is asked. */
  readonly fullSolves: number;
  readonly effort: FairPlan['effort'];
  readonly smallestBefore: string;
  readonly smallestAfter: string;
  readonly priceTenThousandths: number;
}

export interface SwapFigure {
  readonly needs: number;
  readonly milliseconds: number;
  readonly proposals: number;
  readonly gain: number;
  readonly complete: boolean;
}

export interface FairnessReport {
  readonly figures: readonly FairnessFigure[];
  readonly swaps: SwapFigure;
  readonly worstFullSolves: number;
}

/** Groups of unequal size without regard to place: the first is chosen about twice as often as the average. */
function scatteredGroups({ needs }: PlanInstance, groups: number): Grouping {
  const next = seeded(41);
  return { groups, groupOfNeed: Int32Array.from({ length: needs }, () => Math.min(next(groups), next(groups))) };
}

/** Connected regions: organisations are coloured in rings around `groups` of them, a need is of its first one's colour. */
function localGroups({ needs, organisations, arcStart, arcOrganisation }: PlanInstance, groups: number): Grouping {
  const needsOf = Array.from({ length: organisations }, (): number[] => []);
  for (let need = 0; need < needs; need++) {
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) needsOf[arcOrganisation[arc]!]!.push(need);
  }
  const colour = new Int32Array(organisations).fill(-1);
  const queue: number[] = [];
  for (let group = 0; group < groups; group++) {
    const first = Math.floor((group * organisations) / groups);
    if (colour[first] !== -1) continue;
    colour[first] = group;
    queue.push(first);
  }
  for (const organisation of queue) {
    for (const need of needsOf[organisation]!) {
      for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
        const other = arcOrganisation[arc]!;
        if (colour[other] !== -1) continue;
        colour[other] = colour[organisation]!;
        queue.push(other);
      }
    }
  }
  const groupOfNeed = Int32Array.from({ length: needs }, (_, need) =>
    arcStart[need] === arcStart[need + 1] ? 0 : Math.max(0, colour[arcOrganisation[arcStart[need]!]!]!),
  );
  return { groups, groupOfNeed };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** Processor time, so that other work on the machine counts for little. */
function timed<Answer>(act: () => Answer): { milliseconds: number; answer: Answer } {
  const from = process.cpuUsage();
  const answer = act();
  const { user, system } = process.cpuUsage(from);
  return { milliseconds: (user + system) / 1000, answer };
}

function smallest(shares: FairPlan['shares']): string {
  const { served, needs } = shares
    .filter((share) => share.needs > 0)
    .reduce((least, share) => (share.served * least.needs < least.served * share.needs ? share : least));
  return `${served}/${needs}`;
}

/** First come, first served: what stands before anybody exchanges. */
function firstComeFirstServed({ needs, organisations, arcStart, arcOrganisation, capacity }: PlanInstance): Int32Array {
  const next = seeded(43);
  const load = new Int32Array(organisations);
  return Int32Array.from({ length: needs }, (_, need) => {
    const length = arcStart[need + 1]! - arcStart[need]!;
    for (let tries = 0; tries < length; tries++) {
      const organisation = arcOrganisation[arcStart[need]! + next(length)]!;
      if (load[organisation]! < capacity[organisation]!) return (load[organisation]!++, organisation);
    }
    return -1;
  });
}

function measure(instance: PlanInstance, grouping: Grouping, rounds: number) {
  const solves: number[] = [];
  const fairs: number[] = [];
  let fair: FairPlan | undefined;
  for (let round = -1; round < rounds; round++) {
    const solve = timed((): Plan => solvePlan(instance));
    const plan = timed(() => planFairly(instance, grouping, solvePlan));
    if (plan.answer.unconstrained.objective !== solve.answer.objective) throw new Error('Two solves differ.');
    fair = plan.answer;
    if (round < 0) continue;
    solves.push(solve.milliseconds);
    fairs.push(plan.milliseconds);
  }
  return { solve: median(solves), fair: median(fairs), plan: fair! };
}

function measureSwaps(needs: number): SwapFigure {
  const instance = makeInstance({ form: 'product', needs, capacity: 1 });
  const holders = firstComeFirstServed(instance);
  const { milliseconds, answer } = timed(() => proposeSwaps(instance, holders));
  const gain = answer.proposals.reduce((sum, proposal) => sum + proposal.gain, 0);
  return { needs, milliseconds, proposals: answer.proposals.length, gain, complete: answer.complete };
}

/** 10,000 needs in 30 groups unless told otherwise; one run unmeasured, then medians. */
export function runFairnessBench(options: FairnessBenchOptions = {}): FairnessReport {
  const { needs = 10_000, groups = 30, capacities = [0.8, 1, 1.2], rounds = 5 } = options;
  const forms = options.forms ?? (['product', ...HARDER_FORMS] as const);
  const figures: FairnessFigure[] = [];
  for (const form of forms) {
    for (const capacity of capacities) {
      const instance = makeInstance({ form, needs, capacity });
      for (const grouping of ['local', 'scattered'] as const) {
        const grouped = grouping === 'local' ? localGroups(instance, groups) : scatteredGroups(instance, groups);
        const { solve, fair, plan } = measure(instance, grouped, rounds);
        figures.push({
          form,
          capacity,
          grouping,
          needs,
          groups,
          solveMilliseconds: solve,
          fairMilliseconds: fair,
          fullSolves: fair / solve,
          effort: plan.effort,
          smallestBefore: smallest(plan.unconstrainedShares),
          smallestAfter: smallest(plan.shares),
          priceTenThousandths: plan.priceOfFairness.tenThousandths,
        });
      }
    }
  }
  const worstFullSolves = Math.max(...figures.map(({ fullSolves }) => fullSolves));
  return report({ figures, swaps: measureSwaps(needs), worstFullSolves });
}

function tableOf({ figures, swaps, worstFullSolves }: FairnessReport): string {
  const { needs, groups } = figures[0]!;
  return [
    '# The fairest plan',
    `${needs} needs in ${groups} groups; medians of processor time, solve and fair plan in turns.`,
    markdownTable(
      [
        'form',
        'capacity',
        'groups',
        'solve ms',
        'fair ms',
        'full solves',
        'paths',
        'least before',
        'after',
        'price 1/10,000',
      ],
      figures.map((figure) => [
        figure.form,
        figure.capacity,
        figure.grouping,
        Number(figure.solveMilliseconds.toFixed(1)),
        Number(figure.fairMilliseconds.toFixed(1)),
        Number(figure.fullSolves.toFixed(1)),
        figure.effort.paths,
        figure.smallestBefore,
        figure.smallestAfter,
        figure.priceTenThousandths,
      ]),
    ),
    `Worst: ${worstFullSolves.toFixed(1)} full solves (10 asked).`,
    `Exchanges among ${swaps.needs} needs: ${swaps.proposals} proposals in ${(swaps.milliseconds / 1000).toFixed(1)} s, ` +
      `gain ${swaps.gain}, ${swaps.complete ? 'complete' : 'not all that there are'}.`,
    '![Full solves by paths](fairness.svg)',
  ].join('\n\n');
}

/** The time grows with the number of needs that fairness moves, so that is what it is shown over. */
function plotOf({ figures }: FairnessReport): string {
  const line = (grouping: 'local' | 'scattered'): Series => ({
    name: `${grouping} groups`,
    points: figures
      .filter((figure) => figure.grouping === grouping)
      .map(({ effort, fullSolves }): [number, number] => [effort.paths, fullSolves])
      .sort((one, other) => one[0] - other[0]),
  });
  return svgPlot({
    title: 'The fairest plan: time by the number of paths from the best plan',
    x: { label: 'shortest paths', scale: 'linear' },
    y: { label: 'full solves', scale: 'linear' },
    series: [line('local'), line('scattered')],
  });
}

/** Writes and prints the table and the plot. */
function report(figures: FairnessReport): FairnessReport {
  const content = tableOf(figures);
  process.stdout.write(`${content}\n`);
  writeResult(join(RESULTS, 'fairness.md'), content);
  writeResult(join(RESULTS, 'fairness.svg'), plotOf(figures));
  return figures;
}
