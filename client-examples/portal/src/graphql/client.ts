/** Promises the one client for questions and commands: POST only, the token added on the way, renewed once when it was refused. */
import { cacheExchange, createClient, fetchExchange, type CombinedError } from 'urql';
import { accessToken, renew } from '../session/session';
import { learnServerTime } from './server-time';

/** In the name of who is signed in; for files beside the graph, too. */
export async function authorisedFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const send = async () => {
    const token = await accessToken();
    const headers = new Headers(init.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(input, { ...init, headers });
    learnServerTime(response.headers.get('date'));
    return response;
  };
  const response = await send();
  if (response.status !== 401) return response;
  await renew();
  return send();
}

export const client = createClient({
  url: '/graphql',
  exchanges: [cacheExchange, fetchExchange],
  // What people look for does not stand in an address.
  preferGetMethod: false,
  requestPolicy: 'cache-and-network',
  fetch: authorisedFetch,
});

export interface Fault {
  /** UNREACHABLE when no answer came. */
  readonly code: string;
  readonly messageZh?: string;
  readonly messageEn?: string;
}

/** The fault of an answer: that of the contract, or that there was none. */
export function faultOf(error: CombinedError): Fault {
  const [first] = error.graphQLErrors;
  const extensions = first?.extensions as Partial<Record<'code' | 'messageZh' | 'messageEn', string>> | undefined;
  return { ...extensions, code: extensions?.code ?? 'UNREACHABLE' };
}

/** Whether trying again may help. */
export function isPassing({ code }: Fault): boolean {
  return code === 'UNREACHABLE' || code === 'RETRYABLE' || code === 'TIMEOUT';
}
