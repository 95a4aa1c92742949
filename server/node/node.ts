/** Promises any object by its opaque id, through the finder of its type; what may not be seen is null, as what is not there. */
import { readGlobalId } from '../../schema/global-id';
import type { Node } from '../../schema/node';
import type { RequestContext } from '../context';

/** Finds an object by its global id as the actor of the request sees it; undefined when there is none for this actor. */
export type NodeFinder = (context: RequestContext, globalId: string, localId: string) => Promise<Node | undefined>;

export class NodeRegistry {
  private readonly finders = new Map<string, NodeFinder>();

  register(type: string, finder: NodeFinder): this {
    if (this.finders.has(type)) throw new Error(`There are two finders of ${type}.`);
    this.finders.set(type, finder);
    return this;
  }

  /** Unknown, malformed, foreign and invisible ids are all undefined. */
  async find(context: RequestContext, id: string): Promise<Node | undefined> {
    const read = readGlobalId(id);
    const finder = read && this.finders.get(read.type);
    return finder?.(context, id, read!.id);
  }
}
