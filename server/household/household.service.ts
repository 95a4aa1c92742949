/** Promises households registered and revised under the rules: personal data sealed, one person in one household, area staff only. */
import { validate as isUuid } from 'uuid';
import type { IdempotencyMismatch as Mismatch } from '../../schema/audit/refusals';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { strangeCursor } from '../../schema/connection';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { AreaLevel } from '../../schema/area/area';
import { AgeBand, type LowIncomeCategory } from '../../schema/household/household';
import type { AddMemberInput, RegisterHouseholdInput, ReviseHouseholdInput } from '../../schema/household/inputs';
import type { DataKind } from '../../schema/household/identity';
import { PersonAlreadyRegistered } from '../../schema/household/refusals';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { forbidden, type Actor } from '../identity/actor';
import type { ConsentReaction, ConsentService } from './consent.service';
import type { ContactCardService } from './contact-card.service';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, HouseholdRow } from './household.repository';
import type { IdentityReading, IdentityService } from './identity.service';
import { invalid } from './invalid';
import { readMember, readMembers } from './member';
import { sealContact, sealMember, type OpenIdentity } from './seal';
import type { IdentityVault } from './vault';
import { readAddress, readMobilePhone } from './written-text';

type RegisterAnswer = HouseholdRow | InvalidInput | PersonAlreadyRegistered | Mismatch;
type AddMemberAnswer = RegisterAnswer | NotFound;

/** Refused registrations of known persons within a day before an account is refused: the refusal must not become a search. */
const duplicatesPerDay = 20;
const duplicateOperation = 'refusePersonAlreadyRegistered';

export interface HouseholdParts {
  readonly database: Database;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly areas: AreaRepository;
  readonly audit: AuditTrail;
  readonly identities: IdentityService;
  readonly consents: ConsentService;
  readonly cards: ContactCardService;
}

/** What a category, given anew or for the first time, causes in other rooms, in the same transaction. */
export type RecognitionReaction = (tx: Transaction, household: HouseholdRow) => Promise<void>;

/** What follows when people were written into a household, in the same transaction. */
export type PeopleReaction = (tx: Transaction, householdId: string) => Promise<void>;

export class HouseholdService {
  private readonly recognitionReactions: RecognitionReaction[] = [];
  private readonly peopleReactions: PeopleReaction[] = [];

  constructor(private readonly parts: HouseholdParts) {}

  registerHousehold(actor: Actor, input: RegisterHouseholdInput): Promise<RegisterAnswer> {
    return this.writePersons(actor, (tx) => this.registerIn(tx, actor, input));
  }

  private async registerIn(tx: Transaction, actor: Actor, input: RegisterHouseholdInput): Promise<RegisterAnswer> {
    const { households, vault, areas, audit } = this.parts;
    const line = {
      accountId: actor.accountId,
      operation: 'registerHousehold',
      subjectType: 'Household',
      subjectId: input.householdId,
      details: { members: input.members.length },
    };
    const once = await audit.recordOnce(tx, line, input.householdId, input);
    if (isRefusal(once)) return once;
    const area = await areas.findArea(tx, input.areaCode);
    if (area?.level !== AreaLevel.GRID && area?.level !== AreaLevel.COMMUNITY) return invalid('areaCode');
    if (!householdPolicy.maySee(actor, { areaCode: area.code })) throw forbidden();
    if (once === 'repeated') return (await households.findHousehold(tx, input.householdId))!;
    const contact = readContact(input);
    if (contact instanceof InvalidInput) return contact;
    const members = readMembers(input.members, (await households.readCalendar(tx)).today);
    if (members instanceof InvalidInput) return members;
    const { key, wrapped } = vault.makeKey(input.householdId);
    const sealed = sealContact(key, input.householdId, contact);
    const household = await households.insertHousehold(tx, {
      id: input.householdId,
      areaCode: area.code,
      lowIncomeCategory: input.lowIncomeCategory,
      situations: [...new Set(input.situations)],
      barriers: [...new Set(input.barriers)],
      dataKey: wrapped,
      address: sealed.address!,
      phone: sealed.phone,
      registeredBy: actor.accountId,
    });
    await households.insertMembers(
      tx,
      household.id,
      members.map((member) => sealMember(vault, key, member)),
    );
    for (const react of this.peopleReactions) await react(tx, household.id);
    const known = (await households.findHousehold(tx, household.id))!;
    // What the register says of its people was told of when the household followed it.
    if (known.lowIncomeCategory === household.lowIncomeCategory) await this.recognised(tx, known);
    return known;
  }

