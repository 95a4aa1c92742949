/** Promises the thrown kind of error: a code that clients can act on and a message in both languages, never personal data. */
import { GraphQLError } from 'graphql';

export interface Message {
  readonly zh: string;
  readonly en: string;
}

export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'LIMIT_EXCEEDED'
  | 'NOT_FOUND'
  | 'CURSOR_EXPIRED'
  | 'RETRYABLE'
  | 'TIMEOUT';

/** A request that cannot be served as it is. Clients read `extensions.code`; `extensions.messageZh` is the Chinese text. */
export class Fault extends GraphQLError {
  constructor(code: FaultCode, message: Message, details: Record<string, unknown> = {}) {
    super(`${message.zh} / ${message.en}`, {
      extensions: { code, messageZh: message.zh, messageEn: message.en, ...details },
    });
    this.name = 'Fault';
  }
}
