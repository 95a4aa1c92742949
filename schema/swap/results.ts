/** Promises the results of the commands on swaps, and the refusal that names why a swap came to nothing. */
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { SwapVoidReason } from './enums';
import { Swap, SwapRound } from './swap';

@ObjectType({
  implements: Refusal,
  description: '交换已失效 What the swap rested on has changed; no claim moved and the swap is closed.',
})
export class SwapVoid extends Refusal {
  @Field(() => SwapVoidReason, { description: '原因 What changed.' })
  reason: SwapVoidReason;

  constructor(reason: SwapVoidReason) {
    super({
      zh: '交换所依据的情况已变化，交换整体失效，各方接单均未变动。可由慈善总会或民政局重新提议。',
      en: 'What the swap rested on has changed: it is void as a whole and every claim is as it was. A new one may be proposed.',
    });
    this.reason = reason;
  }
}

export const ProposeSwapsResult = createUnionType({
  name: 'ProposeSwapsResult',
  description: '提议交换结果 What was proposed, or why not.',
  types: () => [SwapRound, InvalidInput, IdempotencyMismatch] as const,
});

export const AgreeToSwapResult = createUnionType({
  name: 'AgreeToSwapResult',
  description: '同意交换结果 The swap, or why not.',
  types: () => [Swap, SwapVoid, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const DeclineSwapResult = createUnionType({
  name: 'DeclineSwapResult',
  description: '谢绝交换结果 The swap, or why not.',
  types: () => [Swap, NotFound, WrongState, IdempotencyMismatch] as const,
});
