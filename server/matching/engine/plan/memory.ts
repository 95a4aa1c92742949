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
 * As though nothing was given back before the end. Per arc: the instance 8; the solver two rows of 4 and columns of 6; the kept
 * plan four lists of 16, which is 4 bytes in arrays that double, in blocks of the next power of two. Per need: 8, 32 and 168, of which
 * 112 are the heads and the rounding of its lists. Per organisation: 4, 80 and 236, mostly the least blocks of its three lists. Per place
 * that may be used: 12, its need and a bid. What is really taken is a quarter of it, when all lists are about to double, up to all of it (test/matching/memory).
 */
export function arrayBytes({ needs, organisations, arcs, places }: PlanSize): number {
  const ofArcs = (8 + 14 + 8 + 64) * arcs;
  const ofNeeds = (8 + 32 + 168) * needs;
  const ofOrganisations = (4 + 80 + 236) * organisations;
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
