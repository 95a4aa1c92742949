/** Finds the chain of greatest gain that begins at a given need and ends at a free place. */
import type { Standing } from './standing';

/** needs[k] goes to the holder of needs[k + 1], the last one to `end`, which gives nothing. */
export interface Chain {
  readonly gain: number;
  readonly needs: readonly number[];
  readonly end: number;
}

/**
 * Depth-first as for cycles, but the last need is closed by any organisation with a free place. In between nobody gets less
 * than it gives. Shorter chains are sought first; of equal gains the shorter, then the first in the order stays.
 */
/** Less than any rise, and not so little that sums leave the range of whole numbers of 32 bits. */
const impossible = -100_000;

export class ChainSearch {
  steps = 0;
  private best: Chain | undefined;
  private readonly path: number[] = [];
  private readonly taken: Int32Array;
  private round = 0;
  /** Per need the most it could rise by moving to a place that was free at the beginning: places are only taken. */
  private readonly endRise: Int32Array;
  /** Per organisation the most that one of the needs it holds could rise, by any move and by such a last one. */
  private readonly riseOf: Int32Array;
  private readonly endRiseOf: Int32Array;
  private endRiseAnywhere = impossible;

  constructor(
    private readonly standing: Standing,
    private readonly isFree: (need: number) => boolean,
    private readonly hasPlace: (organisation: number) => boolean,
    /** From here on only single moves are sought, which take few steps; the caller may raise it. */
    public stepsAtMost: number,
  ) {
    const { needs, organisations } = standing.instance;
    this.taken = new Int32Array(organisations);
    this.endRise = new Int32Array(needs).fill(impossible);
    this.riseOf = new Int32Array(organisations).fill(impossible);
    this.endRiseOf = new Int32Array(organisations).fill(impossible);
    standing.heldBy.forEach((held, organisation) => {
      for (const need of held) this.bound(need, organisation);
    });
  }

  private bound(need: number, organisation: number): void {
    const { arcStart, arcOrganisation, arcScore } = this.standing.instance;
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const to = arcOrganisation[arc]!;
      const rise = arcScore[arc]! - this.standing.heldScore[need]!;
      if (to !== organisation && this.hasPlace(to)) this.endRise[need] = Math.max(this.endRise[need]!, rise);
    }
    this.riseOf[organisation] = Math.max(this.riseOf[organisation]!, this.standing.mostRise[need]!);
    this.endRiseOf[organisation] = Math.max(this.endRiseOf[organisation]!, this.endRise[need]!);
    this.endRiseAnywhere = Math.max(this.endRiseAnywhere, this.endRise[need]!);
  }

  get exhausted(): boolean {
    return this.steps >= this.stepsAtMost;
  }

  /** The best chain of so many moves that betters the known one, or the known one. */
  bestFrom(start: number, shortest: number, longest: number, known?: Chain): Chain | undefined {
    const holder = this.standing.holder[start]!;
    this.best = known;
    if (holder < 0 || !this.isFree(start)) return known;
    this.round++;
    this.taken[holder] = this.round;
    for (let moves = shortest; moves <= longest && (moves === 1 || !this.exhausted); moves++) {
      this.path.length = 0;
      this.path.push(start);
      this.extend(0, moves - 1);
    }
    return this.best;
  }

  /** `risen` is the sum of the rises of the needs on the path but the last, whose new holder is chosen here. */
  private extend(risen: number, left: number): void {
    const { standing, path } = this;
    const { arcStart, arcOrganisation, arcScore } = standing.instance;
    const last = path[path.length - 1]!;
    const least = this.best?.gain ?? 0;
    const others = risen + (left > 0 ? (left - 1) * standing.mostRiseAnywhere + this.endRiseAnywhere : 0);
    if (others + (left > 0 ? standing.mostRise : this.endRise)[last]! <= least) return;
    for (let arc = arcStart[last]!; arc < arcStart[last + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      const rise = arcScore[arc]! - standing.heldScore[last]!;
      this.steps++;
      if (this.taken[organisation] === this.round || others + rise <= (this.best?.gain ?? 0)) continue;
      if (left > 0) this.passOn(organisation, arcScore[arc]!, risen + rise, left);
      else if (this.hasPlace(organisation)) this.best = { gain: risen + rise, needs: [...path], end: organisation };
    }
  }

  private passOn(organisation: number, score: number, risen: number, left: number): void {
    const { standing } = this;
    const later = left > 1 ? (left - 2) * standing.mostRiseAnywhere + this.endRiseAnywhere : 0;
    if (risen + later + (left > 1 ? this.riseOf : this.endRiseOf)[organisation]! <= (this.best?.gain ?? 0)) return;
    this.taken[organisation] = this.round;
    for (const need of standing.heldBy[organisation]!) {
      // Worst first: from here on the organisation would lose.
      if (standing.heldScore[need]! > score || this.exhausted) break;
      this.steps++;
      if (!this.isFree(need)) continue;
      this.path.push(need);
      this.extend(risen, left - 1);
      this.path.pop();
    }
    this.taken[organisation] = 0;
  }
}
