/** Promises the interface of everything that has a global id of its own. */
import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: '对象 Anything with a global id, found again by `node(id)`.' })
export abstract class Node {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;
}
