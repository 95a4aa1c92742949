/** Promises a peer of the socket that speaks the protocol by hand, so that it can break it. */
import { WebSocket } from 'ws';
import { until, type Probe } from './probe';

export interface Peer {
  readonly socket: WebSocket;
  readonly messages: any[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: unknown): void;
  /** Waits for a message of the type (and id). */
  got(type: string, id?: string): Promise<any>;
}

export interface PeerOptions {
  readonly headers?: Record<string, string>;
  readonly protocol?: string;
}

const open = new Set<WebSocket>();

export async function openPeer(probe: Probe, options: PeerOptions = {}): Promise<Peer> {
  const { headers, protocol = 'graphql-transport-ws' } = options;
  const socket = new WebSocket(probe.socketUrl, protocol, { headers });
  open.add(socket);
  const messages: any[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  const found = (type: string, id?: string) =>
    messages.find((message) => message.type === type && (id === undefined || message.id === id));
  await Promise.race([new Promise<void>((resolve) => socket.once('open', resolve)), closed]);
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
}

/** A peer that was let in. */
export async function joinPeer(probe: Probe, token = 'member'): Promise<Peer> {
  const peer = await openPeer(probe);
  peer.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await peer.got('connection_ack');
  return peer;
}

export function subscribing(id: string, query = 'subscription { ticks { text } }', variables?: unknown) {
  return { id, type: 'subscribe', payload: { query, variables } };
}

/** Ends every peer of the test and waits until the server knows. */
export async function endPeers(probe: Probe): Promise<void> {
  for (const socket of open) socket.terminate();
  open.clear();
  await until(() => probe.transport.sockets.size === 0);
}
