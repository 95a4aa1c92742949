/** Promises what was promised to a household to the bearer of its card: an edge of the view that its code opens. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CardPromise } from '../../schema/claim/card-promise';
import { CardView } from '../../schema/household/contact-card';
import type { RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import type { ClaimReading } from './claim.reading';

@Resolver(() => CardView)
export class CardClaimsResolver {
  constructor(private readonly reading: ClaimReading) {}

  @FieldResolver(() => [CardPromise], {
    description:
      '已承诺的帮助 Help promised to the household, and what was given within the last 90 days, the newest first, at most 50. Restricted needs are left out: a card lies where others may find it.',
  })
  promises(@Root() view: CardView): Promise<CardPromise[]> {
    return this.reading.promisesTo(view.householdId);
  }
}

@Resolver(() => CardPromise)
export class CardPromiseResolver {
  constructor(private readonly organisations: OrganisationLoader) {}

  @FieldResolver(() => String, { description: '组织名称 Name of the organisation that has promised it.' })
  async organisationName(@Root() promise: CardPromise, @Ctx() context: RequestContext): Promise<string> {
    return (await this.organisations.organisation(context, promise.organisationId))!.name;
  }
}
