/** Promises that a request which is no GraphQL request is refused with the right status before anything reads it. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Config } from '../config';
import type { Message } from '../message';
import type { Mask } from './mask';
import { isOriginAllowed } from './origin';
import type { Repeats } from './repeats';

const jsonType = /^application\/json(?: *; *charset="?utf-8"?)?$/i;

const codes: Readonly<Record<number, { code: string; zh: string; en: string }>> = {
  400: { code: 'BAD_REQUEST', zh: '请求格式不正确', en: 'the request is malformed' },
  401: { code: 'UNAUTHENTICATED', zh: '请先登录', en: 'sign in first' },
  403: { code: 'FORBIDDEN', zh: '不允许从该网站调用', en: 'calls from this origin are not allowed' },
  404: { code: 'NOT_FOUND', zh: '没有此地址', en: 'there is nothing at this address' },
  405: { code: 'METHOD_NOT_ALLOWED', zh: '只支持 GET 和 POST', en: 'only GET and POST are supported' },
  408: { code: 'TIMEOUT', zh: '请求发送过慢', en: 'the request came too slowly' },
  409: { code: 'IDEMPOTENCY_MISMATCH', zh: '该编号已用于其他内容', en: 'this id was used for other contents' },
  413: { code: 'LIMIT_EXCEEDED', zh: '请求过大（上限 64 kB）', en: 'the request is too large (64 kB at most)' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', zh: '请以 application/json(UTF-8)发送', en: 'send application/json in UTF-8' },
  422: { code: 'LIMIT_EXCEEDED', zh: '已达上限', en: 'a limit is reached' },
  429: { code: 'LIMIT_EXCEEDED', zh: '今日次数已达上限，请明日再试', en: 'used too often today, try tomorrow' },
  503: { code: 'RETRYABLE', zh: '服务正在重启，请稍后重试', en: 'the server restarts, try again' },
};

/** The answer of a status, in these words where those of a GraphQL request do not fit. */
export function answer(reply: FastifyReply, status: number, said?: Message): FastifyReply {
  const { code, zh, en } = { ...(codes[status] ?? codes[400]!), ...said };
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message: `${zh} / ${en}`, extensions: { code, messageZh: zh, messageEn: en } }] });
}

/** Reads JSON in UTF-8 and nothing else; keys that would reach a prototype are refused. Repeats are told apart by their bytes. */
export function jsonOnly(server: FastifyInstance, repeats: Repeats): void {
  const readJson = server.getDefaultJsonParser('error', 'error');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let text: string;
    try {
      text = decoder.decode(body);
    } catch {
      return done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }), undefined);
    }
    repeats.look(request, body);
    void readJson(request, text, done);
  });
}

/** The gate before the body is read: method, origin, content type, encoding. */
export function admitRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
  done: HookHandlerDoneFunction,
): void {
  const { origin, host } = request.headers;
  if (!isOriginAllowed(origin, host, config)) return void answer(reply, 403);
  if (origin !== undefined && config.allowedOrigins.includes(origin)) shareWith(origin, reply);
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
    return void reply.code(204).send();
  if (request.method !== 'GET' && request.method !== 'POST')
    return void answer(reply.header('allow', 'GET, POST'), 405);
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return void answer(reply, 415);
  const type = request.headers['content-type'];
  const isTyped = type !== undefined ? jsonType.test(type) : request.method === 'GET';
  if (!isTyped) return void answer(reply, 415);
  done();
}

/** Pages of an origin that the configuration names may read the answers; credentials go in a header, never in a cookie. */
function shareWith(origin: string, reply: FastifyReply): void {
  reply
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'authorization, content-type, apollo-require-preflight')
    .header('access-control-expose-headers', 'x-request-id, retry-after')
    .header('access-control-max-age', '600')
    .header('vary', 'origin');
}

export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): void {
  answer(reply, 404);
}

/** Failures outside GraphQL: of the request by their status, all others masked. */
export function answerFailure(error: unknown, _request: FastifyRequest, reply: FastifyReply, mask: Mask): void {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status in codes || (status >= 400 && status < 500)) answer(reply, status in codes ? status : 400);
  else
    reply
      .code(500)
      .type('application/json; charset=utf-8')
      .send({ errors: [mask.internal(error)] });
}
