/** Promises the planning thread its wake-ups without a connection of its own: the server listens for both, and tells others for both. */
import type { WakeUp } from '../event/wake-up';

export class ServerWakeUp implements WakeUp {
  private wake: () => void = () => undefined;

  /** @param tell lets the server know that this thread has committed events */
  constructor(private readonly tell: () => void) {}

  /** The server has read events: there is something to read. */
  heard(): void {
    this.wake();
  }

  async listen(wake: () => void): Promise<void> {
    this.wake = wake;
    // What the server read before is not told again.
    wake();
  }

  announce(): void {
    this.tell();
  }

  async close(): Promise<void> {
    this.wake = () => undefined;
  }
}
