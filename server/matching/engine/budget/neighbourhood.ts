/** Promises the best move that begins with one need: a shift, a swap, or a shift that ejects others elsewhere. */
import type { Candidates } from './candidates';
import { examineChain, LEAST_GAIN } from './chain';
import type { Move } from './chain';
import type { Standing } from './standing';

export class Neighbourhood implements Move {
  /** Need and budget pairs looked at so far: the unit of work, near proportional to time on any machine. */
  work = 0;
  /** Needs that stay where they are for now. */
  readonly locked: Uint8Array;
  /** The best move found by `improve`: the need goes here, `ejected` (if >= 0) to `ejectedTo`, `third` likewise. */
  to = -1;
  ejected = -1;
  ejectedTo = -1;
  third = -1;
  thirdTo = -1;

  constructor(
    private readonly standing: Standing,
    private candidates: Candidates,
  ) {
    this.locked = new Uint8Array(standing.model.needs);
  }

  use(candidates: Candidates): void {
    this.candidates = candidates;
  }

  /** Whether some move of one or two needs, or else a chain of three, lowers the excess; the best one stands in the fields. */
  improve(need: number): boolean {
    this.third = -1;
    return this.examine(need) || examineChain(this, this.standing, this.candidates, this.locked, need);
  }

  /** Whether some move that begins with the need lowers the excess; the best one stands in the fields. */
  // eslint-disable-next-line max-lines-per-function -- the innermost loop of the search: calls would cost half its speed
  private examine(need: number): boolean {
    const { model, column, load, penalty, price, first, next, reduced: stands, mostRoom, least } = this.standing;
    const { columns, cost, consumption, capacity } = model;
    const { start, column: candidate, reduced } = this.candidates;
    const { locked } = this;
    if (locked[need] === 1) return false;
    const from = column[need]!;
    const row = need * columns;
    const capacityFrom = capacity[from]!;
    const priceFrom = price[from]!;
    const penaltyFrom = penalty[from]!;
    const roomFrom = capacityFrom - load[from]! + consumption[row + from]!;
    const roomBefore = capacityFrom - load[from]!;
    const weightFrom = roomFrom >= 0 ? roomFrom * priceFrom : -roomFrom * penaltyFrom;
    const leaving = weightFrom - (roomBefore >= 0 ? roomBefore * priceFrom : -roomBefore * penaltyFrom) - stands[need]!;
    const mostSaved = roomFrom > 0 && weightFrom > mostRoom ? weightFrom : mostRoom;
    let best = -LEAST_GAIN;
    let work = 0;
    let found = false;
    for (let at = start[need]!; at < start[need + 1]!; at++) {
      const to = candidate[at]!;
      if (to === from) continue;
      const priceTo = price[to]!;
      const penaltyTo = penalty[to]!;
      const roomNow = capacity[to]! - load[to]!;
      const roomTo = roomNow - consumption[row + to]!;
      const moved = leaving + reduced[at]! - (roomNow >= 0 ? roomNow * priceTo : -roomNow * penaltyTo);
      const shift = moved + (roomTo >= 0 ? roomTo * priceTo : -roomTo * penaltyTo);
      work++;
      if (shift < best) {
        best = shift;
        found = true;
        this.to = to;
        this.ejected = -1;
      }
      // The unassigned column never overflows, so nothing need leave it; its members come in by their own examination.
      if (to === model.unassigned) continue;
      for (let other = first[to]!; other >= 0; other = next[other]!) {
        if (locked[other] === 1) continue;
        const otherRow = other * columns;
        const roomLeft = roomTo + consumption[otherRow + to]!;
        const part = moved - stands[other]! + (roomLeft >= 0 ? roomLeft * priceTo : -roomLeft * penaltyTo);
        work++;
        if (part - mostSaved >= best) continue;
        const takenBack = consumption[otherRow + from]!;
        if (takenBack >= 0) {
          const roomBack = roomFrom - takenBack;
          const change =
            part +
            cost[otherRow + from]! +
            priceFrom * takenBack -
            least[other]! -
            weightFrom +
            (roomBack >= 0 ? roomBack * priceFrom : -roomBack * penaltyFrom);
          if (change < best) {
            best = change;
            found = true;
            this.to = to;
            this.ejected = other;
            this.ejectedTo = from;
          }
        }
        for (let onward = start[other]!; onward < start[other + 1]!; onward++) {
          const last = candidate[onward]!;
          const sum = part + reduced[onward]!;
          // Candidates come in order of reduced cost, and no column's room saves more than mostRoom.
          if (sum - mostRoom >= best) break;
          if (last === to || last === from) continue;
          work++;
          const roomLast = capacity[last]! - load[last]!;
          const roomThen = roomLast - consumption[otherRow + last]!;
          const change =
            sum -
            (roomLast >= 0 ? roomLast * price[last]! : -roomLast * penalty[last]!) +
            (roomThen >= 0 ? roomThen * price[last]! : -roomThen * penalty[last]!);
          if (change < best) {
            best = change;
            found = true;
            this.to = to;
            this.ejected = other;
            this.ejectedTo = last;
          }
        }
      }
    }
    this.work += work;
    return found;
  }
}
