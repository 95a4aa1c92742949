/** Promises that a delivery is confirmed or disputed by the household alone, with the code of its contact card. */
import { ClaimStatus } from '../../schema/claim/claim';
import type { ConfirmDeliveryInput, DisputeDeliveryInput } from '../../schema/claim/inputs';
import type { CommandInput } from '../../schema/command';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
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

/** What the bearer of a card says of a claim, under the id of its client. */
interface Word {
  readonly operation: string;
  readonly input: CommandInput & { readonly claimId: string; readonly cardCode: string };
  /** Codes only. */
  readonly said?: Readonly<Record<string, string>>;
}

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
   * A wrong code, and the card of another household, are answered as a missing claim. Sent again with the same id it is
   * answered with the claim as it is, without a second effect. Announces DeliveryConfirmed.
   */
  confirmDelivery(input: ConfirmDeliveryInput, clientHash?: string): Promise<ClaimRow | Refusal> {
    return this.asHousehold(clientHash, { operation: 'confirmDelivery', input }, async (tx, held) => {
      const { claim, need } = held;
      const completed = await this.claims.endClaim(tx, claim.id, confirmable, ClaimStatus.COMPLETED);
      if (!completed) return new WrongState(claim.status, confirmable);
      const needStatus = await this.claims.settleNeed(tx, need.id, 0, claim.quantityDelivered ?? 0);
      const revisitDueOn = await this.revisits.insertRevisit(tx, need, revisitAfterDays);
      await this.announce(tx, 'DeliveryConfirmed', completed, held, { needStatus, revisitDueOn });
      for (const react of this.confirmReactions) await react(tx, completed, needStatus);
      return completed;
    });
  }

  /** The household says that it was not delivered as reported: the organisation reports anew, or the area steps in. Announces DeliveryDisputed. */
  disputeDelivery(input: DisputeDeliveryInput, clientHash?: string): Promise<ClaimRow | Refusal> {
    const { reason } = input;
    return this.asHousehold(clientHash, { operation: 'disputeDelivery', input, said: { reason } }, async (tx, held) => {
      const { claim } = held;
      const disputed = await this.claims.setStatus(tx, claim.id, disputable, ClaimStatus.DISPUTED, { reason });
      if (!disputed) return new WrongState(claim.status, disputable);
      const needStatus = await this.claims.settleNeed(tx, claim.needId);
      await this.announce(tx, 'DeliveryDisputed', disputed, held, { needStatus });
      return disputed;
    });
  }

  /** The card first, then the line, then the claim under its held need. The code is no part of what was asked: a new card asks the same. */
  private asHousehold(
    clientHash: string | undefined,
    { operation, input, said }: Word,
    step: (tx: Transaction, held: HeldClaim) => Promise<ClaimRow | Refusal>,
  ): Promise<ClaimRow | Refusal> {
    const claimId = localId('Claim', input.claimId);
    const line = { operation, subjectType: 'Claim', subjectId: claimId, details: said };
    return this.cards.withCard<ClaimRow | Refusal>(clientHash, input.cardCode, 'Claim', async (tx, card) => {
      const asked = { householdId: card.householdId, claimId, ...said };
      const once = await this.audit.recordOnce(tx, line, input.commandId, asked);
      if (isRefusal(once)) return once;
      const held = await this.pool.hold(tx, claimId);
      if (held?.need.householdId !== card.householdId) return new NotFound('Claim');
      return once === 'repeated' ? held.claim : step(tx, held);
    });
  }

  private async announce(
    tx: Transaction,
    type: EventType,
    claim: ClaimRow,
    { need }: HeldClaim,
    more: Record<string, unknown>,
  ): Promise<void> {
    const { id: claimId, needId, organisationId, status } = claim;
    await append(tx, {
      type,
      subjectId: claimId,
      audience: [organisationScope(organisationId), ...areaChainScopes(need.areaCode)],
      payload: { needId, organisationId, status, ...more, claimId },
    });
  }
}
