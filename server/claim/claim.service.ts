/** Promises the life of a claim between its start and its end; state, audit line and event are one transaction, under the held need. */
import { ClaimStatus, livingStatuses } from '../../schema/claim/claim';
import type {
  ConfirmClaimInput,
  HoldClaimInput,
  RecordServiceInput,
  ReleaseClaimInput,
  ReportDeliveryInput,
  ResumeClaimInput,
  RevokeClaimInput,
} from '../../schema/claim/inputs';
import { LeaseExpired } from '../../schema/claim/refusals';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { ReferralStatus } from '../../schema/referral/enums';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import { maySeeClaim, oversees, refusalOfQuantity, worksFor } from './claim.policy';
import type { ClaimPool, HeldClaim } from './claim.pool';
import type { ClaimChange, ClaimRepository, ClaimRow } from './claim.repository';

const status = ClaimStatus;
const noteLimits = { maximum: 500, multiline: true };
const recordLimits = { maximum: 2_000, multiline: true };

/** One step of a claim that stays with its organisation. */
interface Step {
  readonly operation: string;
  readonly event: EventType;
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus;
}

const steps = {
  confirm: { operation: 'confirmClaim', event: 'ClaimConfirmed', from: [status.ACCEPTED], to: status.CONFIRMED },
  hold: {
    operation: 'holdClaim',
    event: 'ClaimHeld',
    from: [status.CONFIRMED, status.IN_PROGRESS],
    to: status.ON_HOLD,
  },
  report: {
    operation: 'reportDelivery',
    event: 'DeliveryReported',
    from: [status.CONFIRMED, status.IN_PROGRESS, status.DISPUTED],
    to: status.DELIVERED,
  },
} as const satisfies Record<string, Step>;

const releasable = [status.ACCEPTED, status.CONFIRMED, status.IN_PROGRESS, status.ON_HOLD, status.DISPUTED];

