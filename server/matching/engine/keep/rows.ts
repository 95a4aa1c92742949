/**
 * The needs that each organisation holds, and where each of them could go from there: all such steps of an organisation stand in one
 * sweep, since whenever a need leaves they are read as a whole.
 */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, lineIntegers, never, OrganisationLists, widened } from './storage';

/** Losses lie between minus and plus the highest score (see plan/bounds), so one fits 15 bits above its least. */
const lossBits = 15;
/** What stands in a step for a loss of nothing. */
export const lossZero = 1 << (lossBits - 1);
const lossMask = (1 << lossBits) - 1;

/** An organisation and the loss of going there, or of coming from there, in a word; of two with one organisation the lesser loses less. */
export function packStep(organisation: number, loss: number): number {
  return (organisation << lossBits) | (loss + lossZero);
}

export function stepOrganisation(step: number): number {
  return step >>> lossBits;
}

/** The loss above `lossZero`. */
export function stepLoss(step: number): number {
  return step & lossMask;
}

/** An organisation's lists: list `k` of organisation `o` has the number `o << rowBits | k`. */
export const rowBits = 2;
/** The place of each way out among the ways into where it leads, and of each way into among the ways out of where it comes from. */
export const [placeList, sourceList] = [0, 1] as const;
/** The needs that it holds, and all their steps in the same order. */
const [memberList, stepList] = [2, 3] as const;
/** Of a need that is held: its slot, how many steps it has, and what is lost when it is left unassigned. */
const member = 3;
const [atCount, atMargin] = [1, 2] as const;

/** A need as it is at an organisation: its steps from there, and what it would lose by being left unassigned. */
export class Carried {
  steps: Int32Array = new Int32Array(64);
  count = 0;
  margin = 0;

  /** Empty, with room for so many steps. */
  clear(room: number): void {
    this.steps = widened(this.steps, room);
    this.count = 0;
  }

  /** Goes on to where one of the steps leads, and answers what is lost by it. */
  goOn(from: number, to: number): number {
    const { steps, count } = this;
    let back = 0;
    while (stepOrganisation(steps[back]!) !== to) back++;
    const loss = stepLoss(steps[back]!) - lossZero;
    for (let index = 0; index < count; index++) steps[index] = steps[index]! - loss;
    steps[back] = packStep(from, -loss);
    this.margin -= loss;
    return loss;
  }
}

