/** Promises the operation of following reminders live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { ObligationReminded } from '../../schema/live/obligation-reminded';
import { Obligation } from '../../schema/supervision/obligation';
import { actorOf, type RequestContext } from '../context';
import { obligationReaders } from '../supervision/obligation.policy';
import type { ObligationService } from '../supervision/obligation.service';
import { presentObligation } from '../supervision/present';
import { throughTheHub } from './feed';

@Resolver(() => ObligationReminded)
export class ReminderFeedResolver {
  constructor(private readonly obligations: ObligationService) {}

  @Allow(obligationReaders)
  @Subscription(() => ObligationReminded, {
    description:
      '义务提醒动态 Each reminder when it is given: of what a charity owes, or of what is due about the households of an area.',
    subscribe: throughTheHub,
  })
  obligationReminders(
    @Root() reminded: ObligationReminded,
    @Arg('organisationId', () => ID, {
      nullable: true,
      description: '组织 Global id of the charity, one’s own; or name an area.',
    })
    _organisationId?: string,
    @Arg('areaCode', () => String, {
      nullable: true,
      description: '区划代码 An area that one looks after, with all below it; or name a charity.',
    })
    _areaCode?: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): ObligationReminded {
    return reminded;
  }

  @FieldResolver(() => Obligation, {
    nullable: true,
    description: '义务 The obligation as it is now; null when it is void, or nothing of yours any more.',
  })
  async obligation(@Root() reminded: ObligationReminded, @Ctx() context: RequestContext) {
    const row = await this.obligations.findVisible(actorOf(context), reminded.obligationId);
    return row && presentObligation(row);
  }
}
