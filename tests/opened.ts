import { afterAll, beforeAll } from 'vitest';
import { openBrowser, visitor, type Visitor } from './browser.ts';
import { newDataDir, openHouse, removeDataDir, type House } from './house.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';

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

/** Says what a server is started with, as `openHouse` takes it, when it is about to start in this folder. */
type Start = (dataDir: string) => { env?: Record<string, string>; nodeArgs?: string[] };

export function openedHouse(start: Start = () => ({})): House {
  const dataDir = newDataDir();
  afterAll(() => removeDataDir(dataDir));
  const house = opened(
    () => {
      const { env, nodeArgs } = start(dataDir);
      return openHouse(dataDir, env, nodeArgs);
    },
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
export function openedHouseAndBrowser(start?: Start): { house: House; visit: Visit } {
  const house = openedHouse(start);
  const browser = opened(openBrowser, (one) => one.close());
  return { house, visit: (options, url = house.url) => visitor(browser(), url, options) };
}

/** An office's mailbox, for a server to send to. */
export function openedMailbox(): Mailbox {
  const mailbox = opened(openMailbox, (one) => one.close());
  return {
    get url() {
      return mailbox().url;
    },
    get mails() {
      return mailbox().mails;
    },
    refuseWith: (code) => mailbox().refuseWith(code),
    keepWaiting: () => mailbox().keepWaiting(),
    close: () => mailbox().close(),
  };
}
