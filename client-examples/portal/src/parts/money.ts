/** Promises yuan as people type them, read as exact fen: no amount passes through a number that rounds. */

/** Up to thirteen digits of yuan, as the contract has it. */
const written = /^(\d{1,13})(?:\.(\d{0,2}))?$/;

/**
 * Fen as text; undefined when it is no amount. Full-width digits, a sign of the currency and separators of thousands make no
 * difference; a third decimal does: nobody's half fen is rounded away.
 */
export function fenOfYuan(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,_¥元]/gu, '');
  const match = written.exec(plain);
  if (!match) return undefined;
  return String(BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0')));
}

/** Fen as a person would type them. */
export function yuanOfFen(fen: string): string {
  const amount = BigInt(fen);
  const rest = amount % 100n;
  return `${amount / 100n}${rest === 0n ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

/** A whole number above nought as text; undefined for everything else. */
export function wholeNumber(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,_]/gu, '');
  return /^0*[1-9]\d{0,9}$/.test(plain) ? String(BigInt(plain)) : undefined;
}
