/** Promises today as the contract writes days: by the calendar of Asia/Shanghai and the clock of the server. */
import { serverNow } from '../graphql/server-time';
import { dayOf } from './format';

export function today(): string {
  return dayOf(serverNow());
}
