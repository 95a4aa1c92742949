/** Promises passwords kept as argon2id (19 MiB, two passes), and a check that takes as long for an unknown login as for a known one. */
import { hash, verify } from '@node-rs/argon2';
import { Fault } from '../../schema/fault';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const passwordLengthMinimum = 10;
export const passwordLengthMaximum = 128;

/** More than this many at once would only queue for the processor and hold memory. */
const atOnceMaximum = 64;
let underway = 0;

async function bounded<Result>(work: () => Promise<Result>): Promise<Result> {
  if (underway >= atOnceMaximum)
    throw new Fault('RETRYABLE', { zh: '登录请求过多，请稍后重试', en: 'too many sign-ins at this moment, try again' });
  underway += 1;
  try {
    return await work();
  } finally {
    underway -= 1;
  }
}

/** Full-width and half-width typing of one password are the same password. */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(normalise(password), cost));
}

/** The hash, at the same cost, of a password that was thrown away: what unknown logins are checked against. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$xmsjKJARL19mE0QJfBh4XQ$LQ+1TbhofV4iI7R1U10bQ6YA+PjB/kjUKKeUwu6U2oc';

/** Whether the password is the one kept. Without a kept one it works as long, and answers false. */
export async function passwordMatches(kept: string | null | undefined, password: string): Promise<boolean> {
  const acceptable = typeof kept === 'string' && password.length <= passwordLengthMaximum;
  const against = acceptable ? kept : nobodysHash;
  const same = await bounded(() => verify(against, normalise(password.slice(0, passwordLengthMaximum))));
  return same && acceptable;
}

/** Whether a new password is long enough and is not the login or one character repeated. */
export function passwordIsStrong(password: string, login: string): boolean {
  const text = normalise(password);
  return (
    text.length >= passwordLengthMinimum &&
    text.length <= passwordLengthMaximum &&
    new Set(text).size >= 4 &&
    !text.toLowerCase().includes(login)
  );
}
