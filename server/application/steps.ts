/** Promises the days and states of an application as pure rules. */
import { ApplicationStatus } from '../../schema/application/application';

const { DRAFT, SUBMITTED, UNDER_REVIEW } = ApplicationStatus;

/** Days from the decision in which one may ask for reconsideration (行政复议法, revised 2023, art. 20). */
const appealDays = 60;

/** The states that a step may leave. */
export const leaves = {
  authoriseApplication: [DRAFT, SUBMITTED, UNDER_REVIEW],
  provideDocuments: [DRAFT],
  submitApplication: [DRAFT],
  acceptApplication: [SUBMITTED],
  decideApplication: [UNDER_REVIEW],
  withdrawApplication: [DRAFT, SUBMITTED, UNDER_REVIEW],
} as const satisfies Record<string, readonly ApplicationStatus[]>;

export type ApplicationStep = keyof typeof leaves;

/** So many calendar days later; the first day is not counted. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function reviewDueOn(acceptedOn: string, reviewDays: number): string {
  return addDays(acceptedOn, reviewDays);
}

export function appealUntil(decidedOn: string): string {
  return addDays(decidedOn, appealDays);
}
