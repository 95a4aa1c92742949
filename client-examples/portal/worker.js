/**
 * Promises the adviser's pages without a network: the entry, and the files that its release names by their content, taken in whole or not at
 * all. Nothing of anybody is among them: no answer of the API is looked at or kept. The build sets RELEASE above these lines.
 */
/* global self, caches, RELEASE */

const prefix = 'linkage-release-';
const own = prefix + RELEASE.name;
/** What the built entry has in the place of the nonce that each answer has of its own. */
const noncePlace = '__NONCE__';
const policyHeader = 'content-security-policy';
/** On the stairs a line may be there and carry nothing: then the kept entry is better. */
const patienceMilliseconds = 3_000;

self.addEventListener('install', (event) => event.waitUntil(takeIn()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPlace(pathname)) event.respondWith(page(request));
  } else if (pathname.startsWith('/assets/')) event.respondWith(namedByContent(request));
  else if (RELEASE.files.includes(pathname)) event.respondWith(newest(request));
});

/** What else a browser opens here, receipts for instance, is none of the portal's. */
function isPlace(pathname) {
  return RELEASE.places.some((place) => pathname === place || (place !== '/' && pathname.startsWith(`${place}/`)));
}

async function takeIn() {
  const cache = await caches.open(own);
  // First of all: an entry of another release than these files would open half of a page.
  await cache.put('/', await entryOfRelease());
  await cache.addAll(RELEASE.files.map((path) => new Request(path, { cache: 'no-cache' })));
  await self.skipWaiting();
}

/** Pages that are open go on with the files of their own release, so the one before is kept; older ones go. */
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Kept with the place of the nonce instead of a nonce. Throws when the server has another entry than this release. */
async function entryOfRelease() {
  const answer = await fetch('/', { cache: 'no-store', credentials: 'omit', headers: { accept: 'text/html' } });
  const said = await answer.text();
  const nonce = /nonce="([A-Za-z0-9+/=]+)"/.exec(said)?.[1] ?? noncePlace;
  const text = said.replaceAll(nonce, noncePlace);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const name = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!answer.ok || name !== RELEASE.entry) throw new Error('The server has another release than this worker');
  return entryWith(text, answer.headers, nonce, noncePlace);
}

function entryWith(text, given, old, next) {
  const headers = new Headers(given);
  headers.delete('content-encoding');
  headers.delete('content-length');
  headers.set(policyHeader, (headers.get(policyHeader) ?? '').replaceAll(old, next));
  return new Response(text.replaceAll(old, next), { headers });
}

/** The server's page, whenever it has one in time: so whoever has a network has the newest release. */
async function page(request) {
  const asked = fetch(request).catch(() => undefined);
  const answer = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, patienceMilliseconds))]);
  if (answer && answer.status < 500) return answer;
  const kept = await (await caches.open(own)).match('/');
  if (!kept) return answer ?? (await asked) ?? Response.error();
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  return entryWith(await kept.text(), kept.headers, noncePlace, nonce);
}

/** The same name has the same content in whichever release. */
async function namedByContent(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function newest(request) {
  return (
    (await fetch(request).catch(() => undefined)) ??
    (await caches.match(request, { ignoreVary: true })) ??
    Response.error()
  );
}
