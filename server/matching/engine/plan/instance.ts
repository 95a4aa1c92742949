/** One transportation problem as typed arrays, and the plan that answers it: what every part of the planner speaks. */

/** Needs, organisations and the pairs (arcs) that pass every gate; the arcs of need i stand at arcStart[i] .. arcStart[i + 1]. */
export interface PlanInstance {
  readonly needs: number;
  readonly organisations: number;
  /** Length needs + 1. */
  readonly arcStart: Int32Array;
  /** Ascending within a need, without duplicates. */
  readonly arcOrganisation: Int32Array;
  /** 0 to 10,000. */
  readonly arcScore: Int32Array;
  /** How many needs an organisation can take, 0 or more. */
  readonly capacity: Int32Array;
  /** What it is worth to leave a need unassigned, 0 to 10,000. */
  readonly unassignedScore: Int32Array;
}

/** An assignment with the prices that prove it best. */
export interface Plan {
  /** Per need the index of its arc, or -1. */
  readonly assignment: Int32Array;
  /** Per organisation a shadow price: one more place is worth at most this. Never negative, 0 where a place is free. */
  readonly price: Int32Array;
  /** The scores of the assigned needs plus the unassigned scores of the others. */
  readonly objective: number;
}

/** What a long solve calls while it works, between steps and never inside one, and what it may take. */
export interface SolveHooks {
  /** Told the share of the work that is done, 0 to 1, never falling. */
  readonly onProgress?: (share: number) => void;
  /** Asked often; when it answers true the solve ends with PlanCancelled. */
  readonly isCancelled?: () => boolean;
  /** How many megabytes of arrays may be taken; beyond it the solve is refused before it begins. */
  readonly megabytesMaximum?: number;
}
