/** Promises that the ledger follows what happens: household by household from the outbox, and all of it once a day, however often it is asked. */
import type { NeedRepository } from '../need/need.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { eventTypes, type EventType } from '../event/event-type';
import { append, readAfter, readState, type NewEvent, type RecordedEvent } from '../event/outbox';
import {
  slices,
  type Refreshed,
  type RefreshRepository,
  type RefreshScope,
  type RefreshStep,
} from './refresh.repository';

const eventsAtOnce = 500;
/** What may change a sign of a household. What only time changes, the survey of each day finds. */
const followed: readonly EventType[] = eventTypes.filter((type) =>
  /^(Need|Claim|Delivery|Revisit|Swap|Visit|Register|Application)/.test(type),
);

const told: Partial<Record<RefreshStep, EventType>> = {
  RAISED: 'WarningRaised',
  ESCALATED: 'WarningEscalated',
  LAPSED: 'WarningLapsed',
};

export interface RefreshParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly needs: Pick<NeedRepository, 'householdsOf'>;
  readonly refreshes: RefreshRepository;
}

export class WarningRefresh {
  constructor(private readonly parts: RefreshParts) {}

  /** Looks again at the households of which something was told since the last time. Returns how many warnings changed. */
  async follow(): Promise<number> {
    for (let changed = 0; ;) {
      const page = await this.readOn();
      changed += page.changed;
      if (!page.full) return changed;
    }
  }

  /** Looks at every household, in slices of one transaction each. Returns how many warnings changed. */
  async survey(): Promise<number> {
    const { database, refreshes } = this.parts;
    let changed = 0;
    for (const lastDigit of slices)
      changed += await database.transaction(async (tx) => {
        await refreshes.lockCursor(tx);
        return this.refresh(tx, { lastDigit });
      });
    return changed;
  }

  private readOn(): Promise<{ changed: number; full: boolean }> {
    const { database, needs, refreshes } = this.parts;
    return database.transaction(async (tx) => {
      const cursor = await refreshes.lockCursor(tx);
      const { epoch, head } = await readState(tx);
      const { events } = await readAfter(tx, epoch, cursor, eventsAtOnce, { types: followed, upTo: head });
      const needIds = [...new Set(events.flatMap(needIdOf))];
      const named = events.flatMap(({ payload }) =>
        typeof payload.householdId === 'string' ? [payload.householdId] : [],
      );
      const householdIds = [...new Set([...named, ...(await needs.householdsOf(tx, needIds)).values()])];
      const changed = householdIds.length > 0 ? await this.refresh(tx, { householdIds }) : 0;
      const full = events.length === eventsAtOnce;
      await refreshes.moveCursor(tx, full ? events.at(-1)!.position : head);
      return { changed, full };
    });
  }

  private async refresh(tx: Transaction, scope: RefreshScope): Promise<number> {
    const rows = await this.parts.refreshes.refresh(tx, scope);
    if (rows.length === 0) return 0;
    const count = (step: RefreshStep) => rows.filter((row) => row.step === step).length;
    await this.parts.audit.record(tx, {
      operation: 'refreshWarnings',
      subjectType: 'Warning',
      details: { raised: count('RAISED'), escalated: count('ESCALATED'), lapsed: count('LAPSED') },
    });
    await append(tx, ...rows.flatMap(announcement));
    return rows.length;
  }
}

/** Nothing is told of those that only some accounts may see: a feed is shared by all who serve an area. */
function announcement(row: Refreshed): NewEvent[] {
  const type = told[row.step];
  if (type === undefined || row.readers.length > 0) return [];
  return [
    {
      type,
      subjectId: row.id,
      audience: areaChainScopes(row.areaCode),
      payload: { warningId: row.id, rule: row.rule, level: row.level },
    },
  ];
}

function needIdOf({ type, subjectId, payload }: RecordedEvent): string[] {
  if (typeof payload.needId === 'string') return [payload.needId];
  return type.startsWith('Need') ? [subjectId] : [];
}
