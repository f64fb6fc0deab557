import { randomBytes } from 'node:crypto';
import { Floods } from '../../server/forward/flood.ts';
import { releaseBatch } from '../../server/forward/release-batch.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { release } from '../../server/store/deliveries.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openFaultyMail, type FaultyMail } from './faulty-mail.ts';
import type { Arrived, ServerName } from './mail-server/mail-server.ts';
import { freePort, writeOffices } from './offices-file.ts';

export type Outcome = {
  /** Ids of the deliveries that the line answered for. */
  queued: { id: string; urgent: number; failed: boolean }[];
  /** What lies in the mailbox, in the order in which the mail server took it. */
  came: Arrived[];
  server: string;
  faults: FaultyMail['faults'];
  kills: number;
  seconds: number;
};

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';
const ordinary = 'có người rủ đi làm việc nhẹ lương cao';

/**
 * Sends so many reports, every third one urgent, through a mail server and a wire that fail, while the line is killed
 * again and again; an officer lets go what is held or was refused. Ends when each has come at least once.
 */
export async function throughFaults(count: number, kills: number, share: number, name?: ServerName): Promise<Outcome> {
  const dataDir = newDataDir();
  const mail = await openFaultyMail(share, name);
  const { file } = await writeOffices(dataDir, { city: { channel: 'smtp', address: 'city@a.example' } });
  const env = { PORT: String(await freePort()), SMTP_URL: mail.url, OFFICES_FILE: file };
  const began = Date.now();
  let house = await openHouse(dataDir, env);
  const db = await openDatabase(dataDir);
  const refused = new Set<string>();
  const officer = everySoOften(async () => void (await letGo(db, refused)));
  let killed = 0;
  const everyKill = Math.ceil(count / (kills + 1));
  for (let sent = 0; sent < count;) {
    const batch = Math.min(20, count - sent);
    await Promise.all(Array.from({ length: batch }, (_, place) => post(() => house, sent + place)));
    sent += batch;
    if (killed < kills && sent >= everyKill * (killed + 1)) {
      killed += 1;
      await house.kill();
      house = await openHouse(dataDir, env);
    }
  }
  const queued = await until(
    async () => {
      const rows = await db.selectFrom('delivery').select(['id', 'urgent', 'part']).orderBy('seq').execute();
      const reports = rows.filter(({ part }) => part === 'report');
      const ids = new Set(mail.server.mailbox().map(({ id }) => id));
      return reports.every(({ id }) => ids.has(id)) && reports;
    },
    120_000 + count * 120,
  );
  await officer.stop();
  await house.stop();
  const came = mail.server.mailbox();
  await db.destroy();
  await mail.close();
  removeDataDir(dataDir);
  return {
    queued: queued.map(({ id, urgent: first }) => ({ id, urgent: first, failed: refused.has(id) })),
    came,
    server: mail.server.name,
    faults: mail.faults,
    kills: killed,
    seconds: (Date.now() - began) / 1_000,
  };
}

/** Until it has its receipt: the same key makes the same report, also across a kill. */
async function post(house: () => House, number: number): Promise<void> {
  const story = `${number % 3 === 0 ? urgent : ordinary}, lần ${number}`;
  const key = randomBytes(16).toString('hex');
  await until(async () => {
    const answer = await fetch(`${house().url}/api/reports`, json({ kind: 'trafficking', story, key })).catch(
      () => undefined,
    );
    return answer?.status === 201;
  }, 60_000);
}

async function letGo(db: Db, refused: Set<string>): Promise<void> {
  const nobody = { wake: () => undefined, stop: async () => undefined };
  await releaseBatch({ db, floods: new Floods(), forwarder: nobody, now: Date.now }, 'an officer', 'city');
  const waiting = await db
    .selectFrom('delivery')
    .select(['id', 'report_id', 'state'])
    .where('state', 'in', ['held', 'failed'])
    .orderBy('seq')
    .execute();
  for (const { id, report_id, state } of waiting) {
    if (state === 'failed') refused.add(id);
    await release(db, report_id, Date.now());
  }
}

function everySoOften(work: () => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Which come before one that was queued earlier: among what is not P1 and was never refused for good, none may. */
export function outOfOrder({ queued, came }: Outcome): number {
  const place = new Map(queued.filter(({ urgent: first, failed }) => !first && !failed).map(({ id }, at) => [id, at]));
  const firsts = [...new Set(came.map(({ id }) => id))].flatMap((id) => place.get(id) ?? []);
  return firsts.filter((at, index) => index > 0 && at < (firsts[index - 1] ?? -1)).length;
}
