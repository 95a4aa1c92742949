/** Promises the adviser corps of the published case: 17 teams with 152 advisers in 3 pilot streets since March 2022. */
import type { AreaToWrite } from '../area/district';
import { AreaLevel } from '../../schema/area/area';
import type { SeededChance } from './random';
import { personName } from './people';

export const pilotSince = '2022-03-01';
/** The case does not name its pilot streets; 凤凰北街 is the one it tells of, the next two by code stand beside it. */
export const pilotStreets = ['640104001', '640104002', '640104003'] as const;
const teamsOfTheCase = 17;
const advisersOfTheCase = 152;

export interface AdviserPlan {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  /** The communities that its team serves. */
  readonly areaCodes: readonly string[];
  readonly team: number;
}

export interface OfficerPlan {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  readonly areaCode: string;
}

/**
 * One team for each community of the pilot streets in the order of codes; the communities beyond the seventeenth are shared
 * among the last teams. 152 advisers over 17 teams: nine each, eight in the last.
 */
export function planAdvisers(areas: readonly AreaToWrite[], chance: SeededChance): AdviserPlan[] {
  const communities = areas
    .filter((area) => area.level === AreaLevel.COMMUNITY && pilotStreets.some((street) => area.code.startsWith(street)))
    .map((area) => area.code)
    .sort();
  const served = communities.slice(0, teamsOfTheCase).map((code) => [code]);
  communities.slice(teamsOfTheCase).forEach((code, index) => served[teamsOfTheCase - 1 - index]!.push(code));
  const size = Math.ceil(advisersOfTheCase / teamsOfTheCase);
  return Array.from({ length: advisersOfTheCase }, (_, index) => {
    const team = Math.min(Math.floor(index / size), teamsOfTheCase - 1);
    return {
      accountId: chance.uuid(),
      login: `adviser-${String(index + 1).padStart(3, '0')}`,
      displayName: personName(chance),
      areaCodes: served[team]!,
      team: team + 1,
    };
  });
}

/** Two backbones (救助骨干) for each pilot street, as its rule asks. */
export function planOfficers(chance: SeededChance): OfficerPlan[] {
  return pilotStreets.flatMap((areaCode, street) =>
    [1, 2].map((number) => ({
      accountId: chance.uuid(),
      login: `officer-${street + 1}-${number}`,
      displayName: personName(chance),
      areaCode,
    })),
  );
}
