/** Promises how the whole is looked at: the best plan of all open needs, by a thread beside the server. */
import { AcceptanceRepository } from '../plan/acceptance.repository';
import { AcceptanceService } from '../plan/acceptance.service';
import { OfferDesk } from '../plan/offer-desk';
import { PlanReading } from '../plan/plan.reading';
import { PlanRepository } from '../plan/plan.repository';
import { GroupFairnessResolver, PlanLineResolver, PlanPriceResolver, PlanResolver } from '../plan/plan.resolver';
import { PlanService } from '../plan/plan.service';
import { PlannerHost } from '../plan/planner.host';
import { PlanQuestions } from '../plan/question.host';
import { PlanShowing } from '../plan/showing';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Offering } from './offer';
import type { Parties } from './parties';
import type { Referring } from './referral';
import { threadFile } from './thread-file';

/** Below the patience of an ordinary client with one request. */
const questionMilliseconds = 50_000;

export function composePlan(parts: Ground & Parties & Care & Referring & Offering) {
  const { config, database, audit, areas, needs, organisations, rulesets, offers, offerService } = parts;
  const { decisions, matching } = parts;
  const plans = new PlanRepository();
  const offerDesk = new OfferDesk(offers, offerService);
  const planReading = new PlanReading(plans, needs, organisations, rulesets, offerDesk);
  const planner = new PlannerHost({
    databaseUrl: database.url,
    threadFile: threadFile('planner-thread.js'),
    config,
    plans,
    options: config.planner,
  });
  const planQuestions = new PlanQuestions({
    databaseUrl: database.url,
    threadFile: threadFile('question-thread.js'),
    config,
    limitMilliseconds: questionMilliseconds,
    memoryMegabytes: config.planner.memoryMegabytes,
  });
  const planService = new PlanService({
    database,
    areas,
    plans,
    showing: new PlanShowing(database, plans, decisions, matching),
    planner,
    questions: planQuestions,
  });
  const acceptances = new AcceptanceRepository();
  const acceptanceService = new AcceptanceService({ database, audit, plans, acceptances, offerService });

  const resolvers: object[] = [
    new PlanResolver(planService, acceptanceService),
    new PlanLineResolver(parts.areaLoader, parts.organisationLoader, parts.needLoader),
    new PlanPriceResolver(parts.areaLoader),
    new GroupFairnessResolver(parts.areaLoader),
  ];
  return { plans, offerDesk, planReading, planner, planQuestions, planService, acceptanceService, resolvers };
}