export class ClaimService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
    private readonly pool: ClaimPool,
  ) {}

  /**
   * Confirms a claim within its lease, by the clock of the database; once confirmed no lease runs.
   * Refuses with LeaseExpired afterwards. Confirming twice is confirming once. Announces ClaimConfirmed.
   */
  confirmClaim(actor: Actor, input: ConfirmClaimInput): Promise<ClaimRow | Refusal> {
    return this.work(actor, input.claimId, async (tx, held) => {
      if (held.claim.status === status.CONFIRMED) return held.claim;
      const confirmed = await this.claims.setStatus(tx, held.claim.id, steps.confirm.from, steps.confirm.to, {
        withinLease: true,
      });
      if (confirmed) return this.tell(tx, actor, steps.confirm, confirmed, held);
      const over = held.claim.status === status.ACCEPTED || held.claim.status === status.LEASE_EXPIRED;
      return over ? new LeaseExpired(held.claim.leaseUntil) : new WrongState(held.claim.status, steps.confirm.from);
    });
  }

  /** Pauses a claim for a stated reason; it keeps the need and its capacity. Announces ClaimHeld. */
  holdClaim(actor: Actor, input: HoldClaimInput): Promise<ClaimRow | Refusal> {
    return this.work(actor, input.claimId, (tx, held) =>
      this.move(tx, actor, steps.hold, held, { reason: input.reason, heldFromStatus: held.claim.status }),
    );
  }

  /** Takes a paused claim up again where it was. Announces ClaimResumed. */
  resumeClaim(actor: Actor, input: ResumeClaimInput): Promise<ClaimRow | Refusal> {
    return this.work(actor, input.claimId, (tx, held) =>
      this.move(
        tx,
        actor,
        {
          operation: 'resumeClaim',
          event: 'ClaimResumed',
          from: [status.ON_HOLD],
          to: held.claim.heldFromStatus ?? status.CONFIRMED,
        },
        held,
      ),
    );
  }

  /**
   * Writes down what was done; records are never changed. The first one puts the claim and its need into service.
   * A retry with the same id writes nothing and answers with the claim. Announces ServiceRecorded.
   */
  async recordService(actor: Actor, input: RecordServiceInput): Promise<ClaimRow | Refusal> {
    const note = requireText('note', input.note, recordLimits);
    if (isRefusal(note)) return note;
    const minutes = refusalOfQuantity('minutes', input.minutes, 0, 1_440);
    if (minutes) return minutes;
    return this.work(actor, input.claimId, async (tx, held) => {
      const { claim } = held;
      const once = await this.audit.recordOnce(
        tx,
        {
          accountId: actor.accountId,
          operation: 'recordService',
          subjectType: 'Claim',
          subjectId: claim.id,
          details: { needId: claim.needId, recordId: input.recordId },
        },
        input.recordId,
        input,
      );
      if (isRefusal(once)) return once;
      if (once === 'repeated') return claim;
      if (input.servedOn > (await this.needs.today(tx))) return futureDay();
      const served = await this.claims.setStatus(
        tx,
        claim.id,
        [status.CONFIRMED, status.IN_PROGRESS],
        status.IN_PROGRESS,
      );
      if (!served) return new WrongState(claim.status, [status.CONFIRMED, status.IN_PROGRESS]);
      await this.claims.insertRecord(tx, {
        id: input.recordId,
        claimId: claim.id,
        servedOn: input.servedOn,
        minutes: input.minutes ?? null,
        note,
        recordedBy: actor.accountId,
      });
      await this.announce(tx, 'ServiceRecorded', served, held, { recordId: input.recordId });
      return served;
    });
  }

  /**
   * Reports what was delivered, at most the quantity of the claim; after a dispute, anew.
   * The household has the last word. Announces DeliveryReported.
   */
  reportDelivery(actor: Actor, input: ReportDeliveryInput): Promise<ClaimRow | Refusal> {
    return this.work(actor, input.claimId, async (tx, held) => {
      const { quantityDelivered } = input;
      const refused = refusalOfQuantity('quantityDelivered', quantityDelivered, 0, held.claim.quantity);
      return refused ?? this.move(tx, actor, steps.report, held, { quantityDelivered });
    });
  }

  /** Gives a claim back for a coded reason: the need is in the pool again, the capacity free. Announces ClaimReleased. */
  async releaseClaim(actor: Actor, input: ReleaseClaimInput): Promise<ClaimRow | Refusal> {
    const note = noteOf(input.note);
    if (isRefusal(note)) return note;
    return this.work(actor, input.claimId, async (tx, held) => {
      const ended = await this.pool.giveBack(tx, held, {
        from: releasable,
        to: status.RELEASED,
        operation: 'releaseClaim',
        event: 'ClaimReleased',
        referral: ReferralStatus.REJECTED,
        accountId: actor.accountId,
        reason: input.reason,
        note,
      });
      return ended ?? new WrongState(held.claim.status, releasable);
    });
  }

  /** Takes a claim away, by those who serve the area of its need. Announces ClaimRevoked. */
  async revokeClaim(actor: Actor, input: RevokeClaimInput): Promise<ClaimRow | Refusal> {
    const note = noteOf(input.note);
    if (isRefusal(note)) return note;
    return this.database.transaction(async (tx) => {
      const held = await this.visible(tx, actor, input.claimId);
      if (isRefusal(held)) return held;
      if (!oversees(actor, held.need.areaCode)) throw forbidden();
      const ended = await this.pool.giveBack(tx, held, {
        from: livingStatuses,
        to: status.REVOKED,
        operation: 'revokeClaim',
        event: 'ClaimRevoked',
        referral: ReferralStatus.CANCELLED,
        accountId: actor.accountId,
        reason: input.reason,
        note,
      });
      return ended ?? new WrongState(held.claim.status, livingStatuses);
    });
  }

  /** The claim and its need, held. What the actor may not see is answered as missing. */
  private async visible(tx: Transaction, actor: Actor, id: string): Promise<HeldClaim | NotFound> {
    const held = await this.pool.hold(tx, localId('Claim', id));
    return held && maySeeClaim(actor, held.claim, held.need.areaCode) ? held : new NotFound('Claim');
  }

  /** A command of the claimant. Throws FORBIDDEN at area staff, who see the claim but do not work on it. */
  private work(
    actor: Actor,
    id: string,
    step: (tx: Transaction, held: HeldClaim) => Promise<ClaimRow | Refusal>,
  ): Promise<ClaimRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const held = await this.visible(tx, actor, id);
      if (isRefusal(held)) return held;
      if (!worksFor(actor, held.claim.organisationId)) throw forbidden();
      return step(tx, held);
    });
  }

  private async move(
    tx: Transaction,
    actor: Actor,
    step: Step,
    held: HeldClaim,
    change: ClaimChange = {},
  ): Promise<ClaimRow | Refusal> {
    const moved = await this.claims.setStatus(tx, held.claim.id, step.from, step.to, change);
    return moved ? this.tell(tx, actor, step, moved, held) : new WrongState(held.claim.status, step.from);
  }

  private async tell(tx: Transaction, actor: Actor, step: Step, claim: ClaimRow, held: HeldClaim): Promise<ClaimRow> {
    await this.audit.record(tx, {
      accountId: actor.accountId,
      operation: step.operation,
      subjectType: 'Claim',
      subjectId: claim.id,
      details: { needId: claim.needId, from: held.claim.status, status: claim.status, reason: claim.reason },
    });
    await this.announce(tx, step.event, claim, held);
    return claim;
  }

  /** Brings the need in line, then tells the claimant and the area. */
  private async announce(
    tx: Transaction,
    type: EventType,
    claim: ClaimRow,
    held: HeldClaim,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const needStatus = await this.claims.settleNeed(tx, claim.needId);
    await append(tx, {
      type,
      subjectId: claim.id,
      audience: [organisationScope(claim.organisationId), ...areaChainScopes(held.need.areaCode)],
      payload: {
        needId: claim.needId,
        claimId: claim.id,
        organisationId: claim.organisationId,
        status: claim.status,
        needStatus,
        ...more,
      },
    });
  }
}

function noteOf(note: string | null | undefined): string | undefined | InvalidInput {
  return note ? requireText('note', note, noteLimits) : undefined;
}

function futureDay(): InvalidInput {
  return new InvalidInput('servedOn', {
    zh: '服务日期不能晚于今天。请改正后重试。',
    en: 'The day of service may not be after today. Correct it and try again.',
  });
}
