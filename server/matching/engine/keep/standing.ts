/** The standing plan as integers: needs with their arcs, organisations with their places and prices, and who is where. */
import { ArcPool, arcOrganisation, arcScore, IntegerLists, unassigned, widened } from './storage';
import type { KeptNeed } from './refusal';

/** The price of a suspended organisation: so high that no search ever reaches it, so its arcs are dead. */
export const closedPrice = 1 << 28;
/** No organisation, and not the lack of one. */
const unmoved = -2;
/** Numbers of a row before its arcs. */
export const rowHead = 4;

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
  /**
   * The needs an organisation holds, row after row in one sweep: slot, number of arcs, worth, what it would lose by being nowhere,
   * and the arcs. A search reads all of them, again and again, and nothing else of a need.
   */
  readonly rows: IntegerLists;
  /** How many they are. */
  held: Int32Array;
  /**
   * The arcs that lead to an organisation, a word each: where the need is, and what it would lose by coming, in scores. Written
   * again whenever the need moves, so that a search reads them in one sweep.
   */
  readonly inbound: IntegerLists;
  /** The needs whose arcs they are. */
  readonly comers: IntegerLists;
  /** Sum of the needs' values. */
  objective = 0;
  readonly slotOf = new Map<number, number>();
  readonly idOf: number[] = [];
  /** Where the row of a need stands that is held. */
  private rowPlace: Int32Array = new Int32Array(0);
  private readonly vacant: number[] = [];
  /** Slots that this operation moved, and for each slot where it was when the operation began. */
  private readonly moved: number[] = [];
  private origin: Int32Array = new Int32Array(0);

  constructor(capacity: ArrayLike<number>) {
    this.organisations = capacity.length;
    this.capacity = Int32Array.from(capacity);
    this.price = new Int32Array(nobody + 1);
    this.rows = new IntegerLists(capacity.length);
    this.held = new Int32Array(capacity.length);
    this.inbound = new IntegerLists(capacity.length);
    this.comers = new IntegerLists(capacity.length);
  }

  addOrganisation(capacity: number): number {
    const organisation = this.organisations++;
    this.capacity = widened(this.capacity, this.organisations);
    this.rows.addList();
    this.held = widened(this.held, this.organisations);
    this.inbound.addList();
    this.comers.addList();
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
    this.origin[slot] = unmoved;
    this.arcCount[slot] = 0;
    this.vacant.push(slot);
  }

  /** Gives a need other arcs and scores while it stays where it is; `value` is its new worth there. */
  rewrite(slot: number, need: KeptNeed, value: number): void {
    const holder = this.organisation[slot]!;
    if (holder !== unassigned) this.removeRow(slot, holder);
    this.unlink(slot);
    this.objective += value - this.value[slot]!;
    this.value[slot] = value;
    this.link(slot, need);
    if (holder !== unassigned) this.appendRow(slot, holder);
  }

  move(slot: number, to: number): void {
    const from = this.organisation[slot]!;
    if (this.origin[slot] === unmoved) {
      this.origin[slot] = from;
      this.moved.push(slot);
    }
    if (from !== unassigned) this.removeRow(slot, from);
    this.organisation[slot] = to;
    const value = to === unassigned ? this.unassignedScore[slot]! : this.scoreAt(slot, to);
    this.objective += value - this.value[slot]!;
    this.value[slot] = value;
    if (to !== unassigned) this.appendRow(slot, to);
    this.tellInbound(slot);
  }

  /** The score of a need's arc to an organisation, -1 when it has none. */
  scoreAt(slot: number, organisation: number): number {
    const arc = this.arcTo(slot, organisation);
    return arc < 0 ? -1 : arcScore(this.arcs.packed[arc]!);
  }

  isFree(organisation: number): boolean {
    return this.held[organisation]! < this.capacity[organisation]!;
  }

  isSuspended(organisation: number): boolean {
    return this.price[organisation] === closedPrice;
  }

  /** Who would rather be at an organisation without a price, the one that gains most first. */
  gainersFrom(organisation: number): { slot: number; gain: number }[] {
    const { inbound, price } = this;
    const gainers: { slot: number; gain: number }[] = [];
    for (let at = 0; at < inbound.length[organisation]!; at++) {
      const word = inbound.data[inbound.start[organisation]! + at]!;
      const holder = comerHolder(word);
      const gain = (holder === nobody ? 0 : price[holder]!) - comerLoss(word);
      if (gain > 0) gainers.push({ slot: this.comer(organisation, at), gain });
    }
    return gainers.sort((one, other) => other.gain - one.gain || one.slot - other.slot);
  }

  /** The need of an arc that leads to an organisation. */
  comer(organisation: number, at: number): number {
    return this.comers.data[this.comers.start[organisation]! + at]!;
  }

  /** The needs that an organisation holds. */
  slotsOf(organisation: number): number[] {
    const { data, start, length } = this.rows;
    const slots: number[] = [];
    const end = start[organisation]! + length[organisation]!;
    for (let at = start[organisation]!; at < end; at += rowHead + data[at + 1]!) slots.push(data[at]!);
    return slots;
  }

  /** Slots that were moved since the last call, with where they were; empties the memory. */
  takeOrigins(): [slot: number, from: number][] {
    const origins: [slot: number, from: number][] = [];
    for (const slot of this.moved) {
      // It left, or stands twice since its slot was used again.
      if (this.origin[slot] === unmoved) continue;
      origins.push([slot, this.origin[slot]!]);
      this.origin[slot] = unmoved;
    }
    this.moved.length = 0;
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
    this.rowPlace = widened(this.rowPlace, slots);
    this.origin = widened(this.origin, slots);
    this.origin[slot] = unmoved;
    this.idOf.push(0);
    return slot;
  }

  private link(slot: number, { organisations, scores, unassignedScore }: KeptNeed): void {
    const count = organisations.length;
    const start = this.arcs.take(count);
    this.arcStart[slot] = start;
    this.arcCount[slot] = count;
    this.unassignedScore[slot] = unassignedScore;
    this.arcs.write(start, organisations, scores);
    for (let index = 0; index < count; index++) {
      const organisation = arcOrganisation(this.arcs.packed[start + index]!);
      const place = this.inbound.extend(organisation, 1);
      this.comers.extend(organisation, 1);
      this.comers.data[this.comers.start[organisation]! + place] = slot;
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
      const last = this.inbound.extend(organisation, -1) - 1;
      this.comers.extend(organisation, -1);
      if (last === place) continue;
      const { inbound, comers } = this;
      const moved = this.comer(organisation, last);
      comers.data[comers.start[organisation]! + place] = moved;
      inbound.data[inbound.start[organisation]! + place] = inbound.data[inbound.start[organisation]! + last]!;
      this.arcs.place[this.arcTo(moved, organisation)] = place;
    }
    this.arcs.release(start, count);
  }

  private appendRow(slot: number, organisation: number): void {
    const { packed } = this.arcs;
    const start = this.arcStart[slot]!;
    const count = this.arcCount[slot]!;
    const place = this.rows.extend(organisation, rowHead + count);
    const { data } = this.rows;
    const at = this.rows.start[organisation]! + place;
    data[at] = slot;
    data[at + 1] = count;
    data[at + 2] = this.value[slot]!;
    data[at + 3] = this.value[slot]! - this.unassignedScore[slot]!;
    for (let arc = 0; arc < count; arc++) data[at + rowHead + arc] = packed[start + arc]!;
    this.rowPlace[slot] = place;
    this.held[organisation]!++;
  }

  /** The rows behind it move up. */
  private removeRow(slot: number, organisation: number): void {
    const { data } = this.rows;
    const start = this.rows.start[organisation]!;
    const place = this.rowPlace[slot]!;
    const length = rowHead + data[start + place + 1]!;
    const end = this.rows.extend(organisation, -length);
    data.copyWithin(start + place, start + place + length, start + end);
    for (let at = place; at < end - length; at += rowHead + data[start + at + 1]!)
      this.rowPlace[data[start + at]!] = at;
    this.held[organisation]!--;
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
    const { data, start: listStart } = this.inbound;
    const holder = this.organisation[slot]! === unassigned ? nobody : this.organisation[slot]!;
    const value = this.value[slot]!;
    const start = this.arcStart[slot]!;
    const end = start + this.arcCount[slot]!;
    for (let arc = start; arc < end; arc++) {
      const loss = value - arcScore(packed[arc]!);
      data[listStart[arcOrganisation(packed[arc]!)]! + place[arc]!] = packComer(holder, loss);
    }
  }
}

/** Stands for the holder of a need that nobody holds: no organisation has its number (see plan/bounds). */
export const nobody = 65_535;
/** Losses lie between minus and plus the highest score (see plan/bounds), so one fits 15 bits above its least. */
const lossBits = 15;
const lossZero = 1 << (lossBits - 1);
const lossMask = (1 << lossBits) - 1;

function packComer(holder: number, loss: number): number {
  return (holder << lossBits) | (loss + lossZero);
}

export function comerHolder(word: number): number {
  return word >>> lossBits;
}

export function comerLoss(word: number): number {
  return (word & lossMask) - lossZero;
}
