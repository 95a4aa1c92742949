/** Promises the difference between two rankings of each need as counts: how many change, which organisations rise or fall, and how far. */

/** Ids of the same organisations in two orders, best first. */
export interface RankingComparison {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface OrganisationMoves {
  readonly id: string;
  readonly rises: number;
  readonly falls: number;
  readonly placesGained: number;
  readonly placesLost: number;
}

export interface Movements {
  readonly rankingsChanged: number;
  readonly firstPlacesChanged: number;
  /** Those that move, the most moved first, then by id. */
  readonly organisations: readonly OrganisationMoves[];
}

export function compareRankings(rankings: readonly RankingComparison[]): Movements {
  const moves = new Map<string, { rises: number; falls: number; placesGained: number; placesLost: number }>();
  for (const { before, after } of rankings) {
    const places = new Map(before.map((id, place) => [id, place]));
    after.forEach((id, place) => {
      const earlier = places.get(id);
      if (earlier === undefined || earlier === place) return;
      const counted = moves.get(id) ?? { rises: 0, falls: 0, placesGained: 0, placesLost: 0 };
      counted[place < earlier ? 'rises' : 'falls'] += 1;
      counted[place < earlier ? 'placesGained' : 'placesLost'] += Math.abs(earlier - place);
      moves.set(id, counted);
    });
  }
  return {
    rankingsChanged: rankings.filter(({ before, after }) => before.some((id, place) => after[place] !== id)).length,
    firstPlacesChanged: rankings.filter(({ before, after }) => before[0] !== after[0]).length,
    organisations: [...moves]
      .map(([id, counted]) => ({ id, ...counted }))
      .sort((a, b) => b.rises + b.falls - a.rises - a.falls || (a.id < b.id ? -1 : 1)),
  };
}
