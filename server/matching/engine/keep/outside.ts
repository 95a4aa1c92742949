/** The needs that nobody holds, for each organisation they may go to: the one that gains most by coming stands first. */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, never, PairedLists, widened } from './storage';

export class Outside {
  /** What an organisation's first comer would lose by coming, mostly less than nothing; `never` where nobody waits. */
  least: Int32Array;
  /** Losses, and beside them slots; by loss, among equals by slot. */
  private readonly comers: PairedLists;

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.comers = new PairedLists(organisations);
    this.least = new Int32Array(organisations).fill(never);
  }

  addOrganisation(organisation: number): void {
    this.comers.addList();
    this.least = widened(this.least, organisation + 1);
    this.least[organisation] = never;
  }

  join(slot: number): void {
    const { packed } = this.needs.arcs;
    const end = this.needs.arcEnd(slot);
    const worth = this.needs.unassignedScore(slot);
    for (let arc = this.needs.arcStart(slot); arc < end; arc++) {
      const loss = worth - arcScore(packed[arc]!);
      // Who would not gain by coming is never asked to.
      if (loss < 0) this.insert(arcOrganisation(packed[arc]!), loss, slot);
    }
  }

  leave(slot: number): void {
    const { packed } = this.needs.arcs;
    const end = this.needs.arcEnd(slot);
    const worth = this.needs.unassignedScore(slot);
    for (let arc = this.needs.arcStart(slot); arc < end; arc++) {
      const loss = worth - arcScore(packed[arc]!);
      if (loss < 0) this.remove(arcOrganisation(packed[arc]!), loss, slot);
    }
  }

  /** The slots that wait for an organisation, the first comer first. */
  waiting(organisation: number): Int32Array {
    const start = this.comers.start[organisation]!;
    return this.comers.beside.subarray(start, start + this.comers.length[organisation]!);
  }

  firstComer(organisation: number): number {
    return this.comers.beside[this.comers.start[organisation]!]!;
  }

  private insert(organisation: number, loss: number, slot: number): void {
    const last = this.comers.extend(organisation, 1);
    const { data, beside, start } = this.comers;
    const begin = start[organisation]!;
    const at = this.find(begin, begin + last, loss, slot);
    shiftUp(data, at, begin + last);
    shiftUp(beside, at, begin + last);
    data[at] = loss;
    beside[at] = slot;
    if (at === begin) this.least[organisation] = loss;
  }

  private remove(organisation: number, loss: number, slot: number): void {
    const { data, beside, start } = this.comers;
    const begin = start[organisation]!;
    const end = begin + this.comers.extend(organisation, -1);
    const at = this.find(begin, end, loss, slot);
    shiftDown(data, at, end);
    shiftDown(beside, at, end);
    if (at === begin) this.least[organisation] = end - begin === 1 ? never : data[begin]!;
  }

  /** Where the entry stands, or has to stand. */
  private find(begin: number, end: number, loss: number, slot: number): number {
    const { data, beside } = this.comers;
    let [low, high] = [begin, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (data[middle]! < loss || (data[middle] === loss && beside[middle]! < slot)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Below this a loop is faster than the call that moves a block. */
const blockFrom = 48;

function shiftUp(values: Int32Array, from: number, end: number): void {
  if (end - from > blockFrom) values.copyWithin(from + 1, from, end);
  else for (let at = end; at > from; at--) values[at] = values[at - 1]!;
}

function shiftDown(values: Int32Array, to: number, end: number): void {
  if (end - to > blockFrom) values.copyWithin(to, to + 1, end);
  else for (let at = to + 1; at < end; at++) values[at - 1] = values[at]!;
}
