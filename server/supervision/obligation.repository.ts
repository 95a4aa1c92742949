/** Promises the only SQL for obligations: clocks that run once, what was owed on any day, and reminders that are given once. */
import { v7 } from 'uuid';
import type { ObligationRule, ObligationState, ReminderStage } from '../../schema/supervision/obligation';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { ObligationEntity, ObligationReminderEntity } from './obligation.entity';
import type { Clock } from './rules';

export type ObligationRow = ObligationEntity;
/** An obligation as it stood on a day. */
export type ObligationOnDay = ObligationEntity & { readonly state: ObligationState };
export type ReminderRow = ObligationReminderEntity;
/** An obligation and the reminder that it is time for. */
export type ToRemind = ObligationRow & { readonly stage: ReminderStage };

/** Who owes: a charity, or whoever looks after the area of a household. */
export interface Debtor {
  readonly subjectId: string;
  readonly organisationId?: string;
  readonly areaCode?: string;
}

/** Which obligations a reader may see. */
export interface Sight {
  readonly organisationIds: readonly string[];
  /** Areas whose charities the reader supervises. */
  readonly supervisedAreas: readonly string[];
  /** Areas whose households the reader looks after. */
  readonly managedAreas: readonly string[];
  readonly allCharities: boolean;
}

export interface Listing {
  /** Of charities and households; as they stood at the end of this day. Undefined: today. */
  readonly onDay?: string;
  readonly states?: readonly ObligationState[];
  readonly organisationId?: string;
  readonly subjectId?: string;
  readonly after?: { readonly dueOn: string; readonly id: string };
  readonly limit: number;
}

const columns = `id, rule, subject_id AS "subjectId", organisation_id AS "organisationId", area_code AS "areaCode",
  anchor_on AS "anchorOn", due_on AS "dueOn", arisen_on AS "arisenOn", fulfilled_on AS "fulfilledOn",
  fulfilled_by AS "fulfilledBy", evidence, void_on AS "voidOn", created_at AS "createdAt"`;

