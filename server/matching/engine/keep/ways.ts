/**
 * For every pair of organisations between which a held need can go, the least that is lost when one does. It says nothing of prices,
 * so it changes only when a need comes or goes, and a search reads a way instead of all the steps that it stands for.
 */
import type { Needs } from './needs';
import { lossZero, packStep, placeList, rowBits, Rows, stepLoss, stepOrganisation } from './rows';
import { never, OrganisationLists, widened } from './storage';

/** An organisation's two lists, `o << 1 | k` is the number of one: the ways out of it, each its least step, and the ways into it. */
export const [outList, intoList] = [0, 1] as const;
/** Greater than every step. */
const noStep = 2 ** 31 - 1;

export class Ways {
  readonly rows: Rows;
  /** All that a search reads, apart from the rest: a way into an organisation is written as a step to where it comes from. */
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
    this.lists = new OrganisationLists(organisations, 2);
    this.exit = new Int32Array(organisations).fill(never);
    this.stepTo = new Int32Array(organisations);
    this.leastTo = new Int32Array(organisations);
  }

  addOrganisation(organisation: number): void {
    this.rows.lists.addOrganisation();
    this.lists.addOrganisation();
    this.exit = widened(this.exit, organisation + 1);
    this.exit[organisation] = never;
    this.stepTo = widened(this.stepTo, organisation + 1);
    this.leastTo = widened(this.leastTo, organisation + 1);
  }

  /** The need that is carried is now held. */
  join(organisation: number, slot: number): void {
    const { stepTo } = this;
    const { carried, carriedCount, margin } = this.rows;
    if (margin < this.exit[organisation]!) this.exit[organisation] = margin;
    this.rows.append(organisation, slot);
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

  /** A need is no longer held, but carried. */
  leave(organisation: number, slot: number): void {
    const { lost, leastTo } = this;
    this.rows.takeOut(organisation, slot);
    if (this.rows.margin === this.exit[organisation]) this.exit[organisation] = this.rows.leastMargin(organisation);
    this.noteLost(organisation);
    if (lost.length === 0) return;
    this.rows.seek(organisation, leastTo);
    const begin = this.lists.start[organisation << 1]!;
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

  /** The organisations where one would gain by going on to another that has no price. */
  holdersBefore(organisation: number, price: Int32Array): number[] {
    const { data, start, length } = this.lists;
    const into = (organisation << 1) | intoList;
    const ways = data.subarray(start[into]!, start[into]! + length[into]!);
    const gains = ways.filter((way) => price[stepOrganisation(way)]! > stepLoss(way) - lossZero);
    return Array.from(gains, stepOrganisation);
  }

  /** Makes ways less where the need that came loses less, and takes the steps out that have a way. */
  private lower(organisation: number): void {
    const { stepTo } = this;
    const { data, start, length } = this.lists;
    const begin = start[organisation << 1]!;
    const end = begin + length[organisation << 1]!;
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
    const begin = start[organisation << 1]!;
    const end = begin + length[organisation << 1]!;
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
    const places = this.rows.lists;
    const into = (stepOrganisation(step) << 1) | intoList;
    const there = lists.extend(into, 1);
    lists.data[lists.start[into]! + there] = wayBack(from, step);
    const place = lists.extend(from << 1, 1);
    lists.data[lists.start[from << 1]! + place] = step;
    places.extend((from << rowBits) | placeList, 1);
    places.data[places.start[(from << rowBits) | placeList]! + place] = there;
  }

  private rewrite(from: number, place: number, step: number): void {
    const { data, start } = this.lists;
    const places = this.rows.lists;
    data[start[from << 1]! + place] = step;
    const there = places.data[places.start[(from << rowBits) | placeList]! + place]!;
    data[start[(stepOrganisation(step) << 1) | intoList]! + there] = wayBack(from, step);
  }

  /** The last way of either list takes the place of the one that is gone. */
  private close(from: number, place: number): void {
    const { data, start } = this.lists;
    const places = this.rows.lists;
    const out = start[from << 1]!;
    const begin = places.start[(from << rowBits) | placeList]!;
    const there = places.data[begin + place]!;
    this.closeInto(stepOrganisation(data[out + place]!), there);
    const last = this.lists.extend(from << 1, -1) - 1;
    places.extend((from << rowBits) | placeList, -1);
    data[out + place] = data[out + last]!;
    places.data[begin + place] = places.data[begin + last]!;
  }

  private closeInto(to: number, there: number): void {
    const { data, start } = this.lists;
    const places = this.rows.lists;
    const into = start[(to << 1) | intoList]!;
    const last = this.lists.extend((to << 1) | intoList, -1) - 1;
    if (there === last) return;
    const way = (data[into + there] = data[into + last]!);
    const other = stepOrganisation(way);
    const place = data.indexOf(wayBack(to, way), start[other << 1]) - start[other << 1]!;
    places.data[places.start[(other << rowBits) | placeList]! + place] = there;
  }
}

/** The way that a step is part of, seen from its other end. */
function wayBack(organisation: number, step: number): number {
  return packStep(organisation, stepLoss(step) - lossZero);
}
