/** Promises for each need the budgets worth trying: those of least reduced cost at the Lagrangian prices. */
import type { LagrangianBound } from './bound';
import { FORBIDDEN } from './instance';
import type { BudgetModel } from './model';

export interface Candidates {
  /** Per need, length needs + 1. */
  readonly start: Int32Array;
  /** Columns, least reduced cost first. */
  readonly column: Int32Array;
  /** Reduced cost of each: priced cost above the need's least one, so >= 0. */
  readonly reduced: Float64Array;
  /** Per need the least priced cost. */
  readonly least: Float64Array;
  /** Per column, length columns + 1: the needs that have it as candidate. */
  readonly needStart: Int32Array;
  readonly need: Int32Array;
}

function invert(start: Int32Array, column: Int32Array, columns: number): Pick<Candidates, 'needStart' | 'need'> {
  const needStart = new Int32Array(columns + 1);
  for (const each of column) needStart[each + 1]! += 1;
  for (let each = 0; each < columns; each++) needStart[each + 1]! += needStart[each]!;
  const next = needStart.slice();
  const need = new Int32Array(column.length);
  for (let row = 0; row + 1 < start.length; row++) {
    for (let at = start[row]!; at < start[row + 1]!; at++) need[next[column[at]!]!++] = row;
  }
  return { needStart, need };
}

/** Staying unassigned is always among the choices, dear as it may be: it comes last, so the order holds. */
function keepUnassigned(model: BudgetModel, kept: number[], from: number, alsoKeep: () => void): void {
  if (model.unassigned < 0 || kept.indexOf(model.unassigned, from) >= 0) return;
  kept.push(model.unassigned);
  alsoKeep();
}

/**
 * An assignment that costs less than `upper` uses only pairs with reduced cost below upper - bound (reduced cost fixing),
 * so leaving the others out loses nothing; `most` a need keeps the search quick and is a heuristic.
 */
export function candidatesOf(model: BudgetModel, bound: LagrangianBound, most: number, upper: number): Candidates {
  const { needs, columns, cost, consumption } = model;
  const start = new Int32Array(needs + 1);
  const kept: number[] = [];
  const keptReduced: number[] = [];
  const least = new Float64Array(needs);
  const reduced = new Float64Array(columns);
  for (let need = 0; need < needs; need++) {
    const allowed: number[] = [];
    for (let column = 0; column < columns; column++) {
      const at = need * columns + column;
      if (consumption[at] === FORBIDDEN) continue;
      reduced[column] = cost[at]! + bound.price[column]! * consumption[at]!;
      allowed.push(column);
    }
    allowed.sort((a, b) => reduced[a]! - reduced[b]! || a - b);
    least[need] = reduced[allowed[0]!]!;
    const limit = least[need]! + (upper - bound.value) + 1e-6;
    for (let rank = 0; rank < allowed.length && rank < most; rank++) {
      if (rank > 0 && reduced[allowed[rank]!]! > limit) break;
      kept.push(allowed[rank]!);
      keptReduced.push(reduced[allowed[rank]!]! - least[need]!);
    }
    keepUnassigned(model, kept, start[need]!, () => keptReduced.push(reduced[model.unassigned]! - least[need]!));
    start[need + 1] = kept.length;
  }
  const column = Int32Array.from(kept);
  return { start, column, reduced: Float64Array.from(keptReduced), least, ...invert(start, column, columns) };
}
