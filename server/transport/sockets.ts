/** Promises the register of open sockets: found by account and organisation, swept for readers that stopped, closed when their time ends. */
import type { Actor } from '../identity/actor';
import { closeCode, type Connection } from './connection';
import { Expiries } from './expiries';
import type { Limits } from './limits';

/** A sweep looks at so many parts of all sockets one after the other: ten thousand pings in one turn would stop everything else. */
const partsOfSweep = 20;

export class Sockets {
  private readonly open = new Set<Connection>();
  private readonly byOwner = new Map<string, Set<Connection>>();
  private readonly sweeper: NodeJS.Timeout;
  /** Who is left of the sweep that is under way. */
  private unswept = this.open.values();
  private readonly expiries = new Expiries();

  constructor(private readonly limits: Limits) {
    this.sweeper = setInterval(() => this.sweep(), limits.sweepMilliseconds / partsOfSweep).unref();
  }

  get size(): number {
    return this.open.size;
  }

  get subscriptions(): number {
    let sum = 0;
    for (const connection of this.open) sum += connection.subscriptions;
    return sum;
  }

  /** Bytes that wait for readers, of all sockets and of the fullest. */
  get buffered(): { readonly sum: number; readonly fullest: number } {
    let [sum, fullest] = [0, 0];
    for (const { bufferedBytes } of this.open) {
      sum += bufferedBytes;
      fullest = Math.max(fullest, bufferedBytes);
    }
    return { sum, fullest };
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
    if (actor.expiresAt !== undefined) this.expiries.add(connection, actor.expiresAt);
    for (const owner of ownersOf(actor)) {
      if (!this.byOwner.has(owner)) this.byOwner.set(owner, new Set());
      this.byOwner.get(owner)!.add(connection);
    }
    return true;
  }

  remove(connection: Connection): void {
    this.open.delete(connection);
    if (!connection.actor) return;
    if (connection.actor.expiresAt !== undefined) this.expiries.remove(connection, connection.actor.expiresAt);
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
    this.expiries.end();
    for (const connection of this.open) connection.socket.terminate();
  }

  private sweep(): void {
    const now = Date.now();
    for (let left = Math.ceil(this.open.size / partsOfSweep); left > 0; left -= 1) {
      const { value, done } = this.unswept.next();
      if (done) {
        this.unswept = this.open.values();
        return this.cutBeyondLimits();
      }
      value.sweep(now);
    }
  }

  private cutBeyondLimits(): void {
    const byAccount = new Map<string, Connection[]>();
    const waiting: Connection[] = [];
    for (const connection of this.open) {
      if (!connection.actor || connection.bufferedBytes === 0) continue;
      waiting.push(connection);
      const { accountId } = connection.actor;
      const held = byAccount.get(accountId);
      if (held) held.push(connection);
      else byAccount.set(accountId, [connection]);
    }
    for (const held of byAccount.values()) cutFullest(held, this.limits.bufferedBytesOfAccount);
    cutFullest(waiting, this.limits.bufferedBytesOfProcess);
  }
}

/** Closes those for whom most waits until the rest is within the limit; they resume from their cursors. */
function cutFullest(connections: readonly Connection[], limit: number): void {
  let sum = 0;
  for (const connection of connections) sum += connection.bufferedBytes;
  if (sum <= limit) return;
  for (const connection of [...connections].sort((a, b) => b.bufferedBytes - a.bufferedBytes)) {
    if (sum <= limit) return;
    sum -= connection.bufferedBytes;
    connection.close(closeCode.tryLater, 'slow consumer');
  }
}

function ownersOf(actor: Actor): string[] {
  return [...new Set([actor.accountId, ...actor.roles.flatMap((held) => held.organisationId ?? [])])];
}
