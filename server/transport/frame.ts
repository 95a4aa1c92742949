/** Promises the frames of one turn on a socket in one write: what subscribers share is made once, only its head differs. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SharedPayload } from '../context';

/** What ws keeps of a socket and does not show; looked at only in this file, and nothing is shared when it looks different. */
interface Inside {
  readonly _socket?: Duplex & { readonly writable: boolean };
  readonly _sender?: { readonly _state: number; readonly _queue: readonly unknown[]; readonly _bufferedBytes: number };
}

/**
 * Writes one `next` message for each payload. One write of the kernel carries them all, which is what makes bursts cheap;
 * where the socket is not plain and idle, each goes through ws in the ordinary way.
 */
export function writeFrames(socket: WebSocket, head: SharedPayload, payloads: readonly SharedPayload[]): void {
  const stream = plainStream(socket);
  if (!stream) {
    for (const payload of payloads) socket.send(`${head.text}${payload.text}}`, ignore);
    return;
  }
  let frames = '';
  for (const payload of payloads)
    frames += `${frameHeader(head.bytes.length + payload.bytes.length + 1)}${head.bytes}${payload.bytes}}`;
  // One character for each byte: no copy is made of what is shared until the kernel takes it.
  stream.write(frames, 'latin1');
}

/**
 * The stream below a socket while writing to it directly is the same as sending: open, nothing negotiated that changes
 * frames (compression), and nothing in ws waiting to be written before.
 */
function plainStream(socket: WebSocket): Duplex | undefined {
  if (socket.readyState !== socket.OPEN || socket.extensions !== '') return undefined;
  const { _socket: stream, _sender: sender } = socket as unknown as Inside;
  const isIdle = sender?._state === 0 && sender._queue.length === 0 && sender._bufferedBytes === 0;
  return isIdle && stream?.writable === true ? stream : undefined;
}

/** RFC 6455, section 5.2: one whole text frame, not masked, as a server sends it; one character for each byte. */
export function frameHeader(length: number): string {
  if (length < 126) return String.fromCharCode(0x81, length);
  if (length < 65_536) return String.fromCharCode(0x81, 126, length >>> 8, length & 0xff);
  const [high, low] = [Math.floor(length / 2 ** 32), length >>> 0];
  const bytesOf = (word: number) => [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
  return String.fromCharCode(0x81, 127, ...bytesOf(high), ...bytesOf(low));
}

/** The close event tells of a frame that could not be sent. */
export function ignore(): void {
  // Nothing to do.
}
