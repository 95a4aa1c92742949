/** The needs of a standing plan as integers: what each is worth and where, its arcs, and the organisation that holds it. */
import type { KeptNeed } from './refusal';
import { ArcPool, arcOrganisation, arcScore, unassigned, widened } from './storage';

/** Needs live in slots that are used again after removal. */
export class Needs {
  /** Organisation of the need in a slot, or `unassigned`. */
  organisation: Int32Array = new Int32Array(0);
  /** What the need is worth where it is: its arc's score, or its unassigned score. */
  value: Int32Array = new Int32Array(0);
  unassignedScore: Int32Array = new Int32Array(0);
  arcStart: Int32Array = new Int32Array(0);
  arcCount: Int32Array = new Int32Array(0);
  readonly arcs = new ArcPool();
  readonly slotOf = new Map<number, number>();
  readonly idOf: number[] = [];
  private readonly vacant: number[] = [];

  /** Slots that are in use or wait to be used again. */
  get slots(): number {
    return this.idOf.length;
  }

  open(need: KeptNeed): number {
    const slot = this.vacant.pop() ?? this.slots;
    if (slot === this.slots) this.widen(slot + 1);
    this.slotOf.set(need.id, slot);
    this.idOf[slot] = need.id;
    this.organisation[slot] = unassigned;
    this.write(slot, need);
    return slot;
  }

  rewrite(slot: number, need: KeptNeed): void {
    this.arcs.release(this.arcStart[slot]!, this.arcCount[slot]!);
    this.write(slot, need);
  }

  close(slot: number): void {
    this.arcs.release(this.arcStart[slot]!, this.arcCount[slot]!);
    this.arcCount[slot] = 0;
    this.slotOf.delete(this.idOf[slot]!);
    this.vacant.push(slot);
  }

  /** What a need is worth at an organisation that it has an arc to, or unassigned. */
  worthAt(slot: number, organisation: number): number {
    if (organisation === unassigned) return this.unassignedScore[slot]!;
    return this.scoreAt(slot, organisation);
  }

  /** The score of a need's arc to an organisation, -1 when it has none. */
  scoreAt(slot: number, organisation: number): number {
    const { packed } = this.arcs;
    const start = this.arcStart[slot]!;
    const end = start + this.arcCount[slot]!;
    for (let arc = start; arc < end; arc++)
      if (arcOrganisation(packed[arc]!) === organisation) return arcScore(packed[arc]!);
    return -1;
  }

  private write(slot: number, { organisations, scores, unassignedScore }: KeptNeed): void {
    this.arcStart[slot] = this.arcs.put(organisations, scores);
    this.arcCount[slot] = organisations.length;
    this.unassignedScore[slot] = unassignedScore;
  }

  private widen(slots: number): void {
    this.organisation = widened(this.organisation, slots);
    this.value = widened(this.value, slots);
    this.unassignedScore = widened(this.unassignedScore, slots);
    this.arcStart = widened(this.arcStart, slots);
    this.arcCount = widened(this.arcCount, slots);
  }
}
