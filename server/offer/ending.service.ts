/** Promises that an offer ends once, by an answer, by the clock or with its need, and that the need moves on in the same transaction. */
import { localId } from '../../schema/global-id';
import { NeedStatus } from '../../schema/need/enums';
import { OfferOrigin, OfferStatus, type OfferWithdrawalReason } from '../../schema/offer/enums';
import type { DeclineOfferInput } from '../../schema/offer/inputs';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Commands } from '../audit/commands';
import type { OfferTiming } from '../config';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { HouseholdService } from '../household/household.service';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OpeningService, Supply } from '../referral/opening.service';
import { maySeeOffer, mayAnswer, statusOf } from './offer.policy';
import type { OfferEnd, OfferRepository, OfferRow } from './offer.repository';

export interface OfferEndingParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly commands: Commands;
  readonly needs: NeedRepository;
  readonly households: Pick<HouseholdService, 'revealsIdentity'>;
  readonly openings: OpeningService;
  readonly offers: OfferRepository;
  readonly timing: OfferTiming;
}

const events = { DECLINED: 'OfferDeclined', LAPSED: 'OfferLapsed', WITHDRAWN: 'OfferWithdrawn' } as const;
const operations = { LAPSED: 'lapseOffer', WITHDRAWN: 'withdrawOffer' } as const;

export class OfferEndingService {
  constructor(private readonly parts: OfferEndingParts) {}

  /**
   * The organisation's no to an offer, with its coded reason. Refuses one that has ended, and a note that names the household.
   * The need waits for the next offer, or opens at once when enough were asked. A retry with the same id answers as before.
   * Announces OfferDeclined.
   */
  declineOffer(actor: Actor, input: DeclineOfferInput): Promise<OfferRow | Refusal> {
    const { commands, needs, offers, households } = this.parts;
    const { accountId } = actor;
    const { commandId, reason } = input;
    const id = localId('Offer', input.offerId);
    const line = { accountId, operation: 'declineOffer', subjectType: 'Offer', subjectId: id, details: { reason } };
    return commands.run<OfferRow>(line, commandId, input, async (tx, repeated) => {
      const found = await offers.findOffer(tx, id);
      const need = found && (await needs.lockNeed(tx, found.needId));
      if (!found || !need || !maySeeOffer(actor, found, need)) return new NotFound('Offer');
      if (!mayAnswer(actor, found)) throw forbidden();
      if (repeated) return found;
      const note = input.note == null ? undefined : requireText('note', input.note, { maximum: 500, multiline: true });
      if (isRefusal(note)) return note;
      if (note !== undefined && (await households.revealsIdentity(tx, need.householdId, note)).length > 0)
        return revealingNote();
      const answer = { to: OfferStatus.DECLINED, when: 'RUNNING', reason, note, answeredBy: accountId } as const;
      const ended = await this.end(tx, need, id, answer);
      if (!ended) return new WrongState(statusOf((await offers.findOffer(tx, id))!), [OfferStatus.OFFERED]);
      await this.moveOn(tx, need, ended, 'AS_COMMITTED');
      return ended;
    });
  }

  /** Whatever is due by the clock of the database: offers lapse, needs open, each in a transaction of its own. Returns how many did. */
  async tendAll(limit = 500): Promise<number> {
    const { database, needs, offers } = this.parts;
    const over = await offers.listOver(database, limit);
    const due = await needs.listHeldBack(database, { due: true, limit });
    let tended = 0;
    for (const needId of new Set([...over.map((offer) => offer.needId), ...due.map((need) => need.id)]))
      if (await this.tend(needId)) tended += 1;
    return tended;
  }

