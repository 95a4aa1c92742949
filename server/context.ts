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
  /** Over HTTP, of a page that this server serves itself; of programs and of pages from elsewhere undefined. */
  readonly browser?: BrowserCookie;
  /** Over HTTP: a signal that is aborted when the client goes away before its answer, for work that nobody would wait for. */
  readonly gone?: () => AbortSignal;
  /** On a socket: reads the actor of its credential again; undefined once that has ended or was revoked. */
  readonly currentActor?: () => Promise<Actor | undefined>;
  /** On a socket: closes it. Stock clients come back by themselves after 1012, 1013 and 4403. */
  readonly closeSocket?: (code: number, reason: string) => void;
  /** On a socket: where the answers of this subscription go. */
  readonly connection?: SubscriberConnection;
  /** On a socket: the id that the client gave to this subscription. */
  readonly subscriptionId?: string;
}

/** The cookie by which a browser stays signed in: no script reads it, and no other site makes the browser send it. */
export interface BrowserCookie {
  /** What the browser holds; undefined without a cookie. */
  readonly secret: string | undefined;
  /** Lets the browser hold a secret for so many seconds from now. */
  keep(secret: string, seconds: number): void;
  forget(): void;
}

/** JSON that several subscribers get: its text, and its UTF-8 bytes as a string of one character for each. */
export interface SharedPayload {
  readonly text: string;
  readonly bytes: string;
}

/** The socket of a subscriber, as far as rooms above the transport may use it. */
export interface SubscriberConnection {
  /** Bytes that wait for the reader. */
  readonly bufferedBytes: number;
  /** Sends one text frame. Below the waterline returns undefined, above it resolves when the frame has left. */
  send(frame: string): Promise<void> | undefined;
  /**
   * Sends shared answers to one subscription in one write. False when more waits for the reader now than should: whoever
   * sends goes on when `drained` resolves.
   */
  sendShared(head: SharedPayload, payloads: readonly SharedPayload[]): boolean;
  /** Resolves when nothing waits for the reader any more, or the socket has closed. */
  drained(): Promise<void>;
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
