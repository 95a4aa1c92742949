/** Promises a dense number for each of the caller's ids, given again to another when it is gone. */
import type { Id } from './standing';

export class Slots<Key extends Id, Kept> {
  private readonly slotOf = new Map<Key, number>();
  private readonly free: number[] = [];
  private readonly keys: (Key | undefined)[] = [];
  private readonly kept: (Kept | undefined)[] = [];

  get size(): number {
    return this.slotOf.size;
  }

  /** Slots ever in use at once: what arrays by slot must hold. */
  get capacity(): number {
    return this.keys.length;
  }

  find(key: Key): number | undefined {
    return this.slotOf.get(key);
  }

  take(key: Key, kept: Kept): number {
    const slot = this.free.pop() ?? this.keys.length;
    this.keys[slot] = key;
    this.kept[slot] = kept;
    this.slotOf.set(key, slot);
    return slot;
  }

  release(slot: number): void {
    this.slotOf.delete(this.keys[slot]!);
    this.keys[slot] = undefined;
    this.kept[slot] = undefined;
    this.free.push(slot);
  }

  keyAt(slot: number): Key {
    return this.keys[slot]!;
  }

  keptAt(slot: number): Kept {
    return this.kept[slot]!;
  }
}
