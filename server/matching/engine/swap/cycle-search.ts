/** Finds the exchange cycle of greatest gain that begins at a given need, in which no organisation loses. */
import { Closings } from './closings';
import type { Standing } from './standing';

/** needs[k] goes to the holder of needs[k + 1], the last one to the holder of the first. */
export interface Cycle {
  readonly gain: number;
  readonly needs: readonly number[];
}

/**
 * Depth-first over "this need goes to the holder of that one, who gives that one on"; the last two steps are taken as one
 * from what is kept per need (meeting in the middle). A branch ends when even the greatest rises left could not better
 * the best cycle found. A cycle begins at its smallest need, so that each is found once; of equal gains the shorter, then
 * the first in the order of the search stays.
 */
export class CycleSearch {
  private steps = 0;
  private best: Cycle | undefined;
  private readonly path: number[] = [];
  private readonly taken: Int32Array;
  private readonly closings: Closings;
  private round = 0;

  constructor(
    private readonly standing: Standing,
    private readonly isFree: (need: number) => boolean,
    /** From here on only exchanges between two are sought, which take few steps; the caller may raise it. */
    public stepsAtMost: number,
  ) {
    this.taken = new Int32Array(standing.instance.organisations);
    this.closings = new Closings(standing, isFree);
  }

  get stepsTaken(): number {
    return this.steps + this.closings.steps;
  }

  get exhausted(): boolean {
    return this.stepsTaken >= this.stepsAtMost;
  }

  /** The best cycle of a length from `shortest` to `longest` that betters the known one, or the known one. */
  bestFrom(start: number, shortest: number, longest: number, known?: Cycle): Cycle | undefined {
    const holder = this.standing.holder[start]!;
    this.best = known;
    if (holder < 0 || !this.isFree(start) || (shortest > 2 && this.exhausted)) return known;
    if (!this.closings.prepare(start)) return known;
    this.round++;
    this.taken[holder] = this.round;
    for (let length = shortest; length <= longest && (length === 2 || !this.exhausted); length++) {
      this.path.length = 0;
      this.path.push(start);
      if (length === 2) this.close(0);
      else this.extend(0, length - 2);
    }
    return this.best;
  }

  /** `risen` is the sum of the rises of the needs on the path but the last, whose new holder is chosen here. */
  private extend(risen: number, left: number): void {
    const { standing, path } = this;
    const { arcStart, arcOrganisation, arcScore } = standing.instance;
    const last = path[path.length - 1]!;
    const others = risen + (left + 1) * standing.mostRiseAnywhere;
    if (others + standing.mostRise[last]! <= (this.best?.gain ?? 0)) return;
    for (let arc = arcStart[last]!; arc < arcStart[last + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      if (this.taken[organisation] === this.round) continue;
      const rise = arcScore[arc]! - standing.heldScore[last]!;
      if (others + rise <= (this.best?.gain ?? 0)) continue;
      for (const need of standing.heldBy[organisation]!) {
        // Worst first: from here on the organisation would lose.
        if (standing.heldScore[need]! > arcScore[arc]! || this.exhausted) break;
        this.steps++;
        if (need > path[0]! && this.isFree(need)) this.deepen(need, organisation, risen + rise, left - 1);
      }
    }
  }

  private deepen(need: number, organisation: number, risen: number, left: number): void {
    this.taken[organisation] = this.round;
    this.path.push(need);
    if (left === 0) this.close(risen);
    else this.extend(risen, left);
    this.path.pop();
    this.taken[organisation] = 0;
  }

  /** Adds the last need, which goes to the holder of the first. */
  private close(risen: number): void {
    const last = this.path[this.path.length - 1]!;
    const least = (this.best?.gain ?? 0) - risen;
    const closing = this.closings.best(last, least, (organisation) => this.taken[organisation] === this.round);
    if (closing >= 0) this.best = { gain: risen + this.closings.gain, needs: [...this.path, closing] };
  }
}
