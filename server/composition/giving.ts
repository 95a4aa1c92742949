/** Promises how it is given: the donations, and the points where they are handed in. */
import { DonationPartiesResolver, EarmarkResolver } from '../donation/donation-edges.resolver';
import { DonationDesk } from '../donation/desk';
import { DisposalService } from '../donation/disposal.service';
import { DonationReading } from '../donation/donation.reading';
import { DonationRepository } from '../donation/donation.repository';
import { DonationResolver, DonorResolver } from '../donation/donation.resolver';
import { DonationService } from '../donation/donation.service';
import { DonorService } from '../donation/donor.service';
import { PopulationRepository } from '../household/population.repository';
import { ServicePledgeService } from '../donation/service-pledge.service';
import { Pledging } from '../donation/pledging';
import { DonationStock } from '../donation/stock';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';

export type Giving = ReturnType<typeof composeGiving>;

export function composeGiving(parts: Ground & Parties & Care & Projects) {
  const { areas, audit, database, ledger, offeringService, organisations, projects, vault } = parts;
  const { areaLoader, organisationLoader, projectLoader } = parts;

  const donations = new DonationRepository();
  const stock = new DonationStock(ledger, donations);
  const desk = new DonationDesk(database, audit, donations);
  const rooms = { areas, audit, donations, populations: new PopulationRepository(), projects, stock };
  const pledging = new Pledging({ ...rooms, organisations });
  const donationService = new DonationService({ ...rooms, database, offerings: offeringService, desk, pledging });
  const servicePledgeService = new ServicePledgeService({
    ...{ database, audit, organisations, donations },
    offerings: offeringService,
  });
  const disposalService = new DisposalService(database, audit, donations, stock, desk);
  const donorService = new DonorService(database, audit, areas, vault, donations);
  const donationReading = new DonationReading(database, ledger, donations, organisations);

  const resolvers: object[] = [
    new DonationResolver(donationService, disposalService, servicePledgeService, donationReading),
    new DonorResolver(donorService),
    new DonationPartiesResolver(organisationLoader),
    new EarmarkResolver(projectLoader, areaLoader),
  ];
  return {
    donations,
    donationDesk: desk,
    pledging,
    donationService,
    servicePledgeService,
    disposalService,
    donorService,
    donationReading,
    resolvers,
  };
}
