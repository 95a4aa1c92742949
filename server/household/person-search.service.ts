/** Promises that the household of a person is found by the resident number only, each search written down, and never by trying numbers. */
import { Fault } from '../../schema/fault';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, HouseholdRow } from './household.repository';
import { readResidentNumber } from './resident-number';
import type { IdentityVault } from './vault';

const operation = 'findHouseholdOfPerson';
/** Searches of one account within a day before it is refused, found or not. */
const searchesPerDay = 100;

export class PersonSearchService {
  constructor(
    private readonly database: Database,
    private readonly vault: Pick<IdentityVault, 'residentNumberIndex'>,
    private readonly households: HouseholdRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Undefined for who is in no household, and likewise for whose household is not the actor's to see. The number is written nowhere. */
  findByResidentNumber(actor: Actor, written: string): Promise<HouseholdRow | undefined> {
    return this.database.transaction(async (tx) => {
      const reading = readResidentNumber(written, (await this.households.readCalendar(tx)).today);
      if ('mistake' in reading) throw noNumber();
      if ((await this.audit.countOf(tx, actor.accountId, operation, 24)) >= searchesPerDay) throw tooMany();
      const index = this.vault.residentNumberIndex(reading.number);
      const [person] = await this.households.householdsOfPersons(tx, [index]);
      const isSeen = person !== undefined && householdPolicy.maySee(actor, person);
      const subjectId = isSeen ? person.householdId : undefined;
      await this.audit.record(tx, { accountId: actor.accountId, operation, subjectType: 'Household', subjectId });
      return isSeen ? this.households.findHousehold(tx, person.householdId) : undefined;
    });
  }
}

function noNumber(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: '这不是有效的公民身份号码,请核对18位号码',
    en: 'this is no valid resident number: check its 18 characters',
  });
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日按证件号码查找的次数已达上限,请明日再试或联系管理员',
    en: 'the daily number of searches by resident number is used up, try tomorrow or ask the administrator',
  });
}