  /** What is due for one need; exactly one of any number of callers does it. */
  tend(needId: string): Promise<boolean> {
    const { database, needs, offers, openings } = this.parts;
    return database.transaction(async (tx) => {
      const need = await needs.lockNeed(tx, needId);
      if (!need) return false;
      if (await openings.openNeed(tx, needId, 'DUE', 'AS_COMMITTED')) return true;
      const [standing] = await offers.findStanding(tx, [needId]);
      const lapsed =
        standing && (await this.endOnRecord(tx, need, standing.id, { to: OfferStatus.LAPSED, when: 'OVER' }));
      if (!lapsed) return false;
      await this.moveOn(tx, need, lapsed, 'AS_COMMITTED');
      return true;
    });
  }

  /** Reaction: a need that opens is offered to nobody any more. */
  async lapseOf(tx: Transaction, need: NeedRow): Promise<void> {
    for (const standing of await this.parts.offers.findStanding(tx, [need.id]))
      await this.endOnRecord(tx, need, standing.id, { to: OfferStatus.LAPSED, when: 'OVER' });
  }

  /** Reaction: what has ended is offered to nobody any more. Returns the organisation that was asked; it is to hear of the end. */
  async withdrawOf(tx: Transaction, need: NeedRow, reason: OfferWithdrawalReason): Promise<string[]> {
    const told: string[] = [];
    for (const standing of await this.parts.offers.findStanding(tx, [need.id])) {
      const ended = await this.endOnRecord(tx, need, standing.id, { to: OfferStatus.WITHDRAWN, when: 'ANY', reason });
      if (ended) told.push(ended.organisationId);
    }
    return told;
  }

  /** Reaction: a suspended organisation is asked nothing any more; its needs move on. */
  async withdrawFrom(tx: Transaction, organisationId: string): Promise<void> {
    const { needs, offers } = this.parts;
    for (const standing of await offers.listStandingOf(tx, organisationId)) {
      const need = (await needs.lockNeed(tx, standing.needId))!;
      const reason = 'ORGANISATION_SUSPENDED';
      const ended = await this.endOnRecord(tx, need, standing.id, { to: OfferStatus.WITHDRAWN, when: 'ANY', reason });
      // The suspension itself is not committed yet.
      if (ended) await this.moveOn(tx, need, ended, 'CHANGED_HERE');
    }
  }

  /** With rounds left the need waits for its next offer; else it opens at once. */
  private async moveOn(tx: Transaction, need: NeedRow, ended: OfferRow, supply: Supply): Promise<void> {
    if (need.status !== NeedStatus.OFFERED) return;
    if (ended.origin === OfferOrigin.FEDERATION || ended.round >= this.parts.timing.rounds)
      await this.parts.openings.openNeed(tx, need.id, 'NOW', supply);
  }

  /** What no command of a client asked for: the line says what became of the offer. */
  private async endOnRecord(
    tx: Transaction,
    need: NeedRow,
    offerId: string,
    end: OfferEnd & { readonly to: OfferStatus.LAPSED | OfferStatus.WITHDRAWN },
  ): Promise<OfferRow | undefined> {
    const row = await this.end(tx, need, offerId, end);
    if (row)
      await this.parts.audit.record(tx, {
        operation: operations[end.to],
        subjectType: 'Offer',
        subjectId: row.id,
        details: {
          ...{ needId: need.id, organisationId: row.organisationId, round: row.round },
          reason: row.reason ?? undefined,
        },
      });
    return row;
  }

  private async end(tx: Transaction, need: NeedRow, offerId: string, end: OfferEnd): Promise<OfferRow | undefined> {
    const row = await this.parts.offers.endOffer(tx, offerId, end);
    if (!row) return undefined;
    const { organisationId, round, reason } = row;
    await append(tx, {
      type: events[end.to],
      subjectId: row.id,
      audience: [organisationScope(organisationId), ...areaChainScopes(need.areaCode)],
      payload: { needId: need.id, offerId: row.id, organisationId, round, status: row.status, reason },
    });
    return row;
  }
}

function revealingNote(): InvalidInput {
  return new InvalidInput('note', {
    zh: '说明文字含有可识别家庭身份的信息。请删去姓名、电话、住址和证件号码后重试。',
    en: 'The note tells who the household is. Remove names, phones, addresses and numbers, then try again.',
  });
}
