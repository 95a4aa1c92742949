/** Promises JSON made once for all who get it, in the form in which sockets write it. */
import type { SharedPayload } from '../context';

export function sharedPayload(text: string): SharedPayload {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  // Nothing beyond ASCII: the text is its bytes.
  return bytes.length === text.length ? { text, bytes: text } : { text, bytes };
}

/** The beginning of every `next` message of one subscription; the payload and `}` follow. */
export function messageHead(subscriptionId: string): SharedPayload {
  return sharedPayload(`{"id":${JSON.stringify(subscriptionId)},"type":"next","payload":`);
}
