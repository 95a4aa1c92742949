/** Promises what one change costs a plan that is kept the best one, against solving the whole plan anew. */
import { PlanKeeper } from '../../../server/matching/engine/keep/keeper';
import type { KeptNeed } from '../../../server/matching/engine/keep/refusal';
import type { PlanInstance } from '../../../server/matching/engine/plan/instance';
import { solvePlan } from '../../../server/matching/engine/plan/solve';
import { makeInstance, seeded, type Form } from './instances';

export const ANY_CHANGE = 'any of these';
export const SUSPENDED = 'organisation suspended';

export interface KeepOptions {
  readonly form: Form;
  readonly needs: number;
  readonly capacity: number;
  /** Measured operations of each kind; a quarter as many before them fill the caches and lets the compiler finish. */
  readonly operations: number;
  readonly seed?: number;
}

export interface KeepFigures {
  readonly kind: string;
  readonly operations: number;
  readonly meanMicroseconds: number;
  readonly p50Microseconds: number;
  readonly p99Microseconds: number;
  readonly maximumMicroseconds: number;
  /** Processor time: what the operation costs where other work shares the machine; some of it is the engine's compiler. */
  readonly cpuMeanMicroseconds: number;
  readonly cpuP99Microseconds: number;
  /** Organisations looked at for one operation, on average. */
  readonly visited: number;
  /** How many of these operations one full solve takes the processor time of. */
  readonly perSolve: number;
}

export interface KeepReport {
  readonly options: KeepOptions;
  readonly solveMilliseconds: number;
  readonly loadMilliseconds: number;
  readonly certificateMilliseconds: number;
  readonly figures: readonly KeepFigures[];
  /** The certificate held at every check and a fresh solve at the end found the same objective. */
  readonly exact: boolean;
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1000;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** What was measured of one kind of change, one entry an operation. */
class Samples {
  readonly wall: number[] = [];
  readonly processor: number[] = [];
  visited = 0;

  constructor(private readonly keeper: PlanKeeper) {}

  static together(keeper: PlanKeeper, all: readonly Samples[]): Samples {
    const sum = new Samples(keeper);
    for (const { wall, processor, visited } of all) {
      sum.wall.push(...wall);
      sum.processor.push(...processor);
      sum.visited += visited;
    }
    return sum;
  }

  measure(work: () => void): void {
    const read = this.keeper.visited;
    const processor = cpu();
    const begin = now();
    work();
    this.wall.push(now() - begin);
    this.processor.push(cpu() - processor);
    this.visited += this.keeper.visited - read;
  }
}

function needOf(instance: PlanInstance, need: number, id = need): KeptNeed {
  const [from, to] = [instance.arcStart[need]!, instance.arcStart[need + 1]!];
  return {
    id,
    organisations: instance.arcOrganisation.subarray(from, to),
    scores: instance.arcScore.subarray(from, to),
    unassignedScore: instance.unassignedScore[need]!,
  };
}

/** The first needs of an instance, as an instance. */
function firstNeeds(instance: PlanInstance, needs: number): PlanInstance {
  const arcs = instance.arcStart[needs]!;
  return {
    ...instance,
    needs,
    arcStart: instance.arcStart.slice(0, needs + 1),
    arcOrganisation: instance.arcOrganisation.slice(0, arcs),
    arcScore: instance.arcScore.slice(0, arcs),
    unassignedScore: instance.unassignedScore.slice(0, needs),
  };
}

type Next = (below: number) => number;

/** A stream in which every kind has its turn, so that the numbers of needs and places stay what they were. */
class Stream {
  readonly kinds: readonly [kind: string, prepare: () => () => void][] = [
    ['need added', () => this.add()],
    ['need removed', () => this.remove()],
    ['need changed, scores +-300', () => this.rescore()],
    ['need changed, other arcs', () => this.replace()],
    ['capacity + 1', () => this.capacity(1)],
    ['capacity - 1', () => this.capacity(-1)],
  ];
  private readonly kept: number[];
  private readonly waiting: number[];

  constructor(
    private readonly keeper: PlanKeeper,
    private readonly all: PlanInstance,
    needs: number,
    private readonly next: Next,
  ) {
    this.kept = Array.from({ length: needs }, (_, need) => need);
    this.waiting = Array.from({ length: all.needs - needs }, (_, index) => needs + index);
  }

  private take(from: number[]): number {
    const at = this.next(from.length);
    const taken = from[at]!;
    from[at] = from[from.length - 1]!;
    from.pop();
    return taken;
  }

  private add(): () => void {
    const need = this.take(this.waiting);
    this.kept.push(need);
    return () => void this.keeper.addNeed(needOf(this.all, need));
  }

