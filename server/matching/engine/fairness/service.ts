/** Keeps how many needs of each group can be served at once and raises one group at a time, never lowering another. */
import type { PlanInstance } from '../plan/instance';
import type { Grouping } from './groups';

/**
 * A flow group -> need -> organisation with places (Ford & Fulkerson; Hopcroft & Karp's free-place look-ahead): a search
 * may also serve another need of a group in place of one that yields, which leaves that group's number as it is. The
 * numbers that can be served together form an integral polymatroid: a group that cannot rise once can never rise later,
 * and what a failed search has seen need never be looked at again.
 */
export class Service {
  searches = 0;
  private readonly organisationOfNeed: Int32Array;
  private readonly slotOfNeed: Int32Array;
  private readonly slotStart: Int32Array;
  private readonly slotNeed: Int32Array;
  private readonly load: Int32Array;
  private readonly unserved: number[][];
  private readonly position: Int32Array;
  /** The round in which an organisation or a group was last seen; Infinity once a failed search has seen it. */
  private readonly seen: Float64Array;
  private readonly seenGroup: Float64Array;
  /** The need that would take a place of this organisation; the served need that would yield to another of its group. */
  private readonly through: Int32Array;
  private readonly throughGroup: Int32Array;
  private readonly queue: Int32Array;
  private tail = 0;
  private round = 0;

  constructor(
    private readonly instance: PlanInstance,
    private readonly grouping: Grouping,
  ) {
    const { needs, organisations, arcOrganisation, capacity } = instance;
    this.organisationOfNeed = new Int32Array(needs).fill(-1);
    this.slotOfNeed = new Int32Array(needs).fill(-1);
    const degree = new Int32Array(organisations);
    for (const organisation of arcOrganisation) degree[organisation]!++;
    this.slotStart = new Int32Array(organisations + 1);
    for (let j = 0; j < organisations; j++) {
      this.slotStart[j + 1] = this.slotStart[j]! + Math.min(degree[j]!, capacity[j]!);
    }
    this.slotNeed = new Int32Array(this.slotStart[organisations]!);
    this.load = new Int32Array(organisations);
    this.unserved = Array.from({ length: grouping.groups }, (): number[] => []);
    this.position = new Int32Array(needs);
    for (let need = needs - 1; need >= 0; need--) this.leave(need);
    this.seen = new Float64Array(organisations);
    this.seenGroup = new Float64Array(grouping.groups);
    this.through = new Int32Array(organisations);
    this.throughGroup = new Int32Array(grouping.groups);
    this.queue = new Int32Array(organisations);
  }

  /** Serves one more need of the group by moving others if it must; false when that cannot be without lowering another. */
  raise(group: number): boolean {
    this.searches++;
    const free = this.search(group);
    if (free >= 0) this.shift(free);
    else this.exhaust();
    return free >= 0;
  }

  /** The groups of which any could serve one need less so that this group, which cannot rise, serves one more. */
  groupsThatCouldYieldTo(group: number): Set<number> {
    this.seen.fill(0);
    this.seenGroup.fill(0);
    this.search(group);
    const found = new Set<number>();
    this.seenGroup.forEach((round, other) => round === this.round && other !== group && found.add(other));
    return found;
  }

  /** The nearest organisation with a free place that the group can reach, or -1. */
  private search(group: number): number {
    this.round++;
    this.tail = 0;
    let free = this.lookFromGroup(group, -1);
    for (let head = 0; head < this.tail && free < 0; head++) {
      const organisation = this.queue[head]!;
      const end = this.slotStart[organisation]! + this.load[organisation]!;
      for (let slot = this.slotStart[organisation]!; slot < end && free < 0; slot++) {
        const need = this.slotNeed[slot]!;
        free = this.look(need);
        if (free < 0) free = this.lookFromGroup(this.grouping.groupOfNeed[need]!, need);
      }
    }
    return free;
  }

  /** Looks where any unserved need of the group could go, in place of the served one that yields. */
  private lookFromGroup(group: number, yielding: number): number {
    if (this.seenGroup[group]! >= this.round) return -1;
    this.seenGroup[group] = this.round;
    this.throughGroup[group] = yielding;
    const unserved = this.unserved[group]!;
    for (let k = unserved.length - 1; k >= 0; k--) {
      const free = this.look(unserved[k]!);
      if (free >= 0) return free;
    }
    return -1;
  }

  /** Queues the full organisations this need newly leads to; answers one with a free place, or -1. */
  private look(need: number): number {
    const { arcStart, arcOrganisation } = this.instance;
    const end = arcStart[need + 1]!;
    for (let arc = arcStart[need]!; arc < end; arc++) {
      const organisation = arcOrganisation[arc]!;
      if (this.seen[organisation]! >= this.round) continue;
      this.seen[organisation] = this.round;
      this.through[organisation] = need;
      if (this.load[organisation]! < this.slotStart[organisation + 1]! - this.slotStart[organisation]!)
        return organisation;
      this.queue[this.tail++] = organisation;
    }
    return -1;
  }

  private exhaust(): void {
    for (let i = 0; i < this.tail; i++) this.seen[this.queue[i]!] = Infinity;
    for (let group = 0; group < this.seenGroup.length; group++) {
      if (this.seenGroup[group] === this.round) this.seenGroup[group] = Infinity;
    }
  }

  /** Moves each need on the way that was found one organisation on; the last one takes the free place. */
  private shift(free: number): void {
    let organisation = free;
    let slot = this.slotStart[free]! + this.load[free]!++;
    while (organisation >= 0) {
      const need = this.through[organisation]!;
      let vacating = need;
      if (this.organisationOfNeed[need]! < 0) {
        this.join(need);
        vacating = this.throughGroup[this.grouping.groupOfNeed[need]!]!;
        if (vacating >= 0) this.leave(vacating);
      }
      const from = vacating < 0 ? -1 : this.organisationOfNeed[vacating]!;
      const vacated = vacating < 0 ? -1 : this.slotOfNeed[vacating]!;
      if (vacating >= 0) this.organisationOfNeed[vacating] = -1;
      this.organisationOfNeed[need] = organisation;
      this.slotOfNeed[need] = slot;
      this.slotNeed[slot] = need;
      organisation = from;
      slot = vacated;
    }
  }

  private leave(need: number): void {
    this.position[need] = this.unserved[this.grouping.groupOfNeed[need]!]!.push(need) - 1;
  }

  private join(need: number): void {
    const unserved = this.unserved[this.grouping.groupOfNeed[need]!]!;
    const last = unserved.pop()!;
    if (last === need) return;
    unserved[this.position[need]!] = last;
    this.position[last] = this.position[need]!;
  }
}