  addMember(actor: Actor, input: AddMemberInput): Promise<AddMemberAnswer> {
    return this.writePersons(actor, (tx) => this.addMemberIn(tx, actor, input));
  }

  private async addMemberIn(tx: Transaction, actor: Actor, input: AddMemberInput): Promise<AddMemberAnswer> {
    const { households, vault, audit } = this.parts;
    const householdId = localId('Household', input.householdId);
    const line = {
      accountId: actor.accountId,
      operation: 'addMember',
      subjectType: 'Household',
      subjectId: householdId,
      details: { memberId: input.memberId },
    };
    const once = await audit.recordOnce(tx, line, input.memberId, input);
    if (isRefusal(once)) return once;
    const household = await households.lockHousehold(tx, householdId);
    if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
    if (once === 'repeated') return household;
    const member = readMember('', input, (await households.readCalendar(tx)).today);
    if (member instanceof InvalidInput) return member;
    if ((await households.membersOf(tx, [householdId])).length >= 20) return invalid('members');
    const { dataKey } = (await households.findSealed(tx, householdId))!.household;
    if (dataKey === null) return new NotFound('Household');
    await households.insertMembers(tx, householdId, [sealMember(vault, vault.openKey(householdId, dataKey), member)]);
    for (const react of this.peopleReactions) await react(tx, householdId);
    return (await households.findHousehold(tx, householdId))!;
  }

  /** Writes what is given and leaves the rest. The audit names the fields, not what they say. */
  reviseHousehold(actor: Actor, input: ReviseHouseholdInput): Promise<HouseholdRow | NotFound | InvalidInput> {
    const { database, households, vault, audit } = this.parts;
    const householdId = localId('Household', input.householdId);
    return database.transaction(async (tx) => {
      const household = await households.lockHousehold(tx, householdId);
      if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      const contact = readContact(input);
      if (contact instanceof InvalidInput) return contact;
      const { dataKey } = (await households.findSealed(tx, householdId))!.household;
      if (dataKey === null) return new NotFound('Household');
      const fields = Object.entries(input).filter(([name, value]) => name !== 'householdId' && value != null);
      await audit.record(tx, {
        accountId: actor.accountId,
        operation: 'reviseHousehold',
        subjectType: 'Household',
        subjectId: householdId,
        details: { fields: fields.map(([name]) => name) },
      });
      const revised = await households.reviseHousehold(tx, householdId, {
        lowIncomeCategory: input.lowIncomeCategory ?? undefined,
        situations: input.situations ? [...new Set(input.situations)] : undefined,
        barriers: input.barriers ? [...new Set(input.barriers)] : undefined,
        ...sealContact(vault.openKey(householdId, dataKey), householdId, contact),
      });
      if (revised && input.lowIncomeCategory) await this.recognised(tx, revised);
      return revised ?? new NotFound('Household');
    });
  }

  /** The household, or undefined when there is none or it is not the actor's to see. */
  async household(actor: Actor, householdId: string): Promise<HouseholdRow | undefined> {
    const household = await this.parts.households.findHousehold(this.parts.database, householdId);
    return household && householdPolicy.maySee(actor, household) ? household : undefined;
  }

  /** The households of an area subtree, as far as the actor serves it. */
  async list(actor: Actor, areaCode: string, after: string | undefined, limit: number): Promise<HouseholdRow[]> {
    const parts = householdPolicy.partsServed(actor, areaCode);
    if (parts.length === 0) throw forbidden();
    if (after !== undefined && !isUuid(after)) throw strangeCursor();
    return this.parts.households.listHouseholds(this.parts.database, parts, after, limit);
  }

