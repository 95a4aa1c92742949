/** Promises households under long-term watch (长期重点关注): begun with a reason, reviewed at an interval, ended by a review, each reading written down. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { WatchOutcome } from '../../schema/casework/enums';
import { WatchRecord, WatchReview, type ReviewWatchInput, type WatchHouseholdInput } from '../../schema/casework/watch';
import { globalId, localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { Transaction } from '../database/database';
import { householdPolicy } from '../household/household.policy';
import { notYours } from '../household/reading';
import { forbidden, type Actor } from '../identity/actor';
import { placeOf, type CaseCommands, type CommandParts } from './command';
import { writeCareReading, type ReadingParts } from './reading';
import type { WatchRepository, WatchRow } from './watch.repository';

const intervalMinimum = 7;
const intervalMaximum = 180;

export class WatchService {
  constructor(
    private readonly parts: CommandParts & ReadingParts & { readonly watches: WatchRepository },
    private readonly commands: CaseCommands,
  ) {}

  async watchHousehold(actor: Actor, input: WatchHouseholdInput): Promise<WatchRow | Refusal> {
    const { households, watches } = this.parts;
    const householdId = localId('Household', input.householdId);
    const id = input.watchId;
    try {
      const line = lineOf(actor, 'watchHousehold', id);
      return await this.commands.run<WatchRow>(line, id, input, async (tx, repeated) => {
        const household = await households.findHousehold(tx, householdId);
        if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
        if (repeated) return (await watches.findWatch(tx, id))!;
        const { intervalDays } = input;
        if (!Number.isInteger(intervalDays) || intervalDays < intervalMinimum || intervalDays > intervalMaximum)
          return new InvalidInput('intervalDays', {
            zh: `复核间隔为 ${intervalMinimum} 到 ${intervalMaximum} 天。`,
            en: `The interval is ${intervalMinimum} to ${intervalMaximum} days.`,
          });
        const reason = requireText('reason', input.reason, { minimum: 4, maximum: 500, multiline: true });
        if (isRefusal(reason)) return reason;
        const key = await this.commands.keyOf(tx, householdId);
        if (key === undefined) return new NotFound('Household');
        const row = await watches.insertWatch(tx, {
          ...{ id, householdId, areaCode: household.areaCode, intervalDays, startedBy: actor.accountId },
          reason: key.seal(placeOf('household_watch', 'reason', id), reason),
        });
        await this.tell(tx, 'HouseholdWatched', row);
        return row;
      });
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'a_household_is_watched_once_at_a_time') return new WrongState('WATCHED', ['NOT_WATCHED']);
      if (constraint === 'household_watch_pkey') return new IdempotencyMismatch();
      throw error;
    }
  }

  async reviewWatch(actor: Actor, input: ReviewWatchInput): Promise<WatchRow | Refusal> {
    const { watches } = this.parts;
    const id = localId('HouseholdWatch', input.watchId);
    const ends = input.outcome === WatchOutcome.END;
    const line = { ...lineOf(actor, 'reviewWatch', id), details: { outcome: input.outcome } };
    return this.commands.run<WatchRow>(line, input.reviewId, input, async (tx, repeated) => {
      const row = await watches.findWatch(tx, id);
      if (row === undefined || !householdPolicy.maySee(actor, row)) return new NotFound('HouseholdWatch');
      if (repeated) return row;
      const note = requireText('note', input.note, { maximum: 2000, multiline: true });
      if (isRefusal(note)) return note;
      const key = await this.commands.keyOf(tx, row.householdId);
      if (key === undefined) return new NotFound('HouseholdWatch');
      const reviewed = await watches.reviewed(tx, id, ends);
      if (reviewed === undefined) return new WrongState('ENDED', ['WATCHED']);
      await watches.insertReview(tx, {
        ...{ id: input.reviewId, watchId: id, outcome: input.outcome, reviewedBy: actor.accountId },
        note: key.seal(placeOf('household_watch_review', 'note', input.reviewId), note),
      });
      await this.tell(tx, 'WatchReviewed', reviewed);
      return reviewed;
    });
  }

  /** The watches of an area subtree that stand, as far as the actor serves it. */
  listWatches(actor: Actor, areaCode: string, after: { day: string; id: string } | undefined, limit: number) {
    const parts = householdPolicy.partsServed(actor, areaCode);
    if (parts.length === 0) throw forbidden();
    return this.parts.watches.listWatches(this.parts.database, parts, after, limit);
  }

  async findVisible(actor: Actor, id: string): Promise<WatchRow | undefined> {
    const row = await this.parts.watches.findWatch(this.parts.database, id);
    return row && householdPolicy.maySee(actor, row) ? row : undefined;
  }

  /** The watches of households that the caller was shown, ended ones too, the newest first. */
  watchesOf(householdIds: readonly string[]): Promise<WatchRow[]> {
    return this.parts.watches.watchesOf(this.parts.database, householdIds);
  }

  /** What is written of a watch, in the open, for a reason; lives as long as one answer. */
  readRecord(actor: Actor, id: string, reason: string): Promise<WatchRecord> {
    const { database, watches } = this.parts;
    return database.transaction(async (tx) => {
      const row = await watches.findWatch(tx, id);
      const key =
        row && householdPolicy.maySee(actor, row) ? await this.commands.keyOf(tx, row.householdId) : undefined;
      if (row === undefined || key === undefined) throw notYours();
      await writeCareReading(this.parts, tx, {
        ...{ accountId: actor.accountId, operation: 'readWatchRecord', subjectType: 'HouseholdWatch', subjectId: id },
        ...{ householdId: row.householdId, reason },
      });
      const reviews = (await watches.reviewsOf(tx, id)).map((review) =>
        Object.assign(new WatchReview(), {
          note: key.open(placeOf('household_watch_review', 'note', review.id), review.note),
          ...{ outcome: review.outcome, reviewedBy: globalId('Account', review.reviewedBy) },
          reviewedAt: review.reviewedAt,
        }),
      );
      const opened = key.open(placeOf('household_watch', 'reason', id), row.reason);
      return Object.assign(new WatchRecord(), { reason: opened, reviews });
    });
  }

  private tell(tx: Transaction, type: EventType, row: WatchRow): Promise<void> {
    const audience = areaChainScopes(row.areaCode);
    return append(tx, { type, subjectId: row.id, audience, payload: { watchId: row.id } });
  }
}

function lineOf(actor: Actor, operation: string, watchId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'HouseholdWatch', subjectId: watchId };
}
