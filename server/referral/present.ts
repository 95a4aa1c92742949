/** Promises a referral in the shape of the contract. */
import { globalId } from '../../schema/global-id';
import { Referral } from '../../schema/referral/referral';
import { presentExplanation } from '../matching/present';
import type { ReferralRow } from './referral.repository';

export function presentReferral(row: ReferralRow): Referral {
  return Object.assign(new Referral(), {
    id: globalId('Referral', row.id),
    mode: row.mode,
    status: row.status,
    reason: row.reason ?? undefined,
    reasonNote: row.reasonNote ?? undefined,
    score: row.score,
    explanation: presentExplanation(row.explanation),
    referredAt: row.referredAt,
    answeredAt: row.answeredAt ?? undefined,
    needId: row.needId,
    organisationId: row.organisationId,
  });
}
