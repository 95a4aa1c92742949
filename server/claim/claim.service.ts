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
import type { CommandInput } from '../../schema/command';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { ReferralStatus } from '../../schema/referral/enums';
import { requireText } from '../../schema/text';
import type { Commands } from '../audit/commands';
import type { Transaction } from '../database/database';
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
  readonly event: EventType;
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus;
}

const steps = {
  confirm: { event: 'ClaimConfirmed', from: [status.ACCEPTED], to: status.CONFIRMED },
  hold: { event: 'ClaimHeld', from: [status.CONFIRMED, status.IN_PROGRESS], to: status.ON_HOLD },
  report: {
    event: 'DeliveryReported',
    from: [status.CONFIRMED, status.IN_PROGRESS, status.DISPUTED],
    to: status.DELIVERED,
  },
} as const satisfies Record<string, Step>;

const releasable = [status.ACCEPTED, status.CONFIRMED, status.IN_PROGRESS, status.ON_HOLD, status.DISPUTED];

/** What is asked, of which claim, under which id of the client. */
interface ClaimCommand {
  readonly operation: string;
  readonly id: string;
  readonly claimId: string;
  /** Codes and numbers only. */
  readonly details?: Readonly<Record<string, unknown>>;
}

type Work = (tx: Transaction, held: HeldClaim) => Promise<ClaimRow | Refusal>;

/** Every command is done once: sent again with the same id it is answered with the claim as it is, without a second effect. */
export class ClaimService {
  constructor(
    private readonly commands: Commands,
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
    private readonly pool: ClaimPool,
  ) {}

  /**
   * Confirms a claim within its lease, by the clock of the database; once confirmed no lease runs.
   * Refuses with LeaseExpired afterwards. Confirming twice is confirming once. Announces ClaimConfirmed.
   */
  confirmClaim(actor: Actor, input: ConfirmClaimInput): Promise<ClaimRow | Refusal> {
    return this.work(actor, commandOf('confirmClaim', input), input, async (tx, held) => {
      if (held.claim.status === status.CONFIRMED) return held.claim;
      const { from, to, event } = steps.confirm;
      const confirmed = await this.claims.setStatus(tx, held.claim.id, from, to, { withinLease: true });
      if (confirmed) return this.announce(tx, event, confirmed, held);
      const over = held.claim.status === status.ACCEPTED || held.claim.status === status.LEASE_EXPIRED;
      return over ? new LeaseExpired(held.claim.leaseUntil) : new WrongState(held.claim.status, from);
    });
  }

  /** Pauses a claim for a stated reason; it keeps the need and its capacity. Announces ClaimHeld. */
  holdClaim(actor: Actor, input: HoldClaimInput): Promise<ClaimRow | Refusal> {
    const { reason } = input;
    return this.work(actor, commandOf('holdClaim', input, { reason }), input, (tx, held) =>
      this.move(tx, steps.hold, held, { reason, heldFromStatus: held.claim.status }),
    );
  }

  /** Takes a paused claim up again where it was. Announces ClaimResumed. */
  resumeClaim(actor: Actor, input: ResumeClaimInput): Promise<ClaimRow | Refusal> {
    return this.work(actor, commandOf('resumeClaim', input), input, (tx, held) => {
      const to = held.claim.heldFromStatus ?? status.CONFIRMED;
      return this.move(tx, { event: 'ClaimResumed', from: [status.ON_HOLD], to }, held);
    });
  }

  /**
   * Writes down what was done; records are never changed. The first one puts the claim and its need into service.
   * Announces ServiceRecorded.
   */
  async recordService(actor: Actor, input: RecordServiceInput): Promise<ClaimRow | Refusal> {
    const note = requireText('note', input.note, recordLimits);
    if (isRefusal(note)) return note;
    const minutes = refusalOfQuantity('minutes', input.minutes, 0, 1_440);
    if (minutes) return minutes;
    const { claimId, recordId, servedOn } = input;
    const command = { operation: 'recordService', id: recordId, claimId, details: { recordId } };
    return this.work(actor, command, input, async (tx, held) => {
      const { claim } = held;
      if (servedOn > (await this.needs.today(tx))) return futureDay();
      const serving = [status.CONFIRMED, status.IN_PROGRESS];
      const served = await this.claims.setStatus(tx, claim.id, serving, status.IN_PROGRESS);
      if (!served) return new WrongState(claim.status, serving);
      await this.claims.insertRecord(tx, {
        id: recordId,
        claimId: claim.id,
        servedOn,
        minutes: input.minutes ?? null,
        note,
        recordedBy: actor.accountId,
      });
      return this.announce(tx, 'ServiceRecorded', served, held, { recordId });
    });
  }

