/** Promises the id of a command that makes nothing with an id of its own: what was sent once is done once, however often it arrives. */
import { Field, InputType } from 'type-graphql';
import { Uuid } from './scalars';

@InputType()
export abstract class CommandInput {
  @Field(() => Uuid, {
    description:
      '客户端生成的命令编号 The id of this command, made by the client and kept across retries: a retry is answered as the first time, the same id with other contents is refused (IdempotencyMismatch).',
  })
  commandId!: string;
}
