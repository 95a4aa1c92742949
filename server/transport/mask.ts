/** Promises that only faults and errors of the request itself leave the server; anything else becomes INTERNAL with an id that the log knows. */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault } from '../../schema/fault';
import { databaseFailure } from '../database/failure';
import { describeFailure, type Log } from './log';

/** Errors that graphql-js and Apollo find in the request before anything runs. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
]);

const messageLength = 300;
const locationCount = 5;

/** The message of graphql-js without suggestions and without the values that it quotes. */
export function cleanMessage(message: string): string {
  return message
    .replace(/\s*Did you mean [^?]*\?/g, '')
    .replace(/,? found [\s\S]*$/, '.')
    .replace(/^(\w+ cannot represent [^:"]*?)(?: value)?: [\s\S]*$/, '$1 value.')
    .replace(/^Value "[\s\S]*" does not exist in/, 'The value does not exist in')
    .replace(/\b(String|BlockString|Int|Float) "[\s\S]*"/g, '$1')
    .slice(0, messageLength);
}

export class Mask {
  constructor(private readonly log: Log) {}

  /** One error as the client may see it. */
  present(error: unknown): GraphQLFormattedError {
    const given = error instanceof GraphQLError ? error : undefined;
    const cause = databaseFailure(causeOf(error));
    const position = {
      ...(given?.locations ? { locations: given.locations.slice(0, locationCount) } : {}),
      ...(given?.path ? { path: given.path } : {}),
    };
    if (cause instanceof Fault) return { message: cause.message, ...position, extensions: published(cause) };
    if (given && isOfTheRequest(given))
      return { message: cleanMessage(given.message), ...position, extensions: { code: given.extensions.code } };
    return { ...this.internal(cause), ...position };
  }

  /** A list of errors, no longer than the limit. */
  presentAll(errors: readonly unknown[], limit: number): GraphQLFormattedError[] {
    return errors.slice(0, limit).map((error) => this.present(error));
  }

  /** What a bug looks like from outside; the log has the rest under the same id. */
  internal(cause: unknown): GraphQLFormattedError {
    const errorId = randomUUID();
    this.log.error({ errorId, failure: describeFailure(cause) }, 'a request met a failure that nobody expected');
    const messageZh = '服务器内部错误，请稍后重试；若仍出错，请报告错误编号';
    const messageEn = 'internal error, try again later; if it stays, report the error id';
    return { message: `${messageZh} / ${messageEn}`, extensions: { code: 'INTERNAL', messageZh, messageEn, errorId } };
  }
}

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** An error with a path came out of a resolver: there only faults may speak. */
function isOfTheRequest(error: GraphQLError): boolean {
  return error.path === undefined && requestCodes.has(String(error.extensions.code));
}

function published(fault: Fault): Record<string, unknown> {
  const { http: _http, ...rest } = fault.extensions;
  return rest;
}
