/** Promises the rows that a plan is made from, and their text: equal texts are equal rows. */
import type { OpenNeedRow } from '../need/need.repository';
import type { OfferingRow } from '../organisation/organisation.repository';

/** What a need's window of offers allows: a standing offer pins it, who was asked is not asked again. */
export interface OfferWindow {
  readonly needId: string;
  /** The offering with the standing offer, if there is one. */
  readonly offeringId?: string;
  readonly askedOrganisationIds: readonly string[];
}

/** Rows of one reading; what was asked for by id and is not among them is gone. */
export interface PlanRows {
  readonly needs: readonly OpenNeedRow[];
  readonly offerings: readonly OfferingRow[];
  readonly windows: readonly OfferWindow[];
}

/** The ids whose rows were read again. */
export interface Reread {
  readonly needIds: Iterable<string>;
  readonly organisationIds: Iterable<string>;
}

/** `goOn` is called before each row of needs and offerings, and may throw. */
export function describeRows({ needs, offerings, windows }: PlanRows, goOn?: () => void): Map<string, string> {
  const described = new Map<string, string>();
  for (const row of [...needs, ...offerings]) {
    goOn?.();
    described.set(row.id, JSON.stringify(row));
  }
  // A window whose need is not open any more binds nobody.
  for (const window of windows)
    if (described.has(window.needId)) described.set(`window ${window.needId}`, JSON.stringify(window));
  return described;
}

export function sameFacts(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
