/** Shows that a socket is let in, fed and closed by the same rules as HTTP. */
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { RequestContext } from '../../server/context';
import { endPeers, joinPeer, openPeer, subscribing, type PeerOptions } from './peer';
import { startProbe, until, type Probe } from './probe';
import { organisationId } from './probe-schema';

const sixteen = Array.from({ length: 16 }, (_, i) => `a${i}: text`).join(' ');

describe('the WebSocket', () => {
  let probe: Probe;
  const clients: Client[] = [];

  beforeAll(async () => {
    probe = await startProbe({
      limits: { initialisationMilliseconds: 300, sweepMilliseconds: 50, closeMilliseconds: 200 },
    });
  });
  afterAll(() => probe.close());
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    await endPeers(probe);
    probe.revoked.clear();
  });

  const open = (options?: PeerOptions) => openPeer(probe, options);
  const join = (token?: string, target = probe) => joinPeer(target, token);
  /** The status that answers an upgrade. */
  const upgrade = (headers: Record<string, string>, path = '/graphql') =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(probe.socketUrl.replace('/graphql', path), 'graphql-transport-ws', { headers });
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode!);
        response.destroy();
      });
      socket.on('open', () => {
        resolve(101);
        socket.terminate();
      });
      socket.on('error', () => undefined);
    });

  test.each([
    ['without a credential', undefined, 4401, 'sign in first'],
    ['with a bad credential', { authorization: 'Bearer garbage' }, 4403, 'the credential is not valid'],
    ['with a credential that is no text', { authorization: { admin: true } }, 4401, 'sign in first'],
    ['while the database is away', { authorization: 'Bearer busy' }, 1013, 'try again'],
  ])('39: connecting %s is closed before the acknowledgement', async (_case, payload, code, reason) => {
    const peer = await open();
    peer.send({ type: 'connection_init', payload });
    expect(await peer.closed).toEqual({ code, reason });
    expect(peer.messages).toEqual([]);
  });

  test('40: a socket that does not begin is closed with 4408', async () => {
    expect((await (await open()).closed).code).toBe(4408);
  });

  test('41: garbage 4400, a second beginning 4429, a used id 4409, a subscription before the acknowledgement 4401, another protocol refused', async () => {
    const garbage = await open();
    garbage.send('{"type":');
    expect((await garbage.closed).code).toBe(4400);
    const unknown = await join();
    unknown.send({ type: 'format_disk' });
    expect((await unknown.closed).code).toBe(4400);
    const binary = await join();
    binary.socket.send(Buffer.from('{"type":"ping"}'));
    expect((await binary.closed).code).toBe(4400);
    const twice = await join();
    twice.send({ type: 'connection_init' });
    expect((await twice.closed).code).toBe(4429);
    const early = await open();
    early.send(subscribing('1'));
    expect((await early.closed).code).toBe(4401);
    const same = await join();
    same.send(subscribing('1'));
    await until(() => probe.listeners() === 1);
    same.send(subscribing('1'));
    expect((await same.closed).code).toBe(4409);
    await until(() => probe.listeners() === 0);
    expect((await (await open({ protocol: 'graphql-ws' })).closed).code).toBe(1006);
    expect(await upgrade({}, '/other')).toBe(404);
  });

  test.each([
    ['a query', '{ echo }', 'BAD_USER_INPUT'],
    ['a mutation', 'mutation { touch }', 'BAD_USER_INPUT'],
    ['a type name', '{ __typename }', 'BAD_USER_INPUT'],
    ['introspection', '{ __schema { queryType { name } } }', 'BAD_USER_INPUT'],
    ['an unknown field', 'subscription { tick { text } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two root fields', 'subscription { ticks { text } a: ticks { text } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['2,500 tokens', `subscription { ticks { ${'text '.repeat(2_500)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['16 aliases', `subscription { ticks { ${sixteen} } }`, 'LIMIT_EXCEEDED'],
    [
      'two operations',
      'subscription A { ticks { text } } subscription B { ticks { text } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['the feed of another role', 'subscription { officers }', 'FORBIDDEN'],
  ])('42: %s is answered with one error and executes nothing', async (_case, query, code) => {
    probe.calls.length = 0;
    const peer = await join();
    peer.send(subscribing('1', query));
    const error = await peer.got('error', '1');
    expect(error.payload.map((each: any) => each.extensions.code)).toEqual([code]);
    expect(JSON.stringify(error)).not.toMatch(/did you mean/i);
    expect([probe.calls, probe.listeners()]).toEqual([[], 0]);
    // The socket goes on.
    peer.send(subscribing('2'));
    await until(() => probe.listeners() === 1);
  });

  test('42: introspection over the socket is closed where it is off', async () => {
    const closed = await startProbe({ environment: { LINKAGE_INTROSPECTION: 'false' } });
    const peer = await join('member', closed);
    peer.send(subscribing('1', 'subscription { ticks { text } __schema { queryType { name } } }'));
    expect((await peer.got('error', '1')).payload[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    peer.socket.terminate();
    await closed.close();
  });

  test('43: pages of foreign and null origins are refused at the upgrade; this host and programs are let in', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `http://127.0.0.1:${probe.port + 1}`,
      `http://127.0.0.1:${probe.port}.evil.example`,
    ])
      expect(await upgrade({ origin })).toBe(403);
    expect(await upgrade({ origin: probe.url })).toBe(101);
    expect(await upgrade({})).toBe(101);
  });

  test('48: a socket is closed when its token ends, with a code after which a stock client comes back', async () => {
    const started = Date.now();
    const fresh = await startProbe({ limits: { sweepMilliseconds: 50 } });
    const tokens = ['passing', 'member'];
    const events: unknown[] = [];
    const closes: number[] = [];
    const client = createClient({
      url: fresh.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: () => ({ authorization: `Bearer ${tokens.shift()}` }),
      retryWait: async () => undefined,
      on: { closed: (event) => closes.push((event as { code: number }).code) },
    });
    clients.push(client);
    client.subscribe(
      { query: 'subscription { ticks { text } }' },
      { next: (event) => events.push(event), error: () => undefined, complete: () => undefined },
    );
    await until(() => closes.length === 1);
    expect(closes).toEqual([4403]);
    expect(Date.now() - started).toBeLessThan(3_500);
    await until(() => fresh.listeners() === 1 && tokens.length === 0);
    await until(() => {
      fresh.publish({ text: 'after' });
      return events.length > 0;
    });
    expect(events[0]).toEqual({ data: { ticks: { text: 'after' } } });
    await client.dispose();
    await fresh.close();
  });

  test('49: a revoked credential opens no further subscription, and sockets of an account or organisation are closed on call', async () => {
    const peer = await join();
    const colleague = await join('colleague');
    const officer = await join('officer');
    probe.revoked.add('member');
    peer.send(subscribing('1'));
    expect((await peer.got('error', '1')).payload[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(probe.listeners()).toBe(0);
    const { sockets } = probe.transport;
    expect(sockets.closeOf('0198c000-0000-7000-8000-a00000000000')).toBe(1);
    expect(await peer.closed).toEqual({ code: 4403, reason: 'authority changed' });
    expect(sockets.closeOf(organisationId, 1013, 'suspended')).toBe(1);
    expect(await colleague.closed).toEqual({ code: 1013, reason: 'suspended' });
    expect(officer.socket.readyState).toBe(officer.socket.OPEN);
    expect(sockets.closeOf('nobody')).toBe(0);
  });

  test('49: the context of a subscription reads the actor as it is now and can close its socket', async () => {
    const peer = await join();
    peer.send(subscribing('mine'));
    await until(() => probe.listeners() === 1);
    const context: RequestContext = probe.contexts.at(-1)!;
    expect(context).toMatchObject({ transport: 'websocket', subscriptionId: 'mine', actor: { displayName: 'a' } });
    expect((await context.currentActor!())?.displayName).toBe('a');
    probe.revoked.add('member');
    expect(await context.currentActor!()).toBeUndefined();
    context.closeSocket!(4403, 'authority changed');
    expect((await peer.closed).code).toBe(4403);
    await until(() => probe.listeners() === 0);
  });

  test.each([
    ['a variable of the wrong type', 'subscription ($b: Int) { ticks(bytes: $b) { text } }', { b: '13800138000' }],
    ['a literal of the wrong type', 'subscription { ticks(bytes: "13800138000") { text } }', undefined],
    ['a NUL byte', 'subscription ($b: Int) { ticks(bytes: $b) { text } }', { b: 1, '\0': 1 }],
  ])('50: %s is refused at subscribing', async (_case, query, variables) => {
    const peer = await join();
    peer.send(subscribing('1', query, variables));
    const error = await peer.got('error', '1');
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(error.payload[0].extensions.code);
    expect(JSON.stringify(error)).not.toContain('13800138000');
    expect(probe.listeners()).toBe(0);
  });

  test('51: a field that the subscriber may not see is empty in every event, and a failure in one is masked', async () => {
    const peer = await join();
    peer.send(subscribing('1', 'subscription { ticks { text secret failing } }'));
    await until(() => probe.listeners() === 1);
    probe.publish({ text: 'one' });
    const { payload } = await peer.got('next', '1');
    expect(payload.data).toEqual({ ticks: { text: 'one', secret: null, failing: null } });
    expect(payload.errors.map((error: any) => [error.path, error.extensions.code])).toEqual([
      [['ticks', 'secret'], 'FORBIDDEN'],
      [['ticks', 'failing'], 'INTERNAL'],
    ]);
    expect(JSON.stringify(payload)).not.toMatch(/110101199003074258|张三/);
  });

  test('35: what fails while subscribing is masked', async () => {
    const peer = await join();
    peer.send(subscribing('1', 'subscription { fallen }'));
    await peer.got('complete', '1');
    const text = JSON.stringify(peer.messages);
    expect(text).toContain('"code":"INTERNAL"');
    expect(text).not.toMatch(/110101199003074258|张三|member/);
  });

  test('compression is never agreed', async () => {
    const socket = new WebSocket(probe.socketUrl, 'graphql-transport-ws', { perMessageDeflate: true });
    await new Promise((resolve) => socket.once('open', resolve));
    expect(socket.extensions).toBe('');
    socket.terminate();
  });
});
