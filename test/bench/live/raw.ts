/** Promises the limit to be measured against: nothing but `ws.send` of one buffer that was serialised beforehand, to every socket. */
import { WebSocketServer, type WebSocket } from 'ws';
import { answering, timedId, usage } from './protocol';

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

function publish(length: number): void {
  const needId = Buffer.from(`Need:${timedId()}`).toString('base64url');
  const frame = `{"id":"${crypto.randomUUID()}","type":"next","payload":{"data":{"event":{"needId":"${needId}","cursor":"`;
  const buffer = Buffer.from(`${frame.padEnd(length - 5, 'x')}"}}}}`);
  for (const socket of subscribed) socket.send(buffer, { binary: false });
}

answering({
  address: () => `ws://127.0.0.1:${(server.address() as { port: number }).port}`,
  publish: ({ length }: { length: number }) => publish(length),
  subscribed: () => subscribed.size,
  usage,
});
