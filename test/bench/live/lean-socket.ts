/**
 * Promises a WebSocket (RFC 6455) that reads as fast as its bytes come: what a client costs would otherwise hide what servers cost,
 * since both share the processors. Text frames that are whole, as servers send them to this benchmark; anything else is an error.
 */
import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** One for all: each chunk is read to its end before the next is put there. */
const chunk = Buffer.allocUnsafe(256 * 1_024);
const endOfHead = '\r\n\r\n';
const [textFrame, closeFrame, pingFrame, pongFrame] = [0x81, 0x88, 0x89, 0x8a];
/** What the standard adds to the key before it is digested. */
const acceptance = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

type Hear = (text: string) => void;

export class LeanSocket {
  private readonly key = randomBytes(16).toString('base64');
  private readonly socket: Socket;
  private rest: Buffer | undefined;
  private isOpen = false;
  /** Told of each text. */
  hear: Hear = () => undefined;
  private opened: () => void = () => undefined;

  private constructor(url: URL, protocol: string, fail: (error: Error) => void) {
    const callback = (length: number) => {
      try {
        this.read(length);
      } catch (error) {
        fail(error as Error);
        this.socket.destroy();
      }
      return true;
    };
    this.socket = connect({ host: url.hostname, port: Number(url.port), onread: { buffer: chunk, callback } });
    this.socket.setNoDelay(true);
    this.socket.on('error', fail);
    const head = [
      `GET ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${this.key}`,
      `Sec-WebSocket-Protocol: ${protocol}`,
    ];
    this.socket.write(head.join('\r\n') + endOfHead);
  }

  /** Resolves when the server has taken it. */
  static open(url: string, protocol: string): Promise<LeanSocket> {
    return new Promise((resolve, reject) => {
      const made = new LeanSocket(new URL(url), protocol, reject);
      made.opened = () => resolve(made);
    });
  }

  send(text: string): void {
    this.write(textFrame, Buffer.from(text));
  }

  /** Drops the connection without a word, and resolves when it is gone. */
  drop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.closed) return resolve();
      this.socket.once('close', () => resolve());
      this.socket.destroy();
    });
  }

  private read(length: number): void {
    const whole = this.rest ? Buffer.concat([this.rest, chunk.subarray(0, length)]) : chunk;
    const end = this.rest ? whole.length : length;
    const start = this.isOpen ? 0 : this.readHead(whole, end);
    const taken = this.isOpen ? this.readFrames(whole, start, end) : 0;
    this.rest = taken === end ? undefined : Buffer.from(whole.subarray(taken, end));
  }

  /** Where the frames begin; the head is read again from its beginning while it is not whole. */
  private readHead(bytes: Buffer, end: number): number {
    const head = bytes.toString('latin1', 0, end);
    const length = head.indexOf(endOfHead);
    if (length < 0) return 0;
    const accept = createHash('sha1')
      .update(this.key + acceptance)
      .digest('base64');
    if (!head.startsWith('HTTP/1.1 101') || !head.slice(0, length).includes(accept))
      throw new Error(`The server refused the socket: ${head.slice(0, length)}`);
    this.isOpen = true;
    this.opened();
    return length + endOfHead.length;
  }

  /** Hears all that are whole; how far they go. */
  private readFrames(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (end - at >= 2) {
      const [kind, short] = [bytes[at]!, bytes[at + 1]!];
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (end - at < head) break;
      const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
      const next = at + head + length;
      if (end < next) break;
      this.take(kind, bytes, at + head, next);
      at = next;
    }
    return at;
  }

  private take(kind: number, bytes: Buffer, start: number, end: number): void {
    if (kind === textFrame) this.hear(bytes.toString('latin1', start, end));
    else if (kind === pingFrame) this.write(pongFrame, Buffer.from(bytes.subarray(start, end)));
    else if (kind === closeFrame) this.socket.destroy();
    else if (kind !== pongFrame) throw new Error(`A frame of kind ${kind} is not read here.`);
  }

  /** Clients mask what they send. */
  private write(kind: number, payload: Buffer): void {
    const mask = randomBytes(4);
    const size = payload.length < 126 ? [0x80 | payload.length] : [0xfe, payload.length >> 8, payload.length & 255];
    const masked = payload.map((byte, place) => byte ^ mask[place & 3]!);
    this.socket.write(Buffer.concat([Buffer.from([kind, ...size]), mask, masked]));
  }
}
