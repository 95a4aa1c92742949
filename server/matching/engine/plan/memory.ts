/**
 * States how many bytes of arrays a plan takes while it is solved and kept, and refuses what takes more than it may. The limit that
 * a thread has by itself counts its objects only: V8 does not count what lies in array buffers.
 */
import { EngineRefusal } from './bounds';
import type { PlanInstance } from './instance';

export interface PlanSize {
  readonly needs: number;
  readonly organisations: number;
  readonly arcs: number;
  /** Of all organisations together. */
  readonly places: number;
}

const megabyte = 1_048_576;
/** Arrays that are as long as the bounds allow, whatever the instance: prices and distances of the kept plan. */
const constantBytes = megabyte;

/**
 * Per arc: the instance 8; the solver two rows of 4 and columns of 6; the kept plan 72, which is 4 bytes for the arc and, while its need is
 * held, at most 20 for a step, a way at its two ends and its two places, in blocks that with their room and those that wait to be used again
 * are 1.6 times what is in them; while nobody holds it, 8 in blocks that are four times what is in them; and all arrays double. Per need: 8,
 * 32 and 128, which is its record, its entry in a row and the rounding of its arcs. Per organisation: 4, 80 and 600, mostly the least blocks
 * of its eight lists and their heads. Per place that may be used: 12, its need and a bid. What is really taken is a fifth of it, when few
 * ways stand for many arcs and all arrays are about to double, up to all of it (test/matching/memory).
 */
export function arrayBytes({ needs, organisations, arcs, places }: PlanSize): number {
  const ofArcs = (8 + 14 + 8 + 72) * arcs;
  const ofNeeds = (8 + 32 + 128) * needs;
  const ofOrganisations = (4 + 80 + 600) * organisations;
  return ofArcs + ofNeeds + ofOrganisations + 12 * Math.min(arcs, places) + constantBytes;
}

export function sizeOf({ needs, organisations, arcOrganisation, capacity }: PlanInstance): PlanSize {
  return { needs, organisations, arcs: arcOrganisation.length, places: capacity.reduce((sum, one) => sum + one, 0) };
}

/** Throws an EngineRefusal when the arrays would take more than so many megabytes; without a number nothing is refused. */
export function requireMemory(instance: PlanInstance, megabytesMaximum: number | undefined): void {
  if (megabytesMaximum === undefined) return;
  const size = sizeOf(instance);
  const megabytes = Math.ceil(arrayBytes(size) / megabyte);
  if (megabytes <= megabytesMaximum) return;
  const { needs, organisations, arcs } = size;
  throw new EngineRefusal(
    'PLAN_TOO_LARGE',
    `规划 ${needs} 个需求、${organisations} 项供给、${arcs} 条匹配边约需 ${megabytes} MB 数组内存，上限为 ${megabytesMaximum} MB。请调高规划内存上限，或减少待规划的需求后重试。`,
    `A plan of ${needs} needs, ${organisations} organisations and ${arcs} arcs takes about ${megabytes} MB of arrays, and may take ${megabytesMaximum} MB. Raise the memory limit of the planner, or plan fewer needs.`,
  );
}
