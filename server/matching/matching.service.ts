/** Promises who can meet a need and what an organisation can take on, ranked and explained by the ruleset in force. */
import type { DecisionKind } from '../../schema/matching/decision';
import type { Statements } from '../database/database';
import type { Part } from '../database/part';
import { inGroups, Together } from '../database/together';
import type { ConsentRepository, ConsentRow } from '../household/consent.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { NeedVisibility } from '../need/visibility';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import type { Pair } from './decision.record';
import type { DecisionRepository, NewDecision } from './decision.repository';
import { mayAutoOffer } from './engine/gates';
import type { Ruleset } from './engine/ruleset';
import { consentedTo, emptyOffering, needFacts, offeringFacts } from './facts';
import { matchOf, rankedForNeed, rankedMatches, type MatchRow } from './match';
import { leastMissOf, nearestOf } from './nearest';
import type { RulesetRepository } from './ruleset.repository';
import type { StandingReading } from './standing.reading';

export { rankedForNeed, type MatchRow } from './match';

/** A need and one offering. */
export interface AskedPair {
  readonly needId: string;
  readonly offeringId: string;
}

/** The most needs that are ranked from the database alone; beyond it, the most urgent and longest waiting are. The index has no limit. */
export const candidateMaximum = 2_000;
/** Of how many offerings around a need the nearest misses are sought when nobody offers its kind of help. */
const servingMaximum = 500;

