/** The standing plan: needs, organisations with their places and prices, who is where, and the ways along which that can change. */
import { PLAN_BOUNDS } from '../plan/bounds';
import { Needs } from './needs';
import { Outside } from './outside';
import type { KeptNeed } from './refusal';
import { unassigned, widened } from './storage';
import { none, Ways } from './ways';

/** The price of a suspended organisation: so high that no search ever reaches it, so the ways to it are dead. */
export const closedPrice = 1 << 28;
/** No organisation, and not the lack of one. */
const unmoved = -2;

/**
 * A need is put where it belongs by `attach` and taken from there by `detach`, which keep everything true that the searches read and
 * remember where it was when the operation began. Between the two it is nowhere: no search meets it.
 */
export class Standing {
  organisations: number;
  capacity: Int32Array;
  readonly price: Int32Array = new Int32Array(PLAN_BOUNDS.organisations);
  readonly needs = new Needs();
  readonly ways: Ways;
  readonly outside: Outside;
  /** Sum of the needs' values. */
  objective = 0;
  /** Slots that this operation moved. */
  private readonly moved: number[] = [];

  constructor(capacity: ArrayLike<number>) {
    this.organisations = capacity.length;
    this.capacity = Int32Array.from(capacity);
    this.ways = new Ways(capacity.length, this.needs);
    this.outside = new Outside(capacity.length, this.needs);
  }

  addOrganisation(capacity: number): number {
    const organisation = this.organisations++;
    this.capacity = widened(this.capacity, this.organisations);
    this.capacity[organisation] = capacity;
    this.ways.addOrganisation(organisation);
    this.outside.addOrganisation(organisation);
    return organisation;
  }

  /** A need that is nowhere yet; before this operation it was unassigned. */
  enter(need: KeptNeed): number {
    const slot = this.needs.open(need);
    this.needs.putOrigin(slot, unassigned);
    this.moved.push(slot);
    return slot;
  }

  /** Removes a need that is nowhere. */
  remove(slot: number): void {
    this.needs.close(slot);
    this.needs.putOrigin(slot, unmoved);
  }

  attach(slot: number, to: number): void {
    if (to !== unassigned) {
      this.exchange(to, none, slot, unassigned);
      return;
    }
    const worth = this.needs.unassignedScore(slot);
    this.needs.putAt(slot, unassigned, worth);
    this.objective += worth;
    this.outside.join(slot);
  }

  detach(slot: number): void {
    const from = this.needs.organisation(slot);
    this.remember(slot, from);
    if (from === unassigned) this.outside.leave(slot);
    else this.ways.exchange(from, slot, none);
    this.objective -= this.needs.value(slot);
  }

  move(slot: number, to: number): void {
    this.detach(slot);
    this.attach(slot, to);
  }

  /**
   * One need leaves an organisation, or `none`, and another comes, or `none`: from nowhere, or from the organisation that holds it, which
   * it is still to leave by an exchange there. The two at once cost little more than one.
   */
  exchange(organisation: number, leaver: number, comer: number, from: number): void {
    const { needs, ways } = this;
    if (comer !== none && from === unassigned) {
      const value = needs.scoreAt(comer, organisation);
      ways.rows.bring(comer, organisation, value);
      needs.putAt(comer, organisation, value);
      this.objective += value;
    } else if (comer !== none) {
      this.remember(comer, from);
      const loss = ways.rows.bringFrom(from, comer, organisation);
      needs.putAt(comer, organisation, needs.value(comer) - loss);
      this.objective -= loss;
    }
    ways.exchange(organisation, leaver, comer);
  }

  /** Leaves a need unassigned that an organisation holds, which it is still to leave by an exchange there. */
  release(slot: number): void {
    this.remember(slot, this.needs.organisation(slot));
    this.objective -= this.needs.value(slot);
    this.attach(slot, unassigned);
  }

  isFree(organisation: number): boolean {
    return this.ways.rows.held(organisation) < this.capacity[organisation]!;
  }

  isSuspended(organisation: number): boolean {
    return this.price[organisation] === closedPrice;
  }

  /** Who would rather be at an organisation without a price, the one that gains most first. */
  gainersFrom(organisation: number): { slot: number; gain: number }[] {
    const gainers: { slot: number; gain: number }[] = [];
    for (const holder of this.ways.holdersBefore(organisation, this.price)) {
      for (const { slot, loss } of this.ways.rows.goers(holder, organisation)) {
        const gain = this.price[holder]! - loss;
        if (gain > 0) gainers.push({ slot, gain });
      }
    }
    for (const slot of this.outside.waiting(organisation))
      gainers.push({ slot, gain: this.needs.scoreAt(slot, organisation) - this.needs.value(slot) });
    return gainers.sort((one, other) => other.gain - one.gain || one.slot - other.slot);
  }

  /** Slots that were moved since the last call, with where they were; empties the memory. */
  takeOrigins(): [slot: number, from: number][] {
    const origins: [slot: number, from: number][] = [];
    for (const slot of this.moved) {
      // It left, or stands twice since its slot was used again.
      if (this.needs.origin(slot) === unmoved) continue;
      origins.push([slot, this.needs.origin(slot)]);
      this.needs.putOrigin(slot, unmoved);
    }
    this.moved.length = 0;
    return origins;
  }

  private remember(slot: number, from: number): void {
    if (this.needs.origin(slot) !== unmoved) return;
    this.needs.putOrigin(slot, from);
    this.moved.push(slot);
  }
}
