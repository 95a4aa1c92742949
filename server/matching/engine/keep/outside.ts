/** The needs that nobody holds, for each organisation they may go to: the one that gains most by coming stands first. */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, never, OrganisationLists, widened } from './storage';

/** Of an organisation's two lists the second. */
const slotList = 1;

export class Outside {
  /** What an organisation's first comer would lose by coming, mostly less than nothing; `never` where nobody waits. */
  least: Int32Array;
  /** Losses and slots; by loss, among equals by slot. */
  private readonly lists: OrganisationLists;

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.lists = new OrganisationLists(organisations, 2);
    this.least = new Int32Array(organisations).fill(never);
  }

  addOrganisation(organisation: number): void {
    this.lists.addOrganisation();
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
    const { data, start, length } = this.lists;
    const slots = (organisation << 1) | slotList;
    return data.subarray(start[slots]!, start[slots]! + length[slots]!);
  }

  firstComer(organisation: number): number {
    return this.lists.data[this.lists.start[(organisation << 1) | slotList]!]!;
  }

  private insert(organisation: number, loss: number, slot: number): void {
    const last = this.lists.extend(organisation << 1, 1);
    this.lists.extend((organisation << 1) | slotList, 1);
    const { data, start } = this.lists;
    const losses = start[organisation << 1]!;
    const slots = start[(organisation << 1) | slotList]!;
    const at = find(data, losses, slots, last, loss, slot);
    shiftUp(data, losses + at, losses + last);
    shiftUp(data, slots + at, slots + last);
    data[losses + at] = loss;
    data[slots + at] = slot;
    if (at === 0) this.least[organisation] = loss;
  }

  private remove(organisation: number, loss: number, slot: number): void {
    const { data, start } = this.lists;
    const losses = start[organisation << 1]!;
    const slots = start[(organisation << 1) | slotList]!;
    const count = this.lists.shorten(organisation << 1, 1) + 1;
    this.lists.shorten((organisation << 1) | slotList, 1);
    const at = find(data, losses, slots, count, loss, slot);
    shiftDown(data, losses + at, losses + count);
    shiftDown(data, slots + at, slots + count);
    if (at === 0) this.least[organisation] = count === 1 ? never : data[losses]!;
  }
}

/** Where the entry stands among so many, or has to stand. */
function find(data: Int32Array, losses: number, slots: number, count: number, loss: number, slot: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = data[losses + middle]!;
    if (other < loss || (other === loss && data[slots + middle]! < slot)) low = middle + 1;
    else high = middle;
  }
  return low;
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
