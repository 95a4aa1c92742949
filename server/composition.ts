/** Promises the whole server put together by hand, each room given what it needs; read it to see who knows whom. */
import { hkdfSync } from 'node:crypto';
import { localId } from '../schema/global-id';
import { ReferralMode } from '../schema/referral/enums';
import type { Config } from './config';
import { actorOf } from './context';
import { Database } from './database/database';
import { entities } from './database/entities';
import { AuditTrail } from './audit/audit';
import { AreaRepository } from './area/area.repository';
import { AreaLoader } from './area/area.loader';
import { AreaResolver } from './area/area.resolver';
import { AccessTokens } from './identity/access-token';
import { AccountRepository } from './identity/account.repository';
import { AccountResolver } from './identity/account.resolver';
import { AccountService } from './identity/account.service';
import { ActorRepository } from './identity/actor.repository';
import { ApiKeyRepository } from './identity/api-key.repository';
import { ApiKeyResolver } from './identity/api-key.resolver';
import { ApiKeyService } from './identity/api-key.service';
import { Authenticator } from './identity/authenticator';
import { IdentityProvider } from './identity/identity-provider';
import { SessionRepository } from './identity/session.repository';
import { SessionResolver } from './identity/session.resolver';
import { SessionService } from './identity/session.service';
import { SignInLimit } from './identity/sign-in-limit';
import { OfferingResolver } from './organisation/offering.resolver';
import { OfferingService } from './organisation/offering.service';
import { OrganisationLoader } from './organisation/organisation.loader';
import { OrganisationReading } from './organisation/organisation.reading';
import { OrganisationRepository } from './organisation/organisation.repository';
import { OrganisationResolver } from './organisation/organisation.resolver';
import { OrganisationService } from './organisation/organisation.service';
import { presentOrganisation } from './organisation/present';
import { ConsentRepository } from './household/consent.repository';
import { ConsentResolver } from './household/consent.resolver';
import { ConsentService } from './household/consent.service';
import { ContactCardRepository } from './household/contact-card.repository';
import { ContactCardResolver } from './household/contact-card.resolver';
import { ContactCardService } from './household/contact-card.service';
import { HouseholdLoader } from './household/household.loader';
import { HouseholdRepository } from './household/household.repository';
import { HouseholdResolver } from './household/household.resolver';
import { HouseholdService } from './household/household.service';
import { IdentityService } from './household/identity.service';
import { IdentityVault } from './household/vault';
import { NeedListService } from './need/need-list.service';
import { NeedLoader } from './need/need.loader';
import { NeedRepository } from './need/need.repository';
import { NeedResolver } from './need/need.resolver';
import { NeedService } from './need/need.service';
import { NeedVisibility } from './need/visibility';
import { MatchingResolver } from './matching/matching.resolver';
import { MatchingService } from './matching/matching.service';
import { RankingService } from './matching/ranking.service';
import { ReferralListService } from './referral/referral-list.service';
import { ReferralRepository } from './referral/referral.repository';
import { NeedReferralsResolver, ReferralResolver } from './referral/referral.resolver';
import { ReferralService } from './referral/referral.service';
import { ClaimLoader } from './claim/claim.loader';
import { ClaimPool } from './claim/claim.pool';
import { ClaimReading } from './claim/claim.reading';
import { ClaimRepository } from './claim/claim.repository';
import { ClaimResolver, NeedClaimsResolver } from './claim/claim.resolver';
import { ClaimService } from './claim/claim.service';
import { ClaimingRepository } from './claim/claiming.repository';
import { ClaimingService } from './claim/claiming.service';
import { DeliveryService } from './claim/delivery.service';
import { RevisitRepository } from './claim/revisit.repository';
import { DeliveryResolver, RevisitResolver } from './claim/revisit.resolver';
import { RevisitService } from './claim/revisit.service';
import { NodeRegistry } from './node/node';
import { NodeResolver } from './node/node.resolver';
import { EventFollower } from './event/follower';
import { LiveHub } from './live/hub';
import { LiveResolver } from './live/live.resolver';
import { LiveService } from './live/live.service';
import { NeedEventReading } from './live/need-event.reading';

