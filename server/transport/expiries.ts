/** Promises that a socket is closed at the second in which its credential ends, by one timer for all of them. */
import { closeCode, type Connection } from './connection';

/** Beyond this a timer of Node would fire at once. */
const timerMaximum = 2 ** 31 - 1;

export class Expiries {
  private readonly bySecond = new Map<number, Set<Connection>>();
  private timer?: NodeJS.Timeout;
  private next = Infinity;

  /** `expiresAt`: seconds since 1970. */
  add(connection: Connection, expiresAt: number): void {
    const held = this.bySecond.get(expiresAt);
    if (held) held.add(connection);
    else this.bySecond.set(expiresAt, new Set([connection]));
    if (expiresAt < this.next) this.wait(expiresAt);
  }

  remove(connection: Connection, expiresAt: number): void {
    const held = this.bySecond.get(expiresAt);
    if (held?.delete(connection) && held.size === 0) this.bySecond.delete(expiresAt);
  }

  end(): void {
    clearTimeout(this.timer);
    this.bySecond.clear();
  }

  private wait(second: number): void {
    clearTimeout(this.timer);
    this.next = second;
    const milliseconds = Math.min(timerMaximum, Math.max(0, second * 1_000 - Date.now()));
    this.timer = setTimeout(() => this.close(), milliseconds);
    this.timer.unref();
  }

  private close(): void {
    const now = Date.now();
    let next = Infinity;
    for (const [second, connections] of [...this.bySecond]) {
      if (second * 1_000 > now) next = Math.min(next, second);
      else {
        this.bySecond.delete(second);
        for (const connection of connections) connection.close(closeCode.forbidden, 'token expired');
      }
    }
    this.next = Infinity;
    if (next !== Infinity) this.wait(next);
  }
}
