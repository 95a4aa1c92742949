/** Contracted rows as growable triples, built once and then kept current need by need. */
import { unassigned, widened } from './storage';

/** More than any loss: no need stands at the other end. */
export const none = 1 << 28;

/** One row for each organisation: triples (other organisation, loss, slot of the need) and the best one to or from no organisation. */
export class Rows {
  readonly entries: (Int32Array | undefined)[] = [];
  length: Int32Array = new Int32Array(0);
  looseLoss: Int32Array = new Int32Array(0);
  looseNeed: Int32Array = new Int32Array(0);
  private mark: Int32Array = new Int32Array(0);
  private position: Int32Array = new Int32Array(0);
  private stamp = 0;

  /** Begins a row anew. */
  open(row: number, organisations: number): void {
    if (this.mark.length < organisations) {
      this.length = widened(this.length, organisations);
      this.looseLoss = widened(this.looseLoss, organisations);
      this.looseNeed = widened(this.looseNeed, organisations);
      this.mark = widened(this.mark, organisations);
      this.position = widened(this.position, organisations);
    }
    this.stamp = (this.stamp + 1) | 0;
    if (this.stamp === 0) {
      this.mark.fill(0);
      this.stamp = 1;
    }
    this.length[row] = 0;
    this.looseLoss[row] = none;
    this.looseNeed[row] = unassigned;
  }

  /** Keeps the least loss for each other organisation; the first need among equals. */
  offer(row: number, other: number, loss: number, slot: number): void {
    let list = this.entries[row];
    if (this.mark[other] === this.stamp) {
      const at = this.position[other]!;
      if (loss >= list![at + 1]!) return;
      list![at + 1] = loss;
      list![at + 2] = slot;
      return;
    }
    const at = this.length[row]!;
    if (list === undefined || list.length < at + 3) {
      list = widened(list ?? new Int32Array(48), at + 3);
      this.entries[row] = list;
    }
    this.mark[other] = this.stamp;
    this.position[other] = at;
    list[at] = other;
    list[at + 1] = loss;
    list[at + 2] = slot;
    this.length[row] = at + 3;
  }

  offerLoose(row: number, loss: number, slot: number): void {
    if (loss >= this.looseLoss[row]!) return;
    this.looseLoss[row] = loss;
    this.looseNeed[row] = slot;
  }

  /**
   * A need has left. If it stood for the entry, the loss stays as a bound from below and no need stands for it any more:
   * the search repairs the entry when, and only if, it would use it.
   */
  retire(row: number, other: number, slot: number): void {
    if (other === unassigned) {
      if (this.looseNeed[row] === slot) this.looseNeed[row] = unassigned;
      return;
    }
    const at = this.find(row, other);
    if (at >= 0 && this.entries[row]![at + 2] === slot) this.entries[row]![at + 2] = unassigned;
  }

  /** A need has come, or its loss is new: it stands for the entry if nobody can lose less. */
  arrive(row: number, other: number, loss: number, slot: number): void {
    if (other === unassigned) {
      const least = this.looseLoss[row]!;
      if (loss > least || (loss === least && this.looseNeed[row] !== unassigned)) return;
      this.looseLoss[row] = loss;
      this.looseNeed[row] = slot;
      return;
    }
    let at = this.find(row, other);
    if (at >= 0) {
      const least = this.entries[row]![at + 1]!;
      if (loss > least || (loss === least && this.entries[row]![at + 2] !== unassigned)) return;
    } else {
      at = this.length[row]!;
      this.entries[row] = widened(this.entries[row] ?? new Int32Array(48), at + 3);
      this.length[row] = at + 3;
    }
    const list = this.entries[row]!;
    list[at] = other;
    list[at + 1] = loss;
    list[at + 2] = slot;
  }

  private find(row: number, other: number): number {
    const list = this.entries[row];
    const length = this.length[row]!;
    if (list !== undefined) for (let at = 0; at < length; at += 3) if (list[at] === other) return at;
    return -1;
  }
}