export class Rows {
  readonly lists: OrganisationLists;
  /** The need that comes to an organisation, and the one that leaves it. */
  readonly coming = new Carried();
  readonly leaving = new Carried();

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.lists = new OrganisationLists(organisations, 1 << rowBits);
  }

  held(organisation: number): number {
    return this.lists.length[(organisation << rowBits) | memberList]! / member;
  }

  slotsOf(organisation: number): number[] {
    const { data, start, length } = this.lists;
    const members = (organisation << rowBits) | memberList;
    const slots: number[] = [];
    for (let at = 0; at < length[members]!; at += member) slots.push(data[start[members]! + at]!);
    return slots;
  }

  /** Makes a need the comer, as it will be at an organisation where it is worth so much. */
  bring(slot: number, organisation: number, worth: number): void {
    const { packed } = this.needs.arcs;
    const start = this.needs.arcStart(slot);
    const end = this.needs.arcEnd(slot);
    const { coming } = this;
    coming.clear(end - start);
    coming.margin = worth - this.needs.unassignedScore(slot);
    for (let arc = start; arc < end; arc++) {
      const to = arcOrganisation(packed[arc]!);
      if (to !== organisation) coming.steps[coming.count++] = packStep(to, worth - arcScore(packed[arc]!));
    }
  }

  /** Makes a need that another organisation still holds the comer; answers what it loses. */
  bringFrom(from: number, slot: number, to: number): number {
    this.copy(from << rowBits, slot, this.coming);
    return this.coming.goOn(from, to);
  }

  /** Puts the comer into the row of an organisation. */
  append(organisation: number, slot: number): void {
    const { lists, coming } = this;
    const first = organisation << rowBits;
    const members = lists.extend(first | memberList, member);
    const steps = lists.extend(first | stepList, coming.count);
    const { data, start } = lists;
    const at = start[first | memberList]! + members;
    data[at] = slot;
    data[at + atCount] = coming.count;
    data[at + atMargin] = coming.margin;
    const begin = start[first | stepList]! + steps;
    for (let index = 0; index < coming.count; index++) data[begin + index] = coming.steps[index]!;
  }

  /** Takes a need out and makes it the leaver. */
  takeOut(organisation: number, slot: number): void {
    const first = organisation << rowBits;
    const step = this.copy(first, slot, this.leaving);
    const { lists } = this;
    const { data, start } = lists;
    const begin = start[first | memberList]!;
    const last = begin + lists.shorten(first | memberList, member);
    let at = last;
    while (data[at] !== slot) at -= member;
    for (; at < last; at++) data[at] = data[at + member]!;
    const { count } = this.leaving;
    const left = start[first | stepList]! + lists.shorten(first | stepList, count);
    data.copyWithin(step, step + count, left + count);
  }

  /** The least that an organisation's needs lose by being left unassigned; `never` where it holds none. */
  leastMargin(organisation: number): number {
    const { data, start, length } = this.lists;
    const members = (organisation << rowBits) | memberList;
    const end = start[members]! + length[members]!;
    let least = never;
    for (let at = start[members]!; at < end; at += member) least = Math.min(least, data[at + atMargin]!);
    return least;
  }

  /** The need that loses so much by being left unassigned; of several the one that came first. */
  leaver(organisation: number, margin: number): number {
    const { data, start } = this.lists;
    let at = start[(organisation << rowBits) | memberList]!;
    while (data[at + atMargin] !== margin) at += member;
    return data[at]!;
  }

  /** The need that can take a step; of several the one that came first. */
  mover(organisation: number, step: number): number {
    const { data, start } = this.lists;
    const first = organisation << rowBits;
    const found = data.indexOf(step, start[first | stepList]) - start[first | stepList]!;
    let at = start[first | memberList]!;
    for (let end = 0; (end += data[at + atCount]!) <= found; at += member);
    return data[at]!;
  }

  /** All needs that can go from one organisation to another. */
  goers(from: number, to: number): { slot: number; loss: number }[] {
    const { data, start, length } = this.lists;
    const first = from << rowBits;
    const end = start[first | memberList]! + length[first | memberList]!;
    const goers: { slot: number; loss: number }[] = [];
    let step = start[first | stepList]!;
    for (let at = start[first | memberList]!; at < end; at += member) {
      const next = step + data[at + atCount]!;
      for (; step < next; step++) {
        if (stepOrganisation(data[step]!) !== to) continue;
        goers.push({ slot: data[at]!, loss: stepLoss(data[step]!) - lossZero });
      }
    }
    return goers;
  }

  /** For each organisation that is sought: the least step there that is less than what stands in `leastTo`. */
  seek(organisation: number, leastTo: Int32Array): void {
    const { data, start, length } = this.lists;
    const steps = (organisation << rowBits) | stepList;
    const end = start[steps]! + length[steps]!;
    let at = start[steps]!;
    // Four at a time, since hardly one in ten is less.
    for (; at + 3 < end; at += 4) {
      const one = data[at]!;
      const two = data[at + 1]!;
      const three = data[at + 2]!;
      const four = data[at + 3]!;
      const less =
        (one - leastTo[stepOrganisation(one)]!) |
        (two - leastTo[stepOrganisation(two)]!) |
        (three - leastTo[stepOrganisation(three)]!) |
        (four - leastTo[stepOrganisation(four)]!);
      if (less >= 0) continue;
      lower(leastTo, one);
      lower(leastTo, two);
      lower(leastTo, three);
      lower(leastTo, four);
    }
    for (; at < end; at++) lower(leastTo, data[at]!);
  }

  /** Asks for all that a move out of an organisation reads, so that it comes from memory meanwhile; what is answered says nothing. */
  fetch(organisation: number): number {
    const { data, start, length } = this.lists;
    const first = organisation << rowBits;
    const end = start[first | stepList]! + length[first | stepList]!;
    let seen = 0;
    for (let at = start[first]!; at < end; at += lineIntegers) seen ^= data[at]!;
    return seen;
  }

  /** Copies a need that is held; answers where its steps stand. */
  private copy(first: number, slot: number, to: Carried): number {
    const { data, start } = this.lists;
    let at = start[first | memberList]!;
    let step = start[first | stepList]!;
    for (; data[at] !== slot; at += member) step += data[at + atCount]!;
    const count = data[at + atCount]!;
    to.clear(count);
    for (let index = 0; index < count; index++) to.steps[index] = data[step + index]!;
    to.count = count;
    to.margin = data[at + atMargin]!;
    return step;
  }
}

function lower(leastTo: Int32Array, step: number): void {
  if (step < leastTo[stepOrganisation(step)]!) leastTo[stepOrganisation(step)] = step;
}
