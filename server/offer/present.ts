/** Promises an offer in the shape of the contract. */
import { globalId } from '../../schema/global-id';
import { OfferStatus } from '../../schema/offer/enums';
import { Offer } from '../../schema/offer/offer';
import { statusOf } from './offer.policy';
import type { OfferRow } from './offer.repository';

export function presentOffer(row: OfferRow): Offer {
  return Object.assign(new Offer(), {
    id: globalId('Offer', row.id),
    status: statusOf(row),
    origin: row.origin,
    round: row.round,
    score: row.score,
    rulesetVersion: row.rulesetVersion,
    offeredAt: row.offeredAt,
    offeredUntil: row.offeredUntil,
    answeredAt: row.answeredAt ?? undefined,
    ...(row.status === OfferStatus.DECLINED && { reason: row.reason, reasonNote: row.reasonNote ?? undefined }),
    needId: row.needId,
    organisationId: row.organisationId,
  });
}
