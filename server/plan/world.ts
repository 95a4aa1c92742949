/** Promises the planner's picture of the database: open needs, offerings and pins, and the best plan over them, kept change by change. */
import type { OpenNeedRow } from '../need/need.repository';
import type { OfferingRow } from '../organisation/organisation.repository';
import { PlanKeeper } from '../matching/engine/keep/keeper';
import type { KeptNeed } from '../matching/engine/keep/refusal';
import { PlanCancelled } from '../matching/engine/plan/bounds';
import type { Certificate } from '../matching/engine/plan/certificate';
import type { PlanInstance, SolveHooks } from '../matching/engine/plan/instance';
import { minimalPrices } from '../matching/engine/plan/minimal-prices';
import { solvePlan } from '../matching/engine/plan/solve';
import type { Ruleset } from '../matching/engine/ruleset';
import { concerns, Pairings, type Pairing } from './pairing';
import { describeRows, sameFacts, type OfferWindow, type PlanRows, type Reread } from './plan.rows';
import { problemOf, type Arc } from './problem';
import { unassignedWorth, worthOf } from './worth';

/** Each place is a search: between two questions whether to go on lie at most so many. */
const placesAtOnce = 64;

export interface WorldNeed {
  /** The keeper's name of it. */
  readonly number: number;
  readonly row: OpenNeedRow;
  readonly window: OfferWindow | undefined;
  /** With whom it can be planned, the best scored first. Empty while it is pinned. */
  pairings: readonly Pairing[];
}

interface WorldOffering {
  readonly row: OfferingRow;
  /** The keeper's number of it, given to another only after it has left and no arc leads there. */
  readonly node: number;
}

export class World {
  readonly needs = new Map<string, WorldNeed>();
  readonly offerings = new Map<string, WorldOffering>();
  /** The offering of each node; none for a node that is free. */
  private readonly nodes: (string | undefined)[] = [];
  private readonly freeNodes: number[] = [];
  private readonly nodeOf = new Map<string, number>();
  private readonly needsByKind = new Map<string, Set<WorldNeed>>();
  private readonly offeringsOf = new Map<string, Set<string>>();
  /** How many standing offers hold a place of an offering. */
  private readonly pinsOf = new Map<string, number>();
  private readonly pairings: Pairings;
  private keeper: PlanKeeper;
  private nextNumber = 0;

  /**
   * Solves the plan of the rows. Throws PlanCancelled when `isCancelled` says so, here and whenever changes are taken in: it is
   * asked before each need and each few places, so that long work is known to go on. EngineRefusal beyond the bounds of the engine.
   */
  constructor(
    rows: PlanRows,
    ruleset: Ruleset,
    moment: number,
    private readonly hooks: SolveHooks = {},
  ) {
    this.pairings = new Pairings(ruleset, moment);
    for (const row of rows.offerings) {
      this.goOn();
      this.enterOffering(row);
    }
    const windows = new Map(rows.windows.map((window) => [window.needId, window]));
    for (const row of rows.needs) this.enterNeed(row, windows.get(row.id));
    for (const need of this.needs.values()) {
      this.goOn();
      need.pairings = this.pairingsOf(need);
    }
    const { instance, numbers } = this.instance();
    this.keeper = PlanKeeper.from(instance, solvePlan(instance, hooks), numbers, () => this.goOn());
  }

  get ruleset(): Ruleset {
    return this.pairings.ruleset;
  }

  get moment(): number {
    return this.pairings.moment;
  }

  get objective(): number {
    return this.keeper.objective;
  }

  /** Between the steps of whatever may take long with many needs. Throws PlanCancelled when it is not wanted any more. */
  goOn(): void {
    if (this.hooks.isCancelled?.()) throw new PlanCancelled();
  }

  certificate(): Certificate {
    return this.keeper.certificate();
  }

  /** With whom the need is planned now. */
  plannedPairing(need: WorldNeed): Pairing | undefined {
    if (!this.keeper.has(need.number)) return undefined;
    const node = this.keeper.organisationOf(need.number);
    return node < 0 ? undefined : need.pairings.find(({ offeringId }) => offeringId === this.nodes[node]);
  }