/** A key for one purpose, derived from the secret of the installation. */
export function derivedKey(config: Config, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', config.tokenSecret, '', `linkage ${purpose}`, 32));
}

export type Composition = ReturnType<typeof compose>;

export function compose(config: Config, databaseUrl: string) {
  const database = new Database({ url: databaseUrl, poolSize: config.poolSize, entities });
  const audit = new AuditTrail(derivedKey(config, 'audit digest'));

  // area
  const areas = new AreaRepository();
  const areaLoader = new AreaLoader(database, areas);

  // identity
  const accounts = new AccountRepository();
  const accessTokens = new AccessTokens(derivedKey(config, 'access token'), config.accessTokenMinutes);
  const provider = config.oidc && new IdentityProvider(config.oidc);
  const authenticator = new Authenticator(database, new ActorRepository(), accessTokens, provider);
  const sessionRepository = new SessionRepository();
  const signInLimit = new SignInLimit(database, derivedKey(config, 'sign-in limit'));
  const sessions = new SessionService(
    database,
    audit,
    accounts,
    sessionRepository,
    accessTokens,
    signInLimit,
    config.refreshTokenDays,
  );
  const accountService = new AccountService(database, audit, accounts, sessions, provider?.issuer);
  const apiKeys = new ApiKeyService(database, audit, new ApiKeyRepository());

  // organisation
  const organisations = new OrganisationRepository();
  const organisationLoader = new OrganisationLoader(database, organisations);
  const organisationReading = new OrganisationReading(database, organisations);
  const organisationService = new OrganisationService(database, audit, areas, accounts, organisations);
  const offeringService = new OfferingService(database, audit, areas, organisations);

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

  // need
  const needs = new NeedRepository();
  const needVisibility = new NeedVisibility();
  const needLoader = new NeedLoader(database, needs, needVisibility);
  const needService = new NeedService(database, audit, households, householdService, needs, needLoader);
  const needLists = new NeedListService(database, needs, needVisibility, needLoader);

  // matching
  const matching = new MatchingService(organisations, consents, needs, needVisibility);
  const rankings = new RankingService(database, needs, needLoader, matching);

  // referral
  const referrals = new ReferralRepository();
  const referralService = new ReferralService({
    database,
    audit,
    needs,
    needService,
    matching,
    referrals,
    households: householdService,
  });
  const referralLists = new ReferralListService(database, needs, referrals);
  needVisibility.registerInvolvement('REFERRED', (statements, needIds, organisationIds) =>
    referrals.needsReferred(statements, ReferralMode.OPEN, needIds, organisationIds),
  );
  needVisibility.registerInvolvement('REFERRED_DIRECTLY', (statements, needIds, organisationIds) =>
    referrals.needsReferred(statements, ReferralMode.DIRECTED, needIds, organisationIds),
  );
  needService.onWithdrawn((tx, need) => referralService.cancelReferralsOf(tx, need));
  needService.onExpired((tx, need) => referralService.cancelReferralsOf(tx, need));
  householdService.onConsentWithdrawn((tx, withdrawn) =>
    referralService.cancelReferralsWithoutConsent(tx, withdrawn.householdId, withdrawn.organisationId),
  );

  // claim
  const claims = new ClaimRepository();
  const claimingStatements = new ClaimingRepository();
  const revisits = new RevisitRepository();
  const claimPool = new ClaimPool(database, audit, needs, matching, referrals, claims, claimingStatements);
  const claimLoader = new ClaimLoader(database, needs, claims);
  const claimReading = new ClaimReading(database, householdService, needs, claims);
  const claimingService = new ClaimingService({
    database,
    audit,
    organisations,
    matching,
    referrals,
    claims,
    claiming: claimingStatements,
    leaseMinutes: config.leaseMinutes,
  });
  const claimService = new ClaimService(database, audit, needs, claims, claimPool);
  const deliveryService = new DeliveryService(audit, contactCardService, claims, revisits, claimPool);
  const revisitService = new RevisitService(database, audit, needs, claims, revisits);
  needVisibility.registerInvolvement('CLAIMANT', (statements, needIds, organisationIds) =>
    claims.needsClaimed(statements, needIds, organisationIds),
  );
  needService.onWithdrawn((tx, need, actor) => claimPool.revokeOfNeed(tx, need.id, actor));
  organisationService.onSuspended((tx, organisationId, actor) =>
    claimPool.revokeOfOrganisation(tx, organisationId, actor),
  );
  // After the claims: they hold needs, which stand before referrals in the order of locks.
  organisationService.onSuspended((tx, organisationId) => referralService.cancelReferralsTo(tx, organisationId));

  // node
  const nodes = new NodeRegistry()
    .register('Area', (context, _id, code) => areaLoader.area(context, code))
    .register('Organisation', async (context, id) => {
      const row = await organisationReading.findVisible(actorOf(context), localId('Organisation', id));
      return row && presentOrganisation(row);
    })
    .register('Household', (context, id) => householdLoader.household(context, localId('Household', id)))
    .register('Need', (context, id) => needLoader.need(context, localId('Need', id)))
    .register('Referral', (context, id) => referralLists.findVisible(actorOf(context), id))
    .register('Claim', (context, _id, claimId) => claimLoader.claim(context, claimId))
    .register('Revisit', (context, id) => revisitService.findVisible(actorOf(context), id));

  // live
  const follower = new EventFollower({ url: databaseUrl });
  database.commits.on('committed', () => follower.committed());
  const hub = new LiveHub(follower, database);
  const live = new LiveService(database, areas, hub);

  const resolvers: object[] = [
    new AreaResolver(database, areas, areaLoader),
    new SessionResolver(sessions),
    new AccountResolver(accountService),
    new ApiKeyResolver(apiKeys),
    new OrganisationResolver(organisationReading, organisationService, organisationLoader, areaLoader),
    new OfferingResolver(offeringService, organisationLoader, areaLoader),
    new HouseholdResolver(householdService, householdLoader, areaLoader),
    new ConsentResolver(consentService, organisationLoader),
    new ContactCardResolver(contactCardService, consentService, areaLoader),
    new NeedResolver(areaLoader, householdLoader, needLoader, needService, needLists),
    new MatchingResolver(rankings, needLoader, organisationLoader),
    new ReferralResolver(referralService, referralLists, needLoader, organisationLoader),
    new NeedReferralsResolver(referralLists),
    new ClaimResolver(claimingService, claimService, claimReading, claimLoader, needLoader, organisationLoader),
    new NeedClaimsResolver(claimLoader),
    new DeliveryResolver(deliveryService),
    new RevisitResolver(revisitService, needLoader),
    new NodeResolver(nodes),
    new LiveResolver(live, new NeedEventReading(needLoader, claimLoader, referralLists)),
  ];

  return {
    config,
    database,
    audit,
    areas,
    areaLoader,
    accounts,
    authenticator,
    sessions,
    organisations,
    organisationLoader,
    organisationReading,
    organisationService,
    offeringService,
    vault,
    households,
    consents,
    contactCards,
    householdLoader,
    householdService,
    consentService,
    contactCardService,
    needs,
    needVisibility,
    needLoader,
    needService,
    needLists,
    matching,
    rankings,
    referrals,
    referralService,
    referralLists,
    claims,
    claimPool,
    claimLoader,
    claimReading,
    claimingService,
    claimService,
    deliveryService,
    revisits,
    revisitService,
    nodes,
    follower,
    hub,
    live,
    resolvers,
  };
}
