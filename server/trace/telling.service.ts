/** Promises what donors are told of the household behind a need: by the rule of anonymity, and ever after as it was told first. */
import type { PopulationRepository } from '../household/population.repository';
import type { Database } from '../database/database';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import { generalise, type Place } from './anonymity';
import { readForm } from './given-for';
import type { ToldPlace, TraceRepository } from './trace.repository';

/** A need, and what whoever gave for it knows beforehand. */
export interface Asked {
  readonly needId: string;
  readonly givenFor: string;
}

export interface Told {
  readonly serviceKind: NeedRow['serviceKind'];
  readonly place: Place | undefined;
}

const districtDigits = 6;

export class TellingService {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly populations: PopulationRepository,
    private readonly traces: TraceRepository,
  ) {}

  /** In the order of the questions; undefined: of this need nothing is told, not even of what kind it is. */
  async tell(asked: readonly Asked[]): Promise<(Told | undefined)[]> {
    const needIds = [...new Set(asked.map((one) => one.needId))];
    const rows = await this.needs.findNeeds(this.database, needIds);
    const open = new Map(rows.filter((need) => !need.restricted).map((need) => [need.id, need]));
    const questions = asked.filter((one) => open.has(one.needId));
    const places = await this.placesOf(questions, open);
    return asked.map((one) => {
      const need = open.get(one.needId);
      return need && { serviceKind: need.serviceKind, place: places.get(nameOf(one)) };
    });
  }

  private async placesOf(
    asked: readonly Asked[],
    needs: ReadonlyMap<string, NeedRow>,
  ): Promise<Map<string, Place | undefined>> {
    const told = await this.toldOf(asked);
    const untold = asked.filter((one) => !told.has(nameOf(one)));
    if (untold.length === 0) return told;
    await this.traces.tell(this.database, await this.decide(untold, needs));
    // What another server said at the same moment stands, not what was decided here.
    return new Map([...told, ...(await this.toldOf(untold))]);
  }

  private async toldOf(asked: readonly Asked[]): Promise<Map<string, Place | undefined>> {
    const rows = await this.traces.findTold(
      this.database,
      asked.map((one) => one.needId),
    );
    return new Map(
      rows.map(({ areaCode, ...row }) => [nameOf(row), areaCode === null ? undefined : { areaCode, ...row }]),
    );
  }

  /** One count of the district for each thing that those asking know beforehand. */
  private async decide(asked: readonly Asked[], needs: ReadonlyMap<string, NeedRow>): Promise<ToldPlace[]> {
    const householdOf = ({ needId }: Asked) => needs.get(needId)!.householdId;
    const facts = await this.populations.findAlike(this.database, [...new Set(asked.map(householdOf))]);
    const rules = new Map<string, ReturnType<typeof generalise>>();
    const places: ToldPlace[] = [];
    for (const one of asked) {
      const household = facts.get(householdOf(one))!;
      const district = household.areaCode.slice(0, districtDigits);
      const key = `${district} ${one.givenFor}`;
      const rule = rules.get(key) ?? (await this.ruleOf(district, one.givenFor));
      rules.set(key, rule);
      const { areaCode, situations, ageBands } = rule(household) ?? { areaCode: null, situations: [], ageBands: [] };
      places.push({ ...one, areaCode, situations: [...situations], ageBands: [...ageBands] });
    }
    return places;
  }

  private async ruleOf(district: string, givenFor: string): Promise<ReturnType<typeof generalise>> {
    return generalise(await this.populations.countAlike(this.database, district, readForm(givenFor)));
  }
}

export function nameOf({ needId, givenFor }: Asked): string {
  return `${needId} ${givenFor}`;
}
