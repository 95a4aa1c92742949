/** Promises the claims of the moment as the engine's instance, and what it proposes as legs with both explanations. */
import type { ClaimRow } from '../claim/claim.repository';
import type { Statements } from '../database/database';
import type { ConsentRepository } from '../household/consent.repository';
import { evaluate } from '../matching/engine/evaluate';
import type { Explanation } from '../matching/engine/explanation';
import type { OfferingFacts } from '../matching/engine/facts';
import type { Ruleset } from '../matching/engine/ruleset';
import { proposeSwaps } from '../matching/engine/swap/propose';
import { consentedTo, needFacts, offeringFacts } from '../matching/facts';
import type { RulesetRepository } from '../matching/ruleset.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import type { NewLeg } from './swap.repository';

export interface FoundSwap {
  readonly gain: number;
  readonly legs: readonly NewLeg[];
}

export interface FoundSwaps {
  readonly swaps: readonly FoundSwap[];
  readonly rulesetVersion: string;
  readonly complete: boolean;
}

/** A search holds up other requests of its server; so many steps took a quarter of a second among 2,000 claims. */
const stepsAtMost = 20_000_000;
const needsBetweenPauses = 100;

export class SwapSearch {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly needs: NeedRepository,
    private readonly consents: ConsentRepository,
    private readonly rulesets: Pick<RulesetRepository, 'inForce'>,
  ) {}

  /** Swaps among the claims, cycles and chains that end at a free place; the greatest gain first. */
  async search(statements: Statements, claims: readonly ClaimRow[]): Promise<FoundSwaps> {
    const ruleset = await this.rulesets.inForce(statements);
    const found = await this.needs.findNeeds(
      statements,
      claims.map((claim) => claim.needId),
    );
    const byId = new Map(found.map((need) => [need.id, need]));
    const kinds = [...new Set(found.map((need) => need.serviceKind))].sort();
    const offerings: OfferingRow[] = [];
    for (const serviceKind of kinds)
      offerings.push(...(await this.organisations.listOfferings(statements, { serviceKind })));
    const givenUp = new Map<string, number>();
    for (const { offeringId } of claims) givenUp.set(offeringId, 1);
    const fits: Map<number, Explanation>[] = [];
    for (const [index, claim] of claims.entries()) {
      fits.push(await this.fitsOf(statements, byId.get(claim.needId)!, claim, offerings, givenUp, ruleset));
      if (index % needsBetweenPauses === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const { proposals, complete } = proposeSwaps(...instanceOf(claims, offerings, fits), { chains: true, stepsAtMost });
    const swaps = proposals.map(({ gain, moves }) => ({
      gain,
      legs: moves.map(({ need, from, to }) => ({
        claimId: claims[need]!.id,
        needId: claims[need]!.needId,
        fromOrganisationId: offerings[from]!.organisationId,
        fromOfferingId: offerings[from]!.id,
        toOrganisationId: offerings[to]!.organisationId,
        toOfferingId: offerings[to]!.id,
        before: fits[need]!.get(from)!,
        after: fits[need]!.get(to)!,
      })),
    }));
    return { swaps, rulesetVersion: ruleset.version, complete };
  }

  /**
   * How an offering fits a need once it has given up so many places. The gates are those of a claim; nobody is moved
   * onto a wait list or to an assessment.
   */
  async fit(
    statements: Statements,
    needId: string,
    offeringId: string,
    placesGivenUp: number,
  ): Promise<Explanation | undefined> {
    const need = await this.needs.findNeed(statements, needId);
    const offering = await this.organisations.findOffering(statements, offeringId);
    if (!need || !offering) return undefined;
    const consented = await this.consentsFor(statements, need);
    const ruleset = await this.rulesets.inForce(statements);
    return evaluate(needFacts(need), factsOf(offering, need, consented, placesGivenUp), ruleset);
  }

  private async fitsOf(
    statements: Statements,
    need: NeedRow,
    claim: ClaimRow,
    offerings: readonly OfferingRow[],
    givenUp: ReadonlyMap<string, number>,
    ruleset: Ruleset,
  ): Promise<Map<number, Explanation>> {
    const consented = await this.consentsFor(statements, need);
    const facts = needFacts(need);
    const fits = new Map<number, Explanation>();
    for (const [index, offering] of offerings.entries()) {
      const holds = offering.id === claim.offeringId;
      if (offering.serviceKind !== need.serviceKind) continue;
      if (!holds && offering.organisationId === claim.organisationId) continue;
      const fit = evaluate(facts, factsOf(offering, need, consented, givenUp.get(offering.id) ?? 0), ruleset);
      if (fit.matched && (holds || mayReceive(fit))) fits.set(index, fit);
    }
    return fits;
  }

  private async consentsFor(statements: Statements, need: NeedRow): Promise<(organisationId: string) => boolean> {
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    return (organisationId) => consentedTo(consents, organisationId);
  }
}

/** Whether a need may be moved to where it fits so. */
export function mayReceive(fit: Explanation): boolean {
  return fit.matched && !fit.waitList && !fit.furtherAssessmentNeeded;
}

/** Whoever holds one of the claims is measured as though it had given one place back: before and after alike. */
function factsOf(
  offering: OfferingRow,
  need: NeedRow,
  consented: (organisationId: string) => boolean,
  givenUp: number,
): OfferingFacts {
  const facts = offeringFacts(offering, need.readAt, consented(offering.organisationId));
  return { ...facts, capacityUsed: Math.max(0, facts.capacityUsed - givenUp) };
}

type Instance = Parameters<typeof proposeSwaps>[0];

/** The nodes are offerings: it is they that hold places. */
function instanceOf(
  claims: readonly ClaimRow[],
  offerings: readonly OfferingRow[],
  fits: readonly ReadonlyMap<number, Explanation>[],
): [Instance, Int32Array] {
  const placeOf = new Map(offerings.map((offering, index) => [offering.id, index]));
  const arcStart = new Int32Array(claims.length + 1);
  const arcOrganisation: number[] = [];
  const arcScore: number[] = [];
  for (const [need, fit] of fits.entries()) {
    for (const [offering, { score }] of fit) {
      arcOrganisation.push(offering);
      arcScore.push(score);
    }
    arcStart[need + 1] = arcOrganisation.length;
  }
  const holders = Int32Array.from(claims, (claim) => placeOf.get(claim.offeringId) ?? -1);
  const capacity = Int32Array.from(offerings, (o) => Math.max(0, o.capacityMaximum - o.capacityUsed));
  for (const holder of holders) if (holder >= 0) capacity[holder]! += 1;
  return [
    {
      needs: claims.length,
      organisations: offerings.length,
      arcStart,
      arcOrganisation: Int32Array.from(arcOrganisation),
      arcScore: Int32Array.from(arcScore),
      capacity,
      unassignedScore: new Int32Array(claims.length),
    },
    holders,
  ];
}
