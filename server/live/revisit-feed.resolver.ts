/** Promises the operation of following revisits live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { areaRoles } from '../../schema/identity/role';
import { RevisitChanged } from '../../schema/live/revisit-changed';
import { Revisit } from '../../schema/revisit/revisit';
import { actorOf, type RequestContext } from '../context';
import { presentRevisit } from '../revisit/present';
import type { RevisitService } from '../revisit/revisit.service';
import { throughTheHub } from './feed';

@Resolver(() => RevisitChanged)
export class RevisitFeedResolver {
  constructor(private readonly revisits: Pick<RevisitService, 'findVisible'>) {}

  @Allow(areaRoles)
  @Subscription(() => RevisitChanged, {
    description: '回访动态 Revisits of an area that you serve, as they come due and are done.',
    subscribe: throughTheHub,
  })
  revisitChanges(
    @Root() changed: RevisitChanged,
    @Arg('areaCode', () => String, { description: '区划代码 The area, with all below it.' }) _areaCode: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): RevisitChanged {
    return changed;
  }

  @FieldResolver(() => Revisit, {
    nullable: true,
    description: '回访 The revisit as it is now; null for a round, or when it is nothing of yours any more.',
  })
  async revisit(@Root() { revisitId }: RevisitChanged, @Ctx() context: RequestContext): Promise<Revisit | undefined> {
    const row = revisitId === undefined ? undefined : await this.revisits.findVisible(actorOf(context), revisitId);
    return row && presentRevisit(row);
  }
}
