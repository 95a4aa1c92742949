/** Promises that what is owed is revisited: announced once on its day, listed while owed, and closing or reopening the need it is about. */
import type { CompleteRevisitInput } from '../../schema/revisit/inputs';
import { RevisitOccasion, RevisitOutcome } from '../../schema/revisit/revisit';
import { localId } from '../../schema/global-id';
import { NeedStatus } from '../../schema/need/enums';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import { oversees } from '../claim/claim.policy';
import type { ClaimRepository } from '../claim/claim.repository';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { HouseholdRepository } from '../household/household.repository';
import type { IdentityVault, Place } from '../household/vault';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { RevisitListing, RevisitRepository, RevisitRow } from './revisit.repository';

const ended = [NeedStatus.FULFILLED, NeedStatus.PARTIALLY_MET, NeedStatus.NOT_MET];
const reopenable = [...ended, NeedStatus.CLOSED];
const noteLimits = { maximum: 2_000, multiline: true };
/** When nobody was met the obligation stays: another try after so many days. */
export const retryAfterDays = 7;
const announceBatch = 200;

export interface RevisitParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly needs: NeedRepository;
  readonly claims: ClaimRepository;
  readonly revisits: RevisitRepository;
  /** Owes another revisit of an entry or exit to those who were not met. */
  readonly rounds: { oweAgain(tx: Transaction, done: readonly RevisitRow[]): Promise<void> };
}

function placeOf(revisitId: string): Place {
  return { table: 'revisit', column: 'remark', rowId: revisitId };
}

export class RevisitService {
  constructor(private readonly parts: RevisitParts) {}

  /** Revisits of an area that the actor serves. Throws FORBIDDEN for any other area. */
  async listRevisits(actor: Actor, listing: RevisitListing): Promise<RevisitRow[]> {
    if (!oversees(actor, listing.areaCode)) throw forbidden();
    return this.parts.revisits.listRevisits(this.parts.database, listing);
  }

  /** The revisit with a global id; undefined when there is none for the actor. */
  async findVisible(actor: Actor, id: string): Promise<RevisitRow | undefined> {
    const row = await this.parts.revisits.findRevisit(this.parts.database, localId('Revisit', id));
    return row && oversees(actor, row.areaCode) ? row : undefined;
  }

  /** The remarks of revisits that the caller was shown, opened; none of households whose key was destroyed. */
  async remarksOf(ids: readonly string[]): Promise<Map<string, string>> {
    const { database, households, revisits, vault } = this.parts;
    const remarks = new Map<string, string>();
    for (const { id, householdId, remark } of await revisits.sealedRemarks(database, ids)) {
      const dataKey = (await households.findSealed(database, householdId))?.household.dataKey;
      if (dataKey) remarks.set(id, vault.openKey(householdId, dataKey).open(placeOf(id), remark));
    }
    return remarks;
  }

