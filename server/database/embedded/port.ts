/** Promises a TCP port nobody listens on at the moment it was asked. */
import { createServer } from 'node:net';

/** Tells whether a server could listen there now; the code is EADDRINUSE, EACCES, EADDRNOTAVAIL ... when it could not. */
export function portState(
  host: string,
  port: number,
): Promise<{ free: true; port: number } | { free: false; code: string }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ free: false, code: error.code ?? 'UNKNOWN' }));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve({ free: true, port: chosen }));
    });
  });
}

/** The wished port when it is free, otherwise one the system chooses. */
export async function freePort(host: string, wished?: number): Promise<number> {
  if (wished !== undefined && (await portState(host, wished)).free) return wished;
  const chosen = await portState(host, 0);
  if (!chosen.free) throw new Error(`No free port on ${host}: ${chosen.code}`);
  return chosen.port;
}

/** The first free port from `first` upwards. */
export async function nextFreePort(host: string, first: number): Promise<number> {
  for (let port = first; port < first + 100 && port <= 65_535; port += 1)
    if ((await portState(host, port)).free) return port;
  return freePort(host);
}
