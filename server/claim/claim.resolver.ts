/** Promises the operations on claims and their edges: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Claim, ClaimStatus, ServiceRecord } from '../../schema/claim/claim';
import { ClaimConnection } from '../../schema/claim/connection';
import { ClaimContactResult } from '../../schema/claim/contact';
import {
  AcceptReferralInput,
  ClaimBestNeedInput,
  ClaimNeedInput,
  ConfirmClaimInput,
  HoldClaimInput,
  RecordServiceInput,
  ReleaseClaimInput,
  ReportDeliveryInput,
  ResumeClaimInput,
  RevokeClaimInput,
} from '../../schema/claim/inputs';
import {
  AcceptReferralResult,
  ClaimBestNeedResult,
  ClaimNeedResult,
  ConfirmClaimResult,
  HoldClaimResult,
  RecordServiceResult,
  ReleaseClaimResult,
  ReportDeliveryResult,
  ResumeClaimResult,
  RevokeClaimResult,
} from '../../schema/claim/results';
import { PageArguments, keysetCursor, pageSize, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { Organisation } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { BestNeedService } from './best-need.service';
import type { ClaimLoader } from './claim.loader';
import type { ClaimReading } from './claim.reading';
import type { ClaimRow } from './claim.repository';
import type { ClaimService } from './claim.service';
import type { ClaimingService } from './claiming.service';
import { readPlace } from './place';
import { presentClaim } from './present';

const write = { apiKeyScope: ApiKeyScope.CLAIMS_WRITE };
const read = { apiKeyScope: ApiKeyScope.CLAIMS_READ };

/** The claim as the contract has it, or the refusal; the union of each mutation names those that can occur. */
const answer = async <Result>(result: Promise<ClaimRow | Refusal>): Promise<Result> => {
  const row = await result;
  return (isRefusal(row) ? row : presentClaim(row)) as Result;
};

