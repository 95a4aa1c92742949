/** Promises who acts: accounts and their sessions, organisations and what they offer. */
import { AccessTokens } from '../identity/access-token';
import { AccountRepository } from '../identity/account.repository';
import { AccountResolver } from '../identity/account.resolver';
import { AccountService } from '../identity/account.service';
import { FoundingService } from '../identity/founding.service';
import { PasswordResetService } from '../identity/password-reset.service';
import { ActorRepository } from '../identity/actor.repository';
import { ApiKeyRepository } from '../identity/api-key.repository';
import { ApiKeyResolver } from '../identity/api-key.resolver';
import { ApiKeyService } from '../identity/api-key.service';
import { Authenticator } from '../identity/authenticator';
import { IdentityProvider } from '../identity/identity-provider';
import { SessionRepository } from '../identity/session.repository';
import { RoleGrantResolver } from '../identity/role-grant.resolver';
import { SessionResolver } from '../identity/session.resolver';
import { SessionService } from '../identity/session.service';
import { SignInLimit } from '../identity/sign-in-limit';
import { OfferingResolver } from '../organisation/offering.resolver';
import { OfferingService } from '../organisation/offering.service';
import { OrganisationLoader } from '../organisation/organisation.loader';
import { OrganisationReading } from '../organisation/organisation.reading';
import { OrganisationRepository } from '../organisation/organisation.repository';
import { OrganisationResolver } from '../organisation/organisation.resolver';
import { OrganisationService } from '../organisation/organisation.service';
import { derivedKey } from './derived-key';
import type { Ground } from './ground';

export type Parties = ReturnType<typeof composeParties>;

export function composeParties(parts: Ground) {
  const { areaLoader, areas, audit, config, database } = parts;

  // identity
  const accounts = new AccountRepository();
  const accessTokens = new AccessTokens(derivedKey(config, 'access token'), config.accessTokenMinutes);
  const provider = config.oidc && new IdentityProvider(config.oidc);
  const actors = new ActorRepository();
  const authenticator = new Authenticator(database, actors, accessTokens, provider);
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
  const foundingService = new FoundingService(database, audit, accounts);
  const apiKeys = new ApiKeyService(database, audit, new ApiKeyRepository());

  // organisation
  const organisations = new OrganisationRepository();
  const organisationLoader = new OrganisationLoader(database, organisations);
  const organisationReading = new OrganisationReading(database, organisations);
  const organisationService = new OrganisationService(database, audit, areas, accounts, organisations);
  const offeringService = new OfferingService(database, audit, areas, organisations);

  const resolvers: object[] = [
    new SessionResolver(sessions),
    new AccountResolver(accountService, new PasswordResetService(database, audit, accounts, sessions)),
    new RoleGrantResolver(areaLoader),
    new ApiKeyResolver(apiKeys),
    new OrganisationResolver(organisationReading, organisationService, organisationLoader, areaLoader),
    new OfferingResolver(offeringService, organisationLoader, areaLoader),
  ];
  return {
    accounts,
    accountService,
    actors,
    authenticator,
    foundingService,
    sessions,
    organisations,
    organisationLoader,
    organisationReading,
    organisationService,
    offeringService,
    resolvers,
  };
}
