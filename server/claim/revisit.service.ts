/** Promises that a confirmed delivery is revisited: announced once on its day, listed while owed, and closing or reopening the need. */
import type { CompleteRevisitInput } from '../../schema/claim/inputs';
import { RevisitOutcome, type Revisit } from '../../schema/claim/revisit';
import { localId } from '../../schema/global-id';
import { NeedStatus } from '../../schema/need/enums';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { InvalidInput } from '../../schema/refusals';
import { NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import { oversees } from './claim.policy';
import type { ClaimRepository } from './claim.repository';
import { presentRevisit } from './present';
import type { RevisitListing, RevisitRepository, RevisitRow } from './revisit.repository';

const ended = [NeedStatus.FULFILLED, NeedStatus.PARTIALLY_MET, NeedStatus.NOT_MET];
const noteLimits = { maximum: 2_000, multiline: true };
/** When nobody was met the obligation stays: another try after so many days. */
const retryAfterDays = 7;
const announceBatch = 200;

export class RevisitService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
    private readonly revisits: RevisitRepository,
  ) {}

  /** Open revisits of an area that the actor serves. Throws FORBIDDEN for any other area. */
  async listRevisits(actor: Actor, listing: RevisitListing): Promise<RevisitRow[]> {
    if (!oversees(actor, listing.areaCode)) throw forbidden();
    return this.revisits.listRevisits(this.database, listing);
  }

  /** The revisit with a global id, as the contract has it; undefined when there is none for the actor. */
  async findVisible(actor: Actor, id: string): Promise<Revisit | undefined> {
    const row = await this.revisits.findRevisit(this.database, localId('Revisit', id));
    return row && oversees(actor, row.areaCode) ? presentRevisit(row) : undefined;
  }

  /**
   * Writes down what the revisit found. NEED_MET closes a need that is through and owes no other revisit; NEED_REMAINS puts it
   * back to VERIFIED for a new round, nothing of it claimed, so that an adviser refers it again; NOT_REACHED owes another
   * revisit in 7 days. Announces RevisitCompleted, and NeedClosed when it closes.
   */
  async completeRevisit(actor: Actor, input: CompleteRevisitInput): Promise<RevisitRow | Refusal> {
    const note: string | undefined | InvalidInput = input.note
      ? requireText('note', input.note, noteLimits)
      : undefined;
    if (isRefusal(note)) return note;
    return this.database.transaction(async (tx) => {
      const found = await this.revisits.findRevisit(tx, localId('Revisit', input.revisitId));
      if (!found || !oversees(actor, found.areaCode)) return new NotFound('Revisit');
      const need = await this.needs.lockNeed(tx, found.needId);
      const done = await this.revisits.completeRevisit(tx, found.id, {
        doneBy: actor.accountId,
        outcome: input.outcome,
        satisfaction: input.satisfaction ?? undefined,
        note,
      });
      if (!done) return new WrongState('DONE', ['OWED']);
      const needStatus = await this.conclude(tx, need!, input.outcome);
      const states = { needId: done.needId, revisitId: done.id, outcome: input.outcome, needStatus };
      await this.audit.record(tx, {
        accountId: actor.accountId,
        operation: 'completeRevisit',
        subjectType: 'Revisit',
        subjectId: done.id,
        details: states,
      });
      await append(tx, {
        type: 'RevisitCompleted',
        subjectId: done.id,
        audience: areaChainScopes(done.areaCode),
        payload: states,
      });
      return done;
    });
  }

  /** Announces each revisit on its day, once, however many servers do it. Returns how many. For the job. */
  async announceDue(): Promise<number> {
    for (let total = 0; ;) {
      const announced = await this.database.transaction(async (tx) => {
        const due = await this.revisits.announceDue(tx, announceBatch);
        for (const revisit of due)
          await append(tx, {
            type: 'RevisitDue',
            subjectId: revisit.id,
            audience: areaChainScopes(revisit.areaCode),
            payload: { needId: revisit.needId, revisitId: revisit.id, dueOn: revisit.dueOn },
          });
        return due.length;
      });
      total += announced;
      if (announced < announceBatch) return total;
    }
  }

  private async conclude(tx: Transaction, need: NeedRow, outcome: RevisitOutcome): Promise<NeedStatus> {
    if (outcome === RevisitOutcome.NOT_REACHED) {
      await this.revisits.insertRevisit(tx, need, retryAfterDays);
      return need.status;
    }
    if (outcome === RevisitOutcome.NEED_REMAINS)
      return (await this.claims.reopenNeed(tx, need.id)) ? NeedStatus.VERIFIED : need.status;
    if ((await this.revisits.countOwed(tx, need.id)) > 0) return need.status;
    const closed = await this.needs.setStatus(tx, need.id, ended, NeedStatus.CLOSED);
    if (!closed) return need.status;
    await append(tx, {
      type: 'NeedClosed',
      subjectId: need.id,
      audience: areaChainScopes(need.areaCode),
      payload: { needId: need.id, status: closed.status },
    });
    return closed.status;
  }
}
