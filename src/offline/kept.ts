/** The pages somebody keeps on their phone. Nothing is ever kept that they did not ask for. */
const name = 'saved';

export const canKeep = 'serviceWorker' in navigator && 'caches' in window;

/** Keeps this page, what it is drawn with, and the list of what is kept. */
export async function keep(page: string, list: string): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  const kept = await caches.open(name);
  await kept.addAll([page, list, ...partsOf(document)]);
  const answer = await kept.match(list);
  const listed = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html');
  await kept.addAll(partsOf(listed));
}

function partsOf(page: Document): string[] {
  const parts = page.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]');
  return [...parts].flatMap((part) => part.getAttribute('href') ?? part.getAttribute('src') ?? []);
}

export async function isKept(page: string): Promise<boolean> {
  if (!(await caches.has(name))) return false;
  return (await (await caches.open(name)).match(page)) !== undefined;
}

/** Addresses and titles of what is kept, without the list itself. */
export async function listKept(list: string): Promise<{ address: string; title: string }[]> {
  if (!(await caches.has(name))) return [];
  const kept = await caches.open(name);
  const pages = (await kept.keys()).map(({ url }) => new URL(url).pathname);
  const reading = pages.filter((address) => address.endsWith('/') && address !== list);
  return Promise.all(
    reading.map(async (address) => {
      const html = (await (await kept.match(address))?.text()) ?? '';
      const title = new DOMParser().parseFromString(html, 'text/html').querySelector('h1')?.textContent;
      return { address, title: title?.trim() || address };
    }),
  );
}

/** Lets go of one page; with the last one, of everything. */
export async function letGo(address: string, list: string): Promise<void> {
  await (await caches.open(name)).delete(address);
  if ((await listKept(list)).length === 0) await letGoOfAll();
}

export async function letGoOfAll(): Promise<void> {
  await caches.delete(name);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}