export class ObligationRepository {
  async findObligation(statements: Statements, id: string): Promise<ObligationRow | undefined> {
    const [row] = await statements.query<ObligationRow>(
      `/* obligation.findObligation */ SELECT ${columns} FROM obligation WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** What runs for a subject by some rules and is neither done nor void, held. */
  lockRunning(tx: Transaction, subjectId: string, rules: readonly ObligationRule[]): Promise<ObligationRow[]> {
    return tx.query<ObligationRow>(
      `/* obligation.lockRunning */
       SELECT ${columns} FROM obligation
        WHERE subject_id = $1 AND rule = ANY ($2::text[]) AND fulfilled_on IS NULL AND void_on IS NULL
        ORDER BY id FOR NO KEY UPDATE`,
      [subjectId, rules],
    );
  }

  /** Those of some subjects for which a clock of a rule runs, or ran to its end. */
  async subjectsWith(
    statements: Statements,
    rule: ObligationRule,
    subjectIds: readonly string[],
  ): Promise<Set<string>> {
    const rows = await statements.query<{ id: string }>(
      `/* obligation.subjectsWith */
       SELECT DISTINCT subject_id AS id FROM obligation
        WHERE rule = $1 AND subject_id = ANY ($2::uuid[]) AND void_on IS NULL`,
      [rule, subjectIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Starts a clock; one that runs, or ran to its end, from the same day only gets the due day of now. */
  async startClock(tx: Transaction, debtor: Debtor, clock: Clock, id: string = v7()): Promise<ObligationRow> {
    const [row] = await tx.query<ObligationRow>(
      `/* obligation.startClock */
       INSERT INTO obligation AS o (id, rule, subject_id, organisation_id, area_code, anchor_on, due_on, arisen_on, fulfilled_on)
       VALUES ($1, $2, $3, $4, $5, $6::date, $7::date, $6::date, $8::date)
       ON CONFLICT (rule, subject_id, anchor_on) WHERE void_on IS NULL DO UPDATE
         SET due_on = CASE WHEN o.fulfilled_on IS NULL THEN excluded.due_on ELSE o.due_on END,
             fulfilled_on = coalesce(o.fulfilled_on, excluded.fulfilled_on)
       RETURNING ${columns}`,
      [
        ...[id, clock.rule, debtor.subjectId, debtor.organisationId ?? null, debtor.areaCode ?? null],
        ...[clock.anchorOn, clock.dueOn, clock.fulfilledOn ?? null],
      ],
    );
    return row!;
  }

  /** Ends clocks that are owed no more. */
  async voidClocks(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(
      `/* obligation.voidClocks */
       UPDATE obligation SET void_on = ${today} WHERE id = ANY ($1::uuid[]) AND fulfilled_on IS NULL AND void_on IS NULL`,
      [ids],
    );
  }

  /** Writes down that it was done. Undefined, and nothing changed, when it was done before or is void. */
  async fulfil(
    tx: Transaction,
    id: string,
    done: { readonly on: string; readonly by?: string; readonly evidence?: string },
  ): Promise<ObligationRow | undefined> {
    const [row] = await tx.query<ObligationRow>(
      `/* obligation.fulfil */
       UPDATE obligation SET fulfilled_on = $2::date, fulfilled_by = $3, evidence = $4
        WHERE id = $1 AND fulfilled_on IS NULL AND void_on IS NULL RETURNING ${columns}`,
      [id, done.on, done.by ?? null, done.evidence ?? null],
    );
    return row;
  }

  /** Obligations as they stood at the end of a day, those due first first. What was done or voided later was open then. */
  listObligations(statements: Statements, sight: Sight, listing: Listing): Promise<ObligationOnDay[]> {
    return statements.query<ObligationOnDay>(
      `/* obligation.listObligations */
       WITH day AS (SELECT coalesce($5::date, ${today}) AS d),
       standing AS (
         SELECT o.*, CASE WHEN o.fulfilled_on <= d THEN CASE WHEN o.fulfilled_on > o.due_on THEN 'FULFILLED_LATE' ELSE 'FULFILLED' END
                          WHEN o.due_on < d THEN 'OVERDUE' ELSE 'DUE' END AS state, d
           FROM obligation o, day
          WHERE o.arisen_on <= d AND (o.void_on IS NULL OR o.void_on > d)
            AND (o.organisation_id = ANY ($1::uuid[])
                 OR o.organisation_id IS NOT NULL AND ($4 OR EXISTS (SELECT FROM unnest($2::text[]) code WHERE starts_with(o.area_code, code)))
                 OR o.organisation_id IS NULL AND EXISTS (SELECT FROM unnest($3::text[]) code WHERE starts_with(o.area_code, code))))
       SELECT id, rule, subject_id AS "subjectId", organisation_id AS "organisationId", area_code AS "areaCode",
              anchor_on AS "anchorOn", due_on AS "dueOn", arisen_on AS "arisenOn", state,
              CASE WHEN fulfilled_on <= d THEN fulfilled_on END AS "fulfilledOn",
              CASE WHEN fulfilled_on <= d THEN evidence END AS evidence, created_at AS "createdAt"
         FROM standing
        WHERE ($6::text[] IS NULL OR state = ANY ($6::text[])) AND ($7::uuid IS NULL OR organisation_id = $7::uuid)
          AND ($8::uuid IS NULL OR subject_id = $8::uuid) AND ($9::date IS NULL OR (due_on, id) > ($9::date, $10::uuid))
        ORDER BY due_on, id LIMIT $11`,
      [
        ...[sight.organisationIds, sight.supervisedAreas, sight.managedAreas, sight.allCharities],
        ...[listing.onDay ?? null, listing.states ?? null, listing.organisationId ?? null, listing.subjectId ?? null],
        ...[listing.after?.dueOn ?? null, listing.after?.id ?? null, listing.limit],
      ],
    );
  }

  /** Obligations whose next reminder has not been given; the stage is that of today. */
  listToRemind(statements: Statements, limit: number): Promise<ToRemind[]> {
    return statements.query(
      `/* obligation.listToRemind */
       SELECT * FROM (
         SELECT ${columns}, CASE WHEN due_on < ${today} THEN 'OVERDUE' WHEN due_on = ${today} THEN 'TODAY'
                                 WHEN due_on <= ${today} + 7 THEN 'IN_A_WEEK' ELSE 'IN_A_MONTH' END AS stage
           FROM obligation
          WHERE fulfilled_on IS NULL AND void_on IS NULL AND arisen_on <= ${today} AND due_on <= ${today} + 30) near
        WHERE NOT EXISTS (SELECT FROM obligation_reminder r WHERE r.obligation_id = near.id AND r.stage = near.stage)
        ORDER BY "dueOn", id LIMIT $1`,
      [limit],
    );
  }

  /** True for the one of any number of callers that gives this reminder. */
  async takeReminder(tx: Transaction, obligationId: string, stage: ReminderStage): Promise<boolean> {
    const rows = await tx.query(
      `/* obligation.takeReminder */
       INSERT INTO obligation_reminder (obligation_id, stage)
       SELECT id, $2 FROM obligation WHERE id = $1 AND fulfilled_on IS NULL AND void_on IS NULL
       ON CONFLICT DO NOTHING RETURNING stage`,
      [obligationId, stage],
    );
    return rows.length > 0;
  }

  listReminders(statements: Statements, obligationIds: readonly string[]): Promise<ReminderRow[]> {
    return statements.query<ReminderRow>(
      `/* obligation.listReminders */
       SELECT obligation_id AS "obligationId", stage, reminded_at AS "remindedAt" FROM obligation_reminder
        WHERE obligation_id = ANY ($1::uuid[]) ORDER BY obligation_id, reminded_at`,
      [obligationIds],
    );
  }
}
