/** Promises lists of slots that are added to and removed from in constant time, all in a few growing typed arrays. */
import { grownInt32 } from './arrays';
import { Planes } from './planes';

/** Where lists are found by name; a list that becomes empty is gone from there. */
export type Home = Map<string, number>;

/** What of an offering stands beside each of its entries. */
export interface Marks {
  /** Flags and situations. */
  readonly word: number;
  readonly languages: number;
  readonly skillsLow: number;
  readonly skillsHigh: number;
}

/** Words of a row: four of marks, and four for whom the slots belong to. A row is half a line of the processor's memory. */
export const rowWords = 8;

/** Room of a list by its class: 2, 4, 8 ... entries. */
const firstRoom = 2;

/**
 * Entry = one slot in one list. Each entry has a number of its own, so that the entries of a slot form a chain and a removal
 * finds its place without a search: the last entry of the list moves there.
 */
export class Postings {
  /** By place: the slot, and the number of the entry. Lists are runs of places, freed runs are used again. */
  slots = new Int32Array(1024);
  readonly planes = new Planes();
  private entryAt = new Int32Array(1024);
  private placesUsed = 0;
  private readonly freeRuns: number[][] = [];

  /** By list. */
  start = new Int32Array(256);
  size = new Int32Array(256);
  private roomClass = new Int32Array(256);
  private readonly homes: (Home | undefined)[] = [];
  private readonly names: string[] = [];
  private readonly freeLists: number[] = [];

  /** By entry: its list, its place within it, and the next entry of the same slot. */
  listOf = new Int32Array(1024);
  next = new Int32Array(1024);
  private placeOf = new Int32Array(1024);
  private entriesUsed = 0;
  private freeEntry = -1;
  /** By slot: its first entry, or -1. */
  first = new Int32Array(1024).fill(-1);
  /** By slot: its row. */
  rows = new Int32Array(1024 * rowWords);

  /** How often a list was made or dropped: what was found by name before is to be found again. */
  listChanges = 0;

  /** Lists ever in use at once: what arrays by list must hold. */
  get listCapacity(): number {
    return this.homes.length;
  }

  get liveLists(): number {
    return this.homes.length - this.freeLists.length;
  }

  get bytes(): number {
    const arrays = [
      this.slots,
      this.planes.words,
      this.entryAt,
      this.start,
      this.size,
      this.roomClass,
      this.listOf,
      this.next,
      this.placeOf,
      this.first,
      this.rows,
    ];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  /** Says what stands beside each entry of the slot; before the first of them. */
  mark(slot: number, { word, languages, skillsLow, skillsHigh }: Marks): void {
    this.growSlots(slot + 1);
    this.rows.set([word, languages, skillsLow, skillsHigh], slot * rowWords);
  }

  /** Puts the slot into the list of that name, made when missing; the entry becomes the first of the slot's chain. */
  add(slot: number, home: Home, name: string): void {
    const list = home.get(name) ?? this.makeList(home, name);
    const size = this.size[list]!;
    if (size === firstRoom << this.roomClass[list]!) this.move(list, this.roomClass[list]! + 1);
    const entry = this.takeEntry();
    const place = this.start[list]! + size;
    this.slots[place] = slot;
    this.entryAt[place] = entry;
    this.planes.turn(place, this.rows, slot * rowWords);
    this.size[list] = size + 1;
    this.listOf[entry] = list;
    this.placeOf[entry] = size;
    this.next[entry] = this.first[slot]!;
    this.first[slot] = entry;
  }

  /** Takes the slot out of all its lists. */
  removeSlot(slot: number): void {
    if (slot >= this.first.length) return;
    for (let entry = this.first[slot]!; entry >= 0;) {
      const following = this.next[entry]!;
      this.removeEntry(entry);
      entry = following;
    }
    this.first[slot] = -1;
  }

  private removeEntry(entry: number): void {
    const list = this.listOf[entry]!;
    const start = this.start[list]!;
    const last = --this.size[list]!;
    const place = this.placeOf[entry]!;
    const moved = this.entryAt[start + last]!;
    const row = this.slots[start + last]! * rowWords;
    this.planes.replace(start + place, this.rows, this.slots[start + place]! * rowWords, row);
    this.planes.turn(start + last, this.rows, row);
    this.slots[start + place] = this.slots[start + last]!;
    this.entryAt[start + place] = moved;
    this.placeOf[moved] = place;
    this.next[entry] = this.freeEntry;
    this.freeEntry = entry;
    if (last === 0) this.dropList(list);
    else if (this.roomClass[list]! > 1 && last <= (firstRoom << this.roomClass[list]!) >> 2)
      this.move(list, this.roomClass[list]! - 1);
  }

  private takeEntry(): number {
    const free = this.freeEntry;
    if (free >= 0) {
      this.freeEntry = this.next[free]!;
      return free;
    }
    const entry = this.entriesUsed++;
    this.listOf = grownInt32(this.listOf, entry + 1);
    this.next = grownInt32(this.next, entry + 1);
    this.placeOf = grownInt32(this.placeOf, entry + 1);
    return entry;
  }

  private growSlots(length: number): void {
    const before = this.first.length;
    if (length <= before) return;
    this.first = grownInt32(this.first, length);
    this.first.fill(-1, before);
    this.rows = grownInt32(this.rows, this.first.length * rowWords);
  }

  private makeList(home: Home, name: string): number {
    const list = this.freeLists.pop() ?? this.homes.length;
    this.start = grownInt32(this.start, list + 1);
    this.size = grownInt32(this.size, list + 1);
    this.roomClass = grownInt32(this.roomClass, list + 1);
    this.homes[list] = home;
    this.names[list] = name;
    this.start[list] = this.takeRun(0);
    this.size[list] = 0;
    this.roomClass[list] = 0;
    home.set(name, list);
    this.listChanges++;
    return list;
  }

  private dropList(list: number): void {
    this.homes[list]!.delete(this.names[list]!);
    this.homes[list] = undefined;
    this.names[list] = '';
    this.giveRun(this.start[list]!, this.roomClass[list]!);
    this.freeLists.push(list);
    this.listChanges++;
  }

  private move(list: number, roomClass: number): void {
    const [from, size] = [this.start[list]!, this.size[list]!];
    const to = this.takeRun(roomClass);
    this.slots.copyWithin(to, from, from + size);
    this.entryAt.copyWithin(to, from, from + size);
    for (let place = 0; place < size; place++) {
      const row = this.slots[to + place]! * rowWords;
      this.planes.turn(from + place, this.rows, row);
      this.planes.turn(to + place, this.rows, row);
    }
    this.giveRun(from, this.roomClass[list]!);
    this.start[list] = to;
    this.roomClass[list] = roomClass;
  }

  private takeRun(roomClass: number): number {
    const free = this.freeRuns[roomClass]?.pop();
    if (free !== undefined) return free;
    const start = this.placesUsed;
    this.placesUsed += firstRoom << roomClass;
    this.slots = grownInt32(this.slots, this.placesUsed);
    this.planes.grow(this.placesUsed);
    this.entryAt = grownInt32(this.entryAt, this.placesUsed);
    return start;
  }

  private giveRun(start: number, roomClass: number): void {
    (this.freeRuns[roomClass] ??= []).push(start);
  }
}
