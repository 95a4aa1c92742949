/** Promises pictures in the contract: what is known of one; its bytes are read by GET, one at a time. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Node } from '../node';
import { Instant } from '../scalars';

@ObjectType({
  implements: Node,
  description:
    '照片 A picture taken at a household. Sent with PUT /photos/{UUID}?householdId={global id} as image/jpeg, image/png or image/webp, at most 8 MiB and 50 million pixels, by who serves the household; encoded anew, so that place, camera and time are not in it; read with GET of its address, each reading written to the audit.',
})
export class Photo {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, {
    description: '地址 Where its bytes are read (image/jpeg), with the same credential: a path of this server.',
  })
  path!: string;

  @Field(() => Int, { description: '宽（像素） Width in pixels, at most 2048.' })
  width!: number;

  @Field(() => Int, { description: '高（像素） Height in pixels, at most 2048.' })
  height!: number;

  @Field(() => Instant, { description: '收到时间 When it was received.' })
  receivedAt!: Date;
}
