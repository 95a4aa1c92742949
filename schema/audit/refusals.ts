/** Promises the refusals that any command with a client-made id may give. */
import { ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';

@ObjectType({
  implements: Refusal,
  description: '编号重复 The client-made id was used before for another command or with other contents.',
})
export class IdempotencyMismatch extends Refusal {
  constructor() {
    super({
      zh: '该编号已用于另一项内容不同的操作。请为新的操作生成新的编号。',
      en: 'This id was used for a different command. Make a new id for a new command.',
    });
  }
}