@Resolver(() => Claim)
export class ClaimResolver {
  constructor(
    private readonly claiming: ClaimingService,
    private readonly bestNeeds: BestNeedService,
    private readonly claims: ClaimService,
    private readonly reading: ClaimReading,
    private readonly loader: ClaimLoader,
    private readonly needs: NeedLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow(organisationRoles, write)
  @Mutation(() => ClaimNeedResult, {
    description:
      '接单 Claim a need, or a part of its quantity, for one’s organisation. Exactly one holder, never above capacity.',
  })
  claimNeed(
    @Arg('input', () => ClaimNeedInput, { description: '接单 What is claimed.' }) input: ClaimNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ClaimNeedResult> {
    return answer(this.claiming.claimNeed(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => ClaimBestNeedResult, {
    description:
      '智能接单 Claim the best open need that one’s organisation may serve, by the ruleset in force; rivals at the same instant get different ones.',
  })
  claimBestNeed(
    @Arg('input', () => ClaimBestNeedInput, { description: '智能接单 For whom.' }) input: ClaimBestNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ClaimBestNeedResult> {
    return answer(this.bestNeeds.claimBestNeed(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => AcceptReferralResult, {
    description: '接受转介 Accept a referral: claim all that is left of its need.',
  })
  acceptReferral(
    @Arg('input', () => AcceptReferralInput, { description: '转介 Which referral.' }) input: AcceptReferralInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AcceptReferralResult> {
    return answer(this.claiming.acceptReferral(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => ConfirmClaimResult, {
    description: '确认接单 Confirm a claim before its lease ends, by the clock of the database.',
  })
  confirmClaim(
    @Arg('input', () => ConfirmClaimInput, { description: '接单 Which claim.' }) input: ConfirmClaimInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ConfirmClaimResult> {
    return answer(this.claims.confirmClaim(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => RecordServiceResult, {
    description: '登记服务 Write down what was done; the first record puts the claim into service.',
  })
  recordService(
    @Arg('input', () => RecordServiceInput, { description: '服务 What was done.' }) input: RecordServiceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordServiceResult> {
    return answer(this.claims.recordService(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => HoldClaimResult, { description: '暂缓 Pause a claim for a stated reason.' })
  holdClaim(
    @Arg('input', () => HoldClaimInput, { description: '接单 Which claim, and why.' }) input: HoldClaimInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof HoldClaimResult> {
    return answer(this.claims.holdClaim(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => ResumeClaimResult, { description: '恢复 Take a paused claim up again.' })
  resumeClaim(
    @Arg('input', () => ResumeClaimInput, { description: '接单 Which claim.' }) input: ResumeClaimInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResumeClaimResult> {
    return answer(this.claims.resumeClaim(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => ReleaseClaimResult, {
    description: '放弃接单 Give a claim back for a coded reason; the need goes back to the pool.',
  })
  releaseClaim(
    @Arg('input', () => ReleaseClaimInput, { description: '接单 Which claim, and why.' }) input: ReleaseClaimInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReleaseClaimResult> {
    return answer(this.claims.releaseClaim(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => RevokeClaimResult, {
    description: '撤销接单 Take a claim away from its organisation; the need goes back to the pool.',
  })
  revokeClaim(
    @Arg('input', () => RevokeClaimInput, { description: '接单 Which claim, and why.' }) input: RevokeClaimInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RevokeClaimResult> {
    return answer(this.claims.revokeClaim(actorOf(context), input));
  }

  @Allow(organisationRoles, write)
  @Mutation(() => ReportDeliveryResult, {
    description: '报告交付 Report what was delivered; the household confirms or disputes it.',
  })
  reportDelivery(
    @Arg('input', () => ReportDeliveryInput, { description: '交付 What was delivered.' }) input: ReportDeliveryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReportDeliveryResult> {
    return answer(this.claims.reportDelivery(actorOf(context), input));
  }

  @Allow([...areaRoles, ...organisationRoles], read)
  @Query(() => Claim, {
    nullable: true,
    description: '查看接单 The claim with an id; null when there is none that you may see.',
  })
  claim(
    @Arg('id', () => ID, { description: '接单 Global id of the claim.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Claim | undefined> {
    return this.loader.claim(context, localId('Claim', id));
  }

  @Allow([...areaRoles, ...organisationRoles], read)
  @Query(() => ClaimConnection, {
    name: 'claims',
    description:
      '接单看板 The claims of an organisation, the newest first: all to its members, those in their areas to area staff.',
  })
  async listClaims(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Arg('status', () => [ClaimStatus], { nullable: true, description: '状态 Only claims in these states.' })
    status: ClaimStatus[] | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const after = readPlace(page.after);
    const rows = await this.reading.listClaims(actorOf(context), {
      organisationId: localId('Organisation', organisationId),
      statuses: status ?? undefined,
      after: after && { claimedAt: after.moment, id: after.id },
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.cursorAt, row.id), presentClaim);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description:
      '需求 What is claimed; null when it is not yours to see any more, and in what an organisation follows for a restricted need.',
  })
  async need(@Root() claim: Claim, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return context.actor && this.needs.need(context, claim.needId);
  }

  @FieldResolver(() => Organisation, { description: '组织 Who claimed.' })
  async organisation(@Root() claim: Claim, @Ctx() context: RequestContext): Promise<Organisation> {
    return presentOrganisation((await this.organisations.organisation(context, claim.organisationId))!);
  }

  @FieldResolver(() => [ServiceRecord], { description: '服务记录 What was done under it, the oldest first.' })
  records(@Root() claim: Claim, @Ctx() context: RequestContext): Promise<ServiceRecord[]> {
    return this.loader.records(context, claim.claimId);
  }

  @FieldResolver(() => ClaimContactResult, {
    description:
      '联系方式 How to reach the household; only for members of the claimant while the claim is alive. Each reading is written down.',
  })
  contact(@Root() claim: Claim, @Ctx() context: RequestContext): Promise<typeof ClaimContactResult> {
    return this.reading.readContact(context.actor, claim.claimId);
  }
}

@Resolver(() => Need)
export class NeedClaimsResolver {
  constructor(private readonly loader: ClaimLoader) {}

  @FieldResolver(() => [Claim], {
    description: '接单 The claims on it: all to those who serve its area, to a member those of its organisation.',
  })
  claims(@Root() need: Need, @Ctx() context: RequestContext): Promise<Claim[]> {
    return this.loader.claimsOfNeed(context, need.needId);
  }
}
