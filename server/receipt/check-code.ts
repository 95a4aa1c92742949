/** Promises the check code (校验码) of a receipt: it fits its contents, and nobody without the key can make one. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

export class CheckCodes {
  constructor(private readonly key: Buffer) {}

  /** Twelve characters (60 bits) over the contents, each part apart from the next. */
  of(contents: readonly (string | bigint | number)[]): string {
    const digest = createHmac('sha256', this.key)
      .update(JSON.stringify(contents.map(String)))
      .digest();
    return Array.from({ length }, (_, index) => alphabet[digest[index]! % alphabet.length]).join('');
  }
}

/** Compared in the same time, wherever they differ. */
export function sameCode(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
