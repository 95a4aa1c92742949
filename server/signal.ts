/** Promises one shape for what may be a sign of trouble: the room that owns the rows says what it sees; `warning` says when that is a warning. */
import type { Message } from './message';

export interface Signal {
  /** Stable, SCREAMING_SNAKE: NEED_WAITING. */
  readonly code: string;
  readonly definition: Message;
  /**
   * One SELECT without parameters with exactly these columns: household uuid; area text, the code of its grid or community; source
   * uuid, the row that is the sign; at timestamptz, from when its days are counted (it may lie ahead); grade text, or null where
   * there are no grades; readers uuid[], sorted: empty where whoever serves the area may know, else the only accounts that may.
   * A row is there for as long as the sign is.
   */
  readonly rows: string;
}
