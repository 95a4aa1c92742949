/** Promises the expected "no" as data: a member of a result union whose type name is its code; nothing was changed. */
import { Field, InterfaceType } from 'type-graphql';
import type { Message } from './fault';

@InterfaceType({
  description: '拒绝 Refusal: the expected "no" of a mutation. The type name is the code; nothing was changed.',
})
export abstract class Refusal {
  @Field(() => String, { description: '中文说明及下一步 What happened and what to do next, in Chinese.' })
  messageZh: string;

  @Field(() => String, { description: '英文说明及下一步 What happened and what to do next, in English.' })
  messageEn: string;

  constructor(message: Message) {
    this.messageZh = message.zh;
    this.messageEn = message.en;
  }
}

/** Tells a refusal from every other result; `transaction()` rolls back on it. */
export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}
