/** Promises who can meet a need and what an organisation can take on, ranked and explained by the ruleset in force. */
import { DecisionKind } from '../../schema/matching/decision';
import type { Statements } from '../database/database';
import type { ConsentRepository } from '../household/consent.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { NeedVisibility } from '../need/visibility';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import { decidePair, type Pair } from './decision.record';
import type { DecisionRepository } from './decision.repository';
import type { Explanation } from './engine/explanation';
import { rank } from './engine/rank';
import type { Ruleset } from './engine/ruleset';
import { consentedTo, emptyOffering, mayBeAsked, needFacts, offeringFacts } from './facts';
import type { RulesetRepository } from './ruleset.repository';

/** The best that one organisation can do for one need. */
export interface MatchRow {
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId?: string;
  readonly score: number;
  readonly explanation: Explanation;
  /** What it was decided from; only the log of decisions keeps it. */
  readonly pair: Pair;
}

/** The most needs that are ranked for one organisation; beyond it, the most urgent and longest waiting are. */
export const candidateMaximum = 2_000;

export class MatchingService {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly consents: ConsentRepository,
    private readonly needs: NeedRepository,
    private readonly visibility: NeedVisibility,
    private readonly rulesets: Pick<RulesetRepository, 'inForce'>,
    private readonly decisions: Pick<DecisionRepository, 'write'>,
  ) {}

  /**
   * The offering of an organisation that fits a need best, and why; the nearest miss when none fits. Asked before a claim, and
   * written down as that decision. Undefined when there is no such need or organisation.
   */
  async bestOffering(
    statements: Statements,
    needId: string,
    organisationId: string,
  ): Promise<{ offeringId?: string; explanation: Explanation } | undefined> {
    const need = await this.needs.findNeed(statements, needId);
    const row = need && (await this.bestOfferingFor(statements, need, organisationId));
    if (row) await this.writeDown(statements, DecisionKind.CLAIM, [row]);
    return row;
  }

  /** Writes down what was decided about single pairs, one decision each. Returns their ids. */
  writeDown(statements: Statements, kind: DecisionKind, rows: readonly MatchRow[]): Promise<string[]> {
    return this.decisions.write(
      statements,
      rows.map(({ needId, organisationId, offeringId, explanation, pair }) => ({
        kind,
        needId,
        organisationId,
        rulesetVersion: explanation.rulesetVersion,
        pairs: [pair],
        result: { offeringId, explanation },
      })),
    );
  }

  /** The same for a need that was read already. */
  async bestOfferingFor(statements: Statements, need: NeedRow, organisationId: string): Promise<MatchRow | undefined> {
    const organisation = await this.organisations.findOrganisation(statements, organisationId);
    if (!organisation) return undefined;
    const ruleset = await this.rulesets.inForce(statements);
    const offerings = await this.organisations.listOfferings(statements, { organisationIds: [organisationId] });
    const consents = need.restricted
      ? await this.consents.consentsOf(statements, need.householdId, [organisationId])
      : [];
    const consented = consentedTo(consents, organisationId);
    const facts = offerings.map((offering) => offeringFacts(offering, need.readAt, consented));
    const offered = facts.length > 0 ? facts : [emptyOffering(organisation, consented)];
    return matchOf({ need: needFacts(need), offerings: offered }, ruleset);
  }

  /** What one offering can do for a need; undefined when there is no such offering of the organisation. */
  async fitOf(
    statements: Statements,
    need: NeedRow,
    offered: { readonly organisationId: string; readonly offeringId: string },
  ): Promise<MatchRow | undefined> {
    const [offering] = await this.organisations.findOfferings(statements, [offered.offeringId]);
    if (!offering || offering.organisationId !== offered.organisationId) return undefined;
    const ruleset = await this.rulesets.inForce(statements);
    return matchOf({ need: needFacts(need), offerings: [offeringFacts(offering, need.readAt, false)] }, ruleset);
  }

  /** Whether the organisations of the matches may be asked without a person looking first, by the ruleset in force. */
  async mayBeAsked(statements: Statements, matches: readonly MatchRow[]): Promise<MatchRow[]> {
    const { staleCapacityHours } = await this.rulesets.inForce(statements);
    return matches.filter(
      ({ offeringId, explanation, pair }) =>
        explanation.matched &&
        pair.offerings.some(
          (offering) => offering.offeringId === offeringId && mayBeAsked(offering, staleCapacityHours),
        ),
    );
  }

  /** Every organisation that passes all gates for a need, best first, each with its best offering. */
  async matchesOf(statements: Statements, needId: string): Promise<MatchRow[]> {
    const need = await this.needs.findNeed(statements, needId);
    return need ? this.matchesFor(statements, need) : [];
  }

  /** The same for a need that was read already; by the ruleset in force unless another one is named. */
  async matchesFor(statements: Statements, need: NeedRow, named?: Ruleset): Promise<MatchRow[]> {
    const ruleset = named ?? (await this.rulesets.inForce(statements));
    return rankedForNeed(await this.pairsFor(statements, need), ruleset);
  }

  /** A need with each organisation that offers its kind of help, whether it passes the gates or not. */
  async pairsFor(statements: Statements, need: NeedRow): Promise<Pair[]> {
    const offerings = await this.organisations.listOfferings(statements, { serviceKind: need.serviceKind });
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    const byOrganisation = new Map<string, OfferingRow[]>();
    for (const offering of offerings)
      byOrganisation.set(offering.organisationId, [...(byOrganisation.get(offering.organisationId) ?? []), offering]);
    const facts = needFacts(need);
    return [...byOrganisation].map(([organisationId, own]) => {
      const consented = consentedTo(consents, organisationId);
      return { need: facts, offerings: own.map((offering) => offeringFacts(offering, need.readAt, consented)) };
    });
  }

  /**
   * The needs that an organisation could claim now, best first: of the open pool, and those referred or offered to it alone.
   * By the ruleset in force unless another one is named.
   */
  async claimableBy(statements: Statements, organisationId: string, named?: Ruleset): Promise<MatchRow[]> {
    const ruleset = named ?? (await this.rulesets.inForce(statements));
    const offerings = await this.organisations.listOfferings(statements, { organisationIds: [organisationId] });
    if (offerings.length === 0) return [];
    const needs = await this.needs.listClaimable(statements, {
      serviceKinds: [...new Set(offerings.map((offering) => offering.serviceKind))],
      areaCodes: [...new Set(offerings.flatMap((offering) => offering.areaCodes.map((code) => code.slice(0, 12))))],
      needIds: await this.visibility.needsInvolving(statements, [organisationId], 'REFERRED_DIRECTLY', 'OFFERED'),
      limit: candidateMaximum,
    });
    const consented = await this.consentsTo(statements, needs, organisationId);
    // The needs were read at one moment: the facts of the offerings are the same for all, but for the consent.
    const factsOf = [false, true].map((consent) =>
      needs[0] === undefined ? [] : offerings.map((offering) => offeringFacts(offering, needs[0]!.readAt, consent)),
    );
    const rows = needs.map((need) =>
      matchOf({ need: needFacts(need), offerings: factsOf[Number(consented.has(need.householdId))]! }, ruleset),
    );
    return ranked(
      rows.filter((row) => row.explanation.matched),
      (row) => row.needId,
    );
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

function matchOf(pair: Pair, ruleset: Ruleset): MatchRow {
  const { organisationId, offeringId, explanation } = decidePair(pair, ruleset);
  return { needId: pair.need.id, organisationId, offeringId, score: explanation.score, explanation, pair };
}

/** The organisations of the pairs that pass every gate, best first. */
export function rankedForNeed(pairs: readonly Pair[], ruleset: Ruleset): MatchRow[] {
  return ranked(
    pairs.map((pair) => matchOf(pair, ruleset)).filter((row) => row.explanation.matched),
    (row) => row.organisationId,
  );
}

function ranked(rows: readonly MatchRow[], idOf: (row: MatchRow) => string): MatchRow[] {
  return rank(rows.map((row) => ({ id: idOf(row), explanation: row.explanation, row }))).map(({ row }) => row);
}
