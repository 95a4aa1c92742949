/**
 * Keeps a plan the best one while needs come and go and capacities change: after every call, complementary slackness
 * holds exactly, by one bounded search from the standing prices instead of a new solve.
 */
import { PLAN_BOUNDS } from '../plan/bounds';
import type { Certificate } from '../plan/certificate';
import type { Plan, PlanInstance } from '../plan/instance';
import { KeepRefusal, requireCapacity, requireNeed, requirePlaces, requireRoom, type KeptNeed } from './refusal';
import { ChainSearch } from './search';
import { certify, publicPrice, standingFrom, takeSnapshot, type Snapshot } from './snapshot';
import { closedPrice, Standing } from './standing';
import { unassigned } from './storage';

/** A need that is elsewhere than before the operation; -1 stands for no organisation. */
export interface NeedMove {
  readonly need: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Every operation either refuses, with nothing changed, or is complete, and answers with the needs that moved in
 * ascending order of id. A need that was removed is not among them: its caller knows.
 */
export class PlanKeeper {
  private readonly standing: Standing;
  private readonly search: ChainSearch;

  /** Begins without needs: organisations are numbered 0 .. capacity.length - 1. */
  constructor(capacity: ArrayLike<number> | Standing) {
    if (!(capacity instanceof Standing)) {
      requireRoom(capacity.length, PLAN_BOUNDS.organisations);
      for (let index = 0; index < capacity.length; index++) requireCapacity(capacity[index]!);
    }
    this.standing = capacity instanceof Standing ? capacity : new Standing(capacity);
    this.search = new ChainSearch(this.standing);
  }

  /** Begins from a solved plan; need ids are the needs' positions unless others are given. `pulse` is called now and then, and may throw. */
  static from(instance: PlanInstance, plan: Plan, needIds?: ArrayLike<number>, pulse?: () => void): PlanKeeper {
    return new PlanKeeper(standingFrom(instance, plan, needIds, pulse));
  }

  get needs(): number {
    return this.standing.needs.slotOf.size;
  }

  get organisations(): number {
    return this.standing.organisations;
  }

  get objective(): number {
    return this.standing.objective;
  }

  /** Organisations whose arcs the searches have read so far. */
  get visited(): number {
    return this.search.visited;
  }

  has(need: number): boolean {
    return this.standing.needs.slotOf.has(need);
  }

  /** The organisation that holds a need, or -1. */
  organisationOf(need: number): number {
    return this.standing.needs.organisation(this.slot(need));
  }

  /** What one more place would be worth at most; 0 for a suspended organisation. */
  priceOf(organisation: number): number {
    this.requireOrganisation(organisation);
    return publicPrice(this.standing, organisation);
  }

  capacityOf(organisation: number): number {
    this.requireOrganisation(organisation);
    return this.standing.capacity[organisation]!;
  }

  isSuspended(organisation: number): boolean {
    this.requireOrganisation(organisation);
    return this.standing.isSuspended(organisation);
  }

  /** The ids an organisation holds, ascending. */
  needsOf(organisation: number): number[] {
    this.requireOrganisation(organisation);
    const { needs, ways } = this.standing;
    const ids = ways.rows.slotsOf(organisation).map((slot) => needs.idOf[slot]!);
    return ids.sort((one, other) => one - other);
  }

  addNeed(need: KeptNeed): NeedMove[] {
    if (!Number.isSafeInteger(need.id) || this.has(need.id)) {
      throw new KeepRefusal(
        'NEED_ALREADY_KEPT',
        '该需求编号已存在或不是整数，请改用 changeNeed。',
        'This need id is kept already or is not a whole number; use changeNeed.',
      );
    }
    requireRoom(this.needs + 1, PLAN_BOUNDS.needs);
    requireNeed(need, this.standing.organisations);
    this.search.place(this.standing.enter(need));
    return this.moves();
  }

  removeNeed(need: number): NeedMove[] {
    const slot = this.slot(need);
    const from = this.standing.needs.organisation(slot);
    this.standing.detach(slot);
    this.standing.remove(slot);
    if (from !== unassigned) this.search.fill(from);
    return this.moves();
  }

  /** Other arcs, scores or unassigned score for a need that is kept. */
  changeNeed(need: KeptNeed): NeedMove[] {
    const slot = this.slot(need.id);
    requireNeed(need, this.standing.organisations);
    const { standing } = this;
    const from = standing.needs.organisation(slot);
    const stays = this.isBestWhereItIs(need, from);
    standing.detach(slot);
    standing.needs.rewrite(slot, need);
    if (stays) standing.attach(slot, from);
    else {
      this.search.place(slot, from);
      // Where the chain of the new arcs ended in the place that the old ones left, one search has done both.
      if (from !== unassigned && standing.isFree(from)) this.search.fill(from);
    }
    return this.moves();
  }

  raiseCapacity(organisation: number, places = 1): NeedMove[] {
    this.requireOpen(organisation);
    requirePlaces(places);
    requireCapacity(this.standing.capacity[organisation]! + places);
    this.raise(organisation, places);
    return this.moves();
  }

