/** Promises the operations on matches: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { Match, MatchConnection } from '../../schema/matching/match';
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
  @Query(() => MatchConnection, {
    nullable: true,
    description:
      '需求的匹配组织 The organisations that could meet a need of your area, best first; null when there is no such need.',
  })
  organisationsForNeed(
    @Arg('needId', () => ID, { description: '需求 Global id of the need.' }) needId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    return this.rankings.organisationsForNeed(actorOf(context), needId, page);
  }

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => MatchConnection, {
    nullable: true,
    description:
      '可认领需求 The needs that your organisation could claim now, best first; null when it is not yours or not approved.',
  })
  needsForOrganisation(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    return this.rankings.needsForOrganisation(actorOf(context), organisationId, page);
  }

  @Allow([...areaRoles, ...organisationRoles], { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Match, {
    nullable: true,
    description:
      '匹配说明 Why an organisation matches a need or not; null when you may see neither. Organisations see their own only.',
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
