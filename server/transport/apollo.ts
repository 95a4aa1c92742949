/** Promises that Apollo executes only what the guard let through, and answers only what the mask lets out. */
import { ApolloServer, type ApolloServerPlugin, type BaseContext, type GraphQLRequestContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { Fault } from '../../schema/fault';
import type { RequestContext } from '../context';
import { refusalStatus, type Guard } from './guard';
import type { Limits } from './limits';
import type { Log } from './log';
import type { Mask } from './mask';

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly guard: Guard;
  readonly mask: Mask;
  readonly limits: Limits;
  readonly log: Log;
  readonly onRefusal: (code: string) => void;
}

export function createApollo(parts: ApolloParts): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema: parts.schema,
    // The guard validates, with the same rules for both transports and the shape of the document first.
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: parts.limits.documentTokens },
    persistedQueries: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: quietLogger(parts.log),
    formatError: (_formatted, error) => parts.mask.present(error),
    stringifyResult: (result) => boundedAnswer(result, parts),
    plugins: [
      guardPlugin(parts),
      statusPlugin(parts),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Stands between Apollo's parsing and its execution: gives the refusal as the answer. */
function guardPlugin(parts: ApolloParts): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, request, contextValue }) => {
        const { operationName, variables } = request;
        const { actor } = contextValue;
        const refused = parts.guard.refuse({ document, operationName, variables, actor, transport: 'http' });
        if (refused.length === 0) return null;
        const errors = parts.mask.presentAll(refused, parts.limits.errors);
        parts.onRefusal(String(errors[0]?.extensions?.code));
        return {
          http: { status: refusalStatus(refused), headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { errors } },
        };
      },
    }),
  };
}

/** Shortens the list of errors; a request that failed as a whole for a reason that passes is answered 503. */
function statusPlugin(parts: ApolloParts): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({ willSendResponse: async (context) => finishResponse(context, parts.limits) }),
  };
}

function finishResponse({ response }: Pick<GraphQLRequestContext<BaseContext>, 'response'>, limits: Limits): void {
  if (response.body?.kind !== 'single') return;
  const result = response.body.singleResult;
  if (!result.errors) return;
  if (result.errors.length > limits.errors) result.errors = result.errors.slice(0, limits.errors);
  const isAnswered = Object.values(result.data ?? {}).some((value) => value !== null);
  if (isAnswered || !result.errors.some((error) => error.extensions?.code === 'RETRYABLE')) return;
  response.http.status = 503;
  response.http.headers.set('retry-after', '1');
}

function boundedAnswer(result: FormattedExecutionResult, { limits }: ApolloParts): string {
  const answer = JSON.stringify(result);
  if (answer.length <= limits.answerBytes) return answer;
  const fault = new Fault('LIMIT_EXCEEDED', {
    zh: '结果过大，请减小 first 或减少字段',
    en: 'the answer is too large; ask for smaller pages or fewer fields',
  });
  return JSON.stringify({ errors: [{ message: fault.message, extensions: fault.extensions }] });
}

/** Apollo's own lines may quote a request; only that there was one is kept. */
function quietLogger(log: Log) {
  const tell = (level: 'debug' | 'warn' | 'error') => (message?: unknown) =>
    log[level]({ source: 'apollo' }, typeof message === 'string' ? message.slice(0, 120) : 'a message of apollo');
  return { debug: tell('debug'), info: tell('debug'), warn: tell('warn'), error: tell('error') };
}