  private remove(): () => void {
    const need = this.take(this.kept);
    this.waiting.push(need);
    return () => void this.keeper.removeNeed(need);
  }

  private rescore(): () => void {
    const id = this.kept[this.next(this.kept.length)]!;
    const need = needOf(this.all, id);
    const scores = Int32Array.from(need.scores, (score) => Math.max(0, Math.min(10_000, score + this.next(601) - 300)));
    return () => void this.keeper.changeNeed({ ...need, scores });
  }

  private replace(): () => void {
    const id = this.kept[this.next(this.kept.length)]!;
    const need = needOf(this.all, this.waiting[this.next(this.waiting.length)]!, id);
    return () => void this.keeper.changeNeed(need);
  }

  private capacity(places: 1 | -1): () => void {
    let organisation = this.next(this.all.organisations);
    while (places < 0 && this.keeper.capacityOf(organisation) === 0) organisation = this.next(this.all.organisations);
    if (places > 0) return () => void this.keeper.raiseCapacity(organisation);
    return () => void this.keeper.lowerCapacity(organisation);
  }
}

function figures(kind: string, { wall, processor, visited }: Samples, solveMilliseconds: number): KeepFigures {
  const at = (times: number[], share: number) => {
    const sorted = Float64Array.from(times).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  };
  const mean = (times: number[]) => times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    kind,
    operations: wall.length,
    meanMicroseconds: mean(wall),
    p50Microseconds: at(wall, 0.5),
    p99Microseconds: at(wall, 0.99),
    maximumMicroseconds: at(wall, 1),
    cpuMeanMicroseconds: mean(processor),
    cpuP99Microseconds: at(processor, 0.99),
    visited: visited / wall.length,
    perSolve: (solveMilliseconds * 1000) / mean(processor),
  };
}

/** The result and the processor time, in milliseconds. */
function timed<T>(work: () => T): [T, number] {
  const begin = cpu();
  const result = work();
  return [result, (cpu() - begin) / 1000];
}

/** Measures every kind of change, interleaved, then whole suspensions with the return of the organisation. */
export function measureKeep(options: KeepOptions): KeepReport {
  const { form, needs, capacity, operations, seed = 1 } = options;
  const organisations = Math.max(1, Math.min(20_000, Math.floor(needs / 20)));
  const more = Math.floor(needs * 1.1);
  const all = makeInstance({ form, needs: more, capacity: (capacity * needs) / more, organisations, seed });
  const instance = firstNeeds(all, needs);
  const solves = Array.from({ length: 3 }, () => timed(() => solvePlan(instance)));
  const solveMilliseconds = solves.map(([, time]) => time).sort((one, other) => one - other)[1]!;
  const [keeper, loadMilliseconds] = timed(() => PlanKeeper.from(instance, solves[0]![0]));
  const next = seeded(seed + 1);
  const stream = new Stream(keeper, all, needs, next);
  const before = Math.floor(operations / 4);
  let samples = stream.kinds.map(() => new Samples(keeper));
  let exact = true;
  for (let round = 0; round < before + operations; round++) {
    if (round === before) samples = stream.kinds.map(() => new Samples(keeper));
    stream.kinds.forEach(([, prepare], index) => samples[index]!.measure(prepare()));
    if (round % 500 === 0) exact = keeper.certificate().optimal && exact;
  }
  const rows = stream.kinds.map(([kind], index) => figures(kind, samples[index]!, solveMilliseconds));
  rows.push(figures(ANY_CHANGE, Samples.together(keeper, samples), solveMilliseconds));
  rows.push(...suspensions(keeper, Math.min(200, operations), next, solveMilliseconds));
  const [certificate, certificateMilliseconds] = timed(() => keeper.certificate());
  const fresh = solvePlan(keeper.snapshot().instance).objective;
  exact = exact && certificate.optimal && certificate.primal === fresh;
  return { options, solveMilliseconds, loadMilliseconds, certificateMilliseconds, figures: rows, exact };
}

/** All places of an organisation at once, and back. */
function suspensions(keeper: PlanKeeper, count: number, next: Next, solveMilliseconds: number): KeepFigures[] {
  const [suspended, resumed] = [new Samples(keeper), new Samples(keeper)];
  for (let round = 0; round < count; round++) {
    const organisation = next(keeper.organisations);
    const places = keeper.capacityOf(organisation);
    suspended.measure(() => keeper.suspendOrganisation(organisation));
    resumed.measure(() => keeper.resumeOrganisation(organisation, places));
  }
  return [
    figures(SUSPENDED, suspended, solveMilliseconds),
    figures('organisation resumed', resumed, solveMilliseconds),
  ];
}
