/** Promises errors of a thread as they may cross to the server's log: no row, no parameter. */
import { sqlState } from '../database/failure';

/** What the database says can quote a row: of its errors only the state is passed on. */
export function failureOf(error: unknown): object {
  const state = sqlState(error);
  const { name, message, stack } = error as Error;
  const places = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return state ? { type: name, sqlState: state, places } : { type: name, message, places };
}
