/**
 * The needs that each organisation holds, and where each of them could go from there: all such steps of an organisation stand in one
 * sweep, since whenever a need leaves they are read as a whole.
 */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, IntegerLists, PairedLists } from './storage';

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

export class Rows {
  /** The slots an organisation holds, and beside each the number of its steps. */
  readonly members: PairedLists;
  /** Their steps, in the same order: all that each has, but for the one to where it is. */
  readonly steps: IntegerLists;

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.members = new PairedLists(organisations);
    this.steps = new IntegerLists(organisations);
  }

  addOrganisation(): void {
    this.members.addList();
    this.steps.addList();
  }

  /** Answers where in `steps.data` the steps of the need begin. */
  append(organisation: number, slot: number): number {
    const { members, steps } = this;
    const { packed } = this.needs.arcs;
    const from = this.needs.arcStart(slot);
    const end = this.needs.arcEnd(slot);
    const worth = this.needs.value(slot);
    const count = members.extend(organisation, 1);
    const member = members.start[organisation]! + count;
    members.data[member] = slot;
    members.beside[member] = end - from - 1;
    const before = steps.extend(organisation, end - from - 1);
    const begin = steps.start[organisation]! + before;
    let at = begin;
    for (let arc = from; arc < end; arc++) {
      const to = arcOrganisation(packed[arc]!);
      if (to !== organisation) steps.data[at++] = packStep(to, worth - arcScore(packed[arc]!));
    }
    return begin;
  }

  remove(organisation: number, slot: number): void {
    const { members, steps } = this;
    let at = members.start[organisation]!;
    let step = steps.start[organisation]!;
    for (; members.data[at] !== slot; at++) step += members.beside[at]!;
    const count = members.beside[at]!;
    const end = members.start[organisation]! + members.extend(organisation, -1);
    members.data.copyWithin(at, at + 1, end);
    members.beside.copyWithin(at, at + 1, end);
    const stepsEnd = steps.start[organisation]! + steps.extend(organisation, -count);
    steps.data.copyWithin(step, step + count, stepsEnd);
  }

  slotsOf(organisation: number): Int32Array {
    const start = this.members.start[organisation]!;
    return this.members.data.subarray(start, start + this.members.length[organisation]!);
  }

  /** Of the needs that an organisation holds, the one that goes to another with the least loss; among equals the lowest slot. */
  mover(from: number, to: number): number {
    const { data, start, length } = this.steps;
    const end = start[from]! + length[from]!;
    const nothing = packStep(to, -lossZero);
    let least = lossMask + 1;
    let mover = -1;
    for (let at = start[from]!; at < end; at++) {
      const loss = (data[at]! - nothing) >>> 0;
      if (loss > least || loss > lossMask) continue;
      const slot = this.memberAt(from, at);
      if (loss < least || slot < mover) mover = slot;
      least = loss;
    }
    return mover;
  }

  private memberAt(organisation: number, at: number): number {
    const { data, beside, start } = this.members;
    let member = start[organisation]!;
    let end = this.steps.start[organisation]!;
    for (; (end += beside[member]!) <= at; member++);
    return data[member]!;
  }
}
