/** Promises the operations of following needs live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Claim } from '../../schema/claim/claim';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { NeedEvent } from '../../schema/live/need-event';
import { Need } from '../../schema/need/need';
import { Offer } from '../../schema/offer/offer';
import { PlanChange } from '../../schema/plan/plan';
import { Referral } from '../../schema/referral/referral';
import type { RequestContext } from '../context';
import { planRoles } from '../plan/plan.policy';
import { throughTheHub } from './feed';
import type { LiveService } from './live.service';
import type { NeedEventReading } from './need-event.reading';

const afterDescription =
  '游标 Begin after this cursor: everything missed since is delivered first. Left out: only what happens from now on.';

@Resolver(() => NeedEvent)
export class LiveResolver {
  constructor(
    private readonly live: LiveService,
    private readonly events: NeedEventReading,
  ) {}

  @Allow('SIGNED_IN', { apiKeyScope: ApiKeyScope.FEED_READ })
  @Query(() => String, {
    description:
      '当前事件位置 The newest event cursor: read it, then a list, then subscribe after it, and nothing is missed.',
  })
  feedPosition(): Promise<string> {
    return this.live.feedPosition();
  }

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.FEED_READ })
  @Subscription(() => NeedEvent, {
    description: '机构需求动态 What happens to the needs referred to or claimed by an organisation, for its members.',
    subscribe: throughTheHub,
  })
  organisationFeed(
    @Root() event: NeedEvent,
    @Arg('organisationId', () => ID, { description: '机构编号 The organisation.' }) _organisationId: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after?: string,
  ): NeedEvent {
    return event;
  }

  @Allow(areaRoles)
  @Subscription(() => NeedEvent, {
    description: '辖区需求动态 What happens to the needs of an area and all areas inside it, for those who serve it.',
    subscribe: throughTheHub,
  })
  areaFeed(
    @Root() event: NeedEvent,
    @Arg('areaCode', () => String, { description: '区划代码 The area, 2 to 15 digits.' }) _areaCode: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after?: string,
  ): NeedEvent {
    return event;
  }

  @Allow(planRoles)
  @Subscription(() => PlanChange, {
    description: '计划变更 New versions of the plan, for the federation and the bureau.',
    subscribe: throughTheHub,
  })
  planChanged(
    @Root() change: PlanChange,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after?: string,
  ): PlanChange {
    return change;
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description:
      '需求卡片 The need as you may see it now; null when it is not yours to see any more, for instance claimed by another, and to organisations for a restricted one: each reading of that is written down by person, so ask for it by `need`.',
  })
  need(@Root() event: NeedEvent, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.events.need(context, event.subject);
  }

  @FieldResolver(() => Claim, {
    nullable: true,
    description: '认领 The claim it is about, for its claimant and for those who serve the area; null for others.',
  })
  claim(@Root() event: NeedEvent, @Ctx() context: RequestContext): Promise<Claim | undefined> {
    return this.events.claim(context, event.subject);
  }

  @FieldResolver(() => Referral, {
    nullable: true,
    description: '转介 The referral it is about; in the feed of an organisation its own referral of the need.',
  })
  referral(@Root() event: NeedEvent, @Ctx() context: RequestContext): Promise<Referral | undefined> {
    return this.events.referral(context, event.subject);
  }

  @FieldResolver(() => Offer, {
    nullable: true,
    description:
      '询问 The offer it is about, for the organisation asked and for those who serve the area; null for others.',
  })
  offer(@Root() event: NeedEvent, @Ctx() context: RequestContext): Promise<Offer | undefined> {
    return this.events.offer(context, event.subject);
  }
}
