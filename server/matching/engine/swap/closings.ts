/** Knows, for one start, which last need closes a cycle best after any given need. */
import type { Standing } from './standing';

/**
 * The holder of the start wants certain needs; per organisation they stand worst held score first with the best of each
 * beginning, so that the best one an organisation may give for a need is one bisection. The two best answers of a need
 * with different givers are kept; only when both givers already stand on the path is the need looked at again.
 */
export class Closings {
  steps = 0;
  /** What the answer of `best` adds: the rise of the need and that of the last one. */
  gain = 0;
  private round = 0;
  private readonly listRound: Int32Array;
  private readonly lists: number[][];
  private readonly tops: number[][];
  private readonly wantedScore: Int32Array;
  private readonly keptRound: Int32Array;
  private readonly kept: Int32Array;

  constructor(
    private readonly standing: Standing,
    private readonly isFree: (need: number) => boolean,
  ) {
    const { needs, organisations } = standing.instance;
    this.listRound = new Int32Array(organisations);
    this.lists = Array.from({ length: organisations }, (): number[] => []);
    this.tops = Array.from({ length: organisations }, (): number[] => []);
    this.wantedScore = new Int32Array(needs);
    this.keptRound = new Int32Array(needs);
    this.kept = new Int32Array(4 * needs);
  }

  /** False when the start's holder wants nothing. */
  prepare(start: number): boolean {
    const { standing } = this;
    const holder = standing.holder[start]!;
    const touched: number[] = [];
    this.round++;
    for (const arc of standing.arcsTo[holder]!) {
      const need = standing.needOfArc[arc]!;
      const giver = standing.holder[need]!;
      const score = standing.instance.arcScore[arc]!;
      this.steps++;
      if (need <= start || giver === holder || score < standing.heldScore[start]! || !this.isFree(need)) continue;
      if (this.listRound[giver] !== this.round) {
        this.listRound[giver] = this.round;
        this.lists[giver]!.length = 0;
        touched.push(giver);
      }
      this.lists[giver]!.push(need);
      this.wantedScore[need] = score;
    }
    for (const giver of touched) this.order(giver);
    return touched.length > 0;
  }

  private order(giver: number): void {
    const { heldScore } = this.standing;
    const list = this.lists[giver]!.sort((a, b) => heldScore[a]! - heldScore[b]! || a - b);
    const top = this.tops[giver]!;
    top.length = 0;
    let best = -1;
    for (const need of list) {
      if (best < 0 || this.rise(need) > this.rise(best)) best = need;
      top.push(best);
    }
  }

  private rise(need: number): number {
    return this.wantedScore[need]! - this.standing.heldScore[need]!;
  }

  /** The need after which the cycle is closed best, if that adds more than `least`; -1 otherwise. */
  best(after: number, least: number, isTaken: (organisation: number) => boolean): number {
    if (this.keptRound[after] !== this.round) this.keep(after);
    const { kept } = this;
    for (let at = 4 * after; at < 4 * after + 4; at += 2) {
      this.gain = kept[at + 1]!;
      if (kept[at]! < 0 || this.gain <= least) return -1;
      if (!isTaken(this.standing.holder[kept[at]!]!)) return kept[at]!;
    }
    return this.scan(after, isTaken, least);
  }

  private keep(after: number): void {
    const { kept, standing } = this;
    const own = standing.holder[after]!;
    this.keptRound[after] = this.round;
    const first = this.scan(after, (organisation) => organisation === own, -Infinity);
    kept[4 * after] = first;
    kept[4 * after + 1] = this.gain;
    const giver = first < 0 ? -1 : standing.holder[first]!;
    const isGiver = (organisation: number): boolean => organisation === own || organisation === giver;
    kept[4 * after + 2] = first < 0 ? -1 : this.scan(after, isGiver, -Infinity);
    kept[4 * after + 3] = this.gain;
  }

  private scan(after: number, isTaken: (organisation: number) => boolean, least: number): number {
    const { arcStart, arcOrganisation, arcScore } = this.standing.instance;
    const { heldScore } = this.standing;
    let found = -1;
    this.gain = least;
    for (let arc = arcStart[after]!; arc < arcStart[after + 1]!; arc++) {
      const giver = arcOrganisation[arc]!;
      this.steps++;
      if (this.listRound[giver] !== this.round || isTaken(giver)) continue;
      const list = this.lists[giver]!;
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (heldScore[list[middle]!]! <= arcScore[arc]!) low = middle + 1;
        else high = middle;
      }
      if (low === 0) continue;
      const last = this.tops[giver]![low - 1]!;
      const gain = arcScore[arc]! - heldScore[after]! + this.rise(last);
      if (gain > this.gain) [this.gain, found] = [gain, last];
    }
    return found;
  }
}
