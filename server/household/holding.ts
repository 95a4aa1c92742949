/**
 * Promises one shape for what a room holds of a household: its export, its erasure and what stays afterwards are said by the room that
 * owns the table, in `<noun>.holdings.ts`; the room `rights` reads them all. test/rights finds tables that nobody declares.
 */
import type { Message } from '../message';

/** What stands where words about a household were. */
export const erasedText = '[已删除 erased]';

/**
 * Statements run below `subject`, a row with `household_id` uuid, `need_ids` uuid[] (the needs of the household), `account_id` uuid (who
 * erases) and `days` integer:
 * `... WHERE household_id = (SELECT household_id FROM subject)`. They name tables of their own room only.
 */
export interface Holding {
  readonly table: string;
  readonly title: Message;
  /** One SELECT of what the household is told, in the names it is told by; nothing of other people. */
  readonly rows: string;
  /** Columns of `rows` that are sealed with the key of the household, for the row that its column `id` names: name → column. */
  readonly sealed?: Readonly<Record<string, string>>;
  /** One statement that takes out of the table what is of the person. Without it nothing of the person is in the table. */
  readonly erase?: string;
  /** What stays when the household is erased, and why it may. */
  readonly kept: Message;
  /** SELECT household_id, at: when something last happened; a household where nothing has for long is at rest. */
  readonly touched?: string;
  /** What leaves earlier than the household: a code of `retention_rule`, what is over, and one statement that ends it. */
  readonly outdated?: { readonly code: string; readonly title: Message; readonly count: string; readonly end: string };
}

export const household = '(SELECT household_id FROM subject)';
export const needs = '(SELECT unnest(need_ids) FROM subject)';
