/** Promises the limit to be measured against: nothing but `ws.send` of one buffer that was serialised beforehand, to every socket. */
import { WebSocketServer, type WebSocket } from 'ws';
import { answering, usage } from './protocol';
import { peerMessage, type Question } from './question';

const server = new WebSocketServer({
  port: 0,
  perMessageDeflate: false,
  handleProtocols: () => 'graphql-transport-ws',
});
const subscribed = new Set<WebSocket>();
server.on('connection', (socket) => {
  socket.once('message', () => {
    socket.send('{"type":"connection_ack"}');
    socket.once('message', () => subscribed.add(socket));
  });
  socket.on('close', () => subscribed.delete(socket));
});

function publish({ question }: { question: Question }): void {
  const buffer = Buffer.from(peerMessage(question, 0));
  for (const socket of subscribed) socket.send(buffer, { binary: false });
}

answering({
  address: () => `ws://127.0.0.1:${(server.address() as { port: number }).port}`,
  publish,
  subscribed: () => subscribed.size,
  ...usage,
});
