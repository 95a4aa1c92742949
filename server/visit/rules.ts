/** Promises how long a visit may take after each of the five triggers, as data, and the last day of each. Pure. */
import { VisitObligationState, VisitResult, VisitTrigger } from '../../schema/visit/enums';
import { addDays, addMonths } from '../day';
import type { Message } from '../message';

export interface TriggerRule {
  readonly trigger: VisitTrigger;
  /** Calendar days, the day of the report not counted: hardship knows no weekend. One of the two. */
  readonly days?: number;
  readonly months?: number;
  /** The published case names the five triggers and no time for them. */
  readonly source: Message;
}

const productValue: Message = {
  zh: '产品取值：案例规定五种必访情形，未规定时限',
  en: 'product value: the case names the five triggers and sets no time',
};

export const triggerRules: Readonly<Record<VisitTrigger, TriggerRule>> = {
  DISASTER: { trigger: VisitTrigger.DISASTER, days: 1, source: productValue },
  DEATH: { trigger: VisitTrigger.DEATH, days: 3, source: productValue },
  SUDDEN_MISFORTUNE: { trigger: VisitTrigger.SUDDEN_MISFORTUNE, days: 3, source: productValue },
  HOSPITALISATION: { trigger: VisitTrigger.HOSPITALISATION, days: 7, source: productValue },
  SPECIAL_ASSISTANCE_RECIPIENT: {
    trigger: VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT,
    months: 1,
    source: productValue,
  },
};

/** The last day on which a visit is in time, when the platform was told on a day. A month ends on the day of the same number. */
export function dueOn(trigger: VisitTrigger, reportedOn: string): string {
  const { days, months } = triggerRules[trigger];
  return months === undefined ? addDays(reportedOn, days!) : addMonths(reportedOn, months);
}

/** While a visit is owed. */
export const owedStates: readonly VisitObligationState[] = [VisitObligationState.DUE, VisitObligationState.OVERDUE];

/** So many days before the last one the adviser is reminded. */
export const dueSoonDays = 1;

/** What may be told of: not after today, and not so long ago that a visit could not help. */
export const oldestTriggerDays = 366;
/** How long a record made offline may be under way. */
export const offlineDays = 30;
/** How far the clock of a device may run ahead. */
export const clockAheadMinutes = 5;

export function stateOn(
  row: { readonly dueOn: string; readonly doneOn: string | null },
  today: string,
): VisitObligationState {
  if (row.doneOn !== null) return row.doneOn > row.dueOn ? VisitObligationState.DONE_LATE : VisitObligationState.DONE;
  return row.dueOn < today ? VisitObligationState.OVERDUE : VisitObligationState.DUE;
}

/** Whether a visit with this result is the visit that was owed. */
export function settles(result: VisitResult): boolean {
  return result !== VisitResult.NOT_AT_HOME;
}
