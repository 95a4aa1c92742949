/**
 * Promises requests over a kept connection, one after the other, that cost their sender next to nothing: pgbench, with which the server
 * is compared, is written in C, and whoever asks shares the processors with whoever answers.
 */
import { connect, type Socket } from 'node:net';

const chunkBytes = 64 * 1_024;
const endOfHead = '\r\n\r\n';

export class LeanRequests {
  private readonly socket: Socket;
  private text = '';
  private answer: (body: string) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  constructor(private readonly url: URL) {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    const callback = (length: number) => {
      this.read(buffer.toString('latin1', 0, length));
      return true;
    };
    this.socket = connect({ host: url.hostname, port: Number(url.port), onread: { buffer, callback } });
    this.socket.setNoDelay(true);
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('The server closed the connection.')));
  }

  /** The body of the answer. */
  post(body: string, token: string): Promise<string> {
    return new Promise((answer, fail) => {
      Object.assign(this, { answer, fail });
      const head = [
        `POST ${this.url.pathname} HTTP/1.1`,
        `Host: ${this.url.host}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        `Authorization: Bearer ${token}`,
      ];
      this.socket.write(head.join('\r\n') + endOfHead + body);
    });
  }

  end(): void {
    this.fail = () => undefined;
    this.socket.destroy();
  }

  private read(arrived: string): void {
    this.text += arrived;
    const head = this.text.indexOf(endOfHead);
    if (head < 0) return;
    const length = /^content-length: (\d+)\r?$/im.exec(this.text.slice(0, head))?.[1];
    if (length === undefined) return this.fail(new Error('An answer does not say how long it is.'));
    const end = head + endOfHead.length + Number(length);
    if (this.text.length < end) return;
    const body = this.text.slice(head + endOfHead.length, end);
    this.text = this.text.slice(end);
    this.answer(body);
  }
}
