/** Promises the operations on logged decisions: unpack, call, return. */
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles, Role } from '../../schema/identity/role';
import { Decision, DecisionConnection, DecisionReplay } from '../../schema/matching/decision';
import { actorOf, type RequestContext } from '../context';
import type { DecisionService } from './decision.service';

const concerned = [...areaRoles, ...organisationRoles, Role.AUDITOR];

@Resolver(() => Decision)
export class DecisionResolver {
  constructor(private readonly decisions: DecisionService) {}

  @Allow(concerned, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Decision, {
    nullable: true,
    description: '匹配决定 A decision as it was logged; null when there is none that you may see.',
  })
  decision(
    @Arg('decisionId', () => ID, { description: '决定 Global id of the decision.' }) decisionId: string,
    @Ctx() context: RequestContext,
  ): Promise<Decision | undefined> {
    return this.decisions.decision(actorOf(context), decisionId);
  }

  @Allow(concerned, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => DecisionReplay, {
    nullable: true,
    description:
      '重放决定 Makes a decision again from what the engine knew then, by the ruleset of then; null when you may not see it.',
  })
  replayDecision(
    @Arg('decisionId', () => ID, { description: '决定 Global id of the decision.' }) decisionId: string,
    @Ctx() context: RequestContext,
  ): Promise<DecisionReplay | undefined> {
    return this.decisions.replay(actorOf(context), decisionId);
  }

  @Allow([...areaRoles, Role.AUDITOR])
  @Query(() => DecisionConnection, {
    nullable: true,
    description:
      '需求的匹配决定 The decisions about a need of your area, the newest first; null when there is no such need.',
  })
  decisionsOfNeed(
    @Arg('needId', () => ID, { description: '需求 Global id of the need.' }) needId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    return this.decisions.ofNeed(actorOf(context), needId, page);
  }

  @Allow([...organisationRoles, Role.AUDITOR], { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => DecisionConnection, {
    nullable: true,
    description: '组织的匹配决定 The decisions about your organisation, the newest first; null when it is not yours.',
  })
  decisionsOfOrganisation(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    return this.decisions.ofOrganisation(actorOf(context), organisationId, page);
  }
}