  /**
   * Writes down what the revisit found. After a delivery: NEED_MET closes a need that is through and owes no other revisit; NEED_REMAINS
   * puts it back to VERIFIED for a new round. After entry or exit NEED_REMAINS may do that to a need of the household that is named.
   * NOT_REACHED owes another revisit in 7 days. Sent again with the same id it is answered with the revisit as it is. Announces RevisitCompleted, and NeedClosed when it closes.
   */
  async completeRevisit(actor: Actor, input: CompleteRevisitInput): Promise<RevisitRow | Refusal> {
    const note = input.note ? requireText('note', input.note, noteLimits) : undefined;
    if (isRefusal(note)) return note;
    return this.parts.database.transaction(async (tx) => {
      const { audit, revisits, needs } = this.parts;
      const line = {
        ...{ accountId: actor.accountId, operation: 'completeRevisit', subjectType: 'Revisit' },
        ...{ subjectId: localId('Revisit', input.revisitId), details: { outcome: input.outcome } },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const found = await revisits.findRevisit(tx, line.subjectId);
      if (!found || !oversees(actor, found.areaCode)) return new NotFound('Revisit');
      if (once === 'repeated') return found;
      const mistake = await this.mistakeIn(tx, input, found);
      if (mistake) return mistake;
      const needId = found.needId ?? (input.reopenNeedId ? localId('Need', input.reopenNeedId) : undefined);
      const need = needId === undefined ? undefined : await needs.lockNeed(tx, needId);
      if (input.reopenNeedId && !mayReopen(found, need)) return notReopenable();
      const remark = note === undefined ? undefined : await this.seal(tx, found, note);
      if (isRefusal(remark)) return remark;
      const done = await revisits.completeRevisit(tx, found.id, {
        ...{ doneBy: actor.accountId, outcome: input.outcome, satisfaction: input.satisfaction ?? undefined },
        ...{ visitedOn: input.visitedOn ?? undefined, remark },
      });
      if (!done) return new WrongState('DONE', ['OWED']);
      await this.announce(tx, done, need, await this.conclude(tx, done, need));
      return done;
    });
  }

  /** Announces each revisit on its day, once, however many servers do it. Returns how many. For the job. */
  async announceDue(): Promise<number> {
    for (let total = 0; ;) {
      const announced = await this.parts.database.transaction(async (tx) => {
        const due = await this.parts.revisits.announceDue(tx, announceBatch);
        for (const revisit of due)
          await append(tx, {
            type: revisit.needId === null ? 'RegisterRevisitDue' : 'RevisitDue',
            subjectId: revisit.id,
            audience: areaChainScopes(revisit.areaCode),
            payload: { ...subjectOf(revisit), revisitId: revisit.id, dueOn: revisit.dueOn },
          });
        return due.length;
      });
      total += announced;
      if (announced < announceBatch) return total;
    }
  }

  private async mistakeIn(
    tx: Transaction,
    input: CompleteRevisitInput,
    found: RevisitRow,
  ): Promise<InvalidInput | undefined> {
    if (input.visitedOn && input.visitedOn > (await this.parts.households.readCalendar(tx)).today)
      return new InvalidInput('visitedOn', {
        zh: '日期不能晚于今天。请改正后重试。',
        en: 'The day must not be after today. Correct it and try again.',
      });
    if (!input.reopenNeedId) return undefined;
    const fits = found.needId === null && input.outcome === RevisitOutcome.NEED_REMAINS;
    return fits ? undefined : notReopenable();
  }

  private async seal(tx: Transaction, found: RevisitRow, note: string): Promise<Buffer | InvalidInput> {
    const { households, vault } = this.parts;
    const householdId = found.householdId;
    const dataKey = householdId && (await households.findSealed(tx, householdId))?.household.dataKey;
    if (!dataKey)
      return new InvalidInput('note', {
        zh: '此人尚无登记的家庭，不能写备注。请先登记家庭。',
        en: 'No household is registered for this person, so no note can be sealed. Register it first.',
      });
    return vault.openKey(householdId, dataKey).seal(placeOf(found.id), note);
  }

  /** Where the need stands afterwards; undefined where none is concerned. */
  private async conclude(
    tx: Transaction,
    done: RevisitRow,
    need: NeedRow | undefined,
  ): Promise<NeedStatus | undefined> {
    const { claims, needs, revisits, rounds } = this.parts;
    const outcome = done.outcome!;
    if (outcome === RevisitOutcome.NOT_REACHED) {
      if (done.needId === null) await rounds.oweAgain(tx, [done]);
      else await revisits.insertRevisit(tx, need!, retryAfterDays);
      return need?.status;
    }
    if (!need) return undefined;
    if (outcome === RevisitOutcome.NEED_REMAINS)
      return (await claims.reopenNeed(tx, need.id, done.needId === null ? reopenable : ended))
        ? NeedStatus.VERIFIED
        : need.status;
    if ((await revisits.countOwed(tx, need.id)) > 0) return need.status;
    const closed = await needs.setStatus(tx, need.id, ended, NeedStatus.CLOSED);
    if (!closed) return need.status;
    await append(tx, {
      type: 'NeedClosed',
      subjectId: need.id,
      audience: areaChainScopes(need.areaCode),
      payload: { needId: need.id, status: closed.status },
    });
    return closed.status;
  }

  private async announce(
    tx: Transaction,
    done: RevisitRow,
    need: NeedRow | undefined,
    needStatus: NeedStatus | undefined,
  ): Promise<void> {
    const states = { ...subjectOf(done), needId: need?.id, revisitId: done.id, outcome: done.outcome, needStatus };
    await append(tx, {
      type: need ? 'RevisitCompleted' : 'RegisterRevisitCompleted',
      subjectId: done.id,
      audience: areaChainScopes(done.areaCode),
      payload: states,
    });
  }
}

function subjectOf({ needId, entryId, occasion }: RevisitRow): Record<string, unknown> {
  return occasion === RevisitOccasion.DELIVERY ? { needId } : { entryId, occasion };
}

function mayReopen(found: RevisitRow, need: NeedRow | undefined): boolean {
  return need !== undefined && need.householdId === found.householdId && reopenable.includes(need.status);
}

function notReopenable(): InvalidInput {
  return new InvalidInput('reopenNeedId', {
    zh: '只能在纳入或退出回访、结果为“需求仍存在”时，重新打开该家庭已办结的需求。请改正后重试。',
    en: 'Only a revisit after entry or exit that finds a need remains may reopen one of the household that was served. Correct it and try again.',
  });
}
