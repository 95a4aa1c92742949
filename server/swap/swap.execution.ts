/** Promises the exchange itself: every gate tried again under the locks, all claims moved or none. */
import type { Refusal } from '../../schema/refusal';
import { DecisionKind } from '../../schema/matching/decision';
import { SwapStatus, SwapVoidReason } from '../../schema/swap/enums';
import { SwapVoid } from '../../schema/swap/results';
import type { ClaimExchange, ClaimMove } from '../claim/exchange';
import type { ClaimRepository, ClaimRow } from '../claim/claim.repository';
import type { ExchangeRepository } from '../claim/exchange.repository';
import type { Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { MatchingService } from '../matching/matching.service';
import type { NeedRepository } from '../need/need.repository';
import type { SwapRepository, SwapRow } from './swap.repository';
import { mayReceive, type SwapSearch } from './swap.search';

export class SwapExecution {
  constructor(
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
    private readonly exchanges: ExchangeRepository,
    private readonly exchange: ClaimExchange,
    private readonly search: SwapSearch,
    private readonly swaps: SwapRepository,
    private readonly matching: Pick<MatchingService, 'writeDown'>,
  ) {}

  /** Moves the claims of a swap to which all have agreed; needs and swap are held by the caller, who rolls back a refusal. */
  async execute(tx: Transaction, swap: SwapRow, accountId: string): Promise<ClaimRow[] | Refusal> {
    const receivers = swap.legs.map((leg) => leg.toOrganisationId);
    const offerings = swap.legs.flatMap((leg) => [leg.fromOfferingId, leg.toOfferingId]);
    if (!(await this.exchanges.holdPlaces(tx, receivers, offerings)))
      return new SwapVoid(SwapVoidReason.ORGANISATION_CHANGED);
    const moves = await this.movesOf(tx, swap);
    if (moves instanceof SwapVoid) return moves;
    const moved = await this.exchange
      .exchange(tx, moves, { swapId: swap.id, proposedBy: swap.proposedBy, accountId })
      .catch((error: unknown) => {
        if (violatedConstraint(error) === 'claims_never_exceed_capacity') return undefined;
        throw error;
      });
    if (!moved) return new SwapVoid(SwapVoidReason.CAPACITY_GONE);
    await this.swaps.end(tx, swap.id, SwapStatus.EXECUTED);
    for (const [index, { claim, needStatus }] of moved.entries()) {
      const leg = swap.legs[index]!;
      const need = (await this.needs.findNeed(tx, leg.needId))!;
      await this.swaps.setMade(tx, swap.id, leg.position, claim.id);
      await append(tx, {
        type: 'SwapExecuted',
        subjectId: swap.id,
        audience: [
          ...[leg.fromOrganisationId, leg.toOrganisationId].map(organisationScope),
          ...areaChainScopes(need.areaCode),
        ],
        // Both organisations have places that are used otherwise now: the indexes and the plan read their offerings again.
        payload: {
          ...{ swapId: swap.id, needId: leg.needId, claimId: claim.id, status: claim.status, needStatus },
          ...{ organisationId: leg.toOrganisationId, formerOrganisationId: leg.fromOrganisationId },
        },
      });
    }
    return moved.map(({ claim }) => claim);
  }

  private async movesOf(tx: Transaction, swap: SwapRow): Promise<ClaimMove[] | SwapVoid> {
    const claims = new Map(
      (
        await this.claims.findClaims(
          tx,
          swap.legs.map((leg) => leg.claimId),
        )
      ).map((claim) => [claim.id, claim]),
    );
    const moves: ClaimMove[] = [];
    for (const leg of swap.legs) {
      const givenUp = swap.legs.filter((other) => other.fromOfferingId === leg.toOfferingId).length;
      const fit = await this.search.fit(tx, leg.needId, leg.toOfferingId, givenUp);
      const failed = fit?.explanation.gates.filter((gate) => !gate.passed) ?? [];
      if (failed.length === 1 && failed[0]!.reason === 'CAPACITY_USED_UP')
        return new SwapVoid(SwapVoidReason.CAPACITY_GONE);
      if (!fit || !mayReceive(fit.explanation)) return new SwapVoid(SwapVoidReason.GATE_CLOSED);
      // The receiver's referral will show it.
      await this.matching.writeDown(tx, DecisionKind.SWAP, [fit]);
      moves.push({
        claim: claims.get(leg.claimId)!,
        toOrganisationId: leg.toOrganisationId,
        toOfferingId: leg.toOfferingId,
        agreedBy: swap.parties.find((party) => party.organisationId === leg.toOrganisationId)!.answeredBy!,
        explanation: fit.explanation,
      });
    }
    return moves;
  }
}
