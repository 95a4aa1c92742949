/** Promises how the whole is looked at: the best plan of all open needs, by a thread beside the server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OfferDesk } from '../plan/offer-desk';
import { PlanReading } from '../plan/plan.reading';
import { PlanRepository } from '../plan/plan.repository';
import { PlanResolver } from '../plan/plan.resolver';
import { PlanService } from '../plan/plan.service';
import { PlannerHost } from '../plan/planner.host';
import { projectRoot } from '../project';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Offering } from './offer';
import type { Parties } from './parties';
import type { Referring } from './referral';

export function composePlan(parts: Ground & Parties & Care & Referring & Offering) {
  const { config, database, audit, needs, organisations, rulesets, offers, offerService } = parts;
  const plans = new PlanRepository();
  const offerDesk = new OfferDesk(offers, offerService);
  const planReading = new PlanReading(plans, needs, organisations, rulesets, offerDesk);
  const planner = new PlannerHost({
    databaseUrl: database.url,
    threadFile: threadFile(),
    config,
    plans,
    options: config.planner,
  });
  const planService = new PlanService({ database, audit, plans, offerService, planner });

  const resolvers: object[] = [new PlanResolver(planService)];
  return { plans, offerDesk, planReading, planner, planService, resolvers };
}

/** The compiled thread: beside this file, or in the build when the sources themselves are run. */
function threadFile(): string {
  const beside = join(__dirname, 'planner-thread.js');
  return existsSync(beside) ? beside : join(projectRoot, '.build', 'server', 'composition', 'planner-thread.js');
}
