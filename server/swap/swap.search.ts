/** Promises the claims of the moment as the engine's instance, and what it proposes as legs with both explanations and what they were decided from. */
import type { ClaimRow } from '../claim/claim.repository';
import type { Statements } from '../database/database';
import type { ConsentRepository } from '../household/consent.repository';
import { evaluate } from '../matching/engine/evaluate';
import type { Explanation } from '../matching/engine/explanation';
import type { OfferingFacts } from '../matching/engine/facts';
import type { Ruleset } from '../matching/engine/ruleset';
import { proposeSwaps } from '../matching/engine/swap/propose';
import { consentedTo, needFacts, offeringFacts } from '../matching/facts';
import { matchOf, type MatchRow } from '../matching/match';
import type { RulesetRepository } from '../matching/ruleset.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import type { NewLeg } from './swap.repository';

/** A leg that is not written down yet: how giver and receiver fit, each with what that was decided from. */
export interface FoundLeg extends Pick<NewLeg, 'claimId' | 'needId'> {
  readonly before: MatchRow;
  readonly after: MatchRow;
}

export interface FoundSwap {
  readonly gain: number;
  readonly legs: readonly FoundLeg[];
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
    const consented: Consented[] = [];
    for (const [index, claim] of claims.entries()) {
      const need = byId.get(claim.needId)!;
      consented.push(await this.consentsFor(statements, need));
      fits.push(fitsOf(need, claim, offerings, { consented: consented[index]!, givenUp, ruleset }));
      if (index % needsBetweenPauses === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const { proposals, complete } = proposeSwaps(...instanceOf(claims, offerings, fits), { chains: true, stepsAtMost });
    const swaps = proposals.map(({ gain, moves }) => ({
      gain,
      legs: moves.map(({ need, from, to }) => {
        const { id: claimId, needId } = claims[need]!;
        const fit = (offering: number) => {
          const { id } = offerings[offering]!;
          const facts = factsOf(offerings[offering]!, byId.get(needId)!, consented[need]!, givenUp.get(id) ?? 0);
          return matchOf({ need: needFacts(byId.get(needId)!), offerings: [facts] }, ruleset);
        };
        return { claimId, needId, before: fit(from), after: fit(to) };
      }),
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
  ): Promise<MatchRow | undefined> {
    const need = await this.needs.findNeed(statements, needId);
    const offering = await this.organisations.findOffering(statements, offeringId);
    if (!need || !offering) return undefined;
    const consented = await this.consentsFor(statements, need);
    const ruleset = await this.rulesets.inForce(statements);
    return matchOf({ need: needFacts(need), offerings: [factsOf(offering, need, consented, placesGivenUp)] }, ruleset);
  }

  private async consentsFor(statements: Statements, need: NeedRow): Promise<Consented> {
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    return (organisationId) => consentedTo(consents, organisationId);
  }
}

/** Whether a household lets an organisation help. */
type Consented = (organisationId: string) => boolean;

/** Who could hold the claim, by the places of the offerings: who holds it now, and whoever may receive it. */
function fitsOf(
  need: NeedRow,
  claim: ClaimRow,
  offerings: readonly OfferingRow[],
  by: { readonly consented: Consented; readonly givenUp: ReadonlyMap<string, number>; readonly ruleset: Ruleset },
): Map<number, Explanation> {
  const facts = needFacts(need);
  const fits = new Map<number, Explanation>();
  for (const [index, offering] of offerings.entries()) {
    const holds = offering.id === claim.offeringId;
    if (offering.serviceKind !== need.serviceKind) continue;
    if (!holds && offering.organisationId === claim.organisationId) continue;
    const places = by.givenUp.get(offering.id) ?? 0;
    const fit = evaluate(facts, factsOf(offering, need, by.consented, places), by.ruleset);
    if (fit.matched && (holds || mayReceive(fit))) fits.set(index, fit);
  }
  return fits;
}

/** Whether a need may be moved to where it fits so. */
export function mayReceive(fit: Explanation): boolean {
  return fit.matched && !fit.waitList && !fit.furtherAssessmentNeeded;
}

/** Whoever holds one of the claims is measured as though it had given one place back: before and after alike. */
function factsOf(offering: OfferingRow, need: NeedRow, consented: Consented, givenUp: number): OfferingFacts {
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
