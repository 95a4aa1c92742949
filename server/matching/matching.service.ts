/** Promises who can meet a need and what an organisation can take on, ranked and explained; it reads and never writes. */
import type { Statements } from '../database/database';
import type { ConsentRepository } from '../household/consent.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { NeedVisibility } from '../need/visibility';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import { evaluate } from './engine/evaluate';
import type { Explanation } from './engine/explanation';
import type { OfferingFacts } from './engine/facts';
import { best, rank } from './engine/rank';
import { firstRuleset, mistakesIn, type Ruleset } from './engine/ruleset';
import { consentedTo, emptyOffering, needFacts, offeringFacts } from './facts';

/** The best that one organisation can do for one need. */
export interface MatchRow {
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId?: string;
  readonly score: number;
  readonly explanation: Explanation;
}

/** The most needs that are ranked for one organisation; beyond it, the most urgent and longest waiting are. */
export const candidateMaximum = 2_000;

export class MatchingService {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly consents: ConsentRepository,
    private readonly needs: NeedRepository,
    private readonly visibility: NeedVisibility,
    private readonly ruleset: Ruleset = firstRuleset,
  ) {
    const mistakes = mistakesIn(ruleset);
    if (mistakes.length > 0) throw new Error(`The ruleset is wrong: ${mistakes.join('; ')}`);
  }

  /**
   * The offering of an organisation that fits a need best, and why; the nearest miss when none fits.
   * Undefined when there is no such need or organisation.
   */
  async bestOffering(
    statements: Statements,
    needId: string,
    organisationId: string,
  ): Promise<{ offeringId?: string; explanation: Explanation } | undefined> {
    const need = await this.needs.findNeed(statements, needId);
    return need && this.bestOfferingFor(statements, need, organisationId);
  }

  /** The same for a need that was read already. */
  async bestOfferingFor(statements: Statements, need: NeedRow, organisationId: string): Promise<MatchRow | undefined> {
    const organisation = await this.organisations.findOrganisation(statements, organisationId);
    if (!organisation) return undefined;
    const offerings = await this.organisations.listOfferings(statements, { organisationIds: [organisationId] });
    const consents = need.restricted
      ? await this.consents.consentsOf(statements, need.householdId, [organisationId])
      : [];
    const consented = consentedTo(consents, organisationId);
    const facts = offerings.map((offering) => offeringFacts(offering, need.readAt, consented));
    return this.bestOf(need, facts.length > 0 ? facts : [emptyOffering(organisation, consented)]);
  }

  /** Every organisation that passes all gates for a need, best first, each with its best offering. */
  async matchesOf(statements: Statements, needId: string): Promise<MatchRow[]> {
    const need = await this.needs.findNeed(statements, needId);
    return need ? this.matchesFor(statements, need) : [];
  }

  /** The same for a need that was read already. */
  async matchesFor(statements: Statements, need: NeedRow): Promise<MatchRow[]> {
    const offerings = await this.organisations.listOfferings(statements, { serviceKind: need.serviceKind });
    const consents = need.restricted ? await this.consents.consentsOf(statements, need.householdId) : [];
    const byOrganisation = new Map<string, OfferingRow[]>();
    for (const offering of offerings)
      byOrganisation.set(offering.organisationId, [...(byOrganisation.get(offering.organisationId) ?? []), offering]);
    const rows = [...byOrganisation].map(([organisationId, own]) => {
      const consented = consentedTo(consents, organisationId);
      return this.bestOf(
        need,
        own.map((offering) => offeringFacts(offering, need.readAt, consented)),
      );
    });
    return ranked(
      rows.filter((row) => row.explanation.matched),
      (row) => row.organisationId,
    );
  }

  /** The needs that an organisation could claim now, best first: of the open pool, and those referred to it directly. */
  async claimableBy(statements: Statements, organisationId: string): Promise<MatchRow[]> {
    const offerings = await this.organisations.listOfferings(statements, { organisationIds: [organisationId] });
    if (offerings.length === 0) return [];
    const needs = await this.needs.listClaimable(statements, {
      serviceKinds: [...new Set(offerings.map((offering) => offering.serviceKind))],
      areaCodes: [...new Set(offerings.flatMap((offering) => offering.areaCodes.map((code) => code.slice(0, 12))))],
      needIds: await this.visibility.needsInvolving(statements, [organisationId], 'REFERRED_DIRECTLY'),
      limit: candidateMaximum,
    });
    const consented = await this.consentsTo(statements, needs, organisationId);
    const rows = needs.map((need) =>
      this.bestOf(
        need,
        offerings.map((offering) => offeringFacts(offering, need.readAt, consented.has(need.householdId))),
      ),
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

  private bestOf(need: NeedRow, offerings: readonly OfferingFacts[]): MatchRow {
    const facts = needFacts(need);
    const candidates = offerings.map((offering) => ({
      id: offering.offeringId ?? '',
      organisationId: offering.organisationId,
      offeringId: offering.offeringId,
      explanation: evaluate(facts, offering, this.ruleset),
    }));
    const { organisationId, offeringId, explanation } = best(candidates)!;
    return { needId: need.id, organisationId, offeringId, score: explanation.score, explanation };
  }
}

function ranked(rows: readonly MatchRow[], idOf: (row: MatchRow) => string): MatchRow[] {
  return rank(rows.map((row) => ({ id: idOf(row), explanation: row.explanation, row }))).map(({ row }) => row);
}
