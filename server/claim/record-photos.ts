/** Promises who sends and sees pictures of a service: members of the claimant while they serve, and whoever may read its record. */
import { ClaimStatus } from '../../schema/claim/claim';
import { localId } from '../../schema/global-id';
import type { NeedRepository } from '../need/need.repository';
import type { PhotoLinks } from '../photo/photo-links';
import type { PhotoDoor } from '../photo/photo.service';
import { maySeeClaim, worksFor } from './claim.policy';
import type { ClaimRepository } from './claim.repository';

/** While a service can be written down. */
export const servingStatuses = [ClaimStatus.CONFIRMED, ClaimStatus.IN_PROGRESS];

export function recordPhotoDoor(
  needs: Pick<NeedRepository, 'findNeed'>,
  claims: Pick<ClaimRepository, 'findClaim' | 'findRecord'>,
  links: Pick<PhotoLinks, 'ownerOf'>,
): PhotoDoor {
  return {
    householdFor: async (statements, actor, id) => {
      const claim = await claims.findClaim(statements, localId('Claim', id));
      if (!claim || !worksFor(actor, claim.organisationId) || !servingStatuses.includes(claim.status)) return undefined;
      return (await needs.findNeed(statements, claim.needId))?.householdId;
    },
    opens: async (statements, actor, photoId) => {
      const recordId = await links.ownerOf(statements, photoId);
      const record = recordId === undefined ? undefined : await claims.findRecord(statements, recordId);
      const claim = record && (await claims.findClaim(statements, record.claimId));
      const need = claim && (await needs.findNeed(statements, claim.needId));
      return claim !== undefined && need !== undefined && maySeeClaim(actor, claim, need.areaCode);
    },
  };
}
