/** Shows that a socket is let in, fed and closed by the same rules as HTTP, and that none of them can harm the process. */
import { connect, type Socket } from 'node:net';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { RequestContext } from '../../server/context';
import { organisationId, startProbe, until, type Probe } from './probe';

interface Peer {
  readonly socket: WebSocket;
  readonly messages: any[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: unknown): void;
  /** Waits for a message of the type (and id). */
  got(type: string, id?: string): Promise<any>;
}

describe('the WebSocket', () => {
  let probe: Probe;
  const peers: WebSocket[] = [];
  const clients: Client[] = [];

  beforeAll(async () => {
    probe = await startProbe({ limits: { initialisationMilliseconds: 300, sweepMilliseconds: 50, closeMilliseconds: 200 } });
  });
  afterAll(() => probe.close());
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    for (const peer of peers.splice(0)) peer.terminate();
    await until(() => probe.transport.sockets.size === 0);
    probe.revoked.clear();
  });

  const open = async (target = probe, options: { headers?: Record<string, string>; protocol?: string } = {}): Promise<Peer> => {
    const socket = new WebSocket(target.socketUrl, options.protocol ?? 'graphql-transport-ws', { headers: options.headers });
    peers.push(socket);
    const messages: any[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
    socket.on('error', () => undefined);
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
    const found = (type: string, id?: string) => messages.find((message) => message.type === type && (id === undefined || message.id === id));
    await new Promise<void>((resolve) => {
      socket.once('open', resolve);
      socket.once('close', () => resolve());
    });
    return {
      socket,
      messages,
      closed,
      send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
      got: async (type, id) => {
        await until(() => found(type, id) !== undefined || socket.readyState === socket.CLOSED);
        return found(type, id);
      },
    };
  };
  const join = async (token = 'member', target = probe): Promise<Peer> => {
    const peer = await open(target);
    peer.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await peer.got('connection_ack');
    return peer;
  };
  const ticks = (id: string, query = 'subscription { ticks { text } }', variables?: unknown) => ({ id, type: 'subscribe', payload: { query, variables } });
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
    early.send(ticks('1'));
    expect((await early.closed).code).toBe(4401);
    const same = await join();
    same.send(ticks('1'));
    await until(() => probe.listeners() === 1);
    same.send(ticks('1'));
    expect((await same.closed).code).toBe(4409);
    await until(() => probe.listeners() === 0);
    expect((await (await open(probe, { protocol: 'graphql-ws' })).closed).code).toBe(1006);
    expect(await upgrade({}, '/other')).toBe(404);
  });

  test.each([
    ['{ echo }', 'BAD_USER_INPUT'],
    ['mutation { touch }', 'BAD_USER_INPUT'],
    ['{ __typename }', 'BAD_USER_INPUT'],
    ['{ __schema { queryType { name } } }', 'BAD_USER_INPUT'],
    ['subscription { tick { text } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { ticks { text } a: ticks { text } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    [`subscription { ticks { ${'text '.repeat(2_500)} } }`, 'GRAPHQL_PARSE_FAILED'],
    [`subscription { ticks { ${Array.from({ length: 16 }, (_, i) => `a${i}: text`).join(' ')} } }`, 'LIMIT_EXCEEDED'],
    ['subscription A { ticks { text } } subscription B { ticks { text } }', 'OPERATION_RESOLUTION_FAILURE'],
    ['subscription { officers }', 'FORBIDDEN'],
  ])('42: %.60s is answered with one error and executes nothing', async (query, code) => {
    probe.calls.length = 0;
    const peer = await join();
    peer.send(ticks('1', query));
    const error = await peer.got('error', '1');
    expect(error.payload.map((each: any) => each.extensions.code)).toEqual([code]);
    expect(JSON.stringify(error)).not.toMatch(/did you mean/i);
    expect([probe.calls, probe.listeners()]).toEqual([[], 0]);
    // The socket goes on.
    peer.send(ticks('2'));
    await until(() => probe.listeners() === 1);
  });

  test('42: introspection over the socket is closed where it is off', async () => {
    const closed = await startProbe({ environment: { LINKAGE_INTROSPECTION: 'false' } });
    const peer = await join('member', closed);
    peer.send(ticks('1', 'subscription { ticks { text } __schema { queryType { name } } }'));
    expect((await peer.got('error', '1')).payload[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    peer.socket.terminate();
    await closed.close();
  });

  test('43: pages of foreign and null origins are refused at the upgrade; this host and programs are let in', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${probe.port + 1}`, `http://127.0.0.1:${probe.port}.evil.example`])
      expect(await upgrade({ origin })).toBe(403);
    expect(await upgrade({ origin: probe.url })).toBe(101);
    expect(await upgrade({})).toBe(101);
  });

  test('44: a message above 64 kB is closed with 1009, and a flood of messages or pings with 4429', async () => {
    const large = await join();
    large.socket.send('x'.repeat(2_000_000));
    expect((await large.closed).code).toBe(1009);
    const chatty = await join();
    for (let count = 0; count < 10_000 && chatty.socket.readyState === chatty.socket.OPEN; count += 1) chatty.send({ type: 'ping' });
    expect((await chatty.closed).code).toBe(4429);
    const pinging = await join();
    for (let count = 0; count < 10_000 && pinging.socket.readyState === pinging.socket.OPEN; count += 1) pinging.socket.ping();
    expect((await pinging.closed).code).toBe(4429);
    expect((await fetch(`${probe.url}/health`)).status).toBe(200);
  });

  test('45: the 21st subscription of a socket is refused and the 20 others go on; one that ends makes room', async () => {
    const peer = await join();
    for (let id = 1; id <= 21; id += 1) peer.send(ticks(String(id)));
    expect((await peer.got('error', '21')).payload[0].extensions.code).toBe('LIMIT_EXCEEDED');
    await until(() => probe.listeners() === 20);
    expect(probe.transport.sockets.subscriptions).toBe(20);
    peer.send({ id: '1', type: 'complete' });
    await until(() => probe.listeners() === 19);
    peer.send(ticks('22'));
    await until(() => probe.listeners() === 20);
    probe.publish({ text: 'to all' });
    expect((await peer.got('next', '22')).payload.data.ticks.text).toBe('to all');
  });

  test('45: the 21st socket of an account is closed with 4429; another account is not concerned', async () => {
    const held = await Promise.all(Array.from({ length: 20 }, () => join()));
    const further = await open();
    further.send({ type: 'connection_init', payload: { authorization: 'Bearer member' } });
    expect(await further.closed).toEqual({ code: 4429, reason: 'too many sockets' });
    expect((await join('colleague')).messages).toEqual([{ type: 'connection_ack' }]);
    expect(held.every((peer) => peer.socket.readyState === peer.socket.OPEN)).toBe(true);
  });

  test('46: a reader that stops is closed and forgotten; memory stays bounded and the others get every event', async () => {
    const stalled = await join();
    stalled.socket.pause();
    const slow = await startProbe({ limits: { sweepMilliseconds: 50, stallMilliseconds: 300, closeMilliseconds: 100, bufferedBytes: 1024 * 1024 } });
    const reader = await join('member', slow);
    const still = await join('colleague', slow);
    reader.send(ticks('1'));
    // Twenty streams of frames as large as they come, never read.
    for (let id = 1; id <= 20; id += 1) still.send(ticks(String(id), 'subscription ($b: Int, $c: Int) { ticks(bytes: $b, count: $c) { text } }', { b: 200_000, c: 100 }));
    still.socket.pause();
    await until(() => slow.transport.sockets.size === 1);
    await until(() => slow.listeners() === 1);
    slow.publish({ text: 'still here' });
    expect((await reader.got('next', '1')).payload.data.ticks.text).toBe('still here');
    still.socket.resume();
    const { code } = await still.closed;
    expect([1013, 1006]).toContain(code);
    reader.socket.terminate();
    await slow.close();
  });

  test('46: frames written past a full buffer close the socket with 1013', async () => {
    const peer = await join();
    peer.send(ticks('1'));
    await until(() => probe.listeners() === 1);
    const context = probe.contexts.at(-1)!;
    peer.socket.pause();
    const frame = JSON.stringify({ id: '1', type: 'next', payload: { data: { ticks: { text: 'x'.repeat(500_000) } } } });
    for (let count = 0; count < 40; count += 1) void context.connection!.send(frame);
    // Of 20 MB not more than the limit and one frame was taken.
    expect(context.connection!.bufferedBytes).toBeLessThan(1024 * 1024 + 2 * frame.length);
    await until(() => probe.transport.sockets.size === 0);
  });

  test('46: a slow but honest reader gets a long history whole', async () => {
    const peer = await join();
    peer.send(ticks('1', 'subscription { ticks(bytes: 20000, count: 300) { text } }'));
    await until(() => peer.messages.filter((message) => message.type === 'next').length === 300);
    expect(peer.socket.readyState).toBe(peer.socket.OPEN);
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
    client.subscribe({ query: 'subscription { ticks { text } }' }, { next: (event) => events.push(event), error: () => undefined, complete: () => undefined });
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
    peer.send(ticks('1'));
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
    peer.send(ticks('mine'));
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
    peer.send(ticks('1', query, variables));
    const error = await peer.got('error', '1');
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(error.payload[0].extensions.code);
    expect(JSON.stringify(error)).not.toContain('13800138000');
    expect(probe.listeners()).toBe(0);
  });

  test('51: a field that the subscriber may not see is empty in every event, and a failure in one is masked', async () => {
    const peer = await join();
    peer.send(ticks('1', 'subscription { ticks { text secret failing } }'));
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
    peer.send(ticks('1', 'subscription { fallen }'));
    await peer.got('complete', '1');
    const text = JSON.stringify(peer.messages);
    expect(text).toContain('"code":"INTERNAL"');
    expect(text).not.toMatch(/110101199003074258|张三|member/);
  });

  test('52: a peer that is gone without a word is found by its missing pong; one that answers stays', async () => {
    const pinged = await startProbe({ limits: { pingMilliseconds: 150, sweepMilliseconds: 20 } });
    const alive = await join('member', pinged);
    const gone = await join('colleague', pinged);
    let pings = 0;
    alive.socket.on('ping', () => (pings += 1));
    gone.socket.pause();
    await until(() => pinged.transport.sockets.size === 1);
    const before = pings;
    await until(() => pings >= before + 3);
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
    gone.socket.terminate();
    alive.socket.terminate();
    await pinged.close();
  });

  test('52: by default the server pings every 12 seconds and drops the silent within 30', async () => {
    const { productLimits } = await import('../../server/transport/limits');
    expect(productLimits.pingMilliseconds).toBe(12_000);
    expect(2 * productLimits.pingMilliseconds + 2 * productLimits.sweepMilliseconds).toBeLessThan(30_000);
  });

  test('53: given 1,000 sockets of stock size, when the server ends, then each is closed with 1012 and the port is free', async () => {
    const ending = await startProbe({ limits: { socketsPerAccount: 2_000 } });
    const held: Peer[] = [];
    for (let batch = 0; batch < 10; batch += 1)
      held.push(...(await Promise.all(Array.from({ length: 100 }, () => join('member', ending)))));
    held[0]!.send(ticks('1'));
    await until(() => ending.listeners() === 1);
    await ending.close();
    const codes = await Promise.all(held.map((peer) => peer.closed.then(({ code }) => code)));
    expect(new Set(codes)).toEqual(new Set([1012]));
    expect(ending.listeners()).toBe(0);
    expect(ending.transport.sockets.size).toBe(0);
  });

  test('53: a peer that does not answer the closing handshake does not hold up the end', async () => {
    const ending = await startProbe({ limits: { closeMilliseconds: 200 } });
    const raw: Socket = connect(ending.port, '127.0.0.1');
    await new Promise((resolve) => raw.once('connect', resolve));
    raw.write(
      'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    await new Promise((resolve) => raw.once('data', resolve));
    raw.on('error', () => undefined);
    const before = Date.now();
    await ending.close();
    expect(Date.now() - before).toBeLessThan(3_000);
    raw.destroy();
  });

  test('compression is never agreed', async () => {
    const socket = new WebSocket(probe.socketUrl, 'graphql-transport-ws', { perMessageDeflate: true });
    peers.push(socket);
    await new Promise((resolve) => socket.once('open', resolve));
    expect(socket.extensions).toBe('');
  });
});
