/** Promises that a delivery is confirmed or disputed by the household alone, with the code of its contact card. */
import { ClaimStatus } from '../../schema/claim/claim';
import type { ConfirmDeliveryInput, DisputeDeliveryInput } from '../../schema/claim/inputs';
import { localId } from '../../schema/global-id';
import type { Refusal } from '../../schema/refusal';
import type { NeedStatus } from '../../schema/need/enums';
import { NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { ContactCardService } from '../household/contact-card.service';
import type { ClaimPool, HeldClaim } from './claim.pool';
import type { ClaimRepository, ClaimRow } from './claim.repository';

const confirmable = [ClaimStatus.DELIVERED, ClaimStatus.DISPUTED];
const disputable = [ClaimStatus.DELIVERED];

/** Days from the day of confirmation, in Asia/Shanghai, to the revisit (回访): the 30-day rule of the published case. */
export const revisitAfterDays = 30;

/** Who owes the revisit that follows a confirmed delivery, so many days later; returns its day. Wired by the composition. */
export interface RevisitsOwed {
  insertRevisit(
    tx: Transaction,
    need: { readonly id: string; readonly householdId: string; readonly areaCode: string },
    afterDays: number,
  ): Promise<string>;
}

/** What a higher room does when a delivery was confirmed: in the same transaction, under the held need. */
export type ConfirmReaction = (tx: Transaction, claim: ClaimRow, needStatus: NeedStatus) => Promise<void>;

export class DeliveryService {
  private readonly confirmReactions: ConfirmReaction[] = [];

  constructor(
    private readonly audit: AuditTrail,
    private readonly cards: Pick<ContactCardService, 'withCard'>,
    private readonly claims: ClaimRepository,
    private readonly revisits: RevisitsOwed,
    private readonly pool: ClaimPool,
  ) {}

  /** Declares what else happens when a delivery is confirmed. Wired by the composition. */
  onConfirmed(reaction: ConfirmReaction): void {
    this.confirmReactions.push(reaction);
  }

  /**
   * The household confirms what was delivered: the claim is complete, its capacity free, a revisit owed after 30 days.
   * A wrong code, and the card of another household, are answered as a missing claim. Announces DeliveryConfirmed.
   */
  confirmDelivery(input: ConfirmDeliveryInput, clientHash?: string): Promise<ClaimRow | Refusal> {
    return this.asHousehold(clientHash, input, async (tx, held) => {
      const { claim, need } = held;
      const completed = await this.claims.endClaim(tx, claim.id, confirmable, ClaimStatus.COMPLETED);
      if (!completed) return new WrongState(claim.status, confirmable);
      const needStatus = await this.claims.settleNeed(tx, need.id, 0, claim.quantityDelivered ?? 0);
      const revisitDueOn = await this.revisits.insertRevisit(tx, need, revisitAfterDays);
      await this.writeDown(tx, 'confirmDelivery', 'DeliveryConfirmed', completed, held, { needStatus, revisitDueOn });
      for (const react of this.confirmReactions) await react(tx, completed, needStatus);
      return completed;
    });
  }

  /** The household says that it was not delivered as reported: the organisation reports anew, or the area steps in. Announces DeliveryDisputed. */
  disputeDelivery(input: DisputeDeliveryInput, clientHash?: string): Promise<ClaimRow | Refusal> {
    return this.asHousehold(clientHash, input, async (tx, held) => {
      const { claim } = held;
      const disputed = await this.claims.setStatus(tx, claim.id, disputable, ClaimStatus.DISPUTED, {
        reason: input.reason,
      });
      if (!disputed) return new WrongState(claim.status, disputable);
      const needStatus = await this.claims.settleNeed(tx, claim.needId);
      await this.writeDown(tx, 'disputeDelivery', 'DeliveryDisputed', disputed, held, { needStatus });
      return disputed;
    });
  }

  private asHousehold(
    clientHash: string | undefined,
    input: { claimId: string; cardCode: string },
    step: (tx: Transaction, held: HeldClaim) => Promise<ClaimRow | Refusal>,
  ): Promise<ClaimRow | Refusal> {
    return this.cards.withCard<ClaimRow | Refusal>(clientHash, input.cardCode, 'Claim', async (tx, card) => {
      const held = await this.pool.hold(tx, localId('Claim', input.claimId));
      return held && held.need.householdId === card.householdId ? step(tx, held) : new NotFound('Claim');
    });
  }

  private async writeDown(
    tx: Transaction,
    operation: string,
    type: EventType,
    claim: ClaimRow,
    { need }: HeldClaim,
    more: Record<string, unknown>,
  ): Promise<void> {
    const states = { needId: need.id, organisationId: claim.organisationId, status: claim.status, ...more };
    await this.audit.record(tx, { operation, subjectType: 'Claim', subjectId: claim.id, details: states });
    await append(tx, {
      type,
      subjectId: claim.id,
      audience: [organisationScope(claim.organisationId), ...areaChainScopes(need.areaCode)],
      payload: { ...states, claimId: claim.id },
    });
  }
}
