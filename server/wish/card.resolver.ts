/** Promises whether the household has said thank you for a wish, on the view that its card opens; never the words. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { CardPromise } from '../../schema/claim/card-promise';
import { ThanksStatus } from '../../schema/wish/thanks';
import type { WishReading } from './wish.reading';

@Resolver(() => CardPromise)
export class CardThanksResolver {
  constructor(private readonly reading: WishReading) {}

  @FieldResolver(() => ThanksStatus, {
    nullable: true,
    description: '感谢 Where the thank-you stands; null while none was said or the last one was not let through.',
  })
  thanks(@Root() promise: CardPromise): Promise<ThanksStatus | undefined> {
    return this.reading.thanksStatusOf(promise);
  }
}
