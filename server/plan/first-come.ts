/**
 * Promises what would happen without a plan: who waits longest chooses first, each the best that is still free. It chooses by
 * scores, and among equals by id, where the engine's queue chooses by the coarser worth and by numbers of nodes, which depend
 * on the order in which offerings became known: a planner begun anew would publish other lines for the same rows.
 */
import type { World, WorldNeed } from './world';
import type { Pairing } from './pairing';
import { unassignedWorth, worthOf } from './worth';

export interface FirstCome {
  /** By need; who is not in it finds no place. */
  readonly pairings: ReadonlyMap<string, Pairing>;
  readonly objective: number;
  readonly score: number;
}

export function firstCome(world: World): FirstCome {
  const places = new Map([...world.offerings].map(([id, offering]) => [id, world.placesOf(offering)]));
  const pairings = new Map<string, Pairing>();
  let [objective, score] = [0, 0];
  for (const need of inOrderOfWaiting(world)) {
    world.goOn();
    const free = need.pairings.find(({ offeringId }) => places.get(offeringId)! > 0);
    objective += free ? worthOf(free.score) : unassignedWorth[need.row.urgency];
    if (!free) continue;
    score += free.score;
    pairings.set(need.row.id, free);
    places.set(free.offeringId, places.get(free.offeringId)! - 1);
  }
  return { pairings, objective, score };
}

/** Those that the plan decides about: a standing offer has been decided. */
function inOrderOfWaiting(world: World): WorldNeed[] {
  return [...world.needs.values()]
    .filter(({ window }) => window?.offeringId === undefined)
    .sort((one, other) => {
      const earlier = one.row.waitingSince.getTime() - other.row.waitingSince.getTime();
      return earlier || (one.row.id < other.row.id ? -1 : 1);
    });
}
