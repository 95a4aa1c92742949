/** Promises what the server and its planning thread say to each other. */
import type { PlannerOptions, PlannerReport } from './planner';

export interface PlannerThreadData {
  readonly databaseUrl: string;
  readonly config: unknown;
  readonly options: PlannerOptions;
  /** One number, the term that is led, 0 for none: read by the thread even in the middle of a solve. */
  readonly led: SharedArrayBuffer;
  /** One number that the thread counts up while it does not hang. */
  readonly heartbeat: SharedArrayBuffer;
}

export type ToPlanner =
  | { readonly kind: 'lead'; readonly term: string; readonly led: number }
  | { readonly kind: 'look' }
  /** The server has read events. */
  | { readonly kind: 'heard' }
  | { readonly kind: 'check' }
  | { readonly kind: 'end' };

/** Errors as text without rows or parameters: the log of the server takes nothing else. */
export type FromPlanner =
  | { readonly kind: 'ready' }
  /** Events of the thread's own were committed: the other servers are to be told. */
  | { readonly kind: 'committed' }
  | { readonly kind: 'report'; readonly report: Omit<PlannerReport, 'error'>; readonly failure?: object }
  | { readonly kind: 'stepped-down'; readonly led: number };
