/** Promises that somebody comes back: thirty days after a delivery, an entry to the register, an exit from it. */
import { ClosureLoader } from '../revisit/closure';
import { NeedClosureResolver, RevisitEdgeResolver, RevisitResolver } from '../revisit/revisit.resolver';
import { RevisitService } from '../revisit/revisit.service';
import { RevisitRoundService } from '../revisit/round.service';
import type { Applying } from './application';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Ground } from './ground';

export type Revisiting = ReturnType<typeof composeRevisit>;

export function composeRevisit(parts: Ground & Care & Claiming & Applying) {
  const { audit, claims, database, householdLoader, households, needLoader, needs, revisits, vault } = parts;
  const { registerReading, registerService } = parts;
  const revisitRounds = new RevisitRoundService(database, audit, households, revisits);
  const revisitService = new RevisitService({
    ...{ database, audit, vault, households, needs, claims, revisits, rounds: revisitRounds },
  });
  registerService.onEntered((tx, entries) => revisitRounds.followEntries(tx, entries));
  registerService.onExited((tx, entries) => revisitRounds.followExits(tx, entries));
  const resolvers: object[] = [
    new RevisitResolver(revisitService, revisitRounds),
    new RevisitEdgeResolver(revisitService, needLoader, householdLoader, registerReading),
    new NeedClosureResolver(new ClosureLoader(database, needs, claims, revisits)),
  ];
  return { revisitService, revisitRounds, resolvers };
}