  /** What one more place at each offering is worth, in the worth of the plan; an offering that is not named has none. */
  placePrices(): ReadonlyMap<string, number> {
    const { instance, plan } = this.keeper.snapshot();
    const least = minimalPrices(instance, plan, () => this.goOn());
    return new Map(Array.from(this.nodeOf, ([id, node]) => [id, least[node]!]));
  }

  /** Places that claims and standing offers leave, of an offering that may be planned. */
  placesOf({ row }: WorldOffering): number {
    if (!this.pairings.mayPlan(row)) return 0;
    return Math.max(0, row.capacityMaximum - row.capacityUsed - (this.pinsOf.get(row.id) ?? 0));
  }

  /** The problem as it stands; pinned needs are not in it. */
  instance(): { instance: PlanInstance; numbers: number[]; needIds: string[] } {
    const planned = [...this.needs.values()].filter(isOpenToPlan);
    const capacity = Int32Array.from(this.nodes, (id) => this.placesAt(id));
    const asked = planned.map((need) => {
      this.goOn();
      return { arcs: this.arcsOf(need), unassignedScore: unassignedWorth[need.row.urgency] };
    });
    return {
      instance: problemOf(asked, capacity),
      numbers: planned.map(({ number }) => number),
      needIds: planned.map(({ row }) => row.id),
    };
  }

  /**
   * Takes in what was read again; afterwards the plan is the best one of the rows as they are now. Throws KeepRefusal when there is
   * more than the engine keeps: then this world is of no use any more.
   */
  apply(reread: Reread, rows: PlanRows): void {
    const touched = new Set<WorldNeed>();
    for (const offering of this.changedOfferings(reread.organisationIds, rows.offerings)) {
      this.goOn();
      for (const need of this.needsByKind.get(offering.serviceKind) ?? [])
        if (concerns(offering, need.row)) touched.add(need);
    }
    const found = new Map(rows.needs.map((row) => [row.id, row]));
    const windows = new Map(rows.windows.map((window) => [window.needId, window]));
    for (const needId of reread.needIds) {
      const known = this.needs.get(needId);
      const row = found.get(needId);
      const window = windows.get(needId);
      if (known && row && sameFacts(known.row, row) && sameFacts(known.window, window)) continue;
      if (known) touched.delete(this.leaveNeed(known));
      if (row) touched.add(this.enterNeed(row, window));
    }
    this.settle(touched);
  }

  /** Every row as text, by id: equal texts are equal worlds. */
  describe(): Map<string, string> {
    const rows = {
      needs: Array.from(this.needs.values(), ({ row }) => row),
      offerings: Array.from(this.offerings.values(), ({ row }) => row),
      windows: Array.from(this.needs.values()).flatMap(({ window }) => window ?? []),
    };
    return describeRows(rows, () => this.goOn());
  }

  private settle(touched: ReadonlySet<WorldNeed>): void {
    const places = this.nodes.map((id) => this.placesAt(id));
    // Places come first and go last: no need is moved out of a place that another change is about to open.
    this.moveCapacities(places, (now, wanted) => now < wanted);
    for (const need of touched) {
      this.goOn();
      need.pairings = this.pairingsOf(need);
      this.keep(need);
    }
    this.moveCapacities(places, (now, wanted) => now > wanted);
    this.freeNodesOfTheGone();
  }

  /** Only now: every need that could be planned with what is gone has its new arcs, and no place is left there. */
  private freeNodesOfTheGone(): void {
    for (const [id, node] of this.nodeOf) {
      if (this.offerings.has(id)) continue;
      this.nodeOf.delete(id);
      this.nodes[node] = undefined;
      this.freeNodes.push(node);
    }
  }

  private keep(need: WorldNeed): void {
    const kept = this.keeper.has(need.number);
    if (!isOpenToPlan(need)) {
      if (kept) this.keeper.removeNeed(need.number);
      return;
    }
    const arcs = this.arcsOf(need);
    const asKept: KeptNeed = {
      id: need.number,
      organisations: arcs.map(([node]) => node),
      scores: arcs.map(([, worth]) => worth),
      unassignedScore: unassignedWorth[need.row.urgency],
    };
    if (kept) this.keeper.changeNeed(asKept);
    else this.keeper.addNeed(asKept);
  }

