/** Promises what somebody tries to claim: how much, on what ground, and what is written and said of it. */
import { ClaimStatus } from '../../schema/claim/claim';
import { NeedStatus } from '../../schema/need/enums';
import type { Command } from '../audit/audit';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { NewEvent } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { MatchRow } from '../matching/matching.service';
import type { ClaimRoute, ClaimSituation, WantedClaim } from './claiming.repository';

/** What one command wants to hold. */
export interface Wish {
  readonly claimId: string;
  readonly needId: string;
  readonly organisationId: string;
  readonly quantity?: number;
}

/** What one tries to claim, as it was seen. */
export interface Attempt {
  readonly actor: Actor;
  readonly wish: Wish;
  readonly situation: ClaimSituation;
  readonly match: MatchRow;
}

/** Nothing of the need is or was claimed before, and nothing is left: how it stands afterwards needs no counting. */
export function isWhole({ wish, situation }: Attempt): boolean {
  return quantityOf(wish, situation) === situation.quantity;
}

function quantityOf({ quantity }: Wish, { remaining }: ClaimSituation): number {
  return quantity ?? remaining;
}

export function wantedBy({ actor, wish, situation, match }: Attempt, leaseMinutes: number): WantedClaim {
  const { claimId, needId, organisationId } = wish;
  const [quantity, route] = [quantityOf(wish, situation), routeOf(situation)];
  const { accountId } = actor;
  return { claimId, needId, organisationId, offeringId: match.offeringId!, quantity, accountId, leaseMinutes, route };
}

export function commandOf({ accountId, claimId, needId, organisationId, quantity }: WantedClaim): Command {
  const details = { needId, organisationId, quantity };
  const line = { accountId, operation: 'claimNeed', subjectType: 'Claim', subjectId: claimId, details };
  return { line, commandId: claimId, input: details };
}

export function needClaimed(
  { wish, situation }: Attempt,
  needStatus: NeedStatus,
  told: readonly string[] = [],
): NewEvent {
  const { claimId, needId, organisationId } = wish;
  const quantity = quantityOf(wish, situation);
  return {
    type: 'NeedClaimed',
    subjectId: needId,
    audience: [organisationId, ...told].map(organisationScope).concat(areaChainScopes(situation.areaCode)),
    payload: { needId, claimId, organisationId, quantity, status: ClaimStatus.ACCEPTED, needStatus },
  };
}

export function routeOf({ needStatus }: ClaimSituation): ClaimRoute {
  if (needStatus === NeedStatus.RESTRICTED) return 'DIRECTED';
  if (needStatus === NeedStatus.CLAIMED) return 'SHARED';
  return needStatus === NeedStatus.OFFERED ? 'OFFERED' : 'POOL';
}
