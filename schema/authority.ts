/** Promises that every operation states who may call it; the guard of both transports reads it, a test walks it. */
import { Extensions } from 'type-graphql';
import type { Role } from './identity/role';

export type Authority = 'ANYONE' | 'SIGNED_IN' | readonly Role[];

/** Scope of partner API keys: an operation without a scope cannot be called with a key. */
export interface AuthorityOptions {
  readonly apiKeyScope?: string;
  /** Sign-in and the like: at most one per document. */
  readonly sensitive?: boolean;
}

/** States who may call an operation. Rows are decided below it, by the policy of the noun. */
export function Allow(authority: Authority, options: AuthorityOptions = {}): MethodDecorator {
  return Extensions({ authority, ...options });
}