  /** Everything that identifies the household, for area staff; written down with the reason. */
  readIdentity(actor: Actor, householdId: string, reason: string): Promise<OpenIdentity> {
    return this.parts.database.transaction((tx) => this.parts.identities.readAll(tx, actor, householdId, reason));
  }

  identityFor(
    tx: Transaction,
    actor: Actor,
    householdId: string,
    dataKinds: readonly DataKind[],
    reason: string,
    organisationId?: string,
  ): Promise<IdentityReading> {
    return this.parts.identities.identityFor(tx, actor, householdId, dataKinds, reason, organisationId);
  }

  revealsIdentity(statements: Statements, householdId: string, text: string): Promise<DataKind[]> {
    return this.parts.identities.revealsIdentity(statements, householdId, text);
  }

  cardOpens(statements: Statements, code: string): Promise<string | undefined> {
    return this.parts.cards.cardOpens(statements, code);
  }

  /** Declares what follows when a household is given its category. Wired by the composition. */
  onRecognised(reaction: RecognitionReaction): void {
    this.recognitionReactions.push(reaction);
  }

  /** Declares what follows when people were written into a household. Wired by the composition. */
  onPeopleWritten(reaction: PeopleReaction): void {
    this.peopleReactions.push(reaction);
  }

  /** Gives households the category that the register says; the caller wrote down why. */
  async recognise(tx: Transaction, householdIds: readonly string[], category: LowIncomeCategory): Promise<void> {
    if (householdIds.length === 0) return;
    for (const household of await this.parts.households.setCategory(tx, householdIds, category))
      await this.recognised(tx, household);
  }

  private async recognised(tx: Transaction, household: HouseholdRow): Promise<void> {
    for (const react of this.recognitionReactions) await react(tx, household);
  }

  onConsentWithdrawn(reaction: ConsentReaction): void {
    this.parts.consents.onConsentWithdrawn(reaction);
  }

  /** Whether a member is under 18, by the age bands as they were last written. */
  hasMinor(statements: Statements, householdId: string): Promise<boolean> {
    const minors = [AgeBand.UNDER_14, AgeBand.FROM_14_TO_17];
    return this.parts.households.hasMemberOfAge(statements, householdId, minors);
  }

  /** One transaction that may meet a person registered elsewhere: refused without saying where, and counted. */
  private async writePersons<Answer>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Answer>,
  ): Promise<Answer | InvalidInput | PersonAlreadyRegistered | Mismatch> {
    const { database, audit } = this.parts;
    if ((await audit.countOf(database, actor.accountId, duplicateOperation, 24)) >= duplicatesPerDay) throw tooMany();
    try {
      return await database.transaction(work);
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'a_household_has_one_head') return invalid('relation');
      if (constraint === 'household_pkey' || constraint === 'household_member_pkey') return new IdempotencyMismatch();
      if (constraint !== 'a_person_belongs_to_one_household') throw error;
      const line = { accountId: actor.accountId, operation: duplicateOperation, subjectType: 'Household' };
      await database.transaction(async (tx) => {
        const told = await audit.countInTurn(tx, actor.accountId, duplicateOperation, 24);
        if (told >= duplicatesPerDay) throw tooMany();
        await audit.record(tx, line);
      });
      return new PersonAlreadyRegistered();
    }
  }
}

/** Address and phone as far as they are given, or the refusal that names the first broken one. */
function readContact(input: {
  address?: string | null;
  phone?: string | null;
}): { address?: string; phone?: string } | InvalidInput {
  const address = input.address == null ? undefined : readAddress(input.address);
  if (input.address != null && address === undefined) return invalid('address');
  const phone = input.phone == null ? undefined : readMobilePhone(input.phone);
  if (input.phone != null && phone === undefined) return invalid('phone');
  return { address, phone };
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日重复登记次数过多，请明日再试或联系管理员',
    en: 'too many registrations of known persons today, try tomorrow or ask the administrator',
  });
}
