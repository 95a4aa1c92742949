/** Indexes who holds which need and what each need would be worth to each organisation that may hold it. */
import { EngineRefusal, requireWithinBounds } from '../plan/bounds';
import type { PlanInstance } from '../plan/instance';

/**
 * What is claimed now. A need whose holder has no arc to it (the pair no longer passes the gates) takes no part: nothing
 * is known about what giving it away would cost its holder.
 */
export class Standing {
  /** Per need the organisation that holds it, or -1 when it takes no part. */
  readonly holder: Int32Array;
  /** Per need its score with its holder. */
  readonly heldScore: Int32Array;
  /** Per need the most its score could rise by moving to another organisation; may be negative. */
  readonly mostRise: Int32Array;
  /** The greatest of all, not below 0. */
  readonly mostRiseAnywhere: number;
  /** Per organisation the needs it holds, worst score first, then by number. */
  readonly heldBy: readonly (readonly number[])[];
  /** Per organisation the arcs that lead to it, and the need of each arc. */
  readonly arcsTo: readonly (readonly number[])[];
  readonly needOfArc: Int32Array;

  constructor(
    readonly instance: PlanInstance,
    holders: Int32Array,
  ) {
    requireWithinBounds(instance);
    const { needs, organisations, arcStart, arcOrganisation, arcScore } = instance;
    requireHolders(instance, holders);
    this.holder = new Int32Array(needs).fill(-1);
    this.heldScore = new Int32Array(needs);
    this.mostRise = new Int32Array(needs);
    this.needOfArc = new Int32Array(arcOrganisation.length);
    const heldBy = Array.from({ length: organisations }, (): number[] => []);
    const arcsTo = Array.from({ length: organisations }, (): number[] => []);
    let mostRiseAnywhere = 0;
    for (let need = 0; need < needs; need++) {
      let best = -1;
      for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
        const organisation = arcOrganisation[arc]!;
        this.needOfArc[arc] = need;
        if (organisation === holders[need]) {
          this.holder[need] = organisation;
          this.heldScore[need] = arcScore[arc]!;
        } else best = Math.max(best, arcScore[arc]!);
      }
      if (this.holder[need]! < 0 || best < 0) continue;
      this.mostRise[need] = best - this.heldScore[need]!;
      mostRiseAnywhere = Math.max(mostRiseAnywhere, this.mostRise[need]!);
      heldBy[this.holder[need]!]!.push(need);
      for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) arcsTo[arcOrganisation[arc]!]!.push(arc);
    }
    for (const held of heldBy) held.sort((a, b) => this.heldScore[a]! - this.heldScore[b]! || a - b);
    this.heldBy = heldBy;
    this.arcsTo = arcsTo;
    this.mostRiseAnywhere = mostRiseAnywhere;
  }
}

function requireHolders({ needs, organisations }: PlanInstance, holders: Int32Array): void {
  if (holders.length === needs && holders.every((holder) => holder >= -1 && holder < organisations)) return;
  throw new EngineRefusal(
    'PLAN_MALFORMED',
    '交换数据有误：每个已认领需求的机构须存在。请重新生成。',
    'Malformed swap: the holder of each claimed need must exist. Build it anew.',
  );
}
