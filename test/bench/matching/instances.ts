/** Promises seeded planning instances: those the product has, and harder forms of the same size. */
import type { PlanInstance } from '../../../server/matching/engine/plan/instance';

export type Form = 'product' | 'few-scores' | 'all-ties' | 'popular' | 'product-costs' | 'geometric';
export const HARDER_FORMS: readonly Form[] = ['few-scores', 'all-ties', 'popular', 'product-costs', 'geometric'];

export interface InstanceOptions {
  readonly form: Form;
  readonly needs: number;
  /** Total places as a share of the needs. */
  readonly capacity: number;
  readonly organisations?: number;
  readonly arcsPerNeed?: number;
  readonly seed?: number;
}

/** mulberry32: small, the same on every machine. Answers whole numbers below `limit`. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

interface Place {
  readonly category: number;
  readonly x: number;
  readonly y: number;
}

const CATEGORIES = 12;
const SIDE = 10_000;

/** Score of a pair by form; the arcs themselves are chosen by locality in every form but `popular`. */
function scoreOf(
  form: Form,
  need: Place,
  organisation: Place,
  urgency: number,
  rank: number,
  next: (n: number) => number,
): number {
  const distance = Math.hypot(need.x - organisation.x, need.y - organisation.y);
  switch (form) {
    case 'few-scores':
      return 2000 * (1 + next(4));
    case 'all-ties':
      return 5000;
    case 'product-costs':
      return 1 + Math.floor((urgency * rank) / 10_000);
    case 'geometric':
      return Math.max(1, Math.floor(10_000 - 4 * distance));
    case 'popular':
    case 'product':
      return Math.max(1, Math.floor(9_000 - distance + urgency / 10 - next(2_500)));
  }
}

/** Organisations of each category in a grid of cells, so that near ones are found without looking at all. */
class Neighbourhood {
  private readonly cells = new Map<number, number[]>();
  private readonly across: number;

  constructor(organisations: readonly Place[]) {
    this.across = Math.max(1, Math.floor(Math.sqrt(organisations.length / CATEGORIES / 3)));
    organisations.forEach((place, index) => {
      const key = this.key(place.category, this.cell(place.x), this.cell(place.y));
      const cell = this.cells.get(key);
      if (cell) cell.push(index);
      else this.cells.set(key, [index]);
    });
  }

  private cell(at: number): number {
    return Math.min(this.across - 1, Math.floor((at * this.across) / SIDE));
  }

  private key(category: number, column: number, row: number): number {
    return (category * this.across + column) * this.across + row;
  }

  /** At least `wanted` organisations of the category (or all of them), nearest rings of cells first. */
  around(place: Place, wanted: number): number[] {
    const column = this.cell(place.x);
    const row = this.cell(place.y);
    const found: number[] = [];
    for (let ring = 0; ring < this.across && found.length < wanted; ring++) {
      for (let c = Math.max(0, column - ring); c <= Math.min(this.across - 1, column + ring); c++) {
        for (let r = Math.max(0, row - ring); r <= Math.min(this.across - 1, row + ring); r++) {
          if (Math.max(Math.abs(c - column), Math.abs(r - row)) !== ring) continue;
          found.push(...(this.cells.get(this.key(place.category, c, r)) ?? []));
        }
      }
    }
    return found;
  }
}

function capacities(organisations: number, total: number, next: (n: number) => number): Int32Array {
  const capacity = new Int32Array(organisations);
  const mean = total / organisations;
  let left = total;
  for (let organisation = 0; organisation < organisations; organisation++) {
    const wanted = Math.floor(mean / 2) + next(Math.max(1, Math.floor(mean) + 1));
    capacity[organisation] = Math.min(left, wanted);
    left -= capacity[organisation]!;
  }
  for (; left > 0; left--) capacity[next(organisations)]!++;
  return capacity;
}

/** The organisations that a need may go to, without duplicates. */
function candidates(
  options: Required<InstanceOptions>,
  need: Place,
  near: Neighbourhood,
  next: (n: number) => number,
): number[] {
  const chosen = new Set<number>();
  const { arcsPerNeed, organisations, form } = options;
  if (form === 'popular') {
    // Four in five arcs lead to one organisation in fifty.
    const few = Math.max(1, Math.floor(organisations / 50));
    const wanted = Math.min(arcsPerNeed, organisations);
    for (let tries = 0; chosen.size < wanted && tries < wanted * 4; tries++) {
      chosen.add(next(5) < 4 ? next(few) : next(organisations));
    }
    return [...chosen];
  }
  const pool = near.around(need, arcsPerNeed * 2);
  const wanted = Math.min(pool.length, arcsPerNeed - 3 + next(7));
  for (let at = 0; at < wanted; at++) {
    const other = at + next(pool.length - at);
    [pool[at], pool[other]] = [pool[other]!, pool[at]!];
  }
  return pool.slice(0, wanted);
}

/** The same options give the same instance on every machine. */
export function makeInstance(asked: InstanceOptions): PlanInstance {
  const organisations = asked.organisations ?? Math.max(1, Math.min(20_000, Math.floor(asked.needs / 20)));
  const options: Required<InstanceOptions> = { organisations, arcsPerNeed: 20, seed: 1, ...asked };
  const { form, needs } = options;
  const next = seeded(options.seed);
  const place = (): Place => ({ category: next(CATEGORIES), x: next(SIDE), y: next(SIDE) });
  const places = Array.from({ length: organisations }, place);
  const near = new Neighbourhood(places);
  const ranks = places.map(() => 1 + next(10_000));
  const arcStart = new Int32Array(needs + 1);
  const unassignedScore = new Int32Array(needs);
  let arcOrganisation = new Int32Array(needs * (options.arcsPerNeed + 4));
  let arcScore = new Int32Array(arcOrganisation.length);
  let end = 0;
  for (let need = 0; need < needs; need++) {
    const at = place();
    const urgency = 1 + next(10_000);
    unassignedScore[need] = form === 'all-ties' || form === 'product-costs' ? 0 : Math.floor((10_000 - urgency) / 8);
    for (const organisation of candidates(options, at, near, next).sort((a, b) => a - b)) {
      arcOrganisation[end] = organisation;
      arcScore[end++] = scoreOf(form, at, places[organisation]!, urgency, ranks[organisation]!, next);
    }
    arcStart[need + 1] = end;
  }
  arcOrganisation = arcOrganisation.slice(0, end);
  arcScore = arcScore.slice(0, end);
  const capacity = capacities(organisations, Math.round(needs * options.capacity), next);
  return { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore };
}
