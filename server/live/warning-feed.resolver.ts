/** Promises the operation of following warnings live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { areaRoles } from '../../schema/identity/role';
import { WarningChanged } from '../../schema/live/warning-changed';
import { Warning } from '../../schema/warning/warning';
import { actorOf, type RequestContext } from '../context';
import { presentWarning } from '../warning/present';
import type { WarningService } from '../warning/warning.service';
import { throughTheHub } from './feed';

@Resolver(() => WarningChanged)
export class WarningFeedResolver {
  constructor(private readonly warnings: WarningService) {}

  @Allow(areaRoles)
  @Subscription(() => WarningChanged, {
    description: '预警动态 Each change of a warning in an area that you serve, when it happens.',
    subscribe: throughTheHub,
  })
  warningChanges(
    @Root() changed: WarningChanged,
    @Arg('areaCode', () => String, { description: '区划代码 The area, with all below it.' }) _areaCode: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): WarningChanged {
    return changed;
  }

  @FieldResolver(() => Warning, {
    nullable: true,
    description: '预警 The warning as it is now; null when it is nothing of yours any more.',
  })
  async warning(@Root() changed: WarningChanged, @Ctx() context: RequestContext): Promise<Warning | undefined> {
    const row = await this.warnings.findVisible(actorOf(context), changed.warningId);
    return row && presentWarning(row);
  }
}
