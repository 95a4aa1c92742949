/** Shows that HTTP is bounded in type, size and time, says little to strangers, and never what a failure knew. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { readAnswer, startProbe, until, type Probe } from './probe';
import { rowFailure } from './probe-schema';

const preflight = { 'apollo-require-preflight': 'true' };

/** Sends bytes and resolves with everything that came back when the server has closed. */
function exchange(port: number, ...parts: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => parts.forEach((part) => socket.write(part)));
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

/** `fetch` writes some headers itself; this writes them as told. */
function send(
  port: number,
  method: string,
  headers: Record<string, string>,
  body?: string | Buffer,
  path = '/graphql',
) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const outgoing = httpRequest({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const echo = JSON.stringify({ query: '{ echo }' });

describe('HTTP', () => {
  let probe: Probe;
  beforeAll(async () => {
    probe = await startProbe({ limits: { requestMilliseconds: 400, connectionCheckMilliseconds: 100 } });
  });
  afterAll(() => probe.close());
  beforeEach(() => {
    probe.calls.length = 0;
    probe.logged.length = 0;
  });

  test('21: a mutation by GET is refused with 405, and so are other methods', async () => {
    const get = await readAnswer(await fetch(`${probe.url}/graphql?query=mutation{touch}`, { headers: preflight }));
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await readAnswer(
        await fetch(`${probe.url}/graphql`, { method, headers: json, body: method === 'OPTIONS' ? undefined : echo }),
      );
      expect([answer.status, answer.headers.get('allow'), answer.code]).toEqual([
        405,
        'GET, POST',
        'METHOD_NOT_ALLOWED',
      ]);
    }
    expect(probe.calls).toEqual([]);
  });

  test('22: a query by GET needs the header that a page cannot send unasked, and no odd content type', async () => {
    const url = `${probe.url}/graphql?query={echo}`;
    expect((await fetch(url)).status).toBe(400);
    expect((await fetch(url, { headers: { 'content-type': 'message/http' } })).status).toBe(415);
    expect(probe.calls).toEqual([]);
    const served = await readAnswer(await fetch(url, { headers: preflight }));
    expect([served.status, served.body]).toEqual([200, { data: { echo: 'done' } }]);
  });

  test.each([
    ['23', 'application/x-www-form-urlencoded'],
    ['23', 'text/plain'],
    ['23', 'multipart/form-data; boundary=x'],
    ['24', 'application/json; charset=utf-16'],
    ['24', 'application/json; charset=utf-7'],
    ['25', 'application/json\t; charset=utf-8'],
    ['25', 'application/json;text/plain'],
    ['25', ' text/plain;application/json'],
    ['25', 'application/json; charset=utf-8; charset=utf-16'],
    ['25', 'application/jsonp'],
    ['25', 'application/graphql'],
  ])('%s: a body sent as %j is refused with 415', async (_number, type) => {
    const answer = await send(probe.port, 'POST', { 'content-type': type, ...preflight }, echo);
    expect([answer.status, JSON.parse(answer.text).errors[0].extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(probe.calls).toEqual([]);
  });

  test('24: bytes that are not UTF-8 are refused', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ echo(text: \\"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\\") }"}'),
    ]);
    const answer = await send(probe.port, 'POST', json, body);
    expect([answer.status, probe.calls]).toEqual([400, []]);
  });

  test('26: 300 kB are refused with 413, with a length and without; compressed bodies with 415', async () => {
    const large = JSON.stringify({ query: `{ echo(text: "${'x'.repeat(300_000)}") }` });
    const declared = await probe.post(large);
    expect([declared.status, declared.code]).toEqual([413, 'LIMIT_EXCEEDED']);
    const chunked = await exchange(
      probe.port,
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n',
      `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`,
    );
    expect(chunked).toMatch(/^HTTP\/1.1 413 /);
    const bomb = gzipSync(Buffer.alloc(10_000_000, 0x20));
    const zipped = await send(probe.port, 'POST', { ...json, 'content-encoding': 'gzip' }, bomb.subarray(0, 1_000));
    expect([zipped.status, probe.calls]).toEqual([415, []]);
  });

  test('27: headers and bodies that come too slowly are cut off', async () => {
    const before = performance.now();
    const answers = await Promise.all([
      exchange(probe.port, 'POST /graphql HTTP/1.1\r\nHost: x\r\n'),
      exchange(
        probe.port,
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query"',
      ),
    ]);
    expect(performance.now() - before).toBeLessThan(5_000);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(probe.calls).toEqual([]);
  });

  test('28: X-Forwarded-For changes nobody’s address, unless the proxy is trusted', async () => {
    const hashes = async (target: Probe, ...addresses: string[]) => {
      target.contexts.length = 0;
      for (const address of addresses)
        await target.post({ query: '{ echo }' }, { headers: { 'x-forwarded-for': address } });
      return new Set(target.contexts.map((context) => context.clientHash)).size;
    };
    expect(await hashes(probe, '10.0.0.1', '10.0.0.2', '203.0.113.7')).toBe(1);
    expect(JSON.stringify(probe.contexts[0]!.clientHash)).not.toContain('127.0.0.1');
    const behind = await startProbe({ environment: { LINKAGE_TRUSTED_PROXY: '127.0.0.1' } });
    expect(await hashes(behind, '203.0.113.7', '203.0.113.8')).toBe(2);
    // The client chose the first address; the proxy added the second.
    expect(await hashes(behind, '1.1.1.1, 203.0.113.9', '2.2.2.2, 203.0.113.9')).toBe(1);
    expect(await hashes(behind, '2001:db8:1:2::1', '2001:db8:1:2:ffff::9')).toBe(1);
    await behind.close();
  });

  test('29: pages of foreign and null origins get 403 and no CORS header; this host and those configured are served', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${probe.port + 1}`, 'garbage']) {
      const answer = await send(
        probe.port,
        'POST',
        { ...json, origin, cookie: 'a=b' },
        '{"query":"mutation { touch }"}',
      );
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([403, undefined]);
      const asked = { origin, 'access-control-request-method': 'POST' };
      expect((await send(probe.port, 'OPTIONS', asked)).status).toBe(403);
    }
    expect(probe.calls).toEqual([]);
    expect(
      (await send(probe.port, 'POST', { ...json, origin: probe.url, host: `127.0.0.1:${probe.port}` }, echo)).status,
    ).toBe(200);

    const open = await startProbe({ environment: { LINKAGE_ALLOWED_ORIGINS: 'https://portal.example' } });
    const asked = { origin: 'https://portal.example', 'access-control-request-method': 'POST' };
    const allowed = await send(open.port, 'OPTIONS', asked);
    expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([204, 'https://portal.example']);
    expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
    const served = await send(open.port, 'POST', { ...json, origin: 'https://portal.example' }, echo);
    expect([served.status, served.headers['access-control-allow-origin']]).toEqual([200, 'https://portal.example']);
    await open.close();
  });

  test('31: keys that reach a prototype are refused', async () => {
    for (const key of ['"__proto__":{"admin":true}', '"constructor":{"prototype":{"admin":true}}']) {
      const answer = await probe.post(`{"query":"{ echo }","variables":{${key}}}`);
      expect([answer.status, answer.code, ({} as any).admin]).toEqual([400, 'BAD_REQUEST', undefined]);
    }
    expect(probe.calls).toEqual([]);
  });

  test('32: malformed JSON, an empty body, no query and a query that is no text are GraphQL errors with 400', async () => {
    for (const body of [
      '{',
      '',
      '{}',
      '[]',
      '"x"',
      'null',
      '{"query":["{ echo }"]}',
      '{"query":{"kind":"Document"}}',
      '{"query":""}',
    ]) {
      const answer = await probe.post(body);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0]).toMatchObject({ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } });
    }
    expect(probe.calls).toEqual([]);
  });

  test('33: a browser that asks for a page gets no explorer', async () => {
    const page = { accept: 'text/html' };
    for (const path of ['/', '/graphiql', '/playground', '/explorer', '/graphql/'])
      expect((await fetch(probe.url + path, { headers: page })).status).toBe(404);
    const answer = await fetch(`${probe.url}/graphql`, { headers: page });
    expect([answer.status, await answer.text()]).toEqual([400, expect.not.stringContaining('<html')]);
  });

  test('34, 35: what a resolver throws is masked; its id leads to a log line that quotes no row either', async () => {
    for (const how of ['row', 'type', 'phone']) {
      const answer = await probe.post({ query: 'query ($how: String) { fails(how: $how) }', variables: { how } });
      const [error] = answer.body.errors;
      expect([answer.status, error.extensions.code, error.path]).toEqual([200, 'INTERNAL', ['fails']]);
      expect(Object.keys(error.extensions).sort()).toEqual(['code', 'errorId', 'messageEn', 'messageZh']);
      expect(answer.body.extensions).toBeUndefined();
      const line = probe.logged.find((logged) => logged.includes(error.extensions.errorId))!;
      for (const text of [answer.text, line])
        expect(text).not.toMatch(/110101199003074258|13800138000|张三|abc\.def|INSERT INTO|household_member|Key \(/);
      expect(answer.text).not.toMatch(/srv|at \w+|undefined is not/);
    }
    const states = probe.logged.map((line) => JSON.parse(line).failure).filter(Boolean);
    expect(states[0]).toMatchObject({
      type: 'QueryFailedError',
      sqlState: '23505',
      constraint: 'a_member_is_known_once',
    });
    expect(states[2].message).toBe('cannot call [masked mobile number] of [masked resident number], Bearer [masked]');
    expect(rowFailure().message).toContain('110101199003074258');
  });

  test('35: a fault keeps its code and details; the request beside it is answered', async () => {
    const answer = await probe.post({ query: '{ fails(how: "fault") echo }' });
    expect(answer.body.data).toEqual({ fails: null, echo: 'done' });
    expect(answer.body.errors).toEqual([
      {
        message: '不对 / wrong',
        locations: [{ line: 1, column: 3 }],
        path: ['fails'],
        extensions: { code: 'BAD_USER_INPUT', messageZh: '不对', messageEn: 'wrong', field: 'how' },
      },
    ]);
  });

  test('a request that failed for a reason that passes is answered 503 with Retry-After; a half answered one is not', async () => {
    for (const how of ['retryable', 'connection']) {
      const failed = await probe.post({ query: `{ fails(how: "${how}") }` });
      expect([failed.status, failed.headers.get('retry-after'), failed.code]).toEqual([503, '1', 'RETRYABLE']);
    }
    const half = await probe.post({ query: '{ fails(how: "retryable") echo }' });
    expect([half.status, half.body.data]).toEqual([200, { fails: null, echo: 'done' }]);
    const unknown = await probe.post({ query: '{ echo }' }, { token: 'busy' });
    expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '1']);
  });

  test('9: an answer above 4 MiB is replaced by a fault, and a list of errors is cut at ten', async () => {
    const long = await probe.post({ query: '{ long(length: 5000000) }' });
    expect([long.code, long.text.length < 1_000]).toEqual(['LIMIT_EXCEEDED', true]);
    const aliases = Array.from({ length: 15 }, (_, i) => `a${i}: fails(how: "fault")`).join(' ');
    expect((await probe.post({ query: `{ ${aliases} }` })).body.errors).toHaveLength(10);
  });

  test('36: security headers stand on every answer', async () => {
    const answers = [
      await fetch(`${probe.url}/health`),
      await fetch(`${probe.url}/nothing`),
      (await probe.post({ query: '{ echo }' })) as { headers: Headers },
      await fetch(`${probe.url}/graphql`, { method: 'POST', body: 'x' }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      );
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull();
    }
  });

  test('37: metrics are for this machine only, health says no versions', async () => {
    const metrics = await fetch(`${probe.url}/metrics`);
    expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringContaining('linkage_sockets 0')]);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      expect((await fetch(`${probe.url}/metrics`, { headers: { [header]: '127.0.0.1' } })).status).toBe(404);
    const health = await fetch(`${probe.url}/health`);
    expect([health.status, await health.text()]).toEqual([200, '{"status":"ok"}']);
  });

  test('38: answers are never compressed, so that their length tells nothing about what stands beside an echo', async () => {
    const answer = await probe.post(
      { query: `{ echo(text: "${'a'.repeat(5_000)}") }` },
      { headers: { 'accept-encoding': 'gzip, br' } },
    );
    expect(answer.headers.get('content-encoding')).toBeNull();
  });

  test('88: line breaks and colours in what people send stay one line of the log, and a query by GET is not in it', async () => {
    await fetch(`${probe.url}/graphql?query={echo(text:"13800138000")}`, { headers: preflight });
    await fetch(`${probe.url}/a%0d%0a%1b[31mX?name=13800138000`);
    await until(() => probe.logged.length >= 2);
    for (const line of probe.logged) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(line).not.toMatch(/13800138000|\x1b/);
      expect(JSON.parse(line)).toMatchObject({ msg: 'request' });
    }
  });
});
