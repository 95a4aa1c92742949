/** Promises listeners to needs that belong to a test: each stands, or was refused, before it is used, and all are gone after it. */
import { globalId } from '../../schema/global-id';
import { until } from '../event/writing';
import type { TestServer } from '../stage/server';
import { listen, type Listener, type ListenerOptions } from './listener';

type Wish = Partial<ListenerOptions> & { readonly token: string };

/** For one file of tests, whose server is there when its first test begins. */
export function needListening(serverOfFile: () => TestServer) {
  const listeners: Listener[] = [];
  const subscribers = () => serverOfFile().app.composition.hub.subscriberCount;
  afterEach(async () => {
    await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
    await until('no subscription is left', () => subscribers() === 0);
  });
  const begun = async (options: Wish, stands: (listener: Listener, before: number) => boolean): Promise<Listener> => {
    const before = subscribers();
    const listener = await listen({ url: `${serverOfFile().url.replace('http', 'ws')}/graphql`, ...options });
    listeners.push(listener);
    await until('the subscription stands', () => stands(listener, before));
    return listener;
  };
  return {
    following: (options: Wish) => begun(options, (_, before) => subscribers() > before),
    /** The same for one that may be refused. */
    asking: (options: Wish) =>
      begun(options, (listener, before) => listener.failures.length > 0 || subscribers() > before),
  };
}

export const codes = (listener: Listener) =>
  listener.failures.map((failure) => (failure as { extensions: { code: string } }).extensions.code);
export const needIds = (listener: Listener) => listener.heard.map((event) => event.needId);
export const global = (subjectId: string) => globalId('Need', subjectId);
