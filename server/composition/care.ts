/** Promises whom it is about: households behind their vault, and what they need. */
import { ConsentRepository } from '../household/consent.repository';
import { ConsentResolver } from '../household/consent.resolver';
import { ConsentService } from '../household/consent.service';
import { ContactCardRepository } from '../household/contact-card.repository';
import { ContactCardResolver } from '../household/contact-card.resolver';
import { ContactCardService } from '../household/contact-card.service';
import { HouseholdLoader } from '../household/household.loader';
import { HouseholdRepository } from '../household/household.repository';
import { HouseholdResolver } from '../household/household.resolver';
import { HouseholdService } from '../household/household.service';
import { IdentityService } from '../household/identity.service';
import { HouseholdSearchService } from '../household/household-search.service';
import { MeansRepository } from '../household/means.repository';
import { MeansResolver } from '../household/means.resolver';
import { MeansService } from '../household/means.service';
import { IdentityVault } from '../household/vault';
import { NeedListService } from '../need/need-list.service';
import { NeedLoader } from '../need/need.loader';
import { PhotoLinks } from '../photo/photo-links';
import { NeedRepository } from '../need/need.repository';
import { NeedResolver } from '../need/need.resolver';
import { NeedService } from '../need/need.service';
import { PhotoRepository } from '../photo/photo.repository';
import { NeedVisibility } from '../need/visibility';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Care = ReturnType<typeof composeCare>;

export function composeCare(parts: Ground & Parties) {
  const { areaLoader, areas, audit, config, database, organisationLoader } = parts;

  // household
  const vault = new IdentityVault(config.dataKeys);
  const households = new HouseholdRepository();
  const consents = new ConsentRepository();
  const contactCards = new ContactCardRepository();
  const householdLoader = new HouseholdLoader(database, households, consents, contactCards);
  const identityService = new IdentityService(vault, households, consents, areas, audit);
  const contactCardService = new ContactCardService(database, vault, households, contactCards, audit);
  const consentService = new ConsentService(database, households, consents, contactCardService, audit);
  const householdService = new HouseholdService({
    database,
    vault,
    households,
    areas,
    audit,
    identities: identityService,
    consents: consentService,
    cards: contactCardService,
  });
  const householdSearch = new HouseholdSearchService(database, vault, households, contactCardService, audit);
  const meansParts = { database, vault, households, consents, audit };
  const meansService = new MeansService({ ...meansParts, means: new MeansRepository() });
  consentService.onMeansCheckWithdrawn((tx, householdId) => meansService.forgetChecked(tx, householdId));

  // need
  const needs = new NeedRepository();
  const needVisibility = new NeedVisibility();
  const needLoader = new NeedLoader(database, needs, needVisibility, audit);
  const photos = new PhotoRepository();
  const needPhotos = new PhotoLinks(database, photos, 'need');
  const needService = new NeedService(database, audit, households, householdService, needs, needLoader, needPhotos);
  const needLists = new NeedListService(database, needs, needVisibility, needLoader);

  const resolvers: object[] = [
    new HouseholdResolver(householdService, householdLoader, areaLoader, householdSearch),
    new ConsentResolver(consentService, organisationLoader),
    new MeansResolver(database, meansService),
    new ContactCardResolver(contactCardService, consentService, areaLoader),
    new NeedResolver(areaLoader, householdLoader, needLoader, needService, needLists, needPhotos),
  ];
  return {
    vault,
    households,
    consents,
    contactCards,
    householdLoader,
    contactCardService,
    consentService,
    householdService,
    meansService,
    needs,
    photos,
    needVisibility,
    needLoader,
    needService,
    needLists,
    resolvers,
  };
}
