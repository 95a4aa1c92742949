/** Promises a password for another person's first sign-in: nobody thinks it up, it is said aloud without mistakes, and 59 bits strong. */

/** Without letters and digits that look or sound alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 3;
const groupLength = 4;

export function newPassword(): string {
  const chosen: string[] = [];
  while (chosen.length < groups * groupLength) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    // What lies above the last whole round would make some letters likelier than others.
    if (byte! < 256 - (256 % letters.length)) chosen.push(letters[byte! % letters.length]!);
  }
  const groupAt = (start: number) => chosen.slice(start, start + groupLength).join('');
  return [0, groupLength, 2 * groupLength].map(groupAt).join('-');
}
