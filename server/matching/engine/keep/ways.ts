/**
 * For every pair of organisations between which a held need can go, the least that is lost when one does. It says nothing of prices,
 * so it changes only when a need comes or goes, and a search reads a way instead of all the steps that it stands for.
 */
import type { Needs } from './needs';
import {
  type Carried,
  lossZero,
  packStep,
  placeList,
  rowBits,
  Rows,
  sourceList,
  stepLoss,
  stepOrganisation,
} from './rows';
import { never, OrganisationLists, widened } from './storage';

/** An organisation's two lists, `o << 1 | k` is the number of one: the ways out of it, each its least step, and the ways into it. */
export const [outList, intoList] = [0, 1] as const;
/** No need. */
export const none = -1;
/** Greater than every step. */
const noStep = 2 ** 31 - 1;

export class Ways {
  readonly rows: Rows;
  /** All that a search reads, apart from the rest: a way into an organisation is written as a step to where it comes from. */
  readonly lists: OrganisationLists;
  /** The least that is lost when a need of an organisation is left unassigned; `never` where it holds none. */
  exit: Int32Array;
  /** While an organisation is written, by organisation: the step there of the need that comes, else 0; and of the one that leaves. */
  private comingTo: Int32Array;
  private leavingTo: Int32Array;
  /** While the least of some ways is sought anew, by organisation: the least so far of the way there, else 0. */
  private leastTo: Int32Array;
  /** At which places they stand. */
  private readonly lost: number[] = [];

  constructor(organisations: number, needs: Needs) {
    this.rows = new Rows(organisations, needs);
    this.lists = new OrganisationLists(organisations, 2);
    this.exit = new Int32Array(organisations).fill(never);
    this.comingTo = new Int32Array(organisations);
    this.leavingTo = new Int32Array(organisations);
    this.leastTo = new Int32Array(organisations);
  }

  addOrganisation(organisation: number): void {
    this.rows.lists.addOrganisation();
    this.lists.addOrganisation();
    this.exit = widened(this.exit, organisation + 1);
    this.exit[organisation] = never;
    this.comingTo = widened(this.comingTo, organisation + 1);
    this.leavingTo = widened(this.leavingTo, organisation + 1);
    this.leastTo = widened(this.leastTo, organisation + 1);
  }

  /** One need leaves an organisation, or `none`; and the one that was brought comes, or `none`. */
  exchange(organisation: number, leaver: number, comer: number): void {
    const { rows, exit } = this;
    if (leaver !== none) {
      rows.takeOut(organisation, leaver);
      note(this.leavingTo, rows.leaving);
    }
    if (comer !== none) {
      rows.append(organisation, comer);
      note(this.comingTo, rows.coming);
      if (rows.coming.margin < exit[organisation]!) exit[organisation] = rows.coming.margin;
    }
    if (leaver !== none && rows.leaving.margin === exit[organisation])
      exit[organisation] = rows.leastMargin(organisation);
    this.compare(organisation);
    if (leaver !== none) {
      forget(this.leavingTo, rows.leaving);
      this.seekLost(organisation);
    }
    if (comer !== none) this.openRest(organisation);
  }

  /** The organisations where one would gain by going on to another that has no price. */
  holdersBefore(organisation: number, price: Int32Array): number[] {
    const { data, start, length } = this.lists;
    const into = (organisation << 1) | intoList;
    const ways = data.subarray(start[into], start[into]! + length[into]!);
    const gains = ways.filter((way) => price[stepOrganisation(way)]! > stepLoss(way) - lossZero);
    return Array.from(gains, stepOrganisation);
  }

  /** Makes ways less where the one that comes loses less, and notes those that were steps of the one that leaves. */
  private compare(organisation: number): void {
    const { comingTo, leavingTo, leastTo, lost } = this;
    const { data, start, length } = this.lists;
    const begin = start[(organisation << 1) | outList]!;
    const end = begin + length[(organisation << 1) | outList]!;
    lost.length = 0;
    for (let at = begin; at < end; at++) {
      const way = data[at]!;
      const to = stepOrganisation(way);
      const coming = comingTo[to]!;
      if (coming !== 0) {
        comingTo[to] = 0;
        if (coming < way) this.rewrite(organisation, at - begin, coming);
        if (coming <= way) continue;
      }
      if (leavingTo[to] !== way) continue;
      lost.push(at - begin);
      leastTo[to] = noStep;
    }
  }

