/** Promises codes of contact cards that can be read aloud and cannot be guessed: 16 of 32 clear characters, 80 random bits. */
import { randomBytes } from 'node:crypto';

/** Without 0, 1, I and O. 32 characters: five bits each, none more likely than another. */
export const cardAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeLength = 16;

/** A new code as it is printed: four groups of four. */
export function makeCardCode(): string {
  const characters = [...randomBytes(codeLength)].map((byte) => cardAlphabet[byte % cardAlphabet.length]!).join('');
  return characters.match(/.{4}/g)!.join('-');
}

/** The sixteen characters of a code as someone typed it, or undefined. Width, case, spaces and hyphens do not matter. */
export function readCardCode(typed: string): string | undefined {
  if (typed.length > 64) return undefined;
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐‑–—_.]/g, '');
  return code.length === codeLength && [...code].every((character) => cardAlphabet.includes(character))
    ? code
    : undefined;
}
