/** Promises the rules of registration, approval and suspension; each change, its audit line, event and reactions are one transaction. */
import { v7 } from 'uuid';
import { Role } from '../../schema/identity/role';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import type { RegisterOrganisationInput } from '../../schema/organisation/inputs';
import { CreditCodeTaken, FourEyesRequired } from '../../schema/organisation/refusals';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import type { EventType } from '../event/event-type';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { type InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { accountScope, areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { AccountRepository } from '../identity/account.repository';
import { forbidden, holds, type Actor } from '../identity/actor';
import { foundingRole, isMember, mayInvite, maySee, oversees, registered, speaksFor } from './organisation.policy';
import type { NewOrganisation, OrganisationRepository, OrganisationRow } from './organisation.repository';
import { auditLine, checkCreditCode, checkNames, unknownArea } from './registration';

/** What a suspension causes in other rooms, in the same transaction: claims return to the pool, referrals are cancelled. */
export type SuspensionReaction = (tx: Transaction, organisationId: string, actor: Actor) => Promise<void>;

const status = OrganisationStatus;

/** One step of approval: between which states, by what name, and what it announces. */
interface Step {
  readonly operation: string;
  readonly from: readonly OrganisationStatus[];
  readonly to: OrganisationStatus;
  readonly event: EventType;
  /** What lets an organisation act needs four eyes: neither its members nor whoever registered it decide. */
  readonly registrarMay: boolean;
}

const steps = {
  approve: {
    operation: 'approveOrganisation',
    from: [status.AWAITING_REVIEW],
    to: status.APPROVED,
    event: 'OrganisationApproved',
    registrarMay: false,
  },
  requireRecertification: {
    operation: 'requireRecertification',
    from: [status.APPROVED],
    to: status.RECERTIFICATION_REQUIRED,
    event: 'OrganisationRecertificationRequired',
    registrarMay: true,
  },
  suspend: {
    operation: 'suspendOrganisation',
    from: [status.APPROVED, status.RECERTIFICATION_REQUIRED],
    to: status.SUSPENDED,
    event: 'OrganisationSuspended',
    registrarMay: true,
  },
  reinstate: {
    operation: 'reinstateOrganisation',
    from: [status.SUSPENDED],
    to: status.APPROVED,
    event: 'OrganisationApproved',
    registrarMay: false,
  },
} as const satisfies Record<string, Step>;

const reasonLimits = { maximum: 500, multiline: true };

export class OrganisationService {
  private readonly suspensionReactions: SuspensionReaction[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly areas: AreaRepository,
    private readonly accounts: Pick<AccountRepository, 'insertRoleGrant'>,
    private readonly organisations: OrganisationRepository,
  ) {}

  /** Declares what else happens when an organisation is suspended. Wired by the composition. */
  onSuspended(reaction: SuspensionReaction): void {
    this.suspensionReactions.push(reaction);
  }

  /** Registers an organisation: by the bureau or the system administrator as invited, by anyone else as their own, for review. */
  registerOrganisation(actor: Actor, input: RegisterOrganisationInput): Promise<OrganisationRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const once = await this.audit.recordOnce(
        tx,
        auditLine(actor, 'Organisation', 'registerOrganisation', input.organisationId, { kind: input.kind }),
        input.organisationId,
        input,
      );
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await this.organisations.findOrganisation(tx, input.organisationId))!;
      const invited = holds(actor, Role.SYSTEM_ADMINISTRATOR, Role.CIVIL_AFFAIRS_BUREAU);
      const wanted = await this.checkRegistration(tx, input);
      if (isRefusal(wanted)) return wanted;
      if (invited && !mayInvite(actor, input.areaCode)) throw forbidden();
      const row = await this.organisations.insertOrganisation(tx, {
        ...wanted,
        status: invited ? status.INVITED : status.AWAITING_REVIEW,
        registeredBy: actor.accountId,
      });
      if (!row) return this.whyNotInserted(tx, wanted);
      if (!invited) await this.grantFounder(tx, actor, row);
      return row;
    });
  }

  /** Hands an invited organisation, or one that must recertify, to the bureau. */
  submitForReview(actor: Actor, organisationId: string): Promise<OrganisationRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const found = await this.visible(tx, actor, organisationId);
      if (isRefusal(found)) return found;
      if (!speaksFor(actor, organisationId)) throw forbidden();
      await this.audit.record(tx, auditLine(actor, 'Organisation', 'submitForReview', organisationId));
      const from = [status.INVITED, status.RECERTIFICATION_REQUIRED];
      const row = await this.organisations.setStatus(tx, organisationId, from, status.AWAITING_REVIEW);
      return row ?? this.wrongState(tx, organisationId, from);
    });
  }

  approveOrganisation(actor: Actor, organisationId: string): Promise<OrganisationRow | Refusal> {
    return this.decide(actor, organisationId, steps.approve);
  }

  requireRecertification(actor: Actor, organisationId: string, reason: string): Promise<OrganisationRow | Refusal> {
    return this.decide(actor, organisationId, steps.requireRecertification, reason);
  }

  /** Suspends at once: the row first, so that nothing new begins, then what other rooms do about it, all or nothing. */
  suspendOrganisation(actor: Actor, organisationId: string, reason: string): Promise<OrganisationRow | Refusal> {
    return this.decide(actor, organisationId, steps.suspend, reason, async (tx) => {
      for (const react of this.suspensionReactions) await react(tx, organisationId, actor);
    });
  }

  reinstateOrganisation(actor: Actor, organisationId: string): Promise<OrganisationRow | Refusal> {
    return this.decide(actor, organisationId, steps.reinstate);
  }

  /** A decision of the bureau: never on an organisation of one's own or one that oneself registered. */
  private decide(
    actor: Actor,
    organisationId: string,
    step: Step,
    reason?: string,
    react: (tx: Transaction) => Promise<void> = async () => undefined,
  ): Promise<OrganisationRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const found = await this.visible(tx, actor, organisationId);
      if (isRefusal(found)) return found;
      if (!oversees(actor, found)) throw forbidden();
      if (isMember(actor, found) || (!step.registrarMay && registered(actor, found))) return new FourEyesRequired();
      const why = reason === undefined ? undefined : requireText('reason', reason, reasonLimits);
      if (isRefusal(why)) return why;
      await this.audit.record(tx, auditLine(actor, 'Organisation', step.operation, organisationId));
      const row = await this.organisations.setStatus(tx, organisationId, step.from, step.to, why);
      if (!row) return this.wrongState(tx, organisationId, step.from);
      await react(tx);
      await append(tx, {
        type: step.event,
        subjectId: organisationId,
        audience: [organisationScope(organisationId), ...(row.areaCode ? areaChainScopes(row.areaCode) : [])],
        payload: { organisationId, status: row.status },
      });
      return row;
    });
  }

  private async visible(tx: Transaction, actor: Actor, id: string): Promise<OrganisationRow | NotFound> {
    const row = await this.organisations.findOrganisation(tx, id);
    return row && maySee(actor, row) ? row : new NotFound('Organisation');
  }

  private async wrongState(tx: Transaction, id: string, allowed: readonly OrganisationStatus[]): Promise<WrongState> {
    const row = await this.organisations.findOrganisation(tx, id);
    return new WrongState(row!.status, allowed);
  }

  private async checkRegistration(
    tx: Transaction,
    input: RegisterOrganisationInput,
  ): Promise<Omit<NewOrganisation, 'status'> | InvalidInput> {
    const names = checkNames(input);
    if (isRefusal(names)) return names;
    const unifiedSocialCreditCode = checkCreditCode(input);
    if (isRefusal(unifiedSocialCreditCode)) return unifiedSocialCreditCode;
    const area = await this.areas.findArea(tx, input.areaCode);
    if (!area) return unknownArea('areaCode');
    return { id: input.organisationId, kind: input.kind, ...names, unifiedSocialCreditCode, areaCode: area.code };
  }

  /** Someone has the code already, or the id was used for something that left no audit line. */
  private async whyNotInserted(tx: Transaction, wanted: Omit<NewOrganisation, 'status'>): Promise<Refusal> {
    const code = wanted.unifiedSocialCreditCode;
    return code && (await this.organisations.creditCodeExists(tx, code))
      ? new CreditCodeTaken()
      : new IdempotencyMismatch();
  }

  private async grantFounder(tx: Transaction, actor: Actor, row: OrganisationRow): Promise<void> {
    await this.accounts.insertRoleGrant(tx, {
      id: v7(),
      accountId: actor.accountId,
      role: foundingRole(row.kind),
      organisationId: row.id,
      grantedBy: actor.accountId,
    });
    await append(tx, {
      type: 'AuthorityChanged',
      subjectId: actor.accountId,
      audience: [accountScope(actor.accountId)],
      payload: { accountId: actor.accountId },
    });
  }
}