  /**
   * Reports what was delivered, at most the quantity of the claim; after a dispute, anew.
   * The household has the last word. Announces DeliveryReported.
   */
  reportDelivery(actor: Actor, input: ReportDeliveryInput): Promise<ClaimRow | Refusal> {
    const { quantityDelivered } = input;
    return this.work(actor, commandOf('reportDelivery', input, { quantityDelivered }), input, async (tx, held) => {
      const refused = refusalOfQuantity('quantityDelivered', quantityDelivered, 0, held.claim.quantity);
      return refused ?? this.move(tx, steps.report, held, { quantityDelivered });
    });
  }

  /** Gives a claim back for a coded reason: the need is in the pool again, the capacity free. Announces ClaimReleased. */
  async releaseClaim(actor: Actor, input: ReleaseClaimInput): Promise<ClaimRow | Refusal> {
    const note = noteOf(input.note);
    if (isRefusal(note)) return note;
    const { reason } = input;
    return this.work(actor, commandOf('releaseClaim', input, { reason }), input, async (tx, held) => {
      const ended = await this.pool.giveBack(tx, held, {
        from: releasable,
        to: status.RELEASED,
        event: 'ClaimReleased',
        referral: ReferralStatus.REJECTED,
        accountId: actor.accountId,
        reason,
        note,
      });
      return ended ?? new WrongState(held.claim.status, releasable);
    });
  }

  /** Takes a claim away, by those who serve the area of its need. Announces ClaimRevoked. */
  async revokeClaim(actor: Actor, input: RevokeClaimInput): Promise<ClaimRow | Refusal> {
    const note = noteOf(input.note);
    if (isRefusal(note)) return note;
    const { reason } = input;
    const may = ({ need }: HeldClaim) => oversees(actor, need.areaCode);
    return this.change(actor, may, commandOf('revokeClaim', input, { reason }), input, async (tx, held) => {
      const ended = await this.pool.giveBack(tx, held, {
        from: livingStatuses,
        to: status.REVOKED,
        event: 'ClaimRevoked',
        referral: ReferralStatus.CANCELLED,
        accountId: actor.accountId,
        reason,
        note,
      });
      return ended ?? new WrongState(held.claim.status, livingStatuses);
    });
  }

  /** A command of the claimant. Throws FORBIDDEN at area staff, who see the claim but do not work on it. */
  private work(actor: Actor, command: ClaimCommand, input: unknown, work: Work): Promise<ClaimRow | Refusal> {
    return this.change(actor, ({ claim }) => worksFor(actor, claim.organisationId), command, input, work);
  }

  /** The line, then the claim under its held need, then the work. What the actor may not see is answered as missing. */
  private change(
    actor: Actor,
    may: (held: HeldClaim) => boolean,
    { operation, id, claimId, details }: ClaimCommand,
    input: unknown,
    work: Work,
  ): Promise<ClaimRow | Refusal> {
    const subjectId = localId('Claim', claimId);
    const line = { accountId: actor.accountId, operation, subjectType: 'Claim', subjectId, details };
    return this.commands.run<ClaimRow>(line, id, input, async (tx, repeated) => {
      const held = await this.pool.hold(tx, subjectId);
      if (!held || !maySeeClaim(actor, held.claim, held.need.areaCode)) return new NotFound('Claim');
      if (!may(held)) throw forbidden();
      return repeated ? held.claim : work(tx, held);
    });
  }

  private async move(
    tx: Transaction,
    step: Step,
    held: HeldClaim,
    change: ClaimChange = {},
  ): Promise<ClaimRow | Refusal> {
    const moved = await this.claims.setStatus(tx, held.claim.id, step.from, step.to, change);
    return moved ? this.announce(tx, step.event, moved, held) : new WrongState(held.claim.status, step.from);
  }

  /** Brings the need in line, then tells the claimant and the area. */
  private async announce(
    tx: Transaction,
    type: EventType,
    claim: ClaimRow,
    held: HeldClaim,
    more: Record<string, unknown> = {},
  ): Promise<ClaimRow> {
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
    return claim;
  }
}

function commandOf(
  operation: string,
  { commandId, claimId }: CommandInput & { readonly claimId: string },
  details?: ClaimCommand['details'],
): ClaimCommand {
  return { operation, id: commandId, claimId, details };
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
