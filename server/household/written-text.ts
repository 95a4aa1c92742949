/** Promises that names, addresses, phones and reasons are stored in one written form, and that trick characters do not get in. */
import { cleanText } from '../../schema/text';

const middleDots = /[\u2022\u2027\u30FB\uFF65\u22C5\u2219]/g;
const nameShape = /^[\p{L}\p{M}][\p{L}\p{M}·.'’ -]*$/u;

function tidy(written: string, maximum: number, minimum = 1): string | undefined {
  return cleanText(written.replaceAll(/[^\S\n\r\t]+/gu, ' '), { maximum, minimum });
}

/** The name in its stored form (NFC, one kind of middle dot), or undefined when it is not a name. Rare Han characters pass. */
export function readName(written: string): string | undefined {
  const name = tidy(written, 50)?.replaceAll(middleDots, '·');
  return name !== undefined && nameShape.test(name) ? name : undefined;
}

/** The address in its stored form, or undefined. Marks of markup are no part of an address. */
export function readAddress(written: string): string | undefined {
  const address = tidy(written, 200);
  return address !== undefined && !/[<>]/.test(address) ? address : undefined;
}

/** The eleven digits of a mobile phone of the mainland, or undefined. Separators, full-width digits and +86 are taken off. */
export function readMobilePhone(written: string): string | undefined {
  if (written.length > 40) return undefined;
  const digits = written
    .normalize('NFKC')
    .replaceAll(/[\s\-‐‑–—.()]/g, '')
    .replace(/^(\+|00)86/, '');
  return /^1[3-9][0-9]{9}$/.test(digits) ? digits : undefined;
}

/** A stated reason of at least so many characters, or undefined. */
export function readReason(written: string, minimum: number): string | undefined {
  return tidy(written, 200, minimum);
}
