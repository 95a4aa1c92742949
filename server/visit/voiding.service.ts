/** Promises that a wrong trigger is void by the word of the street or the bureau, and that nobody is looked for because of it any more. */
import { localId } from '../../schema/global-id';
import type { Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { FoundPersonOutcome, VisitClosingReason } from '../../schema/visit/enums';
import type { VoidTriggerInput } from '../../schema/visit/inputs';
import type { Commands } from '../audit/commands';
import type { Database, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import { forbidden } from '../identity/actor';
import { announceObligation } from './announcing';
import type { FoundPersonRepository } from './found-person.repository';
import { owedStates } from './rules';
import { mayVoid, servesPlace } from './visit.policy';
import type { VisitObligationRepository, VisitObligationRow } from './visit-obligation.repository';

export class VoidingService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly found: FoundPersonRepository,
    private readonly obligations: VisitObligationRepository,
  ) {}

  /** Closes the visit that the trigger obliged to; what other triggers oblige to stands. Refuses what was visited or closed before. */
  voidTrigger(actor: Actor, input: VoidTriggerInput): Promise<VisitObligationRow | Refusal> {
    const id = localId('VisitObligation', input.obligationId);
    const line = {
      ...{ accountId: actor.accountId, operation: 'voidTrigger', subjectType: 'VisitObligation', subjectId: id },
      details: { reason: input.reason },
    };
    return this.commands.run<VisitObligationRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await this.obligations.findObligation(tx, id);
      if (!row || !servesPlace(actor, row)) return new NotFound('VisitObligation');
      if (!mayVoid(actor, row)) throw forbidden();
      if (repeated) return row;
      // The person before what is owed to it, as records of visits hold them.
      if (row.foundPersonId) await this.found.lockPerson(tx, row.foundPersonId);
      const closed = await this.obligations.close(tx, id, VisitClosingReason[input.reason], actor.accountId);
      if (!closed) return new WrongState((await this.obligations.findObligation(tx, id))!.state, owedStates);
      await announceObligation(tx, 'VisitClosed', closed);
      if (closed.foundPersonId) await this.letGo(tx, closed.foundPersonId);
      return closed;
    });
  }

  /** Ends what is owed to a household that is erased, in the transaction of the erasure. */
  async endOfHousehold(tx: Transaction, householdId: string, accountId: string): Promise<void> {
    for (const row of await this.obligations.closeOfErased(tx, householdId, accountId))
      await announceObligation(tx, 'VisitClosed', row);
  }

  /** For the job: what a file brought to a household while it was erased. Returns how many were closed. */
  endOfErased(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await this.obligations.closeOfErased(tx);
      for (const row of rows) await announceObligation(tx, 'VisitClosed', row);
      return rows.length;
    });
  }

  /** Who the person is said to be is kept only while a visit is owed to it. */
  private async letGo(tx: Transaction, foundPersonId: string): Promise<void> {
    const left = await this.obligations.openOfFoundPerson(tx, foundPersonId);
    if (left.length === 0) await this.found.settle(tx, foundPersonId, FoundPersonOutcome.VOIDED);
  }
}
