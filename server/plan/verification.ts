/** Promises the published lines beside the rows of now: what they are worth, what the best plan is, and which lines hold no more; pure. */
import type { PlanLine } from './picture';
import type { PlanInputs } from './plan.reading';
import { unassignedWorth, worthOf } from './worth';
import { World } from './world';

export interface Verification {
  readonly version: string;
  /** Milliseconds since 1970 by the clock of the database. */
  readonly moment: number;
  /** What the lines that still hold are worth now; who has no such line is left without a place. */
  readonly objective: number;
  /** What the best plan of now is worth, proved by its prices. */
  readonly bound: number;
  readonly optimal: boolean;
  /** Lines that do not hold, and open needs without a line. */
  readonly outdated: number;
}

export function verificationOf(
  { ruleset, moment, ...rows }: PlanInputs,
  { version, lines }: { readonly version: string; readonly lines: ReadonlyMap<string, PlanLine> },
  megabytesMaximum?: number,
): Verification {
  const world = new World(rows, ruleset, moment, { megabytesMaximum });
  const { dual, optimal } = world.certificate();
  if (!optimal) throw new Error('A plan solved anew is not proved by its prices.');
  const free = new Map(Array.from(world.offerings, ([id, offering]) => [id, world.placesOf(offering)]));
  const unseen = new Set(lines.keys());
  let [objective, outdated] = [0, 0];
  for (const { row, window, pairings } of world.needs.values()) {
    if (window?.offeringId !== undefined) continue;
    const line = lines.get(row.id);
    unseen.delete(row.id);
    const offeringId = line?.offeringId ?? undefined;
    const pairing = pairings.find((one) => one.offeringId === offeringId);
    const holds = pairing !== undefined && free.get(pairing.offeringId)! > 0;
    if (holds) free.set(pairing.offeringId, free.get(pairing.offeringId)! - 1);
    objective += holds ? worthOf(pairing.score) : unassignedWorth[row.urgency];
    if (line === undefined || (offeringId !== undefined && !holds)) outdated += 1;
  }
  outdated += unseen.size;
  return { version, moment, objective, bound: dual, optimal: objective === dual && outdated === 0, outdated };
}
