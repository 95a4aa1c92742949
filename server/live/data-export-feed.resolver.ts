/** Promises the operation of following one's own exports live: unpack, call, return. */
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { DataExportChanged } from '../../schema/live/data-export-changed';
import { throughTheHub } from './feed';

@Resolver(() => DataExportChanged)
export class DataExportFeedResolver {
  @Allow('SIGNED_IN')
  @Subscription(() => DataExportChanged, {
    description: '导出进度 Each step of the exports that you asked for: begun, so many read, ready or ended.',
    subscribe: throughTheHub,
  })
  dataExportChanges(
    @Root() changed: DataExportChanged,
    @Arg('accountId', () => ID, { description: '账号 Global id of your own account, as `me` tells it.' })
    _accountId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): DataExportChanged {
    return changed;
  }
}