  lowerCapacity(organisation: number, places = 1): NeedMove[] {
    this.requireOpen(organisation);
    requirePlaces(places);
    requireCapacity(this.standing.capacity[organisation]! - places);
    this.lower(organisation, places);
    return this.moves();
  }

  /** Takes an organisation out of the plan: no place and no arc of it counts until it is resumed. */
  suspendOrganisation(organisation: number): NeedMove[] {
    this.requireOpen(organisation);
    const { capacity, price, ways } = this.standing;
    const leaving = ways.rows.slotsOf(organisation);
    for (const slot of leaving) this.standing.detach(slot);
    capacity[organisation] = 0;
    price[organisation] = closedPrice;
    // Each is now a new need for the others, which is less to search than giving up one place after another.
    for (const slot of leaving) this.search.place(slot);
    return this.moves();
  }

  /** Takes it back in with the capacity it has now. */
  resumeOrganisation(organisation: number, capacity: number): NeedMove[] {
    this.requireOrganisation(organisation);
    if (!this.standing.isSuspended(organisation)) {
      throw new KeepRefusal('ORGANISATION_NOT_SUSPENDED', '该机构未被暂停。', 'This organisation is not suspended.');
    }
    requireCapacity(capacity);
    const { standing } = this;
    standing.capacity[organisation] = capacity;
    const gainers = standing.gainersFrom(organisation);
    standing.price[organisation] = gainers[capacity]?.gain ?? 0;
    const left: number[] = [];
    for (const { slot } of gainers.slice(0, capacity)) {
      if (standing.needs.organisation(slot) !== unassigned) left.push(standing.needs.organisation(slot));
      standing.move(slot, organisation);
    }
    // A place that is not filled yet counts as none, so that every search begins from a plan that is the best one.
    for (const from of left) standing.capacity[from]!--;
    for (const from of left) {
      standing.capacity[from]!++;
      this.search.fill(from);
    }
    return this.moves();
  }

  /** A further organisation without arcs; answers its number. */
  addOrganisation(capacity: number): number {
    requireRoom(this.standing.organisations + 1, PLAN_BOUNDS.organisations);
    requireCapacity(capacity);
    return this.standing.addOrganisation(capacity);
  }

  /** Primal and dual counted anew from the arcs: equal, or the plan is not the best. */
  certificate(): Certificate {
    return certify(this.standing);
  }

  /** A copy to verify, to solve afresh or to publish. */
  snapshot(): Snapshot {
    return takeSnapshot(this.standing);
  }

  private raise(organisation: number, places: number): void {
    for (let place = 0; place < places; place++) {
      if (this.standing.price[organisation] === 0) {
        // A place without a price stays free: so do all that follow.
        this.standing.capacity[organisation]! += places - place;
        return;
      }
      this.standing.capacity[organisation]!++;
      this.search.fill(organisation);
    }
  }

  private lower(organisation: number, places: number): void {
    const { capacity, ways } = this.standing;
    const free = Math.min(places, capacity[organisation]! - ways.rows.held(organisation));
    capacity[organisation]! -= free;
    for (let place = free; place < places; place++) {
      capacity[organisation]!--;
      this.search.evict(organisation);
    }
  }

  /** Whether no organisation is better for a changed need, at the standing prices, than the one where it stands. */
  private isBestWhereItIs({ organisations, scores, unassignedScore }: KeptNeed, holder: number): boolean {
    const { price } = this.standing;
    let best = unassignedScore;
    let worth = holder === unassigned ? unassignedScore : -1;
    for (let arc = 0; arc < organisations.length; arc++) {
      const organisation = organisations[arc]!;
      const value = scores[arc]! - price[organisation]!;
      if (value > best) best = value;
      if (organisation === holder) worth = scores[arc]!;
    }
    const paid = holder === unassigned ? 0 : price[holder]!;
    return worth >= 0 && worth - paid === best;
  }

  private moves(): NeedMove[] {
    const { needs } = this.standing;
    const moves: NeedMove[] = [];
    for (const [slot, from] of this.standing.takeOrigins()) {
      const to = needs.organisation(slot);
      if (from !== to) moves.push({ need: needs.idOf[slot]!, from, to });
    }
    return moves.sort((one, other) => one.need - other.need);
  }

  private slot(need: number): number {
    const slot = this.standing.needs.slotOf.get(need);
    if (slot !== undefined) return slot;
    throw new KeepRefusal(
      'UNKNOWN_NEED',
      '方案中没有该需求，请刷新后重试。',
      'The plan has no such need; refresh and try again.',
    );
  }

  private requireOrganisation(organisation: number): void {
    if (Number.isInteger(organisation) && organisation >= 0 && organisation < this.standing.organisations) return;
    throw new KeepRefusal(
      'UNKNOWN_ORGANISATION',
      '方案中没有该机构，请刷新后重试。',
      'The plan has no such organisation; refresh and try again.',
    );
  }

  private requireOpen(organisation: number): void {
    this.requireOrganisation(organisation);
    if (!this.standing.isSuspended(organisation)) return;
    throw new KeepRefusal(
      'ORGANISATION_SUSPENDED',
      '该机构已暂停，请先恢复。',
      'This organisation is suspended; resume it first.',
    );
  }
}
