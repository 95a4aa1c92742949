/** Plans as a queue would: each need in turn takes the best place that is left. What the best plan gains over this is the queue's regret. */
import type { PlanInstance } from './instance';

export interface FirstComePlan {
  /** Per need the index of its arc, or -1. */
  readonly assignment: Int32Array;
  readonly objective: number;
}

/**
 * `order` names every need once. Of equal scores the organisation with the lower number is taken; a need stays unassigned
 * when no place left is worth more to it than that.
 */
export function firstComeFirstServed(instance: PlanInstance, order: ArrayLike<number>): FirstComePlan {
  const { needs, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  const left = capacity.slice();
  const assignment = new Int32Array(needs).fill(-1);
  const seen = new Uint8Array(needs);
  let objective = 0;
  for (let turn = 0; turn < order.length; turn++) {
    const need = order[turn]!;
    if (seen[need] !== 0) throw new RangeError(`Need ${need} comes twice in the order or is not there.`);
    seen[need] = 1;
    let best = unassignedScore[need]!;
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      if (arcScore[arc]! <= best || left[arcOrganisation[arc]!]! === 0) continue;
      best = arcScore[arc]!;
      assignment[need] = arc;
    }
    if (assignment[need]! >= 0) left[arcOrganisation[assignment[need]!]!]! -= 1;
    objective += best;
  }
  if (order.length !== needs) throw new RangeError(`The order names ${order.length} of ${needs} needs.`);
  return { assignment, objective };
}
