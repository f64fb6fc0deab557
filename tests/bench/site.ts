import lighthouse from 'lighthouse';
import { createServer } from 'node:net';
import type { Browser } from 'playwright';
import { openBrowser } from '../browser.ts';
import { newDataDir, openHouse, removeDataDir } from '../house.ts';

/** Pages of every kind a stranger may land on. */
const landings = {
  home: '/',
  trick: '/nhan-biet/viec-nhe-luong-cao/',
  law: '/phap-luat/luat-53-2024/',
  commune: '/dia-phuong/ba-dinh/',
};
const inspected = { ...landings, prevent: '/phong-ngua/' };

const rounds = 5;
const wanted = 1000;

/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms, a processor four times slower, nothing in the cache. */
const slow4g = { offline: false, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 };

/** When the largest thing is painted on a slow phone, and what Lighthouse thinks of five pages. */
export async function sitePages(): Promise<void> {
  const dataDir = newDataDir();
  const house = await openHouse(dataDir);
  try {
    await paints(house.url);
    await scores(house.url);
  } finally {
    await house.stop();
    removeDataDir(dataDir);
  }
}

async function paints(url: string): Promise<void> {
  const browser = await openBrowser();
  console.log(`largest contentful paint on slow 4G, processor 4× slower, median of ${rounds} (wanted ≤ ${wanted} ms)`);
  for (const [name, path] of Object.entries(landings)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await paint(browser, `${url}${path}`));
    const middle = median(times);
    const all = times.map((time) => time.toFixed(0)).join(' ');
    console.log(
      `  ${name.padEnd(8)} ${middle.toFixed(0).padStart(5)} ms  ${middle <= wanted ? 'ok' : 'TOO SLOW'}  (${all})`,
    );
  }
  await browser.close();
}

/** A new context has an empty cache. */
async function paint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', slow4g);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'load' });
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Infinity)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  await context.close();
  return time;
}

async function scores(url: string): Promise<void> {
  const port = await freePort();
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
  console.log(`Lighthouse, as a phone sees it (wanted: 100 everywhere)\n  ${''.padEnd(8)} ${categories.join('  ')}`);
  for (const [name, path] of Object.entries(inspected)) {
    const result = await lighthouse(`${url}${path}`, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: [...categories],
    });
    const found = result?.lhr.categories ?? {};
    const row = categories.map((category) =>
      String(Math.round((found[category]?.score ?? 0) * 100)).padStart(category.length),
    );
    const failed = Object.values(result?.lhr.audits ?? {}).filter(
      ({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0,
    );
    console.log(`  ${name.padEnd(8)} ${row.join('  ')}  ${failed.map(({ id }) => id).join(' ')}`);
  }
  await browser.close();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 9222));
    });
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

if (import.meta.main) await sitePages();
