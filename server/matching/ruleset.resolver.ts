/** Promises the operations on rulesets: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { areaRoles, organisationRoles, Role } from '../../schema/identity/role';
import { OrganisationMovement, Ruleset, RulesetConnection } from '../../schema/matching/ruleset';
import { ApproveRulesetInput, CriterionWeightInput, DraftRulesetInput } from '../../schema/matching/ruleset-inputs';
import { ApproveRulesetResult, DraftRulesetResult, DryRunRulesetResult } from '../../schema/matching/ruleset-results';
import { Organisation } from '../../schema/organisation/organisation';
import { actorOf, type RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import { rulesetOrRefusal } from './ruleset.present';
import type { RulesetReading } from './ruleset.reading';
import type { RulesetService } from './ruleset.service';

const readers = [...areaRoles, ...organisationRoles, Role.AUDITOR];

@Resolver(() => Ruleset)
export class RulesetResolver {
  constructor(
    private readonly service: RulesetService,
    private readonly reading: RulesetReading,
  ) {}

  @Allow(readers)
  @Query(() => Ruleset, {
    nullable: true,
    description: '匹配规则 A ruleset, the one in force when none is named; drafts to the bureau and the audit only.',
  })
  ruleset(
    @Arg('rulesetId', () => ID, { nullable: true, description: '规则 Global id; the one in force when left out.' })
    rulesetId: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Ruleset | undefined> {
    return this.reading.ruleset(actorOf(context), rulesetId);
  }

  @Allow(readers)
  @Query(() => RulesetConnection, {
    description: '规则历史 All rulesets, the newest first; drafts to the bureau and the audit only.',
  })
  rulesets(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    return this.reading.history(actorOf(context), page);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Query(() => DryRunRulesetResult, {
    description:
      '规则试算 What a ruleset would change in the rankings of the needs of your areas that were referred last.',
  })
  dryRunRuleset(
    @Arg('rulesetId', () => ID, { description: '规则 Global id of the ruleset to try.' }) rulesetId: string,
    @Arg('last', () => Int, { defaultValue: 50, description: '需求数 How many needs, 1 to 200.' }) last: number,
    @Ctx() context: RequestContext,
  ): Promise<typeof DryRunRulesetResult> {
    return this.reading.dryRun(actorOf(context), rulesetId, last) as Promise<typeof DryRunRulesetResult>;
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Query(() => DryRunRulesetResult, {
    description:
      '权重试算 As dryRunRuleset, of weights before they are drafted: what is drafted is kept and shown for ever.',
  })
  dryRunWeights(
    @Arg('weights', () => [CriterionWeightInput], {
      description: '权重 Every criterion once; the weights sum to 10,000.',
    })
    weights: CriterionWeightInput[],
    @Arg('last', () => Int, { defaultValue: 50, description: '需求数 How many needs, 1 to 200.' }) last: number,
    @Ctx() context: RequestContext,
  ): Promise<typeof DryRunRulesetResult> {
    return this.reading.dryRunWeights(actorOf(context), weights, last) as Promise<typeof DryRunRulesetResult>;
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => DraftRulesetResult, {
    description: '起草匹配规则 Proposes new weights; they count once another person has approved them.',
  })
  async draftRuleset(
    @Arg('input', () => DraftRulesetInput, { description: '输入 What is proposed, and why.' }) input: DraftRulesetInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DraftRulesetResult> {
    return rulesetOrRefusal(await this.service.draftRuleset(actorOf(context), input));
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ApproveRulesetResult, {
    description: '批准匹配规则 Puts a draft of another person into force; the one in force until then retires.',
  })
  async approveRuleset(
    @Arg('input', () => ApproveRulesetInput, { description: '输入 Which draft.' }) input: ApproveRulesetInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ApproveRulesetResult> {
    return rulesetOrRefusal(await this.service.approveRuleset(actorOf(context), input));
  }
}

@Resolver(() => OrganisationMovement)
export class OrganisationMovementResolver {
  constructor(private readonly organisations: OrganisationLoader) {}

  @FieldResolver(() => Organisation, { nullable: true, description: '组织 The organisation; null when it is no more.' })
  async organisation(
    @Root() movement: OrganisationMovement,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | undefined> {
    const id = localId('Organisation', movement.organisationId);
    const row = await this.organisations.organisation(context, id);
    return row && presentOrganisation(row);
  }
}
