/** Promises the query `node`: unpack, call, return. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Node } from '../../schema/node';
import type { RequestContext } from '../context';
import type { NodeRegistry } from './node';

@Resolver()
export class NodeResolver {
  constructor(private readonly registry: NodeRegistry) {}

  @Allow('SIGNED_IN')
  @Query(() => Node, {
    nullable: true,
    description: '按编号查对象 Any object by its global id; null when there is none that you may see.',
  })
  node(
    @Arg('id', () => ID, { description: '全局编号 Global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Node | undefined> {
    return this.registry.find(context, id);
  }
}
