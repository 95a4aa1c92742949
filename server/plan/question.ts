/** Promises what may be asked about the plan beside planning it, and what is answered; both cross from thread to thread. */
import type { FairnessBasis } from '../../schema/plan/plan';
import type { Fairness } from './fairness';
import type { Verification } from './verification';

export type PlanQuestion =
  { readonly kind: 'FAIRNESS'; readonly by: FairnessBasis } | { readonly kind: 'VERIFICATION' };

/** A verification of nothing: no plan was published yet. */
export type PlanAnswer<Question extends PlanQuestion> = Question extends { kind: 'FAIRNESS' }
  ? Fairness
  : Verification | undefined;

export interface QuestionThreadData {
  readonly databaseUrl: string;
  readonly config: unknown;
  readonly question: PlanQuestion;
  /** What the arrays of the engine may take. */
  readonly megabytes: number;
}
