import { afterAll, beforeAll } from 'vitest';
import { openBrowser, visitor, type Visitor } from './browser.ts';
import { newDataDir, openHouse, removeDataDir, type House } from './house.ts';

/** What the tests of a file or of a describe share: opened before the first of them, closed after the last. */
function opened<T>(open: () => Promise<T>, close: (one: T) => Promise<unknown>): () => T {
  let one: T | undefined;
  beforeAll(async () => {
    one = await open();
  });
  afterAll(async () => {
    if (one !== undefined) await close(one);
  });
  return () => {
    if (one === undefined) throw new Error('it is opened before the first test, not before');
    return one;
  };
}

/** What a server is started with: as `openHouse` takes it. */
type Start = { env?: Record<string, string>; nodeArgs?: string[] };

/** @param start is asked when the server starts, for what was opened before it. */
export function openedHouse(start: () => Start = () => ({})): House {
  const dataDir = newDataDir();
  afterAll(() => removeDataDir(dataDir));
  const house = opened(
    () => openHouse(dataDir, start().env, start().nodeArgs),
    (one) => one.stop(),
  );
  return {
    dataDir,
    get url() {
      return house().url;
    },
    get code() {
      return house().code;
    },
    get pid() {
      return house().pid;
    },
    output: () => house().output(),
    stop: () => house().stop(),
    kill: () => house().kill(),
  };
}

type Visit = (options?: Parameters<typeof visitor>[2], url?: string) => Promise<Visitor>;

/** The server, and somebody who visits it with a browser. */
export function openedHouseAndBrowser(start?: () => Start): { house: House; visit: Visit } {
  const house = openedHouse(start);
  const browser = opened(openBrowser, (one) => one.close());
  return { house, visit: (options, url = house.url) => visitor(browser(), url, options) };
}
