/** Promises one shape for what happened to a household: the room that owns the rows says what; `timeline` puts them in one order. */
import type { Message } from './message';

export interface Happening {
  /** Stable, SCREAMING_SNAKE; a value of TimelineKind. */
  readonly kind: string;
  readonly definition: Message;
  /**
   * One SELECT without parameters with these columns in any order: household uuid; at timestamptz, when it happened; source uuid, the
   * row; subject_type text and subject uuid, the node to open, or null; code text, a code of the contract that says more, or null;
   * readers uuid[], sorted: empty where whoever sees the household may know, else the only accounts that may. Never a person's words.
   */
  readonly rows: string;
}
