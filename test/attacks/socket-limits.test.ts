/** Shows that no socket can harm the process or the others: too much sent, too little read, gone without a word. */
import { connect, type Socket } from 'node:net';
import type { Connection } from '../../server/transport/connection';
import { productLimits } from '../../server/transport/limits';
import { Sockets } from '../../server/transport/sockets';
import { endPeers, joinPeer, openPeer, subscribing, type Peer } from './peer';
import { startProbe, until, type Probe } from './probe';

describe('the limits of a socket', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await startProbe({ limits: { sweepMilliseconds: 50, closeMilliseconds: 200 } });
  });
  afterAll(() => probe.close());
  afterEach(() => endPeers(probe));

  const join = (token?: string, target = probe) => joinPeer(target, token);

  /** Twenty streams of frames as large as they come, of which nothing is read. Returns the server's side of the socket. */
  async function neverRead(peer: Peer, target: Probe): Promise<Connection> {
    const query = 'subscription ($b: Int, $c: Int) { ticks(bytes: $b, count: $c) { text } }';
    const earlier = target.contexts.length;
    peer.socket.pause();
    for (let id = 1; id <= 20; id += 1) peer.send(subscribing(String(id), query, { b: 200_000, c: 100 }));
    await until(() => target.contexts.length > earlier);
    return target.contexts.at(-1)!.connection as Connection;
  }

  test('44: a message above 64 kB is closed with 1009, and a flood of messages or pings with 4429', async () => {
    const large = await join();
    large.socket.send('x'.repeat(2_000_000));
    expect((await large.closed).code).toBe(1009);
    const chatty = await join();
    for (let count = 0; count < 10_000; count += 1) chatty.send({ type: 'ping' });
    expect((await chatty.closed).code).toBe(4429);
    const pinging = await join();
    pinging.socket.on('pong', () => pinging.socket.readyState === pinging.socket.OPEN && pinging.socket.ping());
    pinging.socket.ping();
    expect((await pinging.closed).code).toBe(4429);
    // A burst faster than the answers can leave is cut without a word.
    const flooding = await join();
    for (let count = 0; count < 10_000; count += 1) flooding.socket.ping();
    expect([1006, 4429]).toContain((await flooding.closed).code);
    expect((await fetch(`${probe.url}/health`)).status).toBe(200);
  });

  test('45: the 21st subscription of a socket is refused and the 20 others go on; one that ends makes room', async () => {
    const peer = await join();
    for (let id = 1; id <= 21; id += 1) peer.send(subscribing(String(id)));
    expect((await peer.got('error', '21')).payload[0].extensions.code).toBe('LIMIT_EXCEEDED');
    await until(() => probe.listeners() === 20);
    expect(probe.transport.sockets.subscriptions).toBe(20);
    peer.send({ id: '1', type: 'complete' });
    await until(() => probe.listeners() === 19);
    peer.send(subscribing('22'));
    await until(() => probe.listeners() === 20);
    probe.publish({ text: 'to all' });
    expect((await peer.got('next', '22')).payload.data.ticks.text).toBe('to all');
  });

  test('45: the 21st socket of an account is closed with 4429; another account is not concerned', async () => {
    const held = await Promise.all(Array.from({ length: 20 }, () => join()));
    const further = await openPeer(probe);
    further.send({ type: 'connection_init', payload: { authorization: 'Bearer member' } });
    expect(await further.closed).toEqual({ code: 4429, reason: 'too many sockets' });
    expect((await join('colleague')).messages).toEqual([{ type: 'connection_ack' }]);
    expect(held.every((peer) => peer.socket.readyState === peer.socket.OPEN)).toBe(true);
  });

  test('46: a reader that stops is closed and forgotten; memory stays bounded and the others get every event', async () => {
    const stalled = await join();
    stalled.socket.pause();
    const slow = await startProbe({
      limits: { sweepMilliseconds: 50, stallMilliseconds: 300, closeMilliseconds: 100, bufferedBytes: 1024 * 1024 },
    });
    const reader = await join('member', slow);
    const still = await join('colleague', slow);
    reader.send(subscribing('1'));
    await until(() => slow.listeners() === 1);
    await neverRead(still, slow);
    await until(() => slow.transport.sockets.size === 1);
    await until(() => slow.listeners() === 1);
    slow.publish({ text: 'still here' });
    expect((await reader.got('next', '1')).payload.data.ticks.text).toBe('still here');
    reader.socket.terminate();
    await slow.close();
  });

  test('46: a reader that stops and reads again while it is being closed is told 1013, on which it comes back', async () => {
    const patient = await startProbe({
      limits: { sweepMilliseconds: 50, stallMilliseconds: 300, closeMilliseconds: 60_000 },
    });
    const still = await join('member', patient);
    const connection = await neverRead(still, patient);
    await until(() => connection.isClosing);
    // Nothing was read: the code stands behind all that waits.
    expect(connection.bufferedBytes).toBeGreaterThan(0);
    expect(patient.transport.sockets.size).toBe(1);
    still.socket.resume();
    expect(await still.closed).toEqual({ code: 1013, reason: 'slow consumer' });
    await until(() => patient.transport.sockets.size === 0);
    await patient.close();
  });

  test('46: a reader that does not read again either is cut after the grace: its memory is free, and it finds no code', async () => {
    const strict = await startProbe({
      limits: { sweepMilliseconds: 50, stallMilliseconds: 300, closeMilliseconds: 300 },
    });
    const still = await join('member', strict);
    const connection = await neverRead(still, strict);
    await until(() => connection.isClosing);
    expect(strict.transport.sockets.buffered.sum).toBeGreaterThan(0);
    await until(() => strict.transport.sockets.size === 0 && strict.listeners() === 0);
    expect(strict.transport.sockets.buffered).toEqual({ sum: 0, fullest: 0 });
    still.socket.resume();
    expect((await still.closed).code).toBe(1006);
    await strict.close();
  });

  test('46: frames written past a full buffer close the socket with 1013, and no more than the limit is kept', async () => {
    const patient = await startProbe({ limits: { closeMilliseconds: 60_000 } });
    const peer = await join('member', patient);
    peer.send(subscribing('1'));
    await until(() => patient.listeners() === 1);
    const { connection } = patient.contexts.at(-1)!;
    peer.socket.pause();
    const frame = JSON.stringify({
      id: '1',
      type: 'next',
      payload: { data: { ticks: { text: 'x'.repeat(500_000) } } },
    });
    for (let count = 0; count < 40; count += 1) void connection!.send(frame);
    // Of 20 MB not more than the limit and one frame was taken.
    expect(connection!.bufferedBytes).toBeLessThan(1024 * 1024 + 2 * frame.length);
    peer.socket.resume();
    expect(await peer.closed).toEqual({ code: 1013, reason: 'slow consumer' });
    await until(() => patient.transport.sockets.size === 0);
    await patient.close();
  });

  test('46: a slow but honest reader gets a long history whole', async () => {
    const peer = await join();
    peer.send(subscribing('1', 'subscription { ticks(bytes: 20000, count: 300) { text } }'));
    await until(() => peer.messages.filter((message) => message.type === 'next').length === 300);
    expect(peer.socket.readyState).toBe(peer.socket.OPEN);
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

  test('52: given ten thousand sockets, then each is looked at once in each sweep, and never more than a twentieth of them in one turn', () => {
    jest.useFakeTimers();
    try {
      const sockets = new Sockets(productLimits);
      const looks = new Map<number, number>();
      let inTurn = 0;
      for (let index = 0; index < 10_000; index += 1) {
        const sweep = () => {
          looks.set(index, (looks.get(index) ?? 0) + 1);
          inTurn += 1;
        };
        sockets.add({ bufferedBytes: 0, sweep } as unknown as Connection);
      }
      const turns: number[] = [];
      for (let turn = 0; turn < 21; turn += 1) {
        inTurn = 0;
        jest.advanceTimersByTime(productLimits.sweepMilliseconds / 20);
        turns.push(inTurn);
      }
      expect(turns).toEqual([...Array(20).fill(500), 0]);
      expect([...looks.values()]).toEqual(Array(10_000).fill(1));
    } finally {
      jest.useRealTimers();
    }
  });

  test('52: by default the server pings every 12 seconds and drops the silent within 30', async () => {
    expect(productLimits.pingMilliseconds).toBe(12_000);
    expect(2 * productLimits.pingMilliseconds + 2 * productLimits.sweepMilliseconds).toBeLessThan(30_000);
  });

  test('53: given 1,000 sockets of stock size, when the server ends, then each is closed with 1012 and the port is free', async () => {
    const ending = await startProbe({ limits: { socketsPerAccount: 2_000 } });
    const held: Peer[] = [];
    for (let batch = 0; batch < 10; batch += 1)
      held.push(...(await Promise.all(Array.from({ length: 100 }, () => join('member', ending)))));
    held[0]!.send(subscribing('1'));
    await until(() => ending.listeners() === 1);
    await ending.close();
    const codes = await Promise.all(held.map((peer) => peer.closed.then(({ code }) => code)));
    expect(new Set(codes)).toEqual(new Set([1012]));
    await until(() => ending.listeners() === 0);
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
});
