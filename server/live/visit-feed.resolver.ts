/** Promises the operation of following obligations to visit live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { areaRoles } from '../../schema/identity/role';
import { VisitObligationChanged } from '../../schema/live/visit-obligation-change';
import { VisitObligation } from '../../schema/visit/visit';
import type { RequestContext } from '../context';
import type { VisitLoader } from '../visit/visit.loader';
import { throughTheHub } from './feed';

@Resolver(() => VisitObligationChanged)
export class VisitFeedResolver {
  constructor(private readonly loader: VisitLoader) {}

  @Allow(areaRoles)
  @Subscription(() => VisitObligationChanged, {
    description: '必访任务动态 Each step of the obligations to visit in an area that you serve, when it happens.',
    subscribe: throughTheHub,
  })
  visitObligationChanges(
    @Root() changed: VisitObligationChanged,
    @Arg('areaCode', () => String, { description: '区划代码 The area, with all below it.' }) _areaCode: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): VisitObligationChanged {
    return changed;
  }

  @FieldResolver(() => VisitObligation, {
    nullable: true,
    description:
      '必访任务 The obligation as it is now; null for many of a file, or when it is nothing of yours any more.',
  })
  async obligation(@Root() { obligationId }: VisitObligationChanged, @Ctx() context: RequestContext) {
    return obligationId === undefined ? undefined : this.loader.obligation(context, obligationId);
  }
}
