/** Promises what every resolver gets: who asks, over what, and a place where loaders of this request memoise themselves. */
import { Fault } from '../schema/fault';
import type { Actor } from './identity/actor';

export interface RequestContext {
  readonly requestId: string;
  readonly transport: 'http' | 'websocket';
  readonly actor?: Actor;
  /** Keyed hash of the client's address, for sign-in limits; never the address itself. */
  readonly clientHash?: string;
  readonly loaders: Map<unknown, unknown>;
}

/** The actor of the request. Throws UNAUTHENTICATED for nobody. */
export function actorOf(context: RequestContext): Actor {
  if (!context.actor) throw new Fault('UNAUTHENTICATED', { zh: '请先登录', en: 'sign in first' });
  return context.actor;
}

/** A loader that lives as long as the request: made on first use, found again by its maker. */
export function loaderOf<Loader>(context: RequestContext, maker: (context: RequestContext) => Loader): Loader {
  let loader = context.loaders.get(maker) as Loader | undefined;
  if (loader === undefined) {
    loader = maker(context);
    context.loaders.set(maker, loader);
  }
  return loader;
}
