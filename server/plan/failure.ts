/** Promises errors of a thread as they may cross to the server's log: no row, no parameter. */
import { sqlState } from '../database/failure';
import { refusalIn, type RefusedByEngine } from '../matching/engine/refusal';

/** What the database says can quote a row: of its errors only the state is passed on. */
export function failureOf(error: unknown): object {
  const state = sqlState(error);
  const { name, message, stack } = error as Error;
  const places = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return state ? { type: name, sqlState: state, places } : { type: name, message, places };
}

/** What a thread says of an error: what the engine refused goes to who asked, everything else to the log. */
export function refusedOrFailed(error: unknown): { readonly refusal: RefusedByEngine } | { readonly failure: object } {
  const refusal = refusalIn(error);
  return refusal ? { refusal } : { failure: failureOf(error) };
}
