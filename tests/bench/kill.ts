import { Floods } from '../../server/forward/flood.ts';
import { releaseBatch } from '../../server/forward/release-batch.ts';
import { openDatabase } from '../../server/store/database.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openedMail, openMailbox } from '../mailbox.ts';

const rounds = 20;
const clients = 8;

/**
 * `kill -9` at a random moment under load, twenty times. Every receipt that was handed out must still open, and its
 * report must have reached the mailbox; by id, once.
 */
export async function killed(): Promise<void> {
  const dataDir = newDataDir();
  const mailbox = await openMailbox();
  const receipts = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    const house = await openHouse(dataDir, { SMTP_URL: mailbox.url });
    const load = Array.from({ length: clients }, (_, client) => sendUntilKilled(house, `${round}-${client}`, receipts));
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 900));
    await house.kill();
    await Promise.all(load);
  }

  const house = await openHouse(dataDir, { SMTP_URL: mailbox.url });
  await letBatchGo(dataDir);
  const states = await until(async () => {
    const found = await Promise.all([...receipts.keys()].map((receipt) => stateOf(house, receipt)));
    return found.every((state) => state !== 'received') && found;
  }, 120_000);
  const reports = mailbox.mails.filter(({ mail }) => mail.headers.get('x-part') === 'report');
  const opened = await Promise.all(reports.map(({ mail }) => openedMail(dataDir, mail)));
  const delivered = new Set(opened.map(({ fields }) => fields['story']));
  const missing = [...receipts.values()].filter((story) => !delivered.has(story)).length;
  const ids = new Set(opened.map(({ id }) => id));
  console.log(
    `kill -9, ${rounds} times under load: ${receipts.size} receipts, ${states.filter((state) => state === 'sent').length} open as sent, ` +
      `${missing} missing at the office, ${opened.length - ids.size} came twice and are one by id, ${ids.size - receipts.size} stored whose answer was cut off`,
  );
  await house.stop();
  await mailbox.close();
  removeDataDir(dataDir);
  if (missing > 0 || states.includes(undefined)) process.exitCode = 1;
}

/** These are more cries for help in a minute than travel by themselves: an officer lets them go. */
async function letBatchGo(dataDir: string): Promise<void> {
  const db = await openDatabase(dataDir);
  const forwarder = { wake: () => undefined, stop: async () => undefined };
  await releaseBatch({ db, floods: new Floods(), forwarder, now: Date.now }, 'an officer', 'trial');
  await db.destroy();
}

async function sendUntilKilled(house: House, name: string, receipts: Map<string, string>): Promise<void> {
  for (let count = 0; ; count++) {
    const story = `Cứu với, có người bị nhốt và bị đánh ${name}-${count}`;
    try {
      const answer = await fetch(`${house.url}/api/reports`, json({ kind: 'trafficking', story }));
      receipts.set((await answer.json()).receipt, story);
    } catch {
      return;
    }
  }
}

async function stateOf(house: House, receipt: string): Promise<string | undefined> {
  const answer = await fetch(`${house.url}/api/receipts/open`, json({ receipt }));
  return (await answer.json()).state;
}
