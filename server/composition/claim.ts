/** Promises how help comes: claimed, served and delivered; and what else ends when a claim does. */
import { ClaimAdmission } from '../claim/admission';
import { CardClaimsResolver, CardPromiseResolver } from '../claim/card.resolver';
import { BestNeedService } from '../claim/best-need.service';
import { ClaimLoader } from '../claim/claim.loader';
import { ClaimPool } from '../claim/claim.pool';
import { ClaimReading } from '../claim/claim.reading';
import { ClaimRepository } from '../claim/claim.repository';
import { ClaimResolver, NeedClaimsResolver } from '../claim/claim.resolver';
import { ClaimService } from '../claim/claim.service';
import { ClaimingRepository } from '../claim/claiming.repository';
import { ClaimingService } from '../claim/claiming.service';
import { DeliveryResolver } from '../claim/delivery.resolver';
import { DeliveryService } from '../claim/delivery.service';
import { recordPhotoDoor } from '../claim/record-photos';
import { ServiceRecordResolver } from '../claim/record.resolver';
import { PhotoLinks } from '../photo/photo-links';
import { PromiseRepository } from '../claim/promise.repository';
import { RevisitRepository } from '../revisit/revisit.repository';
import { StandingRepository } from '../claim/standing.repository';
import { StandingService } from '../claim/standing.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Picturing } from './photo';
import type { Referring } from './referral';

export type Claiming = ReturnType<typeof composeClaim>;

export function composeClaim(parts: Ground & Parties & Care & Picturing & Referring) {
  const { config, database, audit, commands, organisations, organisationLoader, organisationService } = parts;
  const { contactCardService, householdService, needs, needLoader, needService, needVisibility } = parts;
  const { matching, photos, photoService, referrals, openings, referralService } = parts;

  const claims = new ClaimRepository();
  const claimingStatements = new ClaimingRepository();
  const revisits = new RevisitRepository();
  const claimPool = new ClaimPool(database, audit, needs, matching, referrals, openings, claims, claimingStatements);
  const claimLoader = new ClaimLoader(database, needs, claims);
  const claimReading = new ClaimReading(database, householdService, needs, claims, new PromiseRepository());
  // Half of the connections: whoever reads, or claims another way, still finds one during a stampede.
  const claimAdmission = new ClaimAdmission(Math.max(1, Math.floor(config.poolSize / 2)));
  // Claims of whole needs share their statements: more at a time make these longer, and not more.
  const claimTurns = new ClaimAdmission(config.poolSize * 2);
  const claimingParts = {
    ...{ database, audit, organisations, matching, referrals, openings, claims },
    ...{
      claiming: claimingStatements,
      turns: claimTurns,
      admission: claimAdmission,
      leaseMinutes: config.leaseMinutes,
    },
  };
  const claimingService = new ClaimingService(claimingParts);
  const bestNeedService = new BestNeedService(claimingParts, claimingService);
  const recordPhotos = new PhotoLinks(database, photos, 'service_record');
  photoService.openDoor('claimId', recordPhotoDoor(needs, claims, recordPhotos));
  const claimService = new ClaimService(commands, needs, claims, claimPool, recordPhotos);
  const deliveryService = new DeliveryService(audit, contactCardService, claims, revisits, claimPool);
  const standingService = new StandingService(database, new StandingRepository());
  needVisibility.registerInvolvement('CLAIMANT', claims.needsClaimed);
  needService.onWithdrawn((tx, need, actor) => claimPool.revokeOfNeed(tx, need.id, actor));
  organisationService.onSuspended((tx, organisationId, actor) =>
    claimPool.revokeOfOrganisation(tx, organisationId, actor),
  );
  // After the claims: they hold needs, which stand before referrals in the order of locks.
  organisationService.onSuspended((tx, organisationId) => referralService.cancelReferralsTo(tx, organisationId));

  const resolvers: object[] = [
    new ClaimResolver(
      claimingService,
      bestNeedService,
      claimService,
      claimReading,
      claimLoader,
      needLoader,
      organisationLoader,
    ),
    new ServiceRecordResolver(recordPhotos),
    new NeedClaimsResolver(claimLoader),
    new DeliveryResolver(deliveryService),
    new CardClaimsResolver(claimReading),
    new CardPromiseResolver(organisationLoader),
  ];
  return {
    ...{ claims, claimingStatements, revisits, claimPool, claimLoader, claimReading },
    ...{ claimTurns, claimAdmission, claimingService, bestNeedService, claimService, deliveryService },
    standingService,
    resolvers,
  };
}
