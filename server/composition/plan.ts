/** Promises how the whole is looked at: the best plan of all open needs, by a thread beside the server. */
import { PlanRepository } from '../plan/plan.repository';
import { PlanResolver } from '../plan/plan.resolver';
import { PlanService } from '../plan/plan.service';
import { PlannerHost } from '../plan/planner.host';
import type { Ground } from './ground';

export type Planning = ReturnType<typeof composePlan>;

export function composePlan(parts: Ground) {
  const { config, database } = parts;
  const plans = new PlanRepository();
  const planner = new PlannerHost({ databaseUrl: database.url, plans, options: config.planner });
  const planService = new PlanService(database, plans, planner);

  const resolvers: object[] = [new PlanResolver(planService)];
  return { plans, planner, planService, resolvers };
}
