/** Promises that a contact card's code is shown once, opens one household, and cannot be searched for. */
import { createHash } from 'node:crypto';
import { Fault } from '../../schema/fault';
import type { CardView } from '../../schema/household/contact-card';
import type { IssueContactCardInput } from '../../schema/household/inputs';
import type { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { NotFound } from '../../schema/refusals';
import { isRefusal } from '../../schema/refusal';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import { makeCardCode, readCardCode } from './card-code';
import type { ContactCardRepository, ContactCardRow } from './contact-card.repository';
import { presentCardView } from './present';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository } from './household.repository';
import type { IdentityVault } from './vault';

/** A card, with its code in the answer that issued it. */
export interface IssuedCard {
  readonly card: ContactCardRow;
  readonly code?: string;
}

const failuresAllowed = 10;
const failureMinutes = 15;

export class ContactCardService {
  constructor(
    private readonly database: Database,
    private readonly vault: IdentityVault,
    private readonly households: HouseholdRepository,
    private readonly cards: ContactCardRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Issues a card and ends the earlier one. A retry gets the card without its code: issue another if the first answer was lost. */
  issueContactCard(actor: Actor, input: IssueContactCardInput): Promise<IssuedCard | NotFound | IdempotencyMismatch> {
    const householdId = localId('Household', input.householdId);
    return this.database.transaction(async (tx) => {
      const line = {
        accountId: actor.accountId,
        operation: 'issueContactCard',
        subjectType: 'Household',
        subjectId: householdId,
      };
      const once = await this.audit.recordOnce(tx, line, input.cardId, { householdId });
      if (isRefusal(once)) return once;
      const household = await this.households.lockHousehold(tx, householdId);
      if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      if (once === 'repeated') return { card: (await this.cards.findCard(tx, input.cardId))! };
      await this.cards.revokeCards(tx, householdId);
      const code = makeCardCode();
      const codeHash = this.vault.cardHash(readCardCode(code)!);
      const card = await this.cards.insertCard(tx, {
        id: input.cardId,
        householdId,
        codeHash,
        issuedBy: actor.accountId,
      });
      return { card, code };
    });
  }

  /** The household that a code opens. One hash and one read whatever was typed. Count failures with `withCard`. */
  async cardOpens(statements: Statements, code: string): Promise<string | undefined> {
    return (await this.findByCode(statements, code))?.householdId;
  }

  /** Codes that cannot be any card's, typed by an account within so many hours; they open nothing, so they are no reading to write down. */
  countMalformed(tx: Transaction, accountId: string, hours: number): Promise<number> {
    return this.cards.countAttempts(tx, clientOf(`account ${accountId}`), hours * 60);
  }

  async recordMalformed(tx: Transaction, accountId: string, hours: number): Promise<void> {
    await this.cards.insertAttempt(tx, clientOf(`account ${accountId}`), hours * 60);
  }

  /** What the bearer sees: nothing that names anybody. Undefined when the code opens nothing. */
  async viewByCard(clientHash: string | undefined, code: string): Promise<CardView | undefined> {
    const view = await this.withCard(clientHash, code, 'ContactCard', async (tx, card) => {
      const household = await this.households.findHousehold(tx, card.householdId);
      return presentCardView(card, household!.areaCode.slice(0, 12));
    });
    return isRefusal(view) ? undefined : view;
  }

  /**
   * Runs what the bearer of a card may do, in one transaction. A code that opens nothing is answered as a missing thing of
   * this type and counted against the client; after too many failures LIMIT_EXCEEDED, right code or not.
   */
  async withCard<Result>(
    clientHash: string | undefined,
    code: string,
    type: string,
    work: (tx: Transaction, card: ContactCardRow) => Promise<Result>,
  ): Promise<Result | NotFound> {
    const client = clientOf(clientHash ?? 'unknown client');
    const attemptId = await this.cards.insertAttempt(this.database, client, failureMinutes);
    if ((await this.cards.countAttempts(this.database, client, failureMinutes)) > failuresAllowed) throw tooMany();
    const card = await this.findByCode(this.database, code);
    if (card === undefined) return new NotFound(type);
    await this.cards.deleteAttempt(this.database, attemptId);
    return this.database.transaction(async (tx) => {
      // Read again inside: a card revoked in between opens nothing.
      const current = await this.findByCode(tx, code);
      return current === undefined ? new NotFound(type) : work(tx, current);
    });
  }

  private findByCode(statements: Statements, code: string): Promise<ContactCardRow | undefined> {
    return this.cards.findByHash(statements, this.vault.cardHash(readCardCode(code) ?? ''));
  }
}

function clientOf(name: string): Buffer {
  return createHash('sha256').update(name).digest();
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: `卡码错误次数过多，请${failureMinutes}分钟后再试，或联系社区救助顾问`,
    en: `too many wrong codes, try again in ${failureMinutes} minutes or ask your adviser`,
  });
}
