/** Promises people who seek work: old enough to, as far as can be known, each once, and what they can do kept up to date. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import type { RegisterJobSeekerInput, ReviseJobSeekerInput } from '../../schema/employment/inputs';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { InvalidInput } from '../../schema/refusals';
import { NotFound, WrongState } from '../../schema/refusals';
import type { Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { householdPolicy } from '../household/household.policy';
import { readResidentNumber } from '../household/resident-number';
import { openIdentity } from '../household/seal';
import { forbidden, type Actor } from '../identity/actor';
import { ageOf, bornPlace } from './age';
import { readSkills, wrong } from './draft';
import type { PlacementRow, SeekerRow } from './employment.repository';
import { lineOf, type EmploymentParts } from './employment.service';

const [youngest, oldest] = [16, 100];

export class SeekerService {
  constructor(private readonly parts: EmploymentParts) {}

  /** The day of birth is taken from the resident number where there is one; the line of the command says that it was opened. */
  async registerJobSeeker(actor: Actor, input: RegisterJobSeekerInput): Promise<SeekerRow | Refusal> {
    try {
      return await this.parts.database.transaction((tx) => this.registerIn(tx, actor, input));
    } catch (error) {
      const constraint = violatedConstraint(error) ?? '';
      if (constraint === 'a_person_seeks_once') return new WrongState('REGISTERED', ['NOT_REGISTERED']);
      if (constraint.endsWith('_pkey')) return new IdempotencyMismatch();
      throw error;
    }
  }

  private async registerIn(tx: Transaction, actor: Actor, input: RegisterJobSeekerInput): Promise<SeekerRow | Refusal> {
    const { audit, employment, households, vault } = this.parts;
    const id = input.seekerId;
    const householdId = localId('Household', input.householdId);
    const memberId = localId('HouseholdMember', input.memberId);
    const line = { ...lineOf(actor, 'registerJobSeeker', 'JobSeeker', id), details: { opened: ['RESIDENT_NUMBER'] } };
    const once = await audit.recordOnce(tx, line, id, input);
    if (isRefusal(once)) return once;
    const household = await households.findHousehold(tx, householdId);
    if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
    if (once === 'repeated') return (await employment.findSeeker(tx, id))!;
    const sealed = (await households.findSealed(tx, householdId))!;
    const identity = openIdentity(vault, sealed.household, sealed.members);
    if (identity === undefined) return new NotFound('Household');
    const member = identity.members.find((one) => one.id === memberId);
    if (member === undefined) return new NotFound('HouseholdMember');
    const today = await employment.today(tx);
    const born = readBirth(input.birthYear, member.residentNumber, today);
    if (isRefusal(born)) return born;
    const skills = readSkills(input.skills);
    if (isRefusal(skills)) return skills;
    const key = vault.openKey(householdId, sealed.household.dataKey!);
    return employment.insertSeeker(tx, {
      ...{ id, householdId, memberId, areaCode: household.areaCode, education: input.education, skills },
      ...{ birthYear: key.seal(bornPlace(id), born), abilities: [...new Set(input.abilities)] },
      registeredBy: actor.accountId,
    });
  }

  /** What a person has learned, or can no longer do; what is left out stays. */
  reviseJobSeeker(actor: Actor, input: ReviseJobSeekerInput): Promise<SeekerRow | Refusal> {
    const { audit, database, employment } = this.parts;
    const id = localId('JobSeeker', input.seekerId);
    return database.transaction(async (tx) => {
      const line = lineOf(actor, 'reviseJobSeeker', 'JobSeeker', id);
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const row = await employment.lockSeeker(tx, id);
      if (row === undefined || !householdPolicy.maySee(actor, row)) return new NotFound('JobSeeker');
      if (once === 'repeated') return row;
      const skills = input.skills ? readSkills(input.skills) : undefined;
      if (isRefusal(skills)) return skills;
      const abilities = input.abilities ? [...new Set(input.abilities)] : undefined;
      return employment.reviseSeeker(tx, id, { education: input.education ?? undefined, abilities, skills });
    });
  }

  async findSeeker(actor: Actor, id: string): Promise<SeekerRow | undefined> {
    const row = await this.parts.employment.findSeeker(this.parts.database, id);
    return row && householdPolicy.maySee(actor, row) ? row : undefined;
  }

  /** Those of an area subtree, as far as the actor serves it, in the order of their ids. */
  listSeekers(actor: Actor, areaCode: string, after: string | undefined, limit: number): Promise<SeekerRow[]> {
    const parts = householdPolicy.partsServed(actor, areaCode);
    if (parts.length === 0) throw forbidden();
    return this.parts.employment.listSeekers(this.parts.database, parts, after, limit);
  }

  /** What became of a person that the caller was shown: its placements, the oldest first. */
  placementsOf(seekerIds: readonly string[]): Promise<PlacementRow[]> {
    return this.parts.employment.placementsOf(this.parts.database, seekerIds);
  }
}

/** The day of birth by the resident number, else the year as it was stated; refused when the person may be too young to work. */
function readBirth(birthYear: number, residentNumber: string | undefined, today: string): string | InvalidInput {
  const reading = residentNumber === undefined ? undefined : readResidentNumber(residentNumber, today);
  const born = reading && 'birthDate' in reading ? reading.birthDate : String(birthYear);
  if (!born.startsWith(String(birthYear)))
    return wrong('birthYear', '与公民身份号码不一致，请核对。', 'It is not that of the resident number; check it.');
  const age = Number.isInteger(birthYear) && /^\d{4}/.test(born) ? ageOf(born, today) : -1;
  if (age >= youngest && age <= oldest) return born;
  return wrong(
    'birthYear',
    '求职人员须年满 16 周岁。仅凭年份不能确定的，请先补登公民身份号码。',
    'Whoever seeks work is at least 16. Where the year alone leaves that open, register the resident number first.',
  );
}
