/** Promises that revisits after entry and exit are owed in time, and written down one round at once: all of them, or none. */
import { RevisitOccasion, RevisitOutcome } from '../../schema/revisit/revisit';
import type { CompleteRevisitRoundInput } from '../../schema/revisit/inputs';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import { revisitAfterDays } from '../claim/delivery.service';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { HouseholdRepository } from '../household/household.repository';
import type { Actor } from '../identity/actor';
import { areasManaged } from '../need/need.policy';
import type { RegisterEntryRow } from '../register/register.repository';
import type { RevisitRepository, RevisitRow, VisitToWrite } from './revisit.repository';
import { retryAfterDays } from './revisit.service';

export interface RoundDone {
  readonly done: number;
  readonly owedAgain: number;
}

const visitMaximum = 200;

export class RevisitRoundService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly households: HouseholdRepository,
    private readonly revisits: RevisitRepository,
  ) {}

  /** Reaction: whoever entered is visited 30 days later; who entered before the register was kept here is not. */
  async followEntries(tx: Transaction, entries: readonly RegisterEntryRow[]): Promise<void> {
    const owed = entries
      .filter((entry) => !entry.isStock)
      .map((entry) => ({ ...placeOf(entry), from: entry.enteredOn }));
    if (owed.length > 0) await this.revisits.oweForEntries(tx, owed, RevisitOccasion.REGISTER_ENTRY, revisitAfterDays);
  }

  /** Reaction: whoever left is visited 30 days later. */
  async followExits(tx: Transaction, entries: readonly RegisterEntryRow[]): Promise<void> {
    const owed = entries.map((entry) => ({ ...placeOf(entry), from: entry.exitedOn! }));
    await this.revisits.oweForEntries(tx, owed, RevisitOccasion.REGISTER_EXIT, revisitAfterDays);
  }

  /** Writes a round down. Announces RevisitRoundCompleted once. */
  completeRound(actor: Actor, input: CompleteRevisitRoundInput): Promise<RoundDone | Refusal> {
    const visits = input.visits.map((visit) => ({
      ...{ id: localId('Revisit', visit.revisitId), outcome: visit.outcome, visitedOn: visit.visitedOn },
      satisfaction: visit.satisfaction ?? undefined,
    }));
    return this.database.transaction(async (tx) => {
      const owedAgain = visits.filter((visit) => visit.outcome === RevisitOutcome.NOT_REACHED).length;
      const line = {
        ...{ accountId: actor.accountId, operation: 'completeRevisitRound', subjectType: 'RevisitRound' },
        ...{ subjectId: input.commandId, details: { done: visits.length, owedAgain } },
      };
      const once = await this.audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return { done: visits.length, owedAgain };
      const mistake = mistakeIn(visits, (await this.households.readCalendar(tx)).today);
      if (mistake) return mistake;
      const areaCodes = areasManaged(actor);
      const done = await this.revisits.completeRound(tx, visits, { accountId: actor.accountId, areaCodes });
      if (done.length < visits.length) {
        const found = new Set(done.map((row) => row.id));
        return notOwed(visits.findIndex((visit) => !found.has(visit.id)));
      }
      await this.oweAgain(tx, done);
      await append(tx, {
        type: 'RevisitRoundCompleted',
        subjectId: input.commandId,
        audience: done.flatMap((row) => areaChainScopes(row.areaCode.slice(0, 12))),
        payload: { done: done.length, owedAgain },
      });
      return { done: done.length, owedAgain };
    });
  }

  /** Another try for those who were not met, some days after it. */
  async oweAgain(tx: Transaction, done: readonly RevisitRow[]): Promise<void> {
    for (const occasion of [RevisitOccasion.REGISTER_ENTRY, RevisitOccasion.REGISTER_EXIT]) {
      const missed = done.filter((row) => row.occasion === occasion && row.outcome === RevisitOutcome.NOT_REACHED);
      const owed = missed.map((row) => ({
        ...{ entryId: row.entryId!, householdId: row.householdId, areaCode: row.areaCode, from: row.visitedOn! },
      }));
      if (owed.length > 0) await this.revisits.oweForEntries(tx, owed, occasion, retryAfterDays);
    }
  }
}

function placeOf(entry: RegisterEntryRow) {
  return { entryId: entry.id, householdId: entry.householdId, areaCode: entry.areaCode };
}

function mistakeIn(visits: readonly VisitToWrite[], today: string): InvalidInput | undefined {
  if (visits.length < 1 || visits.length > visitMaximum)
    return invalid('visits', `每次须为 1 至 ${visitMaximum} 条。`, `A round has 1 to ${visitMaximum} revisits.`);
  if (new Set(visits.map((visit) => visit.id)).size < visits.length)
    return invalid('visits', '同一回访填写了两次。', 'The same revisit stands twice.');
  const late = visits.findIndex((visit) => visit.visitedOn > today);
  if (late >= 0) return invalid(`visits.${late}.visitedOn`, '日期不能晚于今天。', 'The day must not be after today.');
  const asked = visits.findIndex((visit) => visit.outcome === RevisitOutcome.NOT_REACHED && visit.satisfaction);
  return asked < 0
    ? undefined
    : invalid(`visits.${asked}.satisfaction`, '未见到时不填满意度。', 'Nobody was met who could say it.');
}

function notOwed(index: number): InvalidInput {
  return invalid(
    `visits.${index}.revisitId`,
    '没有此项应办的纳入或退出回访，或不在您的辖区。',
    'No such revisit after entry or exit is owed, or not in your area.',
  );
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
