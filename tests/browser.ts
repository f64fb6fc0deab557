import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { existsSync } from 'node:fs';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);

/** The machine's own Chromium, allowed to reach nothing but loopback. */
export function openBrowser(moreFlags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...(installed ? { executablePath: installed } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...moreFlags,
    ],
  });
}

export type Visitor = { context: BrowserContext; page: Page; strangers: string[]; close(): Promise<void> };

/** Somebody with a browser. `strangers`: requests that went to any other host than ours, and were stopped. */
export async function visitor(
  browser: Browser,
  url: string,
  options: { script?: boolean; width?: number; dark?: boolean; lang?: string } = {},
): Promise<Visitor> {
  const { script = true, width = 360, dark = false } = options;
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: script,
    viewport: { width, height: 740 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const strangers: string[] = [];
  await context.route(
    (address) => address.origin !== new URL(url).origin,
    (route) => {
      strangers.push(route.request().url());
      return route.abort();
    },
  );
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  return { context, page, strangers, close: () => context.close() };
}
