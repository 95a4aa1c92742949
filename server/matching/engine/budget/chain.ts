/** Promises the best ejection chain of three needs that begins with one need: to, onward, and last anywhere or back. */
import type { Candidates } from './candidates';
import type { Standing } from './standing';

/** Improvements below this are rounding. */
export const LEAST_GAIN = 1e-7;

/** A move of up to three needs; a need of -1 takes no part. */
export interface Move {
  to: number;
  ejected: number;
  ejectedTo: number;
  third: number;
  thirdTo: number;
  /** Pairs looked at so far. */
  work: number;
}

/**
 * Looks only where the chain's partial sums still promise a gain (the gain criterion of Lin and Kernighan), and only where
 * the second need overflows its new column. Whether some chain lowers the excess; the best one stands in `move`.
 */
// eslint-disable-next-line max-lines-per-function -- the innermost loop of the search: calls would cost half its speed
export function examineChain(
  move: Move,
  standing: Standing,
  { start, column: candidate, reduced }: Candidates,
  locked: Uint8Array,
  need: number,
): boolean {
  if (locked[need] === 1) return false;
  const { model, column, load, penalty, price, first, next, reduced: stands, mostRoom, least } = standing;
  const { columns, cost, consumption, capacity, unassigned } = model;
  const from = column[need]!;
  const row = need * columns;
  const priceFrom = price[from]!;
  const penaltyFrom = penalty[from]!;
  const roomBefore = capacity[from]! - load[from]!;
  const roomFrom = roomBefore + consumption[row + from]!;
  const weightFrom = roomFrom >= 0 ? roomFrom * priceFrom : -roomFrom * penaltyFrom;
  const leaving = weightFrom - (roomBefore >= 0 ? roomBefore * priceFrom : -roomBefore * penaltyFrom) - stands[need]!;
  const mostSaved = roomFrom > 0 && weightFrom > mostRoom ? weightFrom : mostRoom;
  let best = -LEAST_GAIN;
  let work = 0;
  for (let at = start[need]!; at < start[need + 1]!; at++) {
    const to = candidate[at]!;
    if (to === from || to === unassigned) continue;
    const priceTo = price[to]!;
    const penaltyTo = penalty[to]!;
    const roomNow = capacity[to]! - load[to]!;
    const roomTo = roomNow - consumption[row + to]!;
    const moved = leaving + reduced[at]! - (roomNow >= 0 ? roomNow * priceTo : -roomNow * penaltyTo);
    for (let other = first[to]!; other >= 0; other = next[other]!) {
      const otherRow = other * columns;
      const roomLeft = roomTo + consumption[otherRow + to]!;
      const part = moved - stands[other]! + (roomLeft >= 0 ? roomLeft * priceTo : -roomLeft * penaltyTo);
      work++;
      if (part - mostSaved >= best || locked[other] === 1) continue;
      for (let onward = start[other]!; onward < start[other + 1]!; onward++) {
        const second = candidate[onward]!;
        const sum = part + reduced[onward]!;
        if (sum - mostRoom >= best) break;
        if (second === to || second === from || second === unassigned) continue;
        work++;
        const roomSecond = capacity[second]! - load[second]!;
        const roomThen = roomSecond - consumption[otherRow + second]!;
        if (roomThen >= 0) continue;
        const priceSecond = price[second]!;
        const penaltySecond = penalty[second]!;
        const open = sum - (roomSecond >= 0 ? roomSecond * priceSecond : -roomSecond * penaltySecond);
        for (let third = first[second]!; third >= 0; third = next[third]!) {
          const thirdRow = third * columns;
          const room = roomThen + consumption[thirdRow + second]!;
          const rest = open - stands[third]! + (room >= 0 ? room * priceSecond : -room * penaltySecond);
          work++;
          if (rest - mostSaved >= best || locked[third] === 1) continue;
          const takenBack = consumption[thirdRow + from]!;
          if (takenBack >= 0) {
            const roomBack = roomFrom - takenBack;
            const change =
              rest +
              cost[thirdRow + from]! +
              priceFrom * takenBack -
              least[third]! -
              weightFrom +
              (roomBack >= 0 ? roomBack * priceFrom : -roomBack * penaltyFrom);
            if (change < best) {
              best = change;
              move.to = to;
              move.ejected = other;
              move.ejectedTo = second;
              move.third = third;
              move.thirdTo = from;
            }
          }
          for (let final = start[third]!; final < start[third + 1]!; final++) {
            const last = candidate[final]!;
            if (rest + reduced[final]! - mostRoom >= best) break;
            if (last === to || last === from || last === second) continue;
            work++;
            const roomLast = capacity[last]! - load[last]!;
            const roomEnd = roomLast - consumption[thirdRow + last]!;
            const change =
              rest +
              reduced[final]! -
              (roomLast >= 0 ? roomLast * price[last]! : -roomLast * penalty[last]!) +
              (roomEnd >= 0 ? roomEnd * price[last]! : -roomEnd * penalty[last]!);
            if (change < best) {
              best = change;
              move.to = to;
              move.ejected = other;
              move.ejectedTo = second;
              move.third = third;
              move.thirdTo = last;
            }
          }
        }
      }
    }
  }
  move.work += work;
  return best < -LEAST_GAIN;
}
