/** Promises names for what the pages of the federation read, and what they hand to their parts. */
import type { CounterQuery } from './giving.documents';
import type { OwedQuery } from './obligations.documents';
import type { ThePlanQuery } from './plan.documents';
import type { OneProjectQuery } from './projects.documents';

export type PlanOfPage = NonNullable<ThePlanQuery['plan']>;

export type PlanLine = PlanOfPage['lines']['edges'][number]['node'];

export type Reviewers = CounterQuery['receiptReviewers'];

export type Obligation = OwedQuery['obligations']['edges'][number]['node'];

export interface OwedParts {
  readonly names: ReadonlyMap<string, string>;
  readonly onFulfil: (obligation: Obligation) => void;
}

export type ProjectOfPage = NonNullable<OneProjectQuery['charityProject']>;
