/** Promises thousands of sockets in one process that speak graphql-transport-ws, count what they get, and say how old it was. */
import { LeanSocket } from './lean-socket';
import { ageMilliseconds, answering, tell, watchStops, type Seat, type Stops } from './protocol';

interface Party {
  readonly sockets: LeanSocket[];
  heard: number;
}

const parties = new Map<string, Party>();
let count = 0;
let bytes = 0;
/** Only while there is something to tell: processes that wake for nothing would take from those that are measured. */
let telling: NodeJS.Timeout | undefined;
let ages: number[] | undefined;
let endWatch: (() => Stops) | undefined;

async function connect({ party, url, seats }: { party: string; url: string; seats: Seat[] }): Promise<void> {
  const own: Party = { sockets: [], heard: 0 };
  parties.set(party, own);
  const wanted = seats.flatMap((seat) => Array.from({ length: seat.sockets }, () => seat));
  // As many at once as a herd of clients would after a restart.
  for (let first = 0; first < wanted.length; first += 200)
    await Promise.all(wanted.slice(first, first + 200).map((seat) => open(own, url, seat)));
}

async function open(party: Party, url: string, { token, query, variables }: Seat): Promise<void> {
  const socket = await LeanSocket.open(url, 'graphql-transport-ws');
  party.sockets.push(socket);
  const acknowledged = new Promise<void>((resolve) => (socket.hear = () => resolve()));
  const payload = token ? { authorization: `Bearer ${token}` } : {};
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  await acknowledged;
  socket.hear = (text) => hear(party, text);
  socket.send(JSON.stringify({ id: crypto.randomUUID(), type: 'subscribe', payload: { query, variables } }));
}

function hear(party: Party, text: string): void {
  if (!text.includes('"next"')) return;
  if (text.includes('"errors"')) throw new Error(text);
  count += 1;
  bytes += text.length;
  telling ??= setTimeout(() => {
    telling = undefined;
    tell({ count });
  }, 1);
  party.heard += 1;
  if (!ages) return;
  const id = /"needId":"([^"]+)"/.exec(text)![1]!;
  ages.push(ageMilliseconds(Buffer.from(id, 'base64url').toString().replace('Need:', '')));
}

answering({
  connect,
  disconnect: async ({ party }: { party: string }) => {
    const sockets = parties.get(party)?.sockets ?? [];
    await Promise.all(sockets.map((socket) => socket.drop()));
    parties.delete(party);
  },
  heard: ({ party }: { party: string }) => parties.get(party)?.heard ?? 0,
  /** Of all messages so far. */
  bytesOfOne: () => bytes / count,
  beginAges: () => {
    ages = [];
    endWatch = watchStops();
  },
  endAges: () => {
    const taken = ages!;
    ages = undefined;
    return { ages: taken, stops: endWatch!() };
  },
});
