/** Promises one shape for what there is to help with: the room that owns the rows says once what it has; `catalogue` lists and freezes it. */
import type { Message } from './message';

export interface ResourceSource {
  readonly kind: 'SERVICE' | 'PROJECT' | 'GOODS' | 'POLICY' | 'POST';
  readonly title: Message;
  /**
   * One SELECT without parameters of what can be had today, with these columns: subject uuid; title text; provider text, a body and
   * never a person; service_kinds text[]; area_codes text[]; available bigint or null, in `unit` text or null; valid_until date or
   * null; note text or null. Everybody reads it: nothing of households or of donors. Tables of its own room only.
   */
  readonly rows: string;
}