export class MatchingService {
  /** What one organisation offers. */
  private readonly offerings = new Together<string, OfferingRow[]>(async (statements, ids) =>
    inGroups(await this.organisations.listOfferingsOf(statements, [...new Set(ids)]), ids, (row) => row.organisationId),
  );

  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly consents: ConsentRepository,
    private readonly needs: NeedRepository,
    private readonly visibility: NeedVisibility,
    private readonly rulesets: Pick<RulesetRepository, 'inForce' | 'ofVersion'>,
    private readonly decisions: Pick<DecisionRepository, 'write' | 'writing'>,
    private readonly standing: StandingReading,
  ) {}

  /** Writes down what was decided about single pairs, one decision each. Returns their ids. */
  writeDown(statements: Statements, kind: DecisionKind, rows: readonly MatchRow[]): Promise<string[]> {
    return this.decisions.write(statements, decisionsOf(kind, rows));
  }

  /** The same as a part of a statement that acts on them. */
  writingDown(kind: DecisionKind, rows: readonly MatchRow[]): Part {
    return this.decisions.writing(decisionsOf(kind, rows)).part;
  }

  /**
   * The offering of an organisation that fits a need best, and why; the nearest miss when none fits. Not written down yet. Undefined
   * when there is no such organisation. The offerings name their organisation: it is read itself only when it has none.
   */
  async bestOfferingFor(statements: Statements, need: NeedRow, organisationId: string): Promise<MatchRow | undefined> {
    const offerings = await this.offerings.ask(statements, organisationId);
    const bare =
      offerings.length === 0 ? await this.organisations.findOrganisation(statements, organisationId) : undefined;
    if (offerings.length === 0 && !bare) return undefined;
    const ruleset = await this.rulesets.inForce(statements);
    const consents = need.restricted
      ? await this.consents.consentsOf(statements, need.householdId, [organisationId])
      : [];
    const consented = consentedTo(consents, organisationId);
    const facts = offerings.map((offering) => offeringFacts(offering, need.readAt, consented));
    const offered = bare ? [emptyOffering(bare, consented)] : facts;
    const pair = { need: needFacts(need), offerings: offered };
    const best = matchOf(pair, ruleset);
    // The nearest miss is the same one here as among the organisations that miss the need by least.
    return best.explanation.matched ? best : leastMissOf(pair, ruleset);
  }

  /** What single offerings can do for needs, in the order of the pairs; undefined where the organisation has no such offering. */
  async fitsOf(
    statements: Statements,
    pairs: readonly { readonly need: NeedRow; readonly organisationId: string; readonly offeringId: string }[],
  ): Promise<(MatchRow | undefined)[]> {
    const ids = [...new Set(pairs.map((pair) => pair.offeringId))];
    const rows = await this.organisations.findOfferings(statements, ids);
    const offerings = new Map(rows.map((row) => [row.id, row]));
    const ruleset = await this.rulesets.inForce(statements);
    return pairs.map(({ need, organisationId, offeringId }) => {
      const offering = offerings.get(offeringId);
      if (offering?.organisationId !== organisationId) return undefined;
      return matchOf({ need: needFacts(need), offerings: [offeringFacts(offering, need.readAt, false)] }, ruleset);
    });
  }

  /**
   * How offerings fit needs by the rows of now, with waiting and age measured to a moment and by the ruleset of a version, as
   * the plan was made. Pairs of which there is nothing any more are left out.
   */
  async measured(
    statements: Statements,
    asked: readonly AskedPair[],
    by: { readonly moment: Date; readonly rulesetVersion: string },
  ): Promise<MatchRow[]> {
    const ruleset = await this.rulesets.ofVersion(statements, by.rulesetVersion);
    const needIds = [...new Set(asked.map(({ needId }) => needId))];
    const offeringIds = [...new Set(asked.map(({ offeringId }) => offeringId))];
    const needs = new Map((await this.needs.findNeeds(statements, needIds)).map((need) => [need.id, need]));
    const found = await this.organisations.findOfferings(statements, offeringIds);
    const offerings = new Map(found.map((offering) => [offering.id, offeringFacts(offering, by.moment, false)]));
    return asked.flatMap(({ needId, offeringId }) => {
      const [need, offering] = [needs.get(needId), offerings.get(offeringId)];
      if (!need || !offering || !ruleset) return [];
      return [matchOf({ need: needFacts({ ...need, readAt: by.moment }), offerings: [offering] }, ruleset)];
    });
  }

  /** Whether the organisations of the matches may be asked without a person looking first, by the ruleset in force. */
  async mayBeAsked(statements: Statements, matches: readonly MatchRow[]): Promise<MatchRow[]> {
    const ruleset = await this.rulesets.inForce(statements);
    return matches.filter(
      ({ offeringId, explanation, pair }) =>
        explanation.matched &&
        pair.offerings.some((offering) => offering.offeringId === offeringId && mayAutoOffer(offering, ruleset)),
    );
  }

  /**
   * Every organisation that passes all gates for a need, best first, each with its best offering. From the database, so also for a
   * transaction that has itself changed what is offered: a claim that is given back.
   */
  async matchesOf(statements: Statements, needId: string): Promise<MatchRow[]> {
    const need = await this.needs.findNeed(statements, needId);
    return need ? this.matchesFor(statements, need) : [];
  }

  /** The same for a need that was read already; by the ruleset in force unless another one is named. */
  async matchesFor(statements: Statements, need: NeedRow, named?: Ruleset): Promise<MatchRow[]> {
    const ruleset = named ?? (await this.rulesets.inForce(statements));
    return rankedForNeed(await this.pairsFor(statements, need), ruleset);
  }

  /**
   * The same by the index where that is current, otherwise from the database. What others have committed is known whichever
   * server did it, and however far behind this one is. Not for a transaction that has itself changed offerings, claims or
   * organisations: the index learns of them from its events, which are appended last.
   */
  async currentMatchesFor(statements: Statements, need: NeedRow, named?: Ruleset): Promise<MatchRow[]> {
    const ruleset = named ?? (await this.rulesets.inForce(statements));
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    const candidates = await this.standing.candidatesFor(statements, need, consents);
    return candidates
      ? rankedForNeed(pairsWith(need, candidates, consents), ruleset)
      : this.matchesFor(statements, need, ruleset);
  }

  /**
   * The approved organisations that miss the need by least, each with its nearest offering: of those that offer its kind of
   * help, or where there are none, of those that serve its area.
   */
  async nearestMissesFor(statements: Statements, need: NeedRow, count: number, named?: Ruleset): Promise<MatchRow[]> {
    const ruleset = named ?? (await this.rulesets.inForce(statements));
    const pairs = await this.pairsFor(statements, need);
    const near = nearestOf(pairs, ruleset, count);
    if (near.length > 0) return near;
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    const serving = await this.organisations.listServing(statements, need.areaCode, servingMaximum);
    return nearestOf(pairsWith(need, serving, consents), ruleset, count);
  }

  /** A need with each organisation that offers its kind of help, whether it passes the gates or not. */
  async pairsFor(statements: Statements, need: NeedRow): Promise<Pair[]> {
    const offerings = await this.organisations.listOfferings(statements, { serviceKind: need.serviceKind });
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    return pairsWith(need, offerings, consents);
  }

  /**
   * The needs that an organisation could claim now, best first: of the open pool, and those referred or offered to it alone.
   * By the ruleset in force unless another one is named; only those that are restricted, or are not, when told.
   */
  async claimableBy(
    statements: Statements,
    organisationId: string,
    named?: Ruleset,
    restricted?: boolean | null,
  ): Promise<MatchRow[]> {
    const ruleset = named ?? (await this.rulesets.inForce(statements));
    const offerings = await this.organisations.listOfferings(statements, { organisationIds: [organisationId] });
    if (offerings.length === 0) return [];
    const claimable = await this.needs.listClaimable(statements, {
      serviceKinds: [...new Set(offerings.map((offering) => offering.serviceKind))],
      areaCodes: [...new Set(offerings.flatMap((offering) => offering.areaCodes.map((code) => code.slice(0, 12))))],
      needIds: await this.visibility.needsInvolving(statements, [organisationId], 'REFERRED_DIRECTLY', 'OFFERED'),
      limit: candidateMaximum,
    });
    const needs = claimable.filter((need) => restricted == null || need.restricted === restricted);
    const consented = await this.consentsTo(statements, needs, organisationId);
    // The needs were read at one moment: the facts of the offerings are the same for all, but for the consent.
    const factsOf = [false, true].map((consent) =>
      needs[0] === undefined ? [] : offerings.map((offering) => offeringFacts(offering, needs[0]!.readAt, consent)),
    );
    const rows = needs.map((need) =>
      matchOf({ need: needFacts(need), offerings: factsOf[Number(consented.has(need.householdId))]! }, ruleset),
    );
    return rankedMatches(rows, (row) => row.needId);
  }

  /** The best so many of them, by the index where that is current, otherwise from the database. */
  async bestClaimableBy(statements: Statements, organisationId: string, count: number): Promise<MatchRow[]> {
    const best = await this.standing.bestClaimable(statements, organisationId, count);
    return best ?? (await this.claimableBy(statements, organisationId)).slice(0, count);
  }

  /** The households of restricted needs that consent to the organisation; there are few, only those referred to it directly. */
  private async consentsTo(
    statements: Statements,
    needs: readonly NeedRow[],
    organisationId: string,
  ): Promise<Set<string>> {
    const households = [...new Set(needs.filter((need) => need.restricted).map((need) => need.householdId))];
    const consented = new Set<string>();
    for (const householdId of households)
      if (consentedTo(await this.consents.consentsOf(statements, householdId, [organisationId]), organisationId))
        consented.add(householdId);
    return consented;
  }
}

/** The need with what each organisation of the offerings has for it. */
function pairsWith(need: NeedRow, offerings: readonly OfferingRow[], consents: readonly ConsentRow[]): Pair[] {
  const byOrganisation = new Map<string, OfferingRow[]>();
  for (const offering of offerings) {
    const own = byOrganisation.get(offering.organisationId);
    if (own) own.push(offering);
    else byOrganisation.set(offering.organisationId, [offering]);
  }
  const facts = needFacts(need);
  return [...byOrganisation].map(([organisationId, own]) => {
    const consented = consentedTo(consents, organisationId);
    return { need: facts, offerings: own.map((offering) => offeringFacts(offering, need.readAt, consented)) };
  });
}

function decisionsOf(kind: DecisionKind, rows: readonly MatchRow[]): NewDecision[] {
  return rows.map(({ needId, organisationId, offeringId, explanation, pair }) => ({
    kind,
    needId,
    organisationId,
    rulesetVersion: explanation.rulesetVersion,
    pairs: [pair],
    result: { offeringId, explanation },
  }));
}
