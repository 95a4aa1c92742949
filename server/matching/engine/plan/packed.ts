/** The instance as the solver works on it: one word per useful arc, needs renumbered so that neighbours bid at the same organisations. */
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
  /** value << 16 | organisation. */
  readonly arcs: Int32Array;
  readonly capacity: Int32Array;
  /** The need's number in the instance. */
  readonly original: Int32Array;
  /** How many arcs lead to each organisation. */
  readonly demand: Int32Array;
}

/** The organisation that a need values most, or `organisations` when there is none. */
function favourite(instance: PlanInstance, need: number): number {
  const { arcStart, arcOrganisation, arcScore, capacity } = instance;
  let best = instance.unassignedScore[need]!;
  let found = instance.organisations;
  for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
    if (arcScore[arc]! > best && capacity[arcOrganisation[arc]!]! > 0) {
      best = arcScore[arc]!;
      found = arcOrganisation[arc]!;
    }
  }
  return found;
}

/** Needs in the order of their favourites, stable: a counting sort. */
function orderByFavourite(instance: PlanInstance): Int32Array {
  const { needs, organisations } = instance;
  const favourites = new Int32Array(needs);
  const place = new Int32Array(organisations + 2);
  for (let need = 0; need < needs; need++) {
    favourites[need] = favourite(instance, need);
    place[favourites[need]! + 1]!++;
  }
  for (let organisation = 0; organisation <= organisations; organisation++)
    place[organisation + 1]! += place[organisation]!;
  const order = new Int32Array(needs);
  for (let need = 0; need < needs; need++) order[place[favourites[need]!]!++] = need;
  return order;
}

export function pack(instance: PlanInstance): PackedInstance {
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  const original = orderByFavourite(instance);
  const start = new Int32Array(needs + 1);
  const arcs = new Int32Array(arcOrganisation.length);
  const demand = new Int32Array(organisations);
  let end = 0;
  for (let need = 0; need < needs; need++) {
    const row = original[need]!;
    const unassigned = unassignedScore[row]!;
    for (let arc = arcStart[row]!; arc < arcStart[row + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      const value = arcScore[arc]! - unassigned;
      if (value <= 0 || capacity[organisation]! === 0) continue;
      arcs[end++] = (value << ORGANISATION_BITS) | organisation;
      demand[organisation]!++;
    }
    start[need + 1] = end;
  }
  return { needs, organisations, start, arcs, capacity, original, demand };
}
