// Answers from what somebody has kept when there is no network. It keeps nothing by itself.
// Pages of the report, of what was sent and of the staff are none of its business, with or without network.
const closed = /* CLOSED */ [];
const lists = /* LISTS */ [];

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (closed.some((address) => pathname.startsWith(address))) return;
  event.respondWith(fetch(request).catch(() => fromKept(request, pathname)));
});

async function fromKept(request, pathname) {
  const kept = await caches.match(pathname);
  if (kept) return kept;
  if (request.mode === 'navigate') {
    for (const list of lists) {
      const page = await caches.match(list);
      if (page) return page;
    }
  }
  return Response.error();
}
