/** Promises one shape for everything that is counted: the room that owns the rows says once what counts; `indicator` sums, groups and lists it. */
import type { Message } from './message';

export interface Measure {
  /** Stable, SCREAMING_SNAKE: HOUSEHOLDS_VISITED. */
  readonly code: string;
  readonly title: Message;
  /** What counts, from when, and the row of the published case that it answers. */
  readonly definition: Message;
  /** COUNT counts each `counted` once however often it occurs; FEN sums `amount`. */
  readonly unit: 'COUNT' | 'FEN';
  /** True where `counted` are people or households: counts below five are suppressed. */
  readonly personal: boolean;
  /**
   * One SELECT without parameters with exactly these columns: counted uuid; amount bigint (1 or fen); at timestamptz, when it
   * counts; community text, an area code of any level or null; organisation uuid or null; adviser uuid, an account, or null;
   * subject_type text and subject uuid, the node that a drill-down opens.
   */
  readonly rows: string;
}
