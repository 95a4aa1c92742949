/** Shows how the server answers while its database is busy or away, and how it ends. */
import { connect, type Socket } from 'node:net';
import { people } from '../stage/people';
import { startTestServer } from '../stage/server';
import { startProbe, until } from './probe';

describe('health and the end of a server', () => {
  test('37: given a database that does not answer, then health says 503', async () => {
    const probe = await startProbe({ ready: () => Promise.reject(new Error('no database at 10.0.0.5')) });
    const health = await fetch(`${probe.url}/health`);
    expect([health.status, await health.text()]).toEqual([503, '{"status":"unavailable"}']);
    await probe.close();
  });

  test('53: given a request under way, when the server ends, then health says 503 first, the request is answered, the port closes', async () => {
    const probe = await startProbe({ limits: { lameDuckMilliseconds: 500 } });
    const slow = probe.post({ query: '{ slow }' });
    await until(() => probe.calls.includes('slow'));
    const closed = probe.close();
    const health = await fetch(`${probe.url}/health`);
    expect([health.status, await health.text()]).toEqual([503, '{"status":"draining"}']);
    expect(health.headers.get('connection')).toBe('close');
    probe.release();
    expect((await slow).body).toEqual({ data: { slow: 'done' } });
    await closed;
    await expect(fetch(`${probe.url}/health`)).rejects.toThrow('fetch failed');
  });

  test('53: given idle connections that stay open, then the server ends all the same', async () => {
    const probe = await startProbe();
    const idle: Socket = connect(probe.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    idle.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    await probe.close();
    await ended;
  });

  test('53: given a connection opened in advance on which nothing was sent, then the server ends all the same', async () => {
    const probe = await startProbe();
    const unused: Socket = connect(probe.port, '127.0.0.1');
    await new Promise((resolve) => unused.once('connect', resolve));
    const ended = new Promise((resolve) => unused.once('close', resolve));
    unused.resume();
    await probe.close();
    await ended;
  }, 5_000);

  test('111: given every connection of the pool in use, then a request is answered 503 within two seconds and later served', async () => {
    const server = await startTestServer({ LINKAGE_POOL_SIZE: '2', LINKAGE_POOL_WAIT_MILLISECONDS: undefined });
    const { database } = server.app.composition;
    const { token } = await people(server).nobodyInParticular();
    const releases: (() => void)[] = [];
    const held = [1, 2].map(() =>
      database.transaction(async () => {
        await new Promise<void>((resolve) => releases.push(resolve));
      }),
    );
    await until(() => releases.length === 2);
    const before = performance.now();
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.request('{ area(code: "640104") { name } }', {}, token)),
    );
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(answers.map(({ status, errors }) => [status, errors?.[0]?.extensions.code])).toEqual(
      Array(3).fill([503, 'RETRYABLE']),
    );
    releases.forEach((release) => release());
    await Promise.all(held);
    const served = await server.request('{ area(code: "640104") { name } }', {}, token);
    expect(served.data).toEqual({ area: { name: '兴庆区' } });
    await server.close();
  });

  test.each([0, -1, 101, 99_999_999])(
    '12: first: %d on the real schema is refused with BAD_USER_INPUT',
    async (first) => {
      const server = await startTestServer();
      const { token } = await people(server).nobodyInParticular();
      const query = 'query ($first: Int!) { area(code: "640104") { children(first: $first) { edges { cursor } } } }';
      const answer = await server.request(query, { first }, token);
      expect(answer.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
      await server.close();
    },
  );
});
