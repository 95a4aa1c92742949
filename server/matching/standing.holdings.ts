/** Promises the open pool and the standing offerings in memory, with the engine's two indexes over them. */
import { NeedIndex } from './engine/percolate/need-index';
import { Percolator } from './engine/percolate/percolator';
import type { ClaimableNeed, StandingOffering } from './engine/percolate/standing';
import type { Ruleset } from './engine/ruleset';

/** Estimated with ids, maps and indexes: about 1.4 KB a need and 1.3 KB an offering, so some 500 MB at both limits. */
export const holdingsMaximum = { needs: 250_000, offerings: 100_000 };

export class Holdings {
  private readonly needs = new Map<string, ClaimableNeed>();
  private readonly offerings = new Map<string, StandingOffering>();
  private readonly ofOrganisation = new Map<string, Set<string>>();
  private needIndex = new NeedIndex();
  private percolator = new Percolator();
  private version?: string;

  get sizes(): { needs: number; offerings: number; bytes: number } {
    const bytes = this.needIndex.bytes + this.percolator.bytes;
    return { needs: this.needs.size, offerings: this.offerings.size, bytes };
  }

  get tooLarge(): boolean {
    return this.needs.size > holdingsMaximum.needs || this.offerings.size > holdingsMaximum.offerings;
  }

  need(id: string): ClaimableNeed | undefined {
    return this.needs.get(id);
  }

  get needIds(): IterableIterator<string> {
    return this.needs.keys();
  }

  putNeed(need: ClaimableNeed): void {
    this.needs.set(need.id, need);
    this.needIndex.put(need);
  }

  removeNeed(id: string): void {
    if (this.needs.delete(id)) this.needIndex.remove(id);
  }

  putOffering(offering: StandingOffering): void {
    this.offerings.set(offering.id, offering);
    const own = this.ofOrganisation.get(offering.organisationId) ?? new Set();
    this.ofOrganisation.set(offering.organisationId, own.add(offering.id));
    this.percolator.put(offering);
  }

  removeOffering(id: string): void {
    const offering = this.offerings.get(id);
    if (!offering) return;
    this.offerings.delete(id);
    const own = this.ofOrganisation.get(offering.organisationId)!;
    own.delete(id);
    if (own.size === 0) this.ofOrganisation.delete(offering.organisationId);
    this.percolator.remove(id);
  }

  offeringsOf(organisationId: string): StandingOffering[] {
    return [...(this.ofOrganisation.get(organisationId) ?? [])].map((id) => this.offerings.get(id)!);
  }

  /** The index of needs under a ruleset; when another one has come into force, built anew from what is in memory. */
  needsBy(ruleset: Ruleset): NeedIndex {
    this.follow(ruleset);
    return this.needIndex;
  }

  /** The index of needs by whatever ruleset it was built with last: for who asks which match, not how well. */
  get anyNeeds(): NeedIndex {
    return this.needIndex;
  }

  /** The index of offerings; which of them match does not depend on the weights. */
  get offeringIndex(): Percolator {
    return this.percolator;
  }

  private follow(ruleset: Ruleset): void {
    if (this.version === ruleset.version) return;
    this.needIndex = new NeedIndex(ruleset);
    for (const need of this.needs.values()) this.needIndex.put(need);
    this.version = ruleset.version;
  }
}
