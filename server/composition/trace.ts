/** Promises how help is traced both ways: from a donation to where it went, and from a need to what pays for it. */
import { FittingRepository } from '../claim/fitting.repository';
import { TraceFactsRepository } from '../donation/trace-facts.repository';
import { PopulationRepository } from '../household/population.repository';
import { FittingService } from '../trace/fitting.service';
import { FundingLoader } from '../trace/funding.loader';
import { JourneyLoader } from '../trace/journey.loader';
import { JourneyReading } from '../trace/journey.reading';
import { ReachLoader } from '../trace/reach.loader';
import { TellingService } from '../trace/telling.service';
import { TraceRepository } from '../trace/trace.repository';
import {
  ClaimFundingResolver,
  DonationJourneyResolver,
  GivingYearResolver,
  NeedFundingResolver,
  ProjectReachResolver,
  TracePartResolver,
  TracePlaceResolver,
} from '../trace/trace.resolver';
import { YearReading } from '../trace/year.reading';
import type { Allocating } from './allocation';
import type { Care } from './care';
import type { Claiming } from './claim';
import { derivedKey } from './derived-key';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';

export type Tracing = ReturnType<typeof composeTrace>;

export function composeTrace(parts: Ground & Parties & Care & Projects & Giving & Claiming & Allocating) {
  const { allocations, areaLoader, claims, config, database, donations, ledger, needs, organisations, projects } =
    parts;

  const facts = new TraceFactsRepository();
  const telling = new TellingService(database, needs, new PopulationRepository(), new TraceRepository());
  const rows = { database, donations, facts, claims, allocations };
  const idKey = derivedKey(config, 'trace id');
  const journeys = new JourneyReading({ ...rows, ledger, organisations, projects, idKey });
  const journeyLoader = new JourneyLoader(journeys, telling);
  const fundingLoader = new FundingLoader({ ...rows, needs });

  const fitting = new FittingService({
    ...{ database, donations, projects },
    households: parts.households,
    fitting: new FittingRepository(),
  });
  parts.donationService.tellOfReceived((tx, donation) => fitting.hearers(tx, donation));
  const reachLoader = new ReachLoader({ database, needs, projects, allocations });

  const resolvers: object[] = [
    new DonationJourneyResolver(journeyLoader),
    new TracePartResolver(journeyLoader),
    new TracePlaceResolver(areaLoader),
    new ProjectReachResolver(reachLoader),
    new GivingYearResolver(new YearReading({ database, donations, needs, journeys })),
    new NeedFundingResolver(fundingLoader),
    new ClaimFundingResolver(fundingLoader),
  ];
  return { telling, fitting, resolvers };
}
