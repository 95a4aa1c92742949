/** Promises one way for every command on a case: audit line first, then the case through the actor's eyes, its state, the change, the news. */
import { CaseStatus } from '../../schema/casework/enums';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import { Commands } from '../audit/commands';
import type { Database, Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { accountScope, areaChainScopes } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { HouseholdRepository } from '../household/household.repository';
import type { HouseholdKey, IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { ActorRepository } from '../identity/actor.repository';
import type { CaseRepository, CaseRow, ProvidedCase } from './case.repository';
import { isEligible, isRestricted, viewerOf } from './casework.policy';

export interface CommandParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly cases: CaseRepository;
  readonly actors: Pick<ActorRepository, 'ofAccount'>;
}

export interface CaseCommand {
  readonly operation: string;
  /** Made by the client. */
  readonly id: string;
  /** As the client names it. */
  readonly caseId: string;
  readonly event: EventType;
  /** In which states it is possible; all but CLOSED when left out. */
  readonly in?: readonly CaseStatus[];
  /** Whether an opening by the bureau is enough. */
  readonly byReader?: boolean;
}

const notClosed = [CaseStatus.OPEN, CaseStatus.ASSESSED, CaseStatus.IN_SERVICE];

/** What audit lines of this room are about, where that there is one may be a secret. */
export const caseSubjects = ['CareCase', 'MediaAppeal'];

export class CaseCommands extends Commands {
  constructor(private readonly parts: CommandParts) {
    super(parts.database, parts.audit);
  }

  /** The case as the change left it. What the actor does not see is answered as what is not there. */
  async change(
    actor: Actor,
    command: CaseCommand,
    input: unknown,
    work: (tx: Transaction, row: CaseRow) => Promise<Refusal | undefined>,
  ): Promise<CaseRow | Refusal> {
    const { cases } = this.parts;
    const id = localId('CareCase', command.caseId);
    const viewer = viewerOf(actor);
    try {
      const line = {
        ...{ accountId: actor.accountId, operation: command.operation, subjectType: 'CareCase', subjectId: id },
      };
      return await this.run<CaseRow>(line, command.id, input, async (tx, repeated) => {
        const row = await cases.lockCase(tx, viewer, id);
        if (row === undefined || (row.sight === 'READ' && !command.byReader)) return new NotFound('CareCase');
        if (repeated) return row;
        const allowed = command.in ?? notClosed;
        if (!allowed.includes(row.status)) return new WrongState(row.status, allowed);
        return this.tellChange(tx, command.event, row, async () => {
          const refusal = await work(tx, row);
          return refusal ?? (await cases.findCase(tx, viewer, id)) ?? row;
        });
      });
    } catch (error) {
      // An id that was made for something else before: a goal, a step, a review.
      if (/_pkey$/.test(violatedConstraint(error) ?? '')) return new IdempotencyMismatch();
      throw error;
    }
  }

  /** Announces a change of a case that is held: who comes on its list hears of it, and who leaves it hears that. */
  async tellChange<Case extends ProvidedCase>(
    tx: Transaction,
    type: EventType,
    row: Case,
    work: () => Promise<Case | Refusal>,
  ): Promise<Case | Refusal> {
    const before = await this.audienceOf(tx, row);
    const after = await work();
    if (isRefusal(after)) return after;
    const audience = [...before, ...(await this.audienceOf(tx, after))];
    await append(tx, { type, subjectId: row.id, audience, payload: { caseId: row.id } });
    return after;
  }

  /** Of a restricted case its list alone; of a general one those who serve the area as well. */
  async audienceOf(statements: Statements, row: ProvidedCase): Promise<string[]> {
    const list = (await this.parts.cases.accessOf(statements, row.id)).filter((one) => one.until === null);
    const accounts: string[] = [];
    for (const { accountId } of list) {
      // A place on the list of somebody who left the area or the provider tells nothing.
      const holder = await this.parts.actors.ofAccount(statements, accountId);
      if (holder && isEligible(holder, row)) accounts.push(accountScope(accountId));
    }
    return isRestricted(row.kind) ? accounts : [...areaChainScopes(row.areaCode), ...accounts];
  }

  /** The key of a household that was not erased. */
  async keyOf(statements: Statements, householdId: string): Promise<HouseholdKey | undefined> {
    const sealed = await this.parts.households.findSealed(statements, householdId);
    if (!sealed?.household.dataKey) return undefined;
    return this.parts.vault.openKey(householdId, sealed.household.dataKey);
  }
}

/** Where a text of casework stands: the place is bound into its seal. */
export function placeOf(table: string, column: string, rowId: string) {
  return { table, column, rowId };
}

const reviewDaysMaximum = 180;

/** A day of a next review: after today, within 180 days. */
export function checkReviewDay(field: string, day: string, today: string): InvalidInput | undefined {
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  if (days >= 1 && days <= reviewDaysMaximum) return undefined;
  return new InvalidInput(field, {
    zh: `评审日须在今天之后、${reviewDaysMaximum} 天之内。请改正后重试。`,
    en: `The day of the review comes after today and within ${reviewDaysMaximum} days. Correct it and try again.`,
  });
}
