/** The instance as the solver works on it: one word per useful arc, needs and organisations renumbered so that neighbours stand together. */
import type { PlanInstance } from './instance';

export const ORGANISATION_BITS = 16;
export const ORGANISATION_MASK = 0xffff;

/**
 * Values are scores above the need's unassigned score, so staying unassigned is worth 0 to every need. Arcs that are not
 * worth more than that, and arcs to organisations without places, can be left out: no optimum needs them.
 */
export interface PackedInstance {
  readonly needs: number;
  readonly organisations: number;
  /** Length needs + 1. */
  readonly start: Int32Array;
  /** value << 16 | organisation; the order within a need means nothing. */
  readonly arcs: Int32Array;
  readonly capacity: Int32Array;
  /** The need's number in the instance. */
  readonly original: Int32Array;
  /** The organisation's number in the instance. */
  readonly originalOrganisation: Int32Array;
  /** How many arcs lead to each organisation. */
  readonly demand: Int32Array;
  /** As long as the arcs and free to be written: what packing has done with serves again. */
  readonly spare: Int32Array;
  /** Means nothing: kept only so that what is read ahead counts as used. */
  readonly seen: number;
}

/** The rows in the order of the instance, and the organisation that each need values most (`organisations` when it has none). */
interface Rows {
  readonly start: Int32Array;
  readonly arcs: Int32Array;
  readonly favourite: Int32Array;
}

function rowsOf(instance: PlanInstance): Rows {
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  const start = new Int32Array(needs + 1);
  const arcs = new Int32Array(arcOrganisation.length);
  const favourite = new Int32Array(needs);
  let end = 0;
  for (let need = 0; need < needs; need++) {
    const unassigned = unassignedScore[need]!;
    let most = 0;
    let found = organisations;
    for (let arc = arcStart[need]!, last = arcStart[need + 1]!; arc < last; arc++) {
      const organisation = arcOrganisation[arc]!;
      const value = arcScore[arc]! - unassigned;
      if (value <= 0 || capacity[organisation]! === 0) continue;
      arcs[end++] = (value << ORGANISATION_BITS) | organisation;
      if (value > most) {
        most = value;
        found = organisation;
      }
    }
    start[need + 1] = end;
    favourite[need] = found;
  }
  return { start, arcs, favourite };
}

/** Of a line of the processor's caches. */
const LINE_INTEGERS = 16;

/**
 * Reads a little of each row that is read next: rows of neighbours lie anywhere, and what is asked for side by side comes from
 * memory at one time. Worth half of the whole copying. What it answers means nothing.
 */
function touch({ start, arcs }: Rows, order: Int32Array, from: number, to: number): number {
  let seen = 0;
  for (let at = from; at < to; at++) {
    const row = start[order[at]!]!;
    seen ^= arcs[row]! ^ arcs[Math.min(row + LINE_INTEGERS, arcs.length - 1)]!;
  }
  return seen;
}

/** Needs in the order of their favourites, stable, and where each favourite's needs begin: a counting sort. */
function byFavourite(favourite: Int32Array, organisations: number): { first: Int32Array; order: Int32Array } {
  const first = new Int32Array(organisations + 2);
  for (let need = 0; need < favourite.length; need++) first[favourite[need]! + 1]!++;
  for (let organisation = 0; organisation <= organisations; organisation++)
    first[organisation + 1]! += first[organisation]!;
  const place = first.slice();
  const order = new Int32Array(favourite.length);
  for (let need = 0; need < favourite.length; need++) order[place[favourite[need]!]!++] = need;
  return { first, order };
}

/**
 * Organisations are numbered in the order in which a search in breadth over the arcs reaches them, and needs stand with their
 * favourites. Parts of the instance that share no organisation (kinds of service) so come one after another, and within a part
 * those who bid against each other are near: bids and paths stay in the cache. (Cuthill and McKee 1969, for sparse matrices.)
 */
export function pack(instance: PlanInstance): PackedInstance {
  const { needs, organisations } = instance;
  const rows = rowsOf(instance);
  const { first, order } = byFavourite(rows.favourite, organisations);
  const start = new Int32Array(needs + 1);
  const arcs = new Int32Array(rows.start[needs]!);
  const demand = new Int32Array(organisations);
  const originalOrganisation = new Int32Array(organisations);
  const number = new Int32Array(organisations).fill(-1);
  const original = new Int32Array(needs);
  let [packed, end, known, root] = [0, 0, 0, 0];
  let seen = 0;
  for (let turn = 0; turn <= organisations; turn++) {
    if (turn === known && turn < organisations) {
      while (number[root]! >= 0) root++;
      number[root] = known;
      originalOrganisation[known++] = root;
    }
    // The last turn is that of the needs without any arc.
    const from = turn < organisations ? originalOrganisation[turn]! : organisations;
    const last = first[from + 1]!;
    seen ^= touch(rows, order, first[from]!, last);
    for (let at = first[from]!; at < last; at++) {
      const row = order[at]!;
      original[packed] = row;
      for (let arc = rows.start[row]!, stop = rows.start[row + 1]!; arc < stop; arc++) {
        const word = rows.arcs[arc]!;
        const organisation = word & ORGANISATION_MASK;
        let reached = number[organisation]!;
        if (reached < 0) {
          reached = number[organisation] = known;
          originalOrganisation[known++] = organisation;
        }
        arcs[end++] = word - organisation + reached;
        demand[reached]!++;
      }
      start[++packed] = end;
    }
  }
  const capacity = originalOrganisation.map((organisation) => instance.capacity[organisation]!);
  return {
    needs,
    organisations,
    start,
    arcs,
    capacity,
    original,
    originalOrganisation,
    demand,
    spare: rows.arcs,
    seen,
  };
}
