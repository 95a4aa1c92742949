/** Promises what a household may ask of its own data: a copy, a correction, an end; and what leaves by rule. */
import { ActorRepository } from '../identity/actor.repository';
import { ErasureService } from '../rights/erasure.service';
import { HouseholdHoldings } from '../rights/holdings.service';
import { RetentionService } from '../rights/retention.service';
import { RightsReading } from '../rights/rights.reading';
import { RightsRepository } from '../rights/rights.repository';
import { RightsResolver } from '../rights/rights.resolver';
import { RightsService } from '../rights/rights.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Holidays } from './holiday';
import { holdings as all } from './holdings';
import type { Parties } from './parties';
import type { Visiting } from './visit';

export type Rights = ReturnType<typeof composeRights>;

export function composeRights(parts: Ground & Parties & Care & Visiting & Holidays) {
  const { audit, consents, consentService, contactCardService, database, households, needs, needService, vault } =
    parts;
  const { holidays, voidingService } = parts;

  const requests = new RightsRepository();
  const holdings = new HouseholdHoldings(vault, households, needs, all);
  const erasureService = new ErasureService({
    ...{ database, audit, households, consents, consentService, needs, needService, requests, holdings },
    actors: new ActorRepository(),
    endings: [(tx, householdId, accountId) => voidingService.endOfHousehold(tx, householdId, accountId)],
  });
  const rightsService = new RightsService({
    ...{ database, audit, vault, households, requests, holdings },
    ...{ cards: contactCardService, erasures: erasureService, holidays },
  });
  const rightsReading = new RightsReading(database, requests);
  const retentionService = new RetentionService(database, audit, households, requests, holdings, holidays);

  const resolvers: object[] = [new RightsResolver(rightsService, rightsReading, retentionService)];
  return { erasureService, rightsService, rightsReading, retentionService, resolvers };
}
