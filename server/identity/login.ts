/** Promises one spelling of each login: lower case, letters, digits, Han characters and a few signs, 3 to 64 of them. */
import { cleanText } from '../../schema/text';

const shape = /^[a-z0-9\p{Script=Han}._@-]{3,64}$/u;

/** The login as it is kept, or undefined when no account can have it. */
export function readLogin(written: string): string | undefined {
  const login = written.normalize('NFKC').trim().toLowerCase();
  return shape.test(login) ? login : undefined;
}

/** A name to be shown; undefined when it cannot be one. */
export function readName(written: string): string | undefined {
  return cleanText(written, { maximum: 64 });
}
