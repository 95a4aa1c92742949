/** Promises pairings made by who manages the area, with a helper who may be there; ended with whatever they rest on; contacts sealed. */
import { localId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { AccountStatus } from '../../schema/identity/account';
import type { Role } from '../../schema/identity/role';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import {
  AlreadyPaired,
  PairingConsentNeeded,
  PairingEnd,
  type EndPairingInput,
  type PairHouseholdInput,
  type RecordPairingContactInput,
} from '../../schema/pairing/pairing';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { adviserRoles } from '../adviser/adviser.policy';
import type { AdviserRepository } from '../adviser/adviser.repository';
import type { AuditTrail } from '../audit/audit';
import type { Commands } from '../audit/commands';
import type { Statements, Transaction } from '../database/database';
import { accountScope, areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { ConsentRepository } from '../household/consent.repository';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository } from '../household/household.repository';
import type { IdentityVault } from '../household/vault';
import type { AccountRepository } from '../identity/account.repository';
import type { Actor } from '../identity/actor';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { isHelper, mayPair, maySeePairing } from './pairing.policy';
import type { ContactRow, EndingOf, PairingRepository, PairingRow } from './pairing.repository';

export interface PairingParts {
  readonly commands: Commands;
  readonly audit: AuditTrail;
  readonly accounts: AccountRepository;
  readonly advisers: AdviserRepository;
  readonly consents: ConsentRepository;
  readonly households: HouseholdRepository;
  readonly organisations: OrganisationRepository;
  readonly pairings: PairingRepository;
  readonly vault: IdentityVault;
}

export class PairingService {
  constructor(private readonly parts: PairingParts) {}

  pairHousehold(actor: Actor, input: PairHouseholdInput): Promise<PairingRow | Refusal> {
    const { advisers, commands, households, pairings } = this.parts;
    const householdId = localId('Household', input.householdId);
    const helperId = localId('Account', input.helperAccountId);
    const organisationId = input.organisationId ? localId('Organisation', input.organisationId) : null;
    const details = { pairingId: input.pairingId, organisationId };
    const line = lineOf(actor, 'Household', 'pairHousehold', householdId, details);
    return commands.run<PairingRow>(line, input.pairingId, input, async (tx, repeated) => {
      const household = await households.lockHousehold(tx, householdId);
      if (!household || !mayPair(actor, household)) return new NotFound('Household');
      if (repeated) return (await pairings.findPairing(tx, input.pairingId))!;
      const { areaCode } = household;
      const refused = organisationId
        ? await this.refusesMember(tx, householdId, helperId, organisationId)
        : await this.refusesAdviser(tx, areaCode, helperId);
      if (refused) return refused;
      if (input.startedOn > (await advisers.today(tx))) return wrongDay('startedOn');
      const { pairingId: id, startedOn } = input;
      const row = await pairings.insertPairing(tx, {
        ...{ id, householdId, areaCode, helperId, organisationId, startedOn, pairedBy: actor.accountId },
      });
      if (!row) return new AlreadyPaired();
      await announce(tx, 'PairingStarted', row);
      return row;
    });
  }

  endPairing(actor: Actor, input: EndPairingInput): Promise<PairingRow | Refusal> {
    const { commands, pairings } = this.parts;
    const id = localId('Pairing', input.pairingId);
    const line = lineOf(actor, 'Pairing', 'endPairing', id, { reason: input.reason });
    return commands.run<PairingRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await pairings.lockPairing(tx, id);
      if (!row || !mayPair(actor, row)) return new NotFound('Pairing');
      if (repeated) return row;
      if (input.reason === PairingEnd.CONSENT_WITHDRAWN) return notChosen();
      const ended = await pairings.endPairing(tx, id, input.reason);
      if (!ended) return new WrongState('ENDED', ['STANDING']);
      await announce(tx, 'PairingEnded', ended);
      return ended;
    });
  }

  /** By the helper itself. What was written is sealed before it is stored. */
  recordPairingContact(actor: Actor, input: RecordPairingContactInput): Promise<ContactRow | Refusal> {
    const { advisers, commands, households, pairings, vault } = this.parts;
    const pairingId = localId('Pairing', input.pairingId);
    const { contactId: id, contactedOn, channel } = input;
    const line = lineOf(actor, 'Pairing', 'recordPairingContact', pairingId, { contactId: id });
    return commands.run<ContactRow>(line, id, input, async (tx, repeated) => {
      const pairing = await pairings.lockPairing(tx, pairingId);
      if (!pairing || !isHelper(actor, pairing)) return new NotFound('Pairing');
      if (repeated) return (await pairings.findContact(tx, id))!;
      if (pairing.endedOn !== null) return new WrongState('ENDED', ['STANDING']);
      if (pairing.organisationId && !(await this.consents(tx, pairing.householdId, pairing.organisationId)))
        return new PairingConsentNeeded();
      if (contactedOn < pairing.startedOn || contactedOn > (await advisers.today(tx))) return wrongDay('contactedOn');
      const note = requireText('note', input.note, { maximum: 2000, multiline: true });
      if (isRefusal(note)) return note;
      const sealed = await households.findSealed(tx, pairing.householdId);
      if (!sealed?.household.dataKey) return new NotFound('Pairing');
      const key = vault.openKey(pairing.householdId, sealed.household.dataKey);
      const row = { id, pairingId, contactedOn, channel, note: key.seal(placeOf(id), note) };
      return pairings.insertContact(tx, { ...row, recordedBy: actor.accountId });
    });
  }

  /** What was written of a contact, for the helper and those who serve the area; each reading is written down. */
  readNote(actor: Actor, contactId: string): Promise<string | undefined> {
    const { audit, commands, households, pairings, vault } = this.parts;
    const { accountId } = actor;
    return commands.database.transaction(async (tx) => {
      const contact = await pairings.findContact(tx, contactId);
      const pairing = contact && (await pairings.findPairing(tx, contact.pairingId));
      if (!contact || !pairing || !maySeePairing(actor, pairing)) return undefined;
      // Who reads by the household's consent reads no longer than it stands; that it ran out ends the pairing a little later.
      if (
        !householdPolicy.maySee(actor, pairing) &&
        !(await this.consents(tx, pairing.householdId, pairing.organisationId!))
      )
        return undefined;
      const key = (await households.findSealed(tx, pairing.householdId))?.household.dataKey;
      if (!key) return undefined;
      await audit.record(tx, {
        ...{ accountId, operation: 'readPairingNote', subjectType: 'Household', subjectId: pairing.householdId },
        details: { pairingId: pairing.id, contactId },
      });
      return vault.openKey(pairing.householdId, key).open(placeOf(contactId), contact.note);
    });
  }

  /** Reaction: what rests on an appointment, an account, an organisation or a consent ends with it. */
  async end(tx: Transaction, whose: EndingOf, reason: PairingEnd): Promise<void> {
    for (const row of await this.parts.pairings.endAll(tx, whose, reason)) await announce(tx, 'PairingEnded', row);
  }

  /** A registered adviser whose role covers the area of the household. */
  private async refusesAdviser(tx: Transaction, areaCode: string, helperId: string): Promise<Refusal | undefined> {
    const appointment = await this.parts.advisers.lockStanding(tx, helperId);
    if (!appointment) return new NotFound('Account');
    const grants = await this.parts.accounts.roleGrantsOf(tx, [helperId]);
    const covers = grants.some(
      ({ role, areaCode: code, revokedAt }) =>
        (adviserRoles as readonly Role[]).includes(role) && code !== null && areaCode.startsWith(code) && !revokedAt,
    );
    return covers ? undefined : new NotFound('Account');
  }

  /** A member of an approved organisation that the household has consented to. */
  private async refusesMember(
    tx: Transaction,
    householdId: string,
    helperId: string,
    organisationId: string,
  ): Promise<Refusal | undefined> {
    const { accounts, organisations } = this.parts;
    const organisation = await organisations.findOrganisation(tx, organisationId);
    if (organisation?.status !== OrganisationStatus.APPROVED) return new NotFound('Organisation');
    if (!(await this.consents(tx, householdId, organisationId))) return new PairingConsentNeeded();
    const account = await accounts.lockAccount(tx, helperId);
    const grants = account ? await accounts.roleGrantsOf(tx, [helperId]) : [];
    const belongs = grants.some((grant) => grant.organisationId === organisationId && !grant.revokedAt);
    return belongs && account!.status === AccountStatus.ACTIVE ? undefined : new NotFound('Account');
  }

  private async consents(statements: Statements, householdId: string, organisationId: string): Promise<boolean> {
    const consents = await this.parts.consents.consentsOf(statements, householdId, [organisationId]);
    return consents.some((consent) => consent.purpose === ConsentPurpose.SERVICE_DELIVERY);
  }
}

/** The parts of an area subtree whose pairings the actor reads. */
export function pairingAreas(actor: Actor, areaCode: string): string[] {
  return householdPolicy.partsServed(actor, areaCode);
}

function placeOf(contactId: string) {
  return { table: 'pairing_contact', column: 'note', rowId: contactId };
}

function announce(tx: Transaction, type: 'PairingStarted' | 'PairingEnded', row: PairingRow): Promise<void> {
  return append(tx, {
    ...{ type, subjectId: row.id, audience: [...areaChainScopes(row.areaCode), accountScope(row.helperId)] },
    payload: { pairingId: row.id, householdId: row.householdId },
  });
}

function lineOf(
  actor: Actor,
  subjectType: string,
  operation: string,
  subjectId: string,
  details: Record<string, unknown>,
) {
  return { accountId: actor.accountId, operation, subjectType, subjectId, details };
}

function wrongDay(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '日期不能晚于今天，也不能早于结对开始日。',
    en: 'The day is not after today, and not before the pairing began.',
  });
}

function notChosen(): InvalidInput {
  return new InvalidInput('reason', {
    zh: '该原因由系统在同意撤回时自动登记，请选择其他原因。',
    en: 'This reason is set by the product when a consent ends. Choose another.',
  });
}
