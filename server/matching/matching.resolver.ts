/** Promises the operations on matches: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles, Role } from '../../schema/identity/role';
import { NeedEvent, NeedEventType } from '../../schema/live/need-event';
import {
  Match,
  MatchConnection,
  NearestMiss,
  NeedMatches,
  UnmatchedNeed,
  UnmatchedNeedConnection,
} from '../../schema/matching/match';
import { Need } from '../../schema/need/need';
import { Organisation } from '../../schema/organisation/organisation';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { RankingService } from './ranking.service';

@Resolver(() => Match)
export class MatchingResolver {
  constructor(
    private readonly rankings: RankingService,
    private readonly needs: NeedLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow(areaRoles)
  @Query(() => NeedMatches, {
    nullable: true,
    description:
      '匹配需求 The organisations that could meet a need of your area, best first, or those that nearly could; null when there is no such need.',
  })
  matchNeed(
    @Arg('needId', () => ID, { description: '需求 Global id of the need.' }) needId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<NeedMatches | undefined> {
    return this.rankings.matchNeed(actorOf(context), needId, page);
  }

  @Allow(areaRoles)
  @Query(() => UnmatchedNeedConnection, {
    description:
      '无人匹配的需求 The needs of your areas that are open and that nobody can meet now, the longest unmatched first, with what would change that.',
  })
  unmatchedNeeds(
    @Arg('areaCode', () => String, { description: '区划代码 The area; everything inside it counts.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    return this.rankings.unmatchedNeeds(actorOf(context), areaCode, page);
  }

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => MatchConnection, {
    nullable: true,
    description:
      '可认领需求 The needs that your organisation could claim now, best first; null when it is not yours or not approved.',
  })
  async needsForOrganisation(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('restricted', () => Boolean, {
      nullable: true,
      description:
        '是否限定 true: only restricted needs, which were referred to it by name with the consent of the household; false: only others; null: both.',
    })
    restricted?: boolean | null,
  ) {
    const ranked = await this.rankings.needsForOrganisation(actorOf(context), organisationId, page, restricted);
    this.needs.keep(context, ranked?.needs ?? []);
    return ranked;
  }

  @Allow([...areaRoles, ...organisationRoles, Role.FEDERATION_STAFF], { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Match, {
    nullable: true,
    description:
      '匹配说明 Why an organisation matches a need or not; null when you may see neither. Organisations see their own only; the staff of an approved federation, who accept the plan, those of the needs that they see.',
  })
  explainMatch(
    @Arg('needId', () => ID, { description: '需求 Global id of the need.' }) needId: string,
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Ctx() context: RequestContext,
  ): Promise<Match | undefined> {
    return this.rankings.explainMatch(actorOf(context), needId, organisationId);
  }

  @FieldResolver(() => Need, { nullable: true, description: '需求 The need; null when you may no longer see it.' })
  need(@Root() match: Match, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, match.needId);
  }

  @FieldResolver(() => Organisation, { description: '组织 The organisation.' })
  async organisation(@Root() match: Match, @Ctx() context: RequestContext): Promise<Organisation> {
    return presentOrganisation((await this.organisations.organisation(context, match.organisationId))!);
  }
}

@Resolver(() => UnmatchedNeed)
export class UnmatchedNeedResolver {
  constructor(private readonly needs: NeedLoader) {}

  @FieldResolver(() => Need, { nullable: true, description: '需求 The need; null when you may no longer see it.' })
  need(@Root() unmatched: UnmatchedNeed, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, unmatched.needId);
  }
}

@Resolver(() => NeedEvent)
export class NeedEventMissesResolver {
  constructor(private readonly rankings: RankingService) {}

  @FieldResolver(() => [NearestMiss], {
    description:
      '最接近的组织 For NEED_UNMATCHED, to the area of the need: who misses it by least today; otherwise empty.',
  })
  async nearestMisses(@Root() event: NeedEvent, @Ctx() context: RequestContext): Promise<NearestMiss[]> {
    const { needId } = event.subject;
    if (event.type !== NeedEventType.NEED_UNMATCHED || needId === undefined) return [];
    return this.rankings.nearestMisses(actorOf(context), needId);
  }
}
