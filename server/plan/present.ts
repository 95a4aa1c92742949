/** Promises the plan in the shape of the contract: ids, codes and sums, nothing of a household. */
import { globalId } from '../../schema/global-id';
import { EngineRefused } from '../../schema/matching/refusals';
import { Plan, PlanCheck, PlanComparison, PlanLine, PlanPrice, PlanProgress } from '../../schema/plan/plan';
import { AcceptedPlanLine, PlanAcceptance } from '../../schema/plan/results';
import type { AcceptedPlan } from './acceptance.repository';
import type { PlanPriceEntity } from './plan.entity';
import type { PlanLineRow, PlannerTermRow, PlanRow } from './plan.repository';
import type { Verification } from './verification';

export function presentPlan(row: PlanRow): Plan {
  return Object.assign(new Plan(), {
    version: String(row.version),
    computedAt: row.computedAt,
    checkedAt: row.checkedAt,
    rulesetVersion: row.rulesetVersion,
    objective: Number(row.objective),
    bound: Number(row.bound),
    optimal: row.optimal,
    needsOpen: row.needsOpen,
    needsPlanned: row.needsPlanned,
    score: Number(row.score),
    comparison: Object.assign(new PlanComparison(), {
      firstComePlanned: row.firstComePlanned,
      firstComeScore: Number(row.firstComeScore),
      firstComeObjective: Number(row.firstComeObjective),
      morePlanned: row.needsPlanned - row.firstComePlanned,
      regret: Number(row.objective) - Number(row.firstComeObjective),
    }),
  });
}

export function presentLine(row: PlanLineRow): PlanLine {
  const organisation = (id: string | null) => (id === null ? undefined : globalId('Organisation', id));
  return Object.assign(new PlanLine(), {
    needId: globalId('Need', row.needId),
    serviceKind: row.serviceKind,
    areaCode: row.areaCode,
    urgency: row.urgency,
    organisationId: organisation(row.organisationId),
    offeringId: row.offeringId === null ? undefined : globalId('ServiceOffering', row.offeringId),
    score: row.score ?? undefined,
    decisionId: row.decisionId === null ? undefined : globalId('Decision', row.decisionId),
    firstComeOrganisationId: organisation(row.firstComeOrganisationId),
    firstComeScore: row.firstComeScore ?? undefined,
    firstComeDecisionId: row.firstComeDecisionId === null ? undefined : globalId('Decision', row.firstComeDecisionId),
    gain: (row.score ?? 0) - (row.firstComeScore ?? 0),
  });
}

export function presentCheck({ moment, outdated, ...rest }: Verification): PlanCheck {
  return Object.assign(new PlanCheck(), { ...rest, checkedAt: new Date(moment), outdatedLines: outdated });
}

export function presentPrice(row: PlanPriceEntity): PlanPrice {
  return Object.assign(new PlanPrice(), row);
}

export function presentProgress({ term, since, progress, refusal }: PlannerTermRow): PlanProgress {
  return Object.assign(new PlanProgress(), {
    term: String(term),
    since,
    share: progress === null ? undefined : progress / 10_000,
    refusal: refusal === null ? undefined : new EngineRefused(refusal),
  });
}

export function presentAcceptance({ version, outcomes }: AcceptedPlan): PlanAcceptance {
  const lines = outcomes.map(({ needId, outcome, offerId }) =>
    Object.assign(new AcceptedPlanLine(), {
      needId: globalId('Need', needId),
      outcome,
      offerId: offerId === null ? undefined : globalId('Offer', offerId),
    }),
  );
  return Object.assign(new PlanAcceptance(), { planVersion: String(version), lines });
}
