/** Promises the one cookie of the product: for pages of this server only, read by no script, sent by no other site. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import type { BrowserCookie } from '../context';

/** `__Host-` binds it to this host and to https; without https, as on a desk, the name is plain. */
const plainName = 'linkage-session';
const secureName = `__Host-${plainName}`;
/** 32 random bytes in base64url. */
const secretShape = /^[A-Za-z0-9_-]{43}$/;

/**
 * The cookie of a request that a page of this very server made; undefined for programs and for pages of any other origin, also of
 * those that may read answers. SameSite keeps other sites from sending the cookie; the origin is looked at all the same.
 */
export function browserCookie(request: FastifyRequest, reply: FastifyReply, config: Config): BrowserCookie | undefined {
  const page = ownPage(request, config);
  if (request.method !== 'POST' || page === undefined) return undefined;
  const isSecure = page.startsWith('https:');
  const name = isSecure ? secureName : plainName;
  const set = (value: string, seconds: number) =>
    void reply.header(
      'set-cookie',
      `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`,
    );
  return {
    secret: valueOf(request.headers.cookie, name),
    keep: set,
    forget: () => set('', 0),
  };
}

/** The origin of the page, when it is one of this server. */
function ownPage({ headers }: FastifyRequest, config: Config): string | undefined {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined || (site !== undefined && site !== 'same-origin')) return undefined;
  const own = [`http://${host}`, `https://${host}`];
  // A proxy may pass another host on than the one that the browser sees.
  if (config.publicUrl !== undefined) own.push(new URL(config.publicUrl).origin);
  return own.includes(origin) ? origin : undefined;
}

/** The value of a cookie; undefined when it is none of ours, or stands twice and nobody knows which is. */
function valueOf(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 && secretShape.test(values[0]!) ? values[0] : undefined;
}
