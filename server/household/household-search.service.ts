/** Promises that a household is found by the whole resident number of a person or the whole code of its card only, each search written down, never by trying. */
import { Fault } from '../../schema/fault';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import { readCardCode } from './card-code';
import type { ContactCardService } from './contact-card.service';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, HouseholdRow } from './household.repository';
import { readResidentNumber } from './resident-number';
import type { IdentityVault } from './vault';

type Operation = 'findHouseholdOfPerson' | 'findHouseholdOfCard';

/** Searches of one kind by one account within a day before it is refused, found or not. */
const searchesPerDay = 100;
const hours = 24;

export class HouseholdSearchService {
  constructor(
    private readonly database: Database,
    private readonly vault: Pick<IdentityVault, 'residentNumberIndex'>,
    private readonly households: HouseholdRepository,
    private readonly cards: Pick<ContactCardService, 'cardOpens' | 'countMalformed' | 'recordMalformed'>,
    private readonly audit: AuditTrail,
  ) {}

  /** Undefined for who is in no household, and likewise for whose household is not the actor's to see. The number is written nowhere. */
  findByResidentNumber(actor: Actor, written: string): Promise<HouseholdRow | undefined> {
    return this.database.transaction(async (tx) => {
      const reading = readResidentNumber(written, (await this.households.readCalendar(tx)).today);
      if ('mistake' in reading) throw noNumber();
      return this.search(tx, actor, 'findHouseholdOfPerson', async () => {
        const index = this.vault.residentNumberIndex(reading.number);
        return (await this.households.householdsOfPersons(tx, [index]))[0]?.householdId;
      });
    });
  }

  /** Undefined for a code that opens nothing, for one that has been replaced, and for a household that is not the actor's to see. */
  async findByCard(actor: Actor, written: string): Promise<HouseholdRow | undefined> {
    const code = readCardCode(written);
    if (code === undefined) {
      await this.database.transaction((tx) => this.refuseMalformed(tx, actor));
      throw noCode();
    }
    return this.database.transaction((tx) =>
      this.search(tx, actor, 'findHouseholdOfCard', () => this.cards.cardOpens(tx, code)),
    );
  }

  /** What is no code is no search, and not for the audit; it is counted all the same. */
  private async refuseMalformed(tx: Transaction, actor: Actor): Promise<void> {
    await this.requireLeft(tx, actor, 'findHouseholdOfCard');
    await this.cards.recordMalformed(tx, actor.accountId, hours);
  }

  private async requireLeft(tx: Transaction, actor: Actor, operation: Operation): Promise<void> {
    const searches = await this.audit.countInTurn(tx, actor.accountId, operation, hours);
    const malformed =
      operation === 'findHouseholdOfCard' ? await this.cards.countMalformed(tx, actor.accountId, hours) : 0;
    if (searches + malformed >= searchesPerDay) throw tooMany();
  }

  private async search(
    tx: Transaction,
    actor: Actor,
    operation: Operation,
    find: () => Promise<string | undefined>,
  ): Promise<HouseholdRow | undefined> {
    await this.requireLeft(tx, actor, operation);
    const householdId = await find();
    const household = householdId === undefined ? undefined : await this.households.findHousehold(tx, householdId);
    const seen = household && householdPolicy.maySee(actor, household) ? household : undefined;
    await this.audit.record(tx, {
      ...{ accountId: actor.accountId, operation },
      ...{ subjectType: 'Household', subjectId: seen?.id },
    });
    return seen;
  }
}

function noNumber(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: '这不是有效的公民身份号码，请核对18位号码',
    en: 'this is no valid resident number: check its 18 characters',
  });
}

function noCode(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: '这不是联络卡的卡码，请核对16位卡码',
    en: 'this is no code of a contact card: check its 16 characters',
  });
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日查找家庭的次数已达上限，请明日再试或联系管理员',
    en: 'the daily number of searches for a household is used up, try tomorrow or ask the administrator',
  });
}
