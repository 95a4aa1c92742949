/**
 * For every pair of organisations between which a held need can go, the least that is lost when one does. It says nothing of prices,
 * so it changes only when a need comes or goes, and a search reads a way instead of all the steps that it stands for.
 */
import type { Needs } from './needs';
import { lossZero, packStep, Rows, stepLoss, stepOrganisation } from './rows';
import { arcOrganisation, arcScore, IntegerLists, never, PairedLists, widened } from './storage';

/** Greater than every step. */
const noStep = 2 ** 31 - 1;

export class Ways {
  /** The ways out of an organisation: each its least step, and beside it the place of the same way among those into there. */
  readonly out: PairedLists;
  /** The ways into an organisation: where from and the loss, as a step is written. */
  readonly into: IntegerLists;
  readonly rows: Rows;
  /** The least that is lost when a need of an organisation is left unassigned; `never` where it holds none. */
  exit: Int32Array;
  /** While an organisation is written, by organisation: the step there of the need that comes or goes, else 0. */
  private stepTo: Int32Array;
  /** While the least of some ways is sought anew, by organisation: the least so far of the way there, else 0. */
  private leastTo: Int32Array;
  /** At which places they stand. */
  private readonly lost: number[] = [];

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.out = new PairedLists(organisations);
    this.into = new IntegerLists(organisations);
    this.rows = new Rows(organisations, needs);
    this.exit = new Int32Array(organisations).fill(never);
    this.stepTo = new Int32Array(organisations);
    this.leastTo = new Int32Array(organisations);
  }

  addOrganisation(organisation: number): void {
    this.out.addList();
    this.into.addList();
    this.rows.addOrganisation();
    this.exit = widened(this.exit, organisation + 1);
    this.exit[organisation] = never;
    this.stepTo = widened(this.stepTo, organisation + 1);
    this.leastTo = widened(this.leastTo, organisation + 1);
  }

  /** A need, with its value already that of the arc, is now held. */
  join(organisation: number, slot: number): void {
    const { stepTo } = this;
    const { steps } = this.rows;
    this.exit[organisation] = Math.min(this.exit[organisation]!, this.margin(slot));
    const begin = this.rows.append(organisation, slot);
    const end = steps.start[organisation]! + steps.length[organisation]!;
    for (let at = begin; at < end; at++) stepTo[stepOrganisation(steps.data[at]!)] = steps.data[at]!;
    this.lower(organisation);
    // Where there was a way its step is taken out.
    for (let at = begin; at < end; at++) {
      const step = steps.data[at]!;
      if (stepTo[stepOrganisation(step)] === 0) continue;
      stepTo[stepOrganisation(step)] = 0;
      this.open(organisation, step);
    }
  }

  /** A need, with its value still that of the arc, is no longer held. */
  leave(organisation: number, slot: number): void {
    const { lost, leastTo } = this;
    this.rows.remove(organisation, slot);
    if (this.margin(slot) === this.exit[organisation]) this.seekExit(organisation);
    this.noteLost(organisation, slot);
    if (lost.length === 0) return;
    this.seek(organisation);
    // From the last place on, since closing one moves only ways behind it.
    for (let index = lost.length - 1; index >= 0; index--) {
      const place = lost[index]!;
      const step = this.out.data[this.out.start[organisation]! + place]!;
      const least = leastTo[stepOrganisation(step)]!;
      leastTo[stepOrganisation(step)] = 0;
      if (least === noStep) this.close(organisation, place);
      else if (least !== step) this.rewrite(organisation, place, least);
    }
  }

  /** Of the needs that an organisation holds, the one that loses least by being left unassigned; among equals the lowest slot. */
  leaver(organisation: number): number {
    const least = this.rows.slotsOf(organisation).filter((slot) => this.margin(slot) === this.exit[organisation]);
    return Math.min(...least);
  }

  /** The organisations where one would gain by going on to another that has no price. */
  holdersBefore(organisation: number, price: Int32Array): number[] {
    const { data, start, length } = this.into;
    const ways = data.subarray(start[organisation]!, start[organisation]! + length[organisation]!);
    const gains = ways.filter((way) => price[stepOrganisation(way)]! > stepLoss(way) - lossZero);
    return Array.from(gains, stepOrganisation);
  }

  private margin(slot: number): number {
    return this.needs.value(slot) - this.needs.unassignedScore(slot);
  }

  private seekExit(organisation: number): void {
    let least = never;
    for (const slot of this.rows.slotsOf(organisation)) least = Math.min(least, this.margin(slot));
    this.exit[organisation] = least;
  }

  /** Makes ways less where the need that came loses less, and takes the steps out that have a way. */
  private lower(organisation: number): void {
    const { stepTo } = this;
    const { data } = this.out;
    const begin = this.out.start[organisation]!;
    const end = begin + this.out.length[organisation]!;
    for (let at = begin; at < end; at++) {
      const step = stepTo[stepOrganisation(data[at]!)]!;
      if (step === 0) continue;
      stepTo[stepOrganisation(step)] = 0;
      if (step < data[at]!) this.rewrite(organisation, at - begin, step);
    }
  }

  /** Notes the ways that were the steps of a need that has left. */
  private noteLost(organisation: number, slot: number): void {
    const { stepTo, leastTo, lost } = this;
    const { packed } = this.needs.arcs;
    const from = this.needs.arcStart(slot);
    const stop = this.needs.arcEnd(slot);
    const worth = this.needs.value(slot);
    for (let arc = from; arc < stop; arc++) {
      const to = arcOrganisation(packed[arc]!);
      stepTo[to] = packStep(to, worth - arcScore(packed[arc]!));
    }
    const { data } = this.out;
    const begin = this.out.start[organisation]!;
    const end = begin + this.out.length[organisation]!;
    lost.length = 0;
    for (let at = begin; at < end; at++) {
      if (stepTo[stepOrganisation(data[at]!)] !== data[at]) continue;
      lost.push(at - begin);
      leastTo[stepOrganisation(data[at]!)] = noStep;
    }
    for (let arc = from; arc < stop; arc++) stepTo[arcOrganisation(packed[arc]!)] = 0;
  }

  /** Finds the least of every way that was lost, in one sweep. */
  private seek(organisation: number): void {
    const { leastTo } = this;
    const { data, start, length } = this.rows.steps;
    const end = start[organisation]! + length[organisation]!;
    for (let at = start[organisation]!; at < end; at++) {
      const step = data[at]!;
      if (step < leastTo[stepOrganisation(step)]!) leastTo[stepOrganisation(step)] = step;
    }
  }

  private open(from: number, step: number): void {
    const to = stepOrganisation(step);
    const there = this.into.extend(to, 1);
    this.into.data[this.into.start[to]! + there] = packStep(from, stepLoss(step) - lossZero);
    const place = this.out.extend(from, 1);
    const at = place + this.out.start[from]!;
    this.out.data[at] = step;
    this.out.beside[at] = there;
  }

  private rewrite(from: number, place: number, step: number): void {
    const at = this.out.start[from]! + place;
    const to = stepOrganisation(step);
    this.out.data[at] = step;
    this.into.data[this.into.start[to]! + this.out.beside[at]!] = packStep(from, stepLoss(step) - lossZero);
  }

  /** The last way of either list takes the place of the one that is gone. */
  private close(from: number, place: number): void {
    const { data, beside, start } = this.out;
    const at = start[from]! + place;
    const to = stepOrganisation(data[at]!);
    const there = this.into.start[to]! + beside[at]!;
    const lastThere = this.into.start[to]! + this.into.extend(to, -1) - 1;
    if (there !== lastThere) {
      const way = (this.into.data[there] = this.into.data[lastThere]!);
      let other = start[stepOrganisation(way)]!;
      while (stepOrganisation(data[other]!) !== to) other++;
      beside[other] = beside[at]!;
    }
    const last = start[from]! + this.out.extend(from, -1) - 1;
    data[at] = data[last]!;
    beside[at] = beside[last]!;
  }
}