  private moveCapacities(places: readonly number[], applies: (now: number, wanted: number) => boolean): void {
    places.forEach((wanted, node) => {
      if (node >= this.keeper.organisations) this.keeper.addOrganisation(0);
      for (let now; applies((now = this.keeper.capacityOf(node)), wanted);) {
        this.goOn();
        const places = Math.min(placesAtOnce, Math.abs(wanted - now));
        if (now < wanted) this.keeper.raiseCapacity(node, places);
        else this.keeper.lowerCapacity(node, places);
      }
    });
  }

  private arcsOf(need: WorldNeed): Arc[] {
    return need.pairings.map(({ offeringId, score }) => [this.nodeOf.get(offeringId)!, worthOf(score)]);
  }

  private pairingsOf({ row, window }: WorldNeed): Pairing[] {
    if (window?.offeringId !== undefined) return [];
    const asked = window?.askedOrganisationIds ?? [];
    const found = this.pairings.of(row);
    if (asked.length === 0) return found;
    return found.filter(({ offeringId }) => !asked.includes(this.offerings.get(offeringId)!.row.organisationId));
  }

  private placesAt(offeringId: string | undefined): number {
    const offering = offeringId === undefined ? undefined : this.offerings.get(offeringId);
    return offering ? this.placesOf(offering) : 0;
  }

  /** What the offerings were before and are now, of those that changed. */
  private changedOfferings(organisationIds: Iterable<string>, rows: readonly OfferingRow[]): OfferingRow[] {
    const changed: OfferingRow[] = [];
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const organisationId of organisationIds)
      for (const id of [...(this.offeringsOf.get(organisationId) ?? [])])
        if (!found.has(id)) {
          changed.push(this.offerings.get(id)!.row);
          this.leaveOffering(id);
        }
    for (const row of rows) {
      this.goOn();
      const known = this.offerings.get(row.id)?.row;
      if (known && sameFacts(known, row)) continue;
      if (known) changed.push(known);
      changed.push(row);
      this.enterOffering(row);
    }
    return changed;
  }

  private enterOffering(row: OfferingRow): void {
    const node = this.nodeOf.get(row.id) ?? this.freeNodes.pop() ?? this.nodes.length;
    this.nodeOf.set(row.id, node);
    this.nodes[node] = row.id;
    this.offerings.set(row.id, { row, node });
    const own = this.offeringsOf.get(row.organisationId) ?? new Set();
    this.offeringsOf.set(row.organisationId, own.add(row.id));
    this.pairings.put(row);
  }

  private leaveOffering(id: string): void {
    this.offeringsOf.get(this.offerings.get(id)!.row.organisationId)?.delete(id);
    this.offerings.delete(id);
    this.pairings.remove(id);
  }

  private enterNeed(row: OpenNeedRow, window: OfferWindow | undefined): WorldNeed {
    const need: WorldNeed = { number: this.nextNumber++, row, window, pairings: [] };
    this.needs.set(row.id, need);
    const kin = this.needsByKind.get(row.serviceKind) ?? new Set();
    this.needsByKind.set(row.serviceKind, kin.add(need));
    this.pin(window, 1);
    return need;
  }

  private leaveNeed(need: WorldNeed): WorldNeed {
    this.needs.delete(need.row.id);
    this.needsByKind.get(need.row.serviceKind)?.delete(need);
    this.pin(need.window, -1);
    if (this.keeper.has(need.number)) this.keeper.removeNeed(need.number);
    return need;
  }

  private pin(window: OfferWindow | undefined, by: 1 | -1): void {
    if (window?.offeringId === undefined) return;
    const pins = (this.pinsOf.get(window.offeringId) ?? 0) + by;
    if (pins === 0) this.pinsOf.delete(window.offeringId);
    else this.pinsOf.set(window.offeringId, pins);
  }
}

/** A pinned need is planned already: to the organisation that has been asked. */
function isOpenToPlan({ window }: WorldNeed): boolean {
  return window?.offeringId === undefined;
}
