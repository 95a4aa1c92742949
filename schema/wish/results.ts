/** Promises the results of the commands on shares, and the refusal that says how much of a wish is still open. */
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { NoLegalAllocation } from '../allocation/refusals';
import { IdempotencyMismatch } from '../audit/refusals';
import { AlreadyClaimed } from '../claim/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Fen } from '../scalars';
import { WishShare } from './wish';

@ObjectType({
  implements: Refusal,
  description: '超出尚缺金额 Less of the price is open than is offered; nothing was held.',
})
export class ShareAboveOpen extends Refusal {
  @Field(() => Fen, { description: '尚缺（分） How much is still open, in fen; zero when others hold all of it.' })
  openFen: bigint;

  constructor(openFen: bigint) {
    super(
      openFen > 0n
        ? {
            zh: `该微心愿仅缺 ${openFen} 分。请减少金额后重试。`,
            en: `Only ${openFen} fen of this wish are open. Offer less.`,
          }
        : {
            zh: '该微心愿已由他人认捐完毕。请另选微心愿。',
            en: 'Others hold the whole wish already. Choose another.',
          },
    );
    this.openFen = openFen;
  }
}

export const ShareWishResult = createUnionType({
  name: 'ShareWishResult',
  description: '分担结果 The share, or why not.',
  types: () =>
    [
      WishShare,
      ShareAboveOpen,
      AlreadyClaimed,
      NoLegalAllocation,
      NotFound,
      WrongState,
      InvalidInput,
      IdempotencyMismatch,
    ] as const,
});

export const WithdrawShareResult = createUnionType({
  name: 'WithdrawShareResult',
  description: '撤回分担结果 The share, or why not.',
  types: () => [WishShare, NotFound, WrongState, IdempotencyMismatch] as const,
});
