/** The needs of a standing plan as integers: what each is worth and where, its arcs, and the organisation that holds it. */
import type { KeptNeed } from './refusal';
import { ArcPool, arcOrganisation, arcScore, unassigned, widened } from './storage';

/** What is known of a need stands side by side, since a move reads all of it: eight integers are half a cache line. */
const recordBits = 3;
const [atOrganisation, atOrigin, atValue, atUnassignedScore, atArcStart, atArcEnd] = [0, 1, 2, 3, 4, 5];

/** Needs live in slots that are used again after removal. */
export class Needs {
  readonly arcs = new ArcPool();
  readonly slotOf = new Map<number, number>();
  readonly idOf: number[] = [];
  private records: Int32Array = new Int32Array(0);
  private readonly vacant: number[] = [];

  /** Organisation of the need in a slot, or `unassigned`. */
  organisation(slot: number): number {
    return this.records[(slot << recordBits) + atOrganisation]!;
  }

  /** Where it was when the operation began, if it was moved since. */
  origin(slot: number): number {
    return this.records[(slot << recordBits) + atOrigin]!;
  }

  /** What the need is worth where it is: its arc's score, or its unassigned score. */
  value(slot: number): number {
    return this.records[(slot << recordBits) + atValue]!;
  }

  unassignedScore(slot: number): number {
    return this.records[(slot << recordBits) + atUnassignedScore]!;
  }

  /** Its arcs stand in `arcs.packed` from here on. */
  arcStart(slot: number): number {
    return this.records[(slot << recordBits) + atArcStart]!;
  }

  arcEnd(slot: number): number {
    return this.records[(slot << recordBits) + atArcEnd]!;
  }

  putAt(slot: number, organisation: number, value: number): void {
    this.records[(slot << recordBits) + atOrganisation] = organisation;
    this.records[(slot << recordBits) + atValue] = value;
  }

  putOrigin(slot: number, origin: number): void {
    this.records[(slot << recordBits) + atOrigin] = origin;
  }

  open(need: KeptNeed): number {
    const slot = this.vacant.pop() ?? this.idOf.length;
    this.records = widened(this.records, (slot + 1) << recordBits);
    this.slotOf.set(need.id, slot);
    this.idOf[slot] = need.id;
    this.write(slot, need);
    return slot;
  }

  rewrite(slot: number, need: KeptNeed): void {
    this.release(slot);
    this.write(slot, need);
  }

  close(slot: number): void {
    this.release(slot);
    this.slotOf.delete(this.idOf[slot]!);
    this.vacant.push(slot);
  }

  /** What a need is worth unassigned, or at an organisation that it has an arc to. */
  worthAt(slot: number, organisation: number): number {
    return organisation === unassigned ? this.unassignedScore(slot) : this.scoreAt(slot, organisation);
  }

  /** The score of a need's arc to an organisation, -1 when it has none. */
  scoreAt(slot: number, organisation: number): number {
    const { packed } = this.arcs;
    const end = this.arcEnd(slot);
    for (let arc = this.arcStart(slot); arc < end; arc++)
      if (arcOrganisation(packed[arc]!) === organisation) return arcScore(packed[arc]!);
    return -1;
  }

  private write(slot: number, { organisations, scores, unassignedScore }: KeptNeed): void {
    const at = slot << recordBits;
    const start = this.arcs.put(organisations, scores);
    this.records[at + atArcStart] = start;
    this.records[at + atArcEnd] = start + organisations.length;
    this.records[at + atUnassignedScore] = unassignedScore;
  }

  private release(slot: number): void {
    this.arcs.release(this.arcStart(slot), this.arcEnd(slot) - this.arcStart(slot));
  }
}
