/** Promises the pages of the portal: read once at the start, unchangeable by their names, and an entry that runs only what is ours. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface PortalFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip?: Buffer;
  readonly brotli?: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Keeps pages on devices; it may answer for the whole portal, asks nobody but this server, and is asked for again each time. */
const worker = 'worker.js';
const workerPolicy = "default-src 'none';connect-src 'self'";

/** Stands in the built entry where each answer has a nonce of its own. */
const noncePlace = '__NONCE__';

/** Serves what stands in a folder; without an entry there is no portal, and its addresses are unknown as all others. */
export function registerPortal(server: FastifyInstance, folder: string): void {
  const entry = join(folder, 'index.html');
  if (!existsSync(entry)) return;
  const page = readFileSync(entry, 'utf8');
  const files = readFiles(folder);
  server.get('/', (_request, reply) => sendEntry(reply, page));
  server.get('/*', (request, reply) => {
    const path = request.url.split('?')[0]!.slice(1);
    const file = files.get(path);
    if (path === worker) reply.header('service-worker-allowed', '/').header('content-security-policy', workerPolicy);
    if (file) return sendFile(request, reply, file, path.startsWith('assets/'));
    // Any address that a person opens is a place of the portal; what a program asks for, or what is named like a file, is not.
    if (extname(path) === '' && isPage(request)) return sendEntry(reply, page);
    return reply.callNotFound();
  });
}

function isPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true;
}

/** Names are compared as they are, so that no address leaves the folder. Compressed forms stand beside the files. */
function readFiles(folder: string): Map<string, PortalFile> {
  const files = new Map<string, PortalFile>();
  for (const found of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, found);
    const type = types[extname(found)];
    // What begins with a dot is the builder's own.
    if (type === undefined || found === 'index.html' || found.startsWith('.') || !statSync(file).isFile()) continue;
    const compressed = (ending: string) => (existsSync(file + ending) ? readFileSync(file + ending) : undefined);
    files.set(relative(folder, file).split(sep).join('/'), {
      type,
      plain: readFileSync(file),
      gzip: compressed('.gz'),
      brotli: compressed('.br'),
    });
  }
  return files;
}

/** What has its content in its name never changes; all else is asked for again. */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: PortalFile,
  isNamedByContent: boolean,
): FastifyReply {
  reply
    .type(file.type)
    .header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('vary', 'accept-encoding');
  // Public files hold no secret, so their length tells nothing.
  const accepted = new Set(String(request.headers['accept-encoding'] ?? '').split(/[ ,]+/));
  if (file.brotli && accepted.has('br')) return reply.header('content-encoding', 'br').send(file.brotli);
  if (file.gzip && accepted.has('gzip')) return reply.header('content-encoding', 'gzip').send(file.gzip);
  return reply.send(file.plain);
}

function sendEntry(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .type(types['.html']!)
    .header('cache-control', 'no-cache')
    .header('content-security-policy', pagePolicy(nonce))
    .header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()')
    .header('cross-origin-opener-policy', 'same-origin')
    .send(page.replaceAll(noncePlace, nonce));
}

/** Scripts are files of ours; styles too, or they carry the nonce of this answer; nothing else is loaded from anywhere else. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join(';');
}
