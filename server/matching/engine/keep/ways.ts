/**
 * For every pair of organisations between which a held need can go, the least that is lost when one does. It says nothing of prices,
 * so it changes only when a need comes or goes, and a search reads a way instead of all the arcs that it stands for.
 */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, IntegerLists, never, PairedLists, widened } from './storage';

/** Losses lie between minus and plus the highest score (see plan/bounds), so one fits 15 bits above its least. */
const lossBits = 15;
/** What stands in a word for a loss of nothing. */
export const lossZero = 1 << (lossBits - 1);
const lossMask = (1 << lossBits) - 1;

function packWay(organisation: number, loss: number): number {
  return (organisation << lossBits) | (loss + lossZero);
}

export function wayOrganisation(word: number): number {
  return word >>> lossBits;
}

/** The loss above `lossZero`. */
export function wayLoss(word: number): number {
  return word & lossMask;
}

export class Ways {
  /** The ways out of an organisation: where to and the loss in a word, beside it the place of the same way among those into there. */
  readonly out: PairedLists;
  /** The ways into an organisation: where from and the loss in a word. */
  readonly into: IntegerLists;
  /** The needs that an organisation holds. */
  readonly members: IntegerLists;
  /** The least that is lost when one of them is left unassigned; `never` where there are none. */
  exit: Int32Array;
  /** Of the organisation that is being written: at which place its way to another stands. Holds for no other. */
  private placeOf: Int32Array;
  /** Ways whose least is sought anew: for each organisation which of them leads there, counted from 1. */
  private soughtTo: Int32Array;
  private readonly sought: number[] = [];
  private readonly lost: number[] = [];
  private readonly found: number[] = [];

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.out = new PairedLists(organisations);
    this.into = new IntegerLists(organisations);
    this.members = new IntegerLists(organisations);
    this.exit = new Int32Array(organisations).fill(never);
    this.placeOf = new Int32Array(organisations);
    this.soughtTo = new Int32Array(organisations);
  }

  addOrganisation(organisation: number): void {
    this.out.addList();
    this.into.addList();
    this.members.addList();
    this.exit = widened(this.exit, organisation + 1);
    this.exit[organisation] = never;
    this.placeOf = widened(this.placeOf, organisation + 1);
    this.soughtTo = widened(this.soughtTo, organisation + 1);
  }

  /** A need, with its value already that of the arc, is now held. */
  join(organisation: number, slot: number): void {
    const { arcStart, arcCount, value, unassignedScore } = this.needs;
    const { packed } = this.needs.arcs;
    const count = this.members.extend(organisation, 1);
    this.members.data[this.members.start[organisation]! + count] = slot;
    this.exit[organisation] = Math.min(this.exit[organisation]!, value[slot]! - unassignedScore[slot]!);
    this.findPlaces(organisation);
    const { placeOf } = this;
    const end = arcStart[slot]! + arcCount[slot]!;
    for (let arc = arcStart[slot]!; arc < end; arc++) {
      const to = arcOrganisation(packed[arc]!);
      if (to === organisation) continue;
      const loss = value[slot]! - arcScore(packed[arc]!);
      const place = placeOf[to]!;
      const word = place < this.out.length[organisation]! ? this.out.data[this.out.start[organisation]! + place]! : -1;
      if (wayOrganisation(word) !== to) this.open(organisation, to, loss);
      else if (loss + lossZero < wayLoss(word)) this.rewrite(organisation, place, loss);
    }
  }

  /** A need, with its value still that of the arc, is no longer held. */
  leave(organisation: number, slot: number): void {
    this.dropMember(organisation, slot);
    const { arcStart, arcCount, value, unassignedScore } = this.needs;
    if (value[slot]! - unassignedScore[slot]! === this.exit[organisation]) this.seekExit(organisation);
    const { packed } = this.needs.arcs;
    const { sought, lost, found, soughtTo, placeOf } = this;
    this.findPlaces(organisation);
    const { data } = this.out;
    const begin = this.out.start[organisation]!;
    const end = arcStart[slot]! + arcCount[slot]!;
    sought.length = lost.length = found.length = 0;
    for (let arc = arcStart[slot]!; arc < end; arc++) {
      const to = arcOrganisation(packed[arc]!);
      if (to === organisation) continue;
      const loss = value[slot]! - arcScore(packed[arc]!);
      if (wayLoss(data[begin + placeOf[to]!]!) !== loss + lossZero) continue;
      sought.push(to);
      lost.push(loss);
      found.push(never);
      soughtTo[to] = sought.length;
    }
    this.seek(organisation);
    for (let index = 0; index < sought.length; index++) {
      const to = sought[index]!;
      if (soughtTo[to] === 0) continue;
      soughtTo[to] = 0;
      if (found[index] === never) this.close(organisation, placeOf[to]!);
      else this.rewrite(organisation, placeOf[to]!, found[index]!);
    }
  }

  /** Of the needs that an organisation holds, the one that goes to another with the least loss; among equals the lowest slot. */
  mover(from: number, to: number): number {
    const { arcStart, arcCount, value } = this.needs;
    const { packed } = this.needs.arcs;
    const { data: members, start, length } = this.members;
    const stop = start[from]! + length[from]!;
    let least = never;
    let mover = -1;
    for (let at = start[from]!; at < stop; at++) {
      const slot = members[at]!;
      const end = arcStart[slot]! + arcCount[slot]!;
      for (let arc = arcStart[slot]!; arc < end; arc++) {
        if (arcOrganisation(packed[arc]!) !== to) continue;
        const loss = value[slot]! - arcScore(packed[arc]!);
        if (loss < least || (loss === least && slot < mover)) {
          least = loss;
          mover = slot;
        }
      }
    }
    return mover;
  }

  /** The one that loses least by being left unassigned; among equals the lowest slot. */
  leaver(organisation: number): number {
    const { value, unassignedScore } = this.needs;
    let leaver = -1;
    for (const slot of this.membersOf(organisation)) {
      if (value[slot]! - unassignedScore[slot]! !== this.exit[organisation]) continue;
      if (leaver < 0 || slot < leaver) leaver = slot;
    }
    return leaver;
  }

  membersOf(organisation: number): Int32Array {
    const start = this.members.start[organisation]!;
    return this.members.data.subarray(start, start + this.members.length[organisation]!);
  }

  /** The organisations where one would gain by going on to another that has no price. */
  holdersBefore(organisation: number, price: Int32Array): number[] {
    const { data, start, length } = this.into;
    const ways = data.subarray(start[organisation]!, start[organisation]! + length[organisation]!);
    const gains = ways.filter((word) => price[wayOrganisation(word)]! > wayLoss(word) - lossZero);
    return Array.from(gains, wayOrganisation);
  }

  private dropMember(organisation: number, slot: number): void {
    const { data, start } = this.members;
    const last = start[organisation]! + this.members.extend(organisation, -1) - 1;
    let at = start[organisation]!;
    while (data[at] !== slot) at++;
    data[at] = data[last]!;
  }

  private seekExit(organisation: number): void {
    const { value, unassignedScore } = this.needs;
    let least = never;
    for (const slot of this.membersOf(organisation)) least = Math.min(least, value[slot]! - unassignedScore[slot]!);
    this.exit[organisation] = least;
  }

  private findPlaces(organisation: number): void {
    const { placeOf } = this;
    const { data } = this.out;
    const begin = this.out.start[organisation]!;
    const count = this.out.length[organisation]!;
    for (let place = 0; place < count; place++) placeOf[wayOrganisation(data[begin + place]!)] = place;
  }

  /** Finds the least of every way that is sought, in one sweep; those that another need keeps as they were are sought no more. */
  private seek(organisation: number): void {
    const { arcStart, arcCount, value } = this.needs;
    const { packed } = this.needs.arcs;
    const { lost, found, soughtTo } = this;
    const { data: members, start, length } = this.members;
    const stop = start[organisation]! + length[organisation]!;
    let open = this.sought.length;
    for (let at = start[organisation]!; at < stop && open > 0; at++) {
      const slot = members[at]!;
      const worth = value[slot]!;
      const end = arcStart[slot]! + arcCount[slot]!;
      for (let arc = arcStart[slot]!; arc < end; arc++) {
        const which = soughtTo[arcOrganisation(packed[arc]!)]!;
        if (which === 0) continue;
        const loss = worth - arcScore(packed[arc]!);
        if (loss < found[which - 1]!) found[which - 1] = loss;
        if (loss > lost[which - 1]!) continue;
        soughtTo[arcOrganisation(packed[arc]!)] = 0;
        open--;
      }
    }
  }

  private open(from: number, to: number, loss: number): void {
    const there = this.into.extend(to, 1);
    this.into.data[this.into.start[to]! + there] = packWay(from, loss);
    const at = this.out.extend(from, 1) + this.out.start[from]!;
    this.out.data[at] = packWay(to, loss);
    this.out.beside[at] = there;
  }

  private rewrite(from: number, place: number, loss: number): void {
    const at = this.out.start[from]! + place;
    const to = wayOrganisation(this.out.data[at]!);
    this.out.data[at] = packWay(to, loss);
    this.into.data[this.into.start[to]! + this.out.beside[at]!] = packWay(from, loss);
  }

  /** The last way of either list takes the place of the one that is gone. */
  private close(from: number, place: number): void {
    const { data, beside, start } = this.out;
    const at = start[from]! + place;
    const to = wayOrganisation(data[at]!);
    const there = this.into.start[to]! + beside[at]!;
    const lastThere = this.into.start[to]! + this.into.extend(to, -1) - 1;
    if (there !== lastThere) {
      const word = (this.into.data[there] = this.into.data[lastThere]!);
      let other = start[wayOrganisation(word)]!;
      while (wayOrganisation(data[other]!) !== to) other++;
      beside[other] = beside[at]!;
    }
    const last = start[from]! + this.out.extend(from, -1) - 1;
    data[at] = data[last]!;
    beside[at] = beside[last]!;
    this.placeOf[wayOrganisation(data[at]!)] = place;
  }
}
