/** Promises the map of a district from what may be told of it: each area with what is expected, what was seen, and the gap, ranked. */
import { anonymityMinimum } from '../household/anonymity-minimum';
import { expectation, fitPrior, fitRates, gapOf, posteriorOf, thetaOf, type Gap, type Structure } from './gap';
import { tell, type Branch, type Told } from './telling';

/** One area of the tree with the people of it; the smallest have counts of their own. */
export interface MappedArea {
  readonly code: string;
  readonly structure: Structure;
}

export interface DistrictCounts {
  /** Of the grids of one district. */
  readonly grids: readonly MappedArea[];
  /** Households seen in need by the area they are registered in: a grid or a community. */
  readonly seen: ReadonlyMap<string, number>;
  /** The same over the longer time from which the rates are learnt. */
  readonly seenBefore: ReadonlyMap<string, number>;
}

export interface AreaGap extends Gap {
  readonly code: string;
  readonly residents: number;
  readonly expected: number;
  /** Undefined where it is not told. */
  readonly observed?: number;
}

const lengths = { SUBDISTRICT: 9, COMMUNITY: 12, GRID: 15 } as const;
export type MapLevel = keyof typeof lengths;
const treeLengths = [6, 9, 12, 15];

/** All areas of one level, the greatest gap first. Every number of it is a function of the population and of what `tell` tells. */
export function mapOf(counts: DistrictCounts, level: MapLevel): AreaGap[] {
  if (counts.grids.length === 0) return [];
  const district = new DistrictTree(counts.grids);
  const rates = fitRates(district.atomsOf(district.tellOf(counts.seenBefore)));
  const told = district.tellOf(counts.seen);
  const expected = expectation(rates, district.structureOf([district.code]), told.get(district.code)!.count);
  const codes = district.codes.filter((code) => code.length === lengths[level]);
  const pools = new Map(
    [...new Set(codes.map((code) => told.get(code)!))].map((pool) => [
      pool,
      { observed: pool.count, expected: expected(district.structureOf(pool.codes)) },
    ]),
  );
  const prior = fitPrior([...pools.values()]);
  const thetas = new Map([...pools].map(([pool, known]) => [pool, thetaOf(posteriorOf(prior, known))]));
  return codes
    .map((code): AreaGap => {
      const [pool, structure] = [told.get(code)!, district.structureOf([code])];
      const own = { code, residents: structure[0]!, expected: expected(structure) };
      // An area that is not told by itself is as what is told of its pool.
      const gap = gapOf(thetas.get(pool)!, own.expected);
      return { ...own, ...gap, ...(pool.single && { observed: pool.count }) };
    })
    .sort((a, b) => b.mean - a.mean || (a.code < b.code ? -1 : 1));
}

/** The areas of a district from its grids up: a code begins with the code of every area that contains it. */
class DistrictTree {
  readonly code: string;
  private readonly structures = new Map<string, number[]>();
  private readonly children = new Map<string, string[]>();

  constructor(grids: readonly MappedArea[]) {
    this.code = grids[0]!.code.slice(0, treeLengths[0]);
    for (const { code, structure } of grids)
      for (const [depth, length] of treeLengths.entries()) {
        const area = code.slice(0, length);
        const known = this.structures.get(area);
        if (known) structure.forEach((people, group) => (known[group]! += people));
        else {
          this.structures.set(area, [...structure]);
          if (depth > 0) this.childrenOf(code.slice(0, treeLengths[depth - 1])).push(area);
        }
      }
  }

  get codes(): string[] {
    return [...this.structures.keys()];
  }

  structureOf(codes: readonly string[]): number[] {
    const [first, ...others] = codes.map((code) => this.structures.get(code)!);
    return others.reduce((sum, one) => sum.map((people, group) => people + one[group]!), [...first!]);
  }

  tellOf(seen: ReadonlyMap<string, number>): Map<string, Told> {
    const counts = new Map<string, number>();
    for (const [code, count] of seen)
      for (const length of treeLengths.filter((one) => one <= code.length)) {
        const area = code.slice(0, length);
        counts.set(area, (counts.get(area) ?? 0) + count);
      }
    return tell(this.branchOf(this.code, counts), anonymityMinimum);
  }

  /** What is told, as parts of the district that do not overlap. */
  atomsOf(told: ReadonlyMap<string, Told>): { structure: Structure; observed: number }[] {
    const atoms = [...new Set(told.values())].filter(
      (one) => one.codes.length > 0 && (!one.single || this.childrenOf(one.codes[0]!).length === 0),
    );
    return atoms.map((one) => ({ structure: this.structureOf(one.codes), observed: one.count }));
  }

  private childrenOf(code: string): string[] {
    const known = this.children.get(code);
    if (known) return known;
    const made: string[] = [];
    this.children.set(code, made);
    return made;
  }

  private branchOf(code: string, counts: ReadonlyMap<string, number>): Branch {
    const parts = this.childrenOf(code).map((part) => this.branchOf(part, counts));
    return { code, count: counts.get(code) ?? 0, parts };
  }
}
