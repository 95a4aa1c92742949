/** Promises the operation of following one's cases live: unpack, return. */
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { CaseChanged } from '../../schema/live/case-change';
import { caseworkers } from '../casework/casework.policy';
import { throughTheHub } from './feed';

@Resolver(() => CaseChanged)
export class CaseFeedResolver {
  @Allow(caseworkers)
  @Subscription(() => CaseChanged, {
    description: '个案动态 Each step in the cases on whose lists you are, restricted ones among them, when it happens.',
    subscribe: throughTheHub,
  })
  caseChanges(
    @Root() changed: CaseChanged,
    @Arg('accountId', () => ID, { description: '账号 Global id of your own account.' }) _accountId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): CaseChanged {
    return changed;
  }
}
