/** Promises which offerings may be planned for a need and with what score: the one place where the plan meets the ruleset. */
import { OrganisationStatus } from '../../schema/organisation/organisation';
import type { OpenNeedRow } from '../need/need.repository';
import type { OfferingRow } from '../organisation/organisation.repository';
import { mayAutoOffer, servedCode } from '../matching/engine/gates';
import type { NeedFacts } from '../matching/engine/facts';
import { Percolator } from '../matching/engine/percolate/percolator';
import { hourMilliseconds, hoursBetween } from '../matching/engine/percolate/standing';
import type { Ruleset } from '../matching/engine/ruleset';
import { standingOffering } from '../matching/standing.facts';

/**
 * The most offerings that are considered for one need, the best scored first. It bounds the planner's memory: 84 bytes were
 * measured for each pair in all its structures together, so at most 840 MB for 100,000 open needs.
 */
export const arcMaximum = 100;

export interface Pairing {
  readonly offeringId: string;
  readonly score: number;
}

/** Offerings indexed for the questions of one planning: one ruleset, one moment. */
export class Pairings {
  private readonly percolator: Percolator;

  constructor(
    readonly ruleset: Ruleset,
    /** Milliseconds since 1970 by the clock of the database; waiting and the age of capacities are measured to it. */
    readonly moment: number,
  ) {
    this.percolator = new Percolator(ruleset);
  }

  put(offering: OfferingRow): void {
    if (this.mayPlan(offering)) this.percolator.put(standingOffering(offering));
    else this.remove(offering.id);
  }

  remove(offeringId: string): void {
    this.percolator.remove(offeringId);
  }

  /** Only who says that it has places, and said so lately, is offered a need without being asked by a person. */
  mayPlan(offering: OfferingRow): boolean {
    const capacityAgeHours = hoursBetween(offering.capacityUpdatedAt.getTime(), this.moment);
    return (
      offering.organisationStatus === OrganisationStatus.APPROVED &&
      offering.withdrawnAt === null &&
      mayAutoOffer({ capacityStatus: offering.capacityStatus, capacityAgeHours }, this.ruleset)
    );
  }

  /** Every gate is passed by what is answered; the best scored first. */
  of(need: OpenNeedRow): Pairing[] {
    return this.percolator
      .best(this.factsOf(need), arcMaximum, { moment: this.moment })
      .map(({ id, score }) => ({ offeringId: id, score }));
  }

  private factsOf(need: OpenNeedRow): NeedFacts {
    return {
      id: need.id,
      kind: need.kind,
      serviceKind: need.serviceKind,
      areaCode: communityOf(need),
      situations: need.situations,
      languages: need.languages,
      skills: need.skills,
      urgency: need.urgency,
      restricted: false,
      waitingHours: hoursBetween(need.waitingSince.getTime(), this.moment),
      community: need.community ?? { needs: 0, served: 0 },
    };
  }
}

/** Scores move with whole hours of waiting: what was planned longer ago is planned anew. */
export const planLifeMilliseconds = hourMilliseconds;

/** The plan never tells the grid. */
export function communityOf(need: Pick<OpenNeedRow, 'areaCode'>): string {
  return servedCode(need.areaCode);
}

/** Whether a change of the offering can change who matches the need, or how well. */
export function concerns(offering: OfferingRow, need: OpenNeedRow): boolean {
  return offering.areaCodes.some((code) => need.areaCode.startsWith(servedCode(code)));
}
