/** Tells what one more place at each organisation would be worth, exactly, from a best plan: the smallest prices that prove it. */
import type { Plan, PlanInstance } from './instance';
import { DistanceQueue, distanceOf, organisationOf } from './queue';

/** Between two pulses lie at most so many steps of the search. */
const PULSE_EVERY = 1024;

/** The needs of each organisation: those of organisation j stand at needs[first[j]] .. needs[first[j + 1]]. */
function needsByOrganisation(instance: PlanInstance, assignment: Int32Array): { first: Int32Array; needs: Int32Array } {
  const first = new Int32Array(instance.organisations + 1);
  for (const arc of assignment) if (arc >= 0) first[instance.arcOrganisation[arc]! + 1]!++;
  for (let organisation = 0; organisation < instance.organisations; organisation++) {
    first[organisation + 1]! += first[organisation]!;
  }
  const place = first.slice();
  const needs = new Int32Array(first[instance.organisations]!);
  assignment.forEach((arc, need) => {
    if (arc >= 0) needs[place[instance.arcOrganisation[arc]!]!++] = need;
  });
  return { first, needs };
}

/**
 * One more place at j is worth the best chain of moves that it opens: a need comes to j, another takes the place it leaves, and so
 * on, until an unassigned need comes in or a place is left empty. That is a longest path in the residual graph. The
 * plan's own prices turn it into a shortest path without negative steps (Johnson's potentials), so one Dijkstra from all
 * ends at once finds how far each price can fall, reading every arc once. (Ahuja, Magnanti, Orlin: Network Flows, 9.)
 * The plan must be optimal with its prices, as `verifyPlan` proves. `pulse` is called now and then, and may throw.
 */
export function minimalPrices(instance: PlanInstance, plan: Plan, pulse?: () => void): Int32Array {
  const { needs, arcStart, arcOrganisation, arcScore, unassignedScore } = instance;
  const { price, assignment } = plan;
  // A chain may end at once: the new place stays empty, or an unassigned need takes it.
  const fall = price.slice();
  for (let need = 0; need < needs; need++) {
    if (assignment[need]! >= 0) continue;
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      const left = price[organisation]! - (arcScore[arc]! - unassignedScore[need]!);
      if (left < fall[organisation]!) fall[organisation] = left;
    }
  }
  const queue = new DistanceQueue();
  fall.forEach((distance, organisation) => queue.push(distance, organisation));
  const members = needsByOrganisation(instance, assignment);
  for (let step = 0; !queue.isEmpty(); step++) {
    if (step % PULSE_EVERY === 0) pulse?.();
    const word = queue.pop();
    const from = organisationOf(word);
    const reached = distanceOf(word);
    if (reached > fall[from]!) continue;
    for (let slot = members.first[from]!; slot < members.first[from + 1]!; slot++) {
      const need = members.needs[slot]!;
      const base = reached + arcScore[assignment[need]!]! - price[from]!;
      for (let arc = arcStart[need]!, end = arcStart[need + 1]!; arc < end; arc++) {
        const organisation = arcOrganisation[arc]!;
        const along = base - arcScore[arc]! + price[organisation]!;
        if (along >= fall[organisation]!) continue;
        fall[organisation] = along;
        queue.push(along, organisation);
      }
    }
  }
  return price.map((standing, organisation) => standing - fall[organisation]!);
}
