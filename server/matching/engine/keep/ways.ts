/**
 * For every pair of organisations between which a held need can go, the least that is lost when one does. It says nothing of prices,
 * so it changes only when a need comes or goes, and a search reads a way instead of all the steps that it stands for.
 */
import type { Needs } from './needs';
import { intoList, listBits, lossZero, outList, packStep, placeList, Rows, stepLoss, stepOrganisation } from './rows';
import { never, type OrganisationLists, widened } from './storage';

/** Greater than every step. */
const noStep = 2 ** 31 - 1;

export class Ways {
  readonly rows: Rows;
  /** Of `rows`: out of an organisation each way's least step, beside it the place of the way where it leads; into it where from and the loss. */
  readonly lists: OrganisationLists;
  /** The least that is lost when a need of an organisation is left unassigned; `never` where it holds none. */
  exit: Int32Array;
  /** While an organisation is written, by organisation: the step there of the need that comes or goes, else 0. */
  private stepTo: Int32Array;
  /** While the least of some ways is sought anew, by organisation: the least so far of the way there, else 0. */
  private leastTo: Int32Array;
  /** At which places they stand. */
  private readonly lost: number[] = [];

  constructor(organisations: number, needs: Needs) {
    this.rows = new Rows(organisations, needs);
    this.lists = this.rows.lists;
    this.exit = new Int32Array(organisations).fill(never);
    this.stepTo = new Int32Array(organisations);
    this.leastTo = new Int32Array(organisations);
  }

  addOrganisation(organisation: number): void {
    this.lists.addOrganisation();
    this.exit = widened(this.exit, organisation + 1);
    this.exit[organisation] = never;
    this.stepTo = widened(this.stepTo, organisation + 1);
    this.leastTo = widened(this.leastTo, organisation + 1);
  }

  /** A need whose steps are carried is now held, and would lose so much by being left unassigned. */
  join(organisation: number, slot: number, margin: number): void {
    const { stepTo } = this;
    if (margin < this.exit[organisation]!) this.exit[organisation] = margin;
    this.rows.append(organisation, slot, margin);
    const { carried, carriedCount } = this.rows;
    for (let index = 0; index < carriedCount; index++) stepTo[stepOrganisation(carried[index]!)] = carried[index]!;
    this.lower(organisation);
    // Where there was a way its step is taken out.
    for (let index = 0; index < carriedCount; index++) {
      const step = carried[index]!;
      if (stepTo[stepOrganisation(step)] === 0) continue;
      stepTo[stepOrganisation(step)] = 0;
      this.open(organisation, step);
    }
  }

  /** A need is no longer held; its steps are carried. */
  leave(organisation: number, slot: number): void {
    const { lost, leastTo } = this;
    const margin = this.rows.takeOut(organisation, slot);
    if (margin === this.exit[organisation]) this.exit[organisation] = this.rows.leastMargin(organisation);
    this.noteLost(organisation);
    if (lost.length === 0) return;
    this.rows.seek(organisation, leastTo);
    const begin = this.lists.start[(organisation << listBits) | outList]!;
    // From the last place on, since closing one moves only ways behind it.
    for (let index = lost.length - 1; index >= 0; index--) {
      const place = lost[index]!;
      const step = this.lists.data[begin + place]!;
      const least = leastTo[stepOrganisation(step)]!;
      leastTo[stepOrganisation(step)] = 0;
      if (least === noStep) this.close(organisation, place);
      else if (least !== step) this.rewrite(organisation, place, least);
    }
  }

  /** Of the needs that an organisation holds, the one that loses least by being left unassigned; among equals the lowest slot. */
  leaver(organisation: number): number {
    return this.rows.leaver(organisation, this.exit[organisation]!);
  }

  /** The organisations where one would gain by going on to another that has no price. */
  holdersBefore(organisation: number, price: Int32Array): number[] {
    const ways = this.rows.listOf(organisation, intoList);
    const gains = ways.filter((way) => price[stepOrganisation(way)]! > stepLoss(way) - lossZero);
    return Array.from(gains, stepOrganisation);
  }

  /** Makes ways less where the need that came loses less, and takes the steps out that have a way. */
  private lower(organisation: number): void {
    const { stepTo } = this;
    const { data, start, length } = this.lists;
    const out = (organisation << listBits) | outList;
    const begin = start[out]!;
    const end = begin + length[out]!;
    for (let at = begin; at < end; at++) {
      const step = stepTo[stepOrganisation(data[at]!)]!;
      if (step === 0) continue;
      stepTo[stepOrganisation(step)] = 0;
      if (step < data[at]!) this.rewrite(organisation, at - begin, step);
    }
  }

  /** Notes the ways that were steps of the need that has left. */
  private noteLost(organisation: number): void {
    const { stepTo, leastTo, lost } = this;
    const { carried, carriedCount } = this.rows;
    for (let index = 0; index < carriedCount; index++) stepTo[stepOrganisation(carried[index]!)] = carried[index]!;
    const { data, start, length } = this.lists;
    const out = (organisation << listBits) | outList;
    const begin = start[out]!;
    const end = begin + length[out]!;
    lost.length = 0;
    for (let at = begin; at < end; at++) {
      if (stepTo[stepOrganisation(data[at]!)] !== data[at]) continue;
      lost.push(at - begin);
      leastTo[stepOrganisation(data[at]!)] = noStep;
    }
    for (let index = 0; index < carriedCount; index++) stepTo[stepOrganisation(carried[index]!)] = 0;
  }

  private open(from: number, step: number): void {
    const { lists } = this;
    const into = (stepOrganisation(step) << listBits) | intoList;
    const there = lists.extend(into, 1);
    lists.data[lists.start[into]! + there] = packStep(from, stepLoss(step) - lossZero);
    const place = lists.extend((from << listBits) | outList, 1);
    lists.extend((from << listBits) | placeList, 1);
    lists.data[lists.start[(from << listBits) | outList]! + place] = step;
    lists.data[lists.start[(from << listBits) | placeList]! + place] = there;
  }

  private rewrite(from: number, place: number, step: number): void {
    const { data, start } = this.lists;
    data[start[(from << listBits) | outList]! + place] = step;
    const there = data[start[(from << listBits) | placeList]! + place]!;
    data[start[(stepOrganisation(step) << listBits) | intoList]! + there] = packStep(from, stepLoss(step) - lossZero);
  }

  /** The last way of either list takes the place of the one that is gone. */
  private close(from: number, place: number): void {
    const { lists } = this;
    const { data, start } = lists;
    const out = start[(from << listBits) | outList]!;
    const places = start[(from << listBits) | placeList]!;
    const to = stepOrganisation(data[out + place]!);
    const into = start[(to << listBits) | intoList]!;
    const there = data[places + place]!;
    const lastThere = lists.extend((to << listBits) | intoList, -1) - 1;
    if (there !== lastThere) {
      const way = (data[into + there] = data[into + lastThere]!);
      this.tellPlace(stepOrganisation(way), to, there);
    }
    const last = lists.extend((from << listBits) | outList, -1) - 1;
    lists.extend((from << listBits) | placeList, -1);
    data[out + place] = data[out + last]!;
    data[places + place] = data[places + last]!;
  }

  /** Where the way from one organisation to another now stands among those into the other. */
  private tellPlace(from: number, to: number, there: number): void {
    const { data, start } = this.lists;
    const out = start[(from << listBits) | outList]!;
    let place = 0;
    while (stepOrganisation(data[out + place]!) !== to) place++;
    data[start[(from << listBits) | placeList]! + place] = there;
  }
}
