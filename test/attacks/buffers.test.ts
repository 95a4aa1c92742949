/** Shows what may wait for readers altogether: of one account and of the process; and how many sockets a process takes. */
import { WebSocket } from 'ws';
import type { Actor } from '../../server/identity/actor';
import type { Connection } from '../../server/transport/connection';
import { productLimits, type Limits } from '../../server/transport/limits';
import { Sockets } from '../../server/transport/sockets';
import { endPeers, joinPeer } from './peer';
import { startProbe } from './probe';

interface Staged {
  readonly connection: Connection;
  readonly closed: number[];
}

/** A socket for which so much waits. */
function holding(sockets: Sockets, accountId: string, bufferedBytes: number): Staged {
  const closed: number[] = [];
  const connection = {
    bufferedBytes,
    sweep: () => undefined,
    close: (code: number) => closed.push(code),
  } as unknown as Connection;
  sockets.add(connection);
  sockets.own(connection, { accountId, displayName: '', roles: [] } satisfies Actor);
  return { connection, closed };
}

function swept(limits: Partial<Limits>, stage: (sockets: Sockets) => Staged[]): number[][] {
  jest.useFakeTimers();
  try {
    const sockets = new Sockets({ ...productLimits, ...limits });
    const staged = stage(sockets);
    jest.advanceTimersByTime(2 * productLimits.sweepMilliseconds);
    return staged.map(({ closed }) => [...new Set(closed)]);
  } finally {
    jest.useRealTimers();
  }
}

describe('what waits for readers', () => {
  test('46: given sockets of one account for which more waits than it may have, then the fullest are cut for a retry until the rest fits, others are not concerned', () => {
    const closed = swept({ bufferedBytesOfAccount: 1_000 }, (sockets) => [
      holding(sockets, 'one', 300),
      holding(sockets, 'one', 600),
      holding(sockets, 'one', 500),
      holding(sockets, 'other', 900),
    ]);
    expect(closed).toEqual([[], [1013], [], []]);
  });

  test('46: given sockets of many accounts for which more waits than the process has room for, then the fullest are cut until the rest fits', () => {
    const closed = swept({ bufferedBytesOfProcess: 1_000 }, (sockets) => [
      holding(sockets, 'one', 400),
      holding(sockets, 'two', 700),
      holding(sockets, 'three', 500),
      holding(sockets, 'four', 300),
    ]);
    expect(closed).toEqual([[], [1013], [1013], []]);
  });

  test('46: given sockets within their limits, then none is cut', () => {
    const within = { bufferedBytesOfAccount: 1_000, bufferedBytesOfProcess: 2_000 };
    const closed = swept(within, (sockets) => [holding(sockets, 'one', 1_000), holding(sockets, 'two', 1_000)]);
    expect(closed).toEqual([[], []]);
  });

  test('45: given as many sockets as a process takes, then the next is answered 503 with a time to come back, and taken when one has left', async () => {
    const probe = await startProbe({ limits: { sockets: 2 } });
    const held = [await joinPeer(probe, 'member'), await joinPeer(probe, 'colleague')];
    const refused = await new Promise<{ status?: number; retry?: string }>((resolve) => {
      const socket = new WebSocket(probe.socketUrl, 'graphql-transport-ws');
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_request, response) => {
        resolve({ status: response.statusCode, retry: response.headers['retry-after'] });
        response.destroy();
      });
    });
    expect(refused).toEqual({ status: 503, retry: '1' });
    held[0]!.socket.close();
    await held[0]!.closed;
    const next = await joinPeer(probe, 'member');
    expect(next.messages).toEqual([{ type: 'connection_ack' }]);
    await endPeers(probe);
    await probe.close();
  });
});
