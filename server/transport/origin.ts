/** Promises who counts as the client: the origin of its page, its address, and a keyed hash of that address. */
import { createHmac, hkdfSync } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Config } from '../config';

/** Whether a page of this origin may call. Programs send none; pages of this host and those configured may. */
export function isOriginAllowed(origin: string | undefined, host: string | undefined, config: Config): boolean {
  if (origin === undefined) return true;
  if (config.allowedOrigins.includes(origin)) return true;
  try {
    const asked = new URL(origin);
    if (config.publicUrl !== undefined && asked.origin === new URL(config.publicUrl).origin) return true;
    return host !== undefined && asked.host === new URL(`http://${host}`).host;
  } catch {
    return false;
  }
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);
}

/** Makes the hash by which sign-in limits know an address without keeping it. */
export function addressHasher(config: Config): (address: string) => string {
  const key = Buffer.from(hkdfSync('sha256', config.tokenSecret, '', 'linkage client address', 32));
  return (address) => createHmac('sha256', key).update(networkOf(address)).digest('base64url');
}

/** One household has one IPv4 address, or 2^64 addresses of IPv6: those count as one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
