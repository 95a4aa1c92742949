/** Promises the population of the grids in the database, brought in by the bureau in as many commands as it takes. */
import { AreaLevel } from '../../schema/area/area';
import type { OutreachService } from '../outreach/outreach.service';
import { actorFor } from './actors';
import { expectDone } from './expect-done';
import type { SamplePlan } from './plan';
import { planPopulation } from './population';
import { SeededChance } from './random';

export interface PopulationServices {
  readonly outreachService: OutreachService;
}

const seed = 640_107;
const gridsOfCommand = 400;

export async function loadPopulation(services: PopulationServices, plan: SamplePlan): Promise<void> {
  const codes = plan.areas.filter((area) => area.level === AreaLevel.GRID).map((area) => area.code);
  const grids = planPopulation(codes, seed);
  const chance = new SeededChance(seed + 1);
  for (let from = 0; from < grids.length; from += gridsOfCommand)
    expectDone(
      await services.outreachService.importPopulation(actorFor(plan.bureau[0]), {
        ...{ commandId: chance.uuid(), countedOn: '2022-12-31' },
        grids: grids.slice(from, from + gridsOfCommand),
      }),
    );
}
