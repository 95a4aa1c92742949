/** Promises ids that no one else makes and that sort by when they were made (UUID version 7), also on a page without https. */
import { serverNow } from '../graphql/server-time';

/** Lists whose order is that of their ids show the newest first, whatever the clock of this device says. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = BigInt(serverNow());
  for (let place = 0; place < 6; place += 1) bytes[place] = Number((time >> BigInt(40 - 8 * place)) & 0xffn);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
