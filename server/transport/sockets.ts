/** Promises the register of open sockets: found by account and organisation, swept for readers that stopped, closed when their time ends. */
import type { WebSocket } from 'ws';
import type { SubscriberConnection } from '../context';
import type { Actor } from '../identity/actor';
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
  private pingAt = Date.now();
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

  /** Starts the closing handshake, and does not wait for it longer than a moment: a stalled peer never answers. */
  close(code: number, reason: string): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.socket.close(code, reason.slice(0, 120));
    setTimeout(() => this.socket.terminate(), this.limits.closeMilliseconds).unref();
  }

  /** Looks after the socket: its end of authority, its buffer, its peer. */
  sweep(now: number): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.actor?.expiresAt !== undefined && this.actor.expiresAt * 1_000 <= now)
      this.close(closeCode.forbidden, 'token expired');
    else if (this.isOverflowing() || this.isStalled(now)) this.close(closeCode.tryLater, 'slow consumer');
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

function ignore(): void {
  // The close event tells of a frame that could not be sent.
}

export class Sockets {
  private readonly open = new Set<Connection>();
  private readonly byOwner = new Map<string, Set<Connection>>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly limits: Limits) {
    this.sweeper = setInterval(() => this.sweep(), limits.sweepMilliseconds).unref();
  }

  get size(): number {
    return this.open.size;
  }

  get subscriptions(): number {
    let sum = 0;
    for (const connection of this.open) sum += connection.subscriptions;
    return sum;
  }

  get isFull(): boolean {
    return this.open.size >= this.limits.sockets;
  }

  add(connection: Connection): void {
    this.open.add(connection);
  }

  /** Names the owner of a socket. False when the account has as many sockets as it may. */
  own(connection: Connection, actor: Actor): boolean {
    const held = this.byOwner.get(actor.accountId)?.size ?? 0;
    if (held >= this.limits.socketsPerAccount) return false;
    connection.actor = actor;
    for (const owner of ownersOf(actor)) {
      if (!this.byOwner.has(owner)) this.byOwner.set(owner, new Set());
      this.byOwner.get(owner)!.add(connection);
    }
    return true;
  }

  remove(connection: Connection): void {
    this.open.delete(connection);
    if (!connection.actor) return;
    for (const owner of ownersOf(connection.actor)) {
      const held = this.byOwner.get(owner);
      held?.delete(connection);
      if (held?.size === 0) this.byOwner.delete(owner);
    }
  }

  /**
   * Closes every socket of an account, or of all who act for an organisation, on this server. The live room calls it when
   * authority is taken away. Returns how many there were.
   */
  closeOf(owner: string, code: number = closeCode.forbidden, reason = 'authority changed'): number {
    const held = [...(this.byOwner.get(owner) ?? [])].filter((connection) => !connection.isClosing);
    for (const connection of held) connection.close(code, reason);
    return held.length;
  }

  /** Asks every client to come back later, elsewhere. */
  drain(): void {
    for (const connection of this.open) connection.close(closeCode.restart, 'server restarts');
  }

  /** Ends what is left at once. */
  end(): void {
    clearInterval(this.sweeper);
    for (const connection of this.open) connection.socket.terminate();
  }

  private sweep(): void {
    const now = Date.now();
    for (const connection of this.open) connection.sweep(now);
  }
}

function ownersOf(actor: Actor): string[] {
  return [...new Set([actor.accountId, ...actor.roles.flatMap((held) => held.organisationId ?? [])])];
}
