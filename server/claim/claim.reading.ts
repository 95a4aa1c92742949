/** Promises the board of an organisation, and the household behind a claim to its claimant alone, as far as consent goes. */
import type { CardPromise } from '../../schema/claim/card-promise';
import { livingStatuses, type ClaimStatus } from '../../schema/claim/claim';
import { ClaimContact } from '../../schema/claim/contact';
import { DataKind } from '../../schema/household/identity';
import { areaRoles } from '../../schema/identity/role';
import { NotFound, WrongState } from '../../schema/refusals';
import type { Database } from '../database/database';
import type { HouseholdService } from '../household/household.service';
import { areasServed, forbidden, organisationsOf, type Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import { worksFor } from './claim.policy';
import type { ClaimListing, ClaimRepository, ClaimRow } from './claim.repository';
import { presentPromise } from './present';
import type { PromiseRepository } from './promise.repository';

const contactKinds = [DataKind.NAME, DataKind.PHONE, DataKind.ADDRESS];
/** What the audit line says of each reading. */
const readingReason = '接单后联系家庭 contact under a claim';

export interface BoardQuery {
  readonly organisationId: string;
  readonly statuses?: readonly ClaimStatus[];
  readonly after?: { readonly claimedAt: string; readonly id: string };
  readonly limit: number;
}

/** What a household is still shown after it was done with. */
const promiseDays = 90;
const promiseMaximum = 50;

export class ClaimReading {
  constructor(
    private readonly database: Database,
    private readonly households: Pick<HouseholdService, 'identityFor'>,
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
    private readonly promises: PromiseRepository,
  ) {}

  /** Claims of an organisation: all of them to its members, those in their areas to area staff. FORBIDDEN to others. */
  async listClaims(actor: Actor, query: BoardQuery): Promise<(ClaimRow & { cursorAt: string })[]> {
    const listing: ClaimListing = worksFor(actor, query.organisationId)
      ? query
      : { ...query, areaCodes: overseen(actor) };
    return this.claims.listClaims(this.database, listing);
  }

  /**
   * What organisations have promised to a household, for the bearer of its card: living claims, and what was given of late, the
   * newest first. Restricted needs are left out: whoever finds the card must not learn that there is one.
   */
  async promisesTo(householdId: string): Promise<CardPromise[]> {
    const needs = (await this.needs.listOfHousehold(this.database, householdId)).filter((need) => !need.restricted);
    const byId = new Map(needs.map((need) => [need.id, need]));
    const claims = await this.promises.findPromises(this.database, [...byId.keys()], promiseDays, promiseMaximum);
    return claims.map((claim) => presentPromise(claim, byId.get(claim.needId)!));
  }

  /**
   * How to reach the household of a claim: what its active consents for service delivery to the claimant cover.
   * For members of an approved claimant while the claim lives; to everybody else there is nothing. Each reading is written down.
   */
  readContact(actor: Actor | undefined, claimId: string): Promise<ClaimContact | NotFound | WrongState> {
    return this.database.transaction(async (tx) => {
      const claim = await this.claims.findClaim(tx, claimId);
      if (!actor || !claim || !organisationsOf(actor, { approvedOnly: true }).includes(claim.organisationId))
        return new NotFound('ClaimContact');
      if (!livingStatuses.includes(claim.status) || claim.leaseOver)
        return new WrongState(claim.status, livingStatuses);
      const need = await this.needs.findNeed(tx, claim.needId);
      const { name, phone, address, missing } = await this.households.identityFor(
        tx,
        actor,
        need!.householdId,
        contactKinds,
        readingReason,
        claim.organisationId,
      );
      return Object.assign(new ClaimContact(), { name, phone, address, missingConsent: missing });
    });
  }
}

/** The areas whose staff the actor is. */
function overseen(actor: Actor): string[] {
  const staff = actor.roles.filter((held) => (areaRoles as readonly string[]).includes(held.role));
  const areaCodes = areasServed({ ...actor, roles: staff });
  if (areaCodes.length === 0) throw forbidden();
  return areaCodes;
}
