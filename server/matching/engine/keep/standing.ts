/** The standing plan as integers: needs with their arcs, organisations with their places and prices, and who is where. */
import { ArcPool, arcOrganisation, arcScore, IntegerLists, packArc, unassigned, widened } from './storage';
import type { KeptNeed } from './refusal';

/** The price of a suspended organisation: so high that no search ever reaches it, so its arcs are dead. */
export const closedPrice = 1 << 28;

/**
 * Needs live in slots that are used again after removal. Every change of place passes `move`, which keeps the lists of
 * inbound arcs true and remembers where each need was when the operation began.
 */
export class Standing {
  organisations: number;
  capacity: Int32Array;
  price: Int32Array;
  /** Organisation of the need in a slot, or `unassigned`. */
  organisation: Int32Array = new Int32Array(0);
  /** What the need is worth where it is: its arc's score, or its unassigned score. */
  value: Int32Array = new Int32Array(0);
  unassignedScore: Int32Array = new Int32Array(0);
  arcStart: Int32Array = new Int32Array(0);
  arcCount: Int32Array = new Int32Array(0);
  readonly arcs = new ArcPool();
  /** Slots of the needs an organisation holds. */
  readonly members: IntegerLists;
  /**
   * Triples (slot, holder, loss) of the arcs that lead to an organisation: where the need is, and what it would lose by
   * coming, in scores. Written again whenever the need moves, so that a search reads them in one sweep.
   */
  readonly inbound: IntegerLists;
  /** Sum of the needs' values. */
  objective = 0;
  readonly slotOf = new Map<number, number>();
  readonly idOf: number[] = [];
  private memberPlace: Int32Array = new Int32Array(0);
  private readonly vacant: number[] = [];
  /** Slot to organisation at the beginning of the operation. */
  private readonly origin = new Map<number, number>();

  constructor(capacity: ArrayLike<number>) {
    this.organisations = capacity.length;
    this.capacity = Int32Array.from(capacity);
    this.price = new Int32Array(capacity.length);
    this.members = new IntegerLists(capacity.length);
    this.inbound = new IntegerLists(capacity.length);
  }

  addOrganisation(capacity: number): number {
    const organisation = this.organisations++;
    this.capacity = widened(this.capacity, this.organisations);
    this.price = widened(this.price, this.organisations);
    this.members.addList();
    this.inbound.addList();
    this.capacity[organisation] = capacity;
    return organisation;
  }

  /** Enters a need, unassigned and not counted as a move. */
  enter(need: KeptNeed): number {
    const slot = this.vacant.pop() ?? this.openSlot();
    this.slotOf.set(need.id, slot);
    this.idOf[slot] = need.id;
    this.organisation[slot] = unassigned;
    this.value[slot] = need.unassignedScore;
    this.objective += need.unassignedScore;
    this.link(slot, need);
    return slot;
  }

  /** Removes an unassigned need with its arcs. */
  leave(slot: number): void {
    this.unlink(slot);
    this.objective -= this.value[slot]!;
    this.slotOf.delete(this.idOf[slot]!);
    this.origin.delete(slot);
    this.arcCount[slot] = 0;
    this.vacant.push(slot);
  }

  /** Gives a need other arcs and scores while it stays where it is; `value` is its new worth there. */
  rewrite(slot: number, need: KeptNeed, value: number): void {
    this.unlink(slot);
    this.objective += value - this.value[slot]!;
    this.value[slot] = value;
    this.link(slot, need);
  }

  move(slot: number, to: number): void {
    const from = this.organisation[slot]!;
    if (!this.origin.has(slot)) this.origin.set(slot, from);
    if (from !== unassigned) this.removeMember(slot, from);
    if (to !== unassigned) {
      const place = this.members.extend(to, 1);
      this.members.entries[to]![place] = slot;
      this.memberPlace[slot] = place;
    }
    this.organisation[slot] = to;
    const value = to === unassigned ? this.unassignedScore[slot]! : this.scoreAt(slot, to);
    this.objective += value - this.value[slot]!;
    this.value[slot] = value;
    this.tellInbound(slot);
  }

  /** The score of a need's arc to an organisation, -1 when it has none. */
  scoreAt(slot: number, organisation: number): number {
    const arc = this.arcTo(slot, organisation);
    return arc < 0 ? -1 : arcScore(this.arcs.packed[arc]!);
  }

