/** Promises one read per request for all claims, their records and the claims of needs, each as far as the actor may see it. */
import DataLoader from 'dataloader';
import type { Claim, ServiceRecord } from '../../schema/claim/claim';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import { maySeeClaim } from './claim.policy';
import type { ClaimRepository, ClaimRow } from './claim.repository';
import { presentClaim, presentRecord } from './present';

export class ClaimLoader {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
  ) {}

  /** The claim with a local id; undefined when there is none for the actor of the request. */
  claim(context: RequestContext, claimId: string): Promise<Claim | undefined> {
    return loaderOf(context, this.makeClaims).load(claimId);
  }

  /** The claims on a need that the actor of the request may see, the oldest first. */
  claimsOfNeed(context: RequestContext, needId: string): Promise<Claim[]> {
    return loaderOf(context, this.makeClaimsOfNeeds).load(needId);
  }

  /** The service records of a claim; none for those who may not see it. */
  records(context: RequestContext, claimId: string): Promise<ServiceRecord[]> {
    return loaderOf(context, this.makeRecords).load(claimId);
  }

  private async visible(actor: Actor | undefined, rows: readonly ClaimRow[]): Promise<ClaimRow[]> {
    if (actor === undefined || rows.length === 0) return [];
    const needs = await this.needs.findNeeds(this.database, [...new Set(rows.map((row) => row.needId))]);
    const areas = new Map(needs.map((need) => [need.id, need.areaCode]));
    return rows.filter((row) => maySeeClaim(actor, row, areas.get(row.needId)!));
  }

  private readonly makeClaims = (context: RequestContext) =>
    new DataLoader<string, Claim | undefined>(async (ids) => {
      const rows = await this.visible(context.actor, await this.claims.findClaims(this.database, ids));
      const byId = new Map(rows.map((row) => [row.id, presentClaim(row)]));
      return ids.map((id) => byId.get(id));
    });

  private readonly makeClaimsOfNeeds = (context: RequestContext) =>
    new DataLoader<string, Claim[]>(async (needIds) => {
      const rows = await this.visible(context.actor, await this.claims.findClaimsOfNeeds(this.database, needIds));
      return needIds.map((needId) => rows.filter((row) => row.needId === needId).map(presentClaim));
    });

  private readonly makeRecords = (context: RequestContext) =>
    new DataLoader<string, ServiceRecord[]>(async (claimIds) => {
      const seen = await loaderOf(context, this.makeClaims).loadMany(claimIds);
      const mayRead = new Set(seen.flatMap((claim) => (claim && !(claim instanceof Error) ? [claim.claimId] : [])));
      const rows = await this.claims.findRecordsOfClaims(this.database, [...mayRead]);
      return claimIds.map((claimId) => rows.filter((row) => row.claimId === claimId).map(presentRecord));
    });
}