  private seekLost(organisation: number): void {
    const { lost, leastTo } = this;
    if (lost.length === 0) return;
    this.rows.seek(organisation, leastTo);
    const begin = this.lists.start[(organisation << 1) | outList]!;
    // From the last place on, since closing one moves only ways behind it.
    for (let index = lost.length - 1; index >= 0; index--) {
      const place = lost[index]!;
      const way = this.lists.data[begin + place]!;
      const least = leastTo[stepOrganisation(way)]!;
      leastTo[stepOrganisation(way)] = 0;
      if (least === noStep) this.close(organisation, place);
      else if (least !== way) this.rewrite(organisation, place, least);
    }
  }

  /** Opens ways for the steps of the comer that have found none. */
  private openRest(organisation: number): void {
    const { comingTo } = this;
    const { steps, count } = this.rows.coming;
    for (let index = 0; index < count; index++) {
      const step = steps[index]!;
      if (comingTo[stepOrganisation(step)] === 0) continue;
      comingTo[stepOrganisation(step)] = 0;
      this.open(organisation, step);
    }
  }

  private open(from: number, step: number): void {
    const { lists } = this;
    const cross = this.rows.lists;
    const to = stepOrganisation(step);
    const there = lists.extend((to << 1) | intoList, 1);
    cross.extend((to << rowBits) | sourceList, 1);
    const place = lists.extend((from << 1) | outList, 1);
    cross.extend((from << rowBits) | placeList, 1);
    lists.data[lists.start[(to << 1) | intoList]! + there] = wayBack(from, step);
    lists.data[lists.start[(from << 1) | outList]! + place] = step;
    this.cross(from, place, to, there);
  }

  private rewrite(from: number, place: number, step: number): void {
    const { data, start } = this.lists;
    const cross = this.rows.lists;
    data[start[(from << 1) | outList]! + place] = step;
    const there = cross.data[cross.start[(from << rowBits) | placeList]! + place]!;
    data[start[(stepOrganisation(step) << 1) | intoList]! + there] = wayBack(from, step);
  }

  /** The last way of either list takes the place of the one that is gone. */
  private close(from: number, place: number): void {
    const { lists } = this;
    const { data, start } = lists;
    const cross = this.rows.lists;
    const out = start[(from << 1) | outList]!;
    const places = cross.start[(from << rowBits) | placeList]!;
    const to = stepOrganisation(data[out + place]!);
    const there = cross.data[places + place]!;
    const into = start[(to << 1) | intoList]!;
    const lastThere = lists.shorten((to << 1) | intoList, 1);
    cross.shorten((to << rowBits) | sourceList, 1);
    if (there !== lastThere) {
      data[into + there] = data[into + lastThere]!;
      const source = cross.data[cross.start[(to << rowBits) | sourceList]! + lastThere]!;
      this.cross(stepOrganisation(data[into + there]!), source, to, there);
    }
    const last = lists.shorten((from << 1) | outList, 1);
    cross.shorten((from << rowBits) | placeList, 1);
    if (place === last) return;
    data[out + place] = data[out + last]!;
    this.cross(from, place, stepOrganisation(data[out + place]!), cross.data[places + last]!);
  }

  /** Tells both ends of a way where it stands at the other. */
  private cross(from: number, place: number, to: number, there: number): void {
    const { data, start } = this.rows.lists;
    data[start[(from << rowBits) | placeList]! + place] = there;
    data[start[(to << rowBits) | sourceList]! + there] = place;
  }
}

/** The way that a step is part of, seen from its other end. */
function wayBack(organisation: number, step: number): number {
  return packStep(organisation, stepLoss(step) - lossZero);
}

function note(stepTo: Int32Array, { steps, count }: Carried): void {
  for (let index = 0; index < count; index++) stepTo[stepOrganisation(steps[index]!)] = steps[index]!;
}

function forget(stepTo: Int32Array, { steps, count }: Carried): void {
  for (let index = 0; index < count; index++) stepTo[stepOrganisation(steps[index]!)] = 0;
}