  isFree(organisation: number): boolean {
    return this.members.length[organisation]! < this.capacity[organisation]!;
  }

  isSuspended(organisation: number): boolean {
    return this.price[organisation] === closedPrice;
  }

  /** Who would rather be at an organisation without a price, the one that gains most first. */
  gainersFrom(organisation: number): { slot: number; gain: number }[] {
    const { inbound, price } = this;
    const list = inbound.entries[organisation]!;
    const gainers: { slot: number; gain: number }[] = [];
    for (let at = 0; at < inbound.length[organisation]!; at += 3) {
      const holder = list[at + 1]!;
      const gain = (holder === unassigned ? 0 : price[holder]!) - list[at + 2]!;
      if (gain > 0) gainers.push({ slot: list[at]!, gain });
    }
    return gainers.sort((one, other) => other.gain - one.gain || one.slot - other.slot);
  }

  /** Slots that were moved since the last call, with where they were; empties the memory. */
  takeOrigins(): [slot: number, from: number][] {
    const origins = [...this.origin];
    this.origin.clear();
    return origins;
  }

  private openSlot(): number {
    const slot = this.idOf.length;
    const slots = slot + 1;
    this.organisation = widened(this.organisation, slots);
    this.value = widened(this.value, slots);
    this.unassignedScore = widened(this.unassignedScore, slots);
    this.arcStart = widened(this.arcStart, slots);
    this.arcCount = widened(this.arcCount, slots);
    this.memberPlace = widened(this.memberPlace, slots);
    this.idOf.push(0);
    return slot;
  }

  private link(slot: number, { organisations, scores, unassignedScore }: KeptNeed): void {
    const count = organisations.length;
    const start = this.arcs.take(count);
    this.arcStart[slot] = start;
    this.arcCount[slot] = count;
    this.unassignedScore[slot] = unassignedScore;
    for (let index = 0; index < count; index++) {
      const organisation = organisations[index]!;
      const place = this.inbound.extend(organisation, 3);
      this.inbound.entries[organisation]![place] = slot;
      this.arcs.packed[start + index] = packArc(organisation, scores[index]!);
      this.arcs.place[start + index] = place;
    }
    this.tellInbound(slot);
  }

  private unlink(slot: number): void {
    const start = this.arcStart[slot]!;
    const count = this.arcCount[slot]!;
    for (let arc = start; arc < start + count; arc++) {
      const organisation = arcOrganisation(this.arcs.packed[arc]!);
      const place = this.arcs.place[arc]!;
      const list = this.inbound.entries[organisation]!;
      const last = this.inbound.extend(organisation, -3) - 3;
      if (last !== place) {
        list[place] = list[last]!;
        list[place + 1] = list[last + 1]!;
        list[place + 2] = list[last + 2]!;
        this.arcs.place[this.arcTo(list[last]!, organisation)] = place;
      }
    }
    this.arcs.release(start, count);
  }

  private removeMember(slot: number, organisation: number): void {
    const list = this.members.entries[organisation]!;
    const last = this.members.extend(organisation, -1) - 1;
    const place = this.memberPlace[slot]!;
    const moved = list[last]!;
    list[place] = moved;
    this.memberPlace[moved] = place;
  }

  private arcTo(slot: number, organisation: number): number {
    const start = this.arcStart[slot]!;
    const end = start + this.arcCount[slot]!;
    for (let arc = start; arc < end; arc++) if (arcOrganisation(this.arcs.packed[arc]!) === organisation) return arc;
    return -1;
  }

  /** Writes where a need is, and what it would lose by coming, into the list of each organisation it may go to. */
  private tellInbound(slot: number): void {
    const { packed, place } = this.arcs;
    const { entries } = this.inbound;
    const holder = this.organisation[slot]!;
    const value = this.value[slot]!;
    const start = this.arcStart[slot]!;
    const end = start + this.arcCount[slot]!;
    for (let arc = start; arc < end; arc++) {
      const list = entries[arcOrganisation(packed[arc]!)]!;
      const at = place[arc]!;
      list[at + 1] = holder;
      list[at + 2] = value - arcScore(packed[arc]!);
    }
  }
}
