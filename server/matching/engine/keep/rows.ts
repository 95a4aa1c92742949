/**
 * The needs that each organisation holds, and where each of them could go from there: all such steps of an organisation stand in one
 * sweep, since whenever a need leaves they are read as a whole.
 */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, never, OrganisationLists, widened } from './storage';

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

/** An organisation's lists: list `k` of organisation `o` has the number `o << listBits | k`. */
export const listBits = 3;
/** The ways out, the place of each among the ways into where it leads, and the ways into the organisation (see ways.ts). */
export const [outList, placeList, intoList] = [0, 1, 2] as const;
/** The slots it holds, for each how many steps it has and what is lost when it is left unassigned, and all their steps in the same order. */
const [slotList, countList, marginList, stepList] = [3, 4, 5, 6] as const;

export class Rows {
  readonly lists: OrganisationLists;
  /** The steps of the need that was taken out, or read, last. */
  carried: Int32Array = new Int32Array(64);
  carriedCount = 0;

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.lists = new OrganisationLists(organisations, 1 << listBits);
  }

  held(organisation: number): number {
    return this.lists.length[(organisation << listBits) | slotList]!;
  }

  slotsOf(organisation: number): Int32Array {
    return this.listOf(organisation, slotList);
  }

  /** Carries the steps that a need has from an organisation where it is worth so much. */
  read(slot: number, organisation: number, worth: number): void {
    const { packed } = this.needs.arcs;
    const start = this.needs.arcStart(slot);
    const end = this.needs.arcEnd(slot);
    this.carried = widened(this.carried, end - start);
    this.carriedCount = 0;
    for (let arc = start; arc < end; arc++) {
      const to = arcOrganisation(packed[arc]!);
      if (to !== organisation) this.carried[this.carriedCount++] = packStep(to, worth - arcScore(packed[arc]!));
    }
  }

  /** Makes the steps that are carried those from another organisation, one of them leads there; answers what is lost by going. */
  carryOn(from: number, to: number): number {
    const { carried, carriedCount } = this;
    const nothing = packStep(to, 0);
    let index = 0;
    while (stepOrganisation(carried[index]!) !== to) index++;
    const loss = carried[index]! - nothing;
    for (let each = 0; each < carriedCount; each++) carried[each] = carried[each]! - loss;
    carried[index] = packStep(from, -loss);
    return loss;
  }

  /** Puts a need whose steps are carried into the row of an organisation. */
  append(organisation: number, slot: number, margin: number): void {
    const { lists, carried, carriedCount } = this;
    const first = organisation << listBits;
    const count = lists.extend(first | slotList, 1);
    lists.extend(first | countList, 1);
    lists.extend(first | marginList, 1);
    const steps = lists.extend(first | stepList, carriedCount);
    const { data, start } = lists;
    data[start[first | slotList]! + count] = slot;
    data[start[first | countList]! + count] = carriedCount;
    data[start[first | marginList]! + count] = margin;
    const begin = start[first | stepList]! + steps;
    for (let index = 0; index < carriedCount; index++) data[begin + index] = carried[index]!;
  }

  /** Takes a need out and carries its steps; answers what it would lose by being left unassigned. */
  takeOut(organisation: number, slot: number): number {
    const { lists } = this;
    const { data, start } = lists;
    const first = organisation << listBits;
    const slots = start[first | slotList]!;
    const counts = start[first | countList]!;
    const margins = start[first | marginList]!;
    let member = 0;
    let steps = start[first | stepList]!;
    for (; data[slots + member] !== slot; member++) steps += data[counts + member]!;
    const count = data[counts + member]!;
    const margin = data[margins + member]!;
    this.carried = widened(this.carried, count);
    this.carriedCount = count;
    for (let index = 0; index < count; index++) this.carried[index] = data[steps + index]!;
    const last = lists.extend(first | slotList, -1) - 1;
    lists.extend(first | countList, -1);
    lists.extend(first | marginList, -1);
    for (; member < last; member++) {
      data[slots + member] = data[slots + member + 1]!;
      data[counts + member] = data[counts + member + 1]!;
      data[margins + member] = data[margins + member + 1]!;
    }
    const end = start[first | stepList]! + lists.extend(first | stepList, -count);
    data.copyWithin(steps, steps + count, end);
    return margin;
  }

  /** The least that an organisation's needs lose by being left unassigned; `never` where it holds none. */
  leastMargin(organisation: number): number {
    const { data, start, length } = this.lists;
    const margins = (organisation << listBits) | marginList;
    const end = start[margins]! + length[margins]!;
    let least = never;
    for (let at = start[margins]!; at < end; at++) if (data[at]! < least) least = data[at]!;
    return least;
  }

  /** Of the needs that an organisation holds, the one that loses so much by being left unassigned; among equals the lowest slot. */
  leaver(organisation: number, margin: number): number {
    const margins = this.listOf(organisation, marginList);
    return Math.min(...this.slotsOf(organisation).filter((_, member) => margins[member] === margin));
  }

  /** Of the needs that an organisation holds, the one that goes to another with the least loss; among equals the lowest slot. */
  mover(from: number, to: number): number {
    const { data, start, length } = this.lists;
    const steps = (from << listBits) | stepList;
    const end = start[steps]! + length[steps]!;
    const nothing = packStep(to, -lossZero);
    let least = lossMask + 1;
    let mover = -1;
    for (let at = start[steps]!; at < end; at++) {
      const loss = (data[at]! - nothing) >>> 0;
      if (loss > least || loss > lossMask) continue;
      const slot = this.memberAt(from, at - start[steps]!);
      if (loss < least || slot < mover) mover = slot;
      least = loss;
    }
    return mover;
  }

  /** For each organisation that is sought: the least step there that is less than what stands in `leastTo`. */
  seek(organisation: number, leastTo: Int32Array): void {
    const { data, start, length } = this.lists;
    const steps = (organisation << listBits) | stepList;
    const end = start[steps]! + length[steps]!;
    for (let at = start[steps]!; at < end; at++) {
      const step = data[at]!;
      if (step < leastTo[stepOrganisation(step)]!) leastTo[stepOrganisation(step)] = step;
    }
  }

  private memberAt(organisation: number, step: number): number {
    const { data, start } = this.lists;
    const counts = start[(organisation << listBits) | countList]!;
    let member = 0;
    for (let end = 0; (end += data[counts + member]!) <= step; member++);
    return data[start[(organisation << listBits) | slotList]! + member]!;
  }

  listOf(organisation: number, list: number): Int32Array {
    const { data, start, length } = this.lists;
    const which = (organisation << listBits) | list;
    return data.subarray(start[which]!, start[which]! + length[which]!);
  }
}
