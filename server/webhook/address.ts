/** Promises that a webhook goes to public addresses only: the address that is tried is the one that was looked at. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Special-purpose addresses: the IANA registries after RFC 6890, multicast, and what carries IPv4 inside IPv6. */
const notPublic: Record<'ipv4' | 'ipv6', readonly [string, number][]> = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.31.196.0', 24],
    ['192.52.193.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['192.175.48.0', 24],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ],
  // Only 2000::/3 is public at all; of it, these are not.
  ipv6: [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ],
};

const blocked = new BlockList();
for (const family of ['ipv4', 'ipv6'] as const)
  for (const [network, prefix] of notPublic[family]) blocked.addSubnet(network, prefix, family);
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Anything else than a plain IPv4 or global IPv6 address is not public; so are mapped and translated ones. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked.check(address, 'ipv4');
  return family === 6 && globalUnicast.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}

export interface AddressRule {
  /** For tests and development: plain http to this very machine. The configuration refuses it in production. */
  readonly permitsLoopback: boolean;
  /** How names become addresses. */
  readonly lookup?: typeof systemLookup;
}

export function mayReach(address: string, rule: AddressRule): boolean {
  return isPublicAddress(address) || (rule.permitsLoopback && isLoopback(address));
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** The address as it is kept, or undefined when nothing may be sent there. A name is looked up only when a message is sent. */
export function readWebhookUrl(text: string, rule: AddressRule): URL | undefined {
  if (text.length > 500 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const host = hostOf(url);
  const plainLoopback = url.protocol === 'http:' && rule.permitsLoopback && (host === 'localhost' || isLoopback(host));
  if (url.protocol !== 'https:' && !plainLoopback) return undefined;
  if (url.username || url.password || url.hash || host === '') return undefined;
  if (isIP(host) !== 0) return mayReach(host, rule) ? url : undefined;
  const nameOfThisMachine = host === 'localhost' || /\.(localhost|local|internal|home\.arpa)\.?$/.test(`.${host}`);
  return nameOfThisMachine && !rule.permitsLoopback ? undefined : url;
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Why no connection was begun. */
export class ForbiddenAddress extends Error {}

/**
 * The lookup of one connection: all addresses of a name must be allowed, and the connection is made to exactly these, so that a
 * name cannot answer one thing when asked and another when used.
 */
export function guardedLookup(rule: AddressRule): LookupFunction {
  const lookup = rule.lookup ?? systemLookup;
  return (hostname, options, callback) => {
    lookup(hostname, { all: true, verbatim: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, [], 0);
      if (addresses.length === 0 || !addresses.every(({ address }) => mayReach(address, rule)))
        return callback(new ForbiddenAddress('The name leads to an address that is not public.'), [], 0);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}
