/** Promises one open socket: what it may send, how much may wait for it, and how it is closed. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SharedPayload, SubscriberConnection } from '../context';
import type { Actor } from '../identity/actor';
import { ignore, writeFrames } from './frame';
import type { Limits } from './limits';

/**
 * Close codes. A stock graphql-ws client (6.4) reconnects by itself after 1001, 1012, 1013 and 4403, gives up after 4401, 4429,
 * 4500 and 1009. So what a fresh token or a later moment mends is closed with a code of the first group.
 */
export const closeCode = {
  /** The server restarts: come back. */
  restart: 1012,
  /** Cannot now (reader too slow, database away): come back, resume from the last cursor. */
  tryLater: 1013,
  /** No credential was given. */
  unauthenticated: 4401,
  /** The credential is bad, has ended or was revoked: come back with another. */
  forbidden: 4403,
  tooMany: 4429,
  internal: 4500,
} as const;

/** One open socket. */
export class Connection implements SubscriberConnection {
  actor?: Actor;
  subscriptions = 0;
  private awaitsPong = false;
  private pingAt: number;
  private bufferedBefore = 0;
  private stalledSince?: number;
  isClosing = false;
  private budget: number;
  private budgetAt = Date.now();

  constructor(
    readonly socket: WebSocket,
    private readonly limits: Limits,
  ) {
    this.budget = limits.messageBurst;
    // Those who came together after a restart are not all asked for a pong together.
    this.pingAt = Date.now() - Math.random() * limits.pingMilliseconds;
    socket.on('pong', () => (this.awaitsPong = false));
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Counts one message or ping. False when the socket sends more than it may. */
  spend(): boolean {
    const now = Date.now();
    const earned = ((now - this.budgetAt) / 1_000) * this.limits.messagesPerSecond;
    this.budget = Math.min(this.limits.messageBurst, this.budget + earned) - 1;
    this.budgetAt = now;
    return this.budget >= 0;
  }

  /** Sends a frame. Below the waterline it does not wait for the reader; above it resolves when the frame has left. */
  send(frame: string): Promise<void> | undefined {
    if (this.socket.readyState !== this.socket.OPEN) return undefined;
    if (this.isOverflowing()) {
      this.close(closeCode.tryLater, 'slow consumer');
      return undefined;
    }
    if (this.bufferedBytes <= this.limits.waterlineBytes) {
      this.socket.send(frame, ignore);
      return undefined;
    }
    // A frame that cannot be sent is no error of the subscription: the socket is closing and says so itself.
    return new Promise((resolve) => this.socket.send(frame, () => resolve()));
  }

  /** Events that subscribers share. The caller stops at the waterline, so the buffer exceeds it by one turn at most. */
  sendShared(head: SharedPayload, payloads: readonly SharedPayload[]): boolean {
    // What is not open any more takes nothing and holds nobody up: its closing ends the subscription.
    if (this.isClosing || this.socket.readyState !== this.socket.OPEN) return true;
    writeFrames(this.socket, head, payloads);
    return this.bufferedBytes <= this.limits.waterlineBytes;
  }

  drained(): Promise<void> {
    const stream = (this.socket as unknown as { readonly _socket?: Duplex | null })._socket;
    if (!stream || stream.destroyed || !stream.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        stream.off('drain', done);
        stream.off('close', done);
        resolve();
      };
      stream.on('drain', done);
      stream.on('close', done);
    });
  }

  /** Starts the closing handshake, and does not wait for it longer than a moment: a stalled peer never answers. */
  close(code: number, reason: string): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.socket.close(code, reason.slice(0, 120));
    setTimeout(() => this.socket.terminate(), this.limits.closeMilliseconds).unref();
  }

  /** Looks after the socket: its buffer, its peer. */
  sweep(now: number): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.isOverflowing() || this.isStalled(now)) this.close(closeCode.tryLater, 'slow consumer');
    else this.ping(now);
  }

  private isOverflowing(): boolean {
    return this.bufferedBytes > this.limits.bufferedBytes;
  }

  private isStalled(now: number): boolean {
    const buffered = this.bufferedBytes;
    const stands = buffered > this.limits.waterlineBytes && buffered >= this.bufferedBefore;
    this.bufferedBefore = buffered;
    this.stalledSince = stands ? (this.stalledSince ?? now) : undefined;
    return this.stalledSince !== undefined && now - this.stalledSince >= this.limits.stallMilliseconds;
  }

  private ping(now: number): void {
    if (now - this.pingAt < this.limits.pingMilliseconds) return;
    // A peer that is gone never answers the closing handshake either.
    if (this.awaitsPong) return this.socket.terminate();
    this.awaitsPong = true;
    this.pingAt = now;
    this.socket.ping();
  }
}
