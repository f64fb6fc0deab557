import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { createServer } from 'node:net';
import { writeOffices } from '../forward/offices-file.ts';
import { outOfOrder, throughFaults } from '../forward/through-faults.ts';
import { json, newDataDir, openHouse, removeDataDir, until } from '../house.ts';
import { openMailbox, type Mailbox } from '../mailbox.ts';

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';

/** The way to the offices: through faults, at a steady rate, beside an office that is down, and in a flood. */
export async function deliveries(): Promise<void> {
  await faults(10_000, 50);
  await steady(20, 15);
  await besideOneDown(60);
  await floodOfUrgent(10_000, 20);
}

export async function faults(count: number, kills: number): Promise<void> {
  const outcome = await throughFaults(count, kills, 0.05);
  const { queued, came, seconds } = outcome;
  const ids = new Set(came.map(({ id }) => id));
  const missing = queued.filter(({ id }) => !ids.has(id)).length;
  const twice = came.filter(({ id }) => queued.some((one) => one.id === id)).length - queued.length;
  const happened = [...outcome.faults].map(([what, times]) => `${what} ${times}`).join(', ');
  console.log(
    `${count} reports, ${outcome.kills} kills in ${seconds.toFixed(0)} s: received by id ${queued.length - missing}, missing ${missing}, ` +
      `came twice and kept once ${twice}, out of order ${outOfOrder(outcome)}\nfaults: ${happened}`,
  );
  if (missing > 0 || queued.length !== count || outOfOrder(outcome) > 0) process.exitCode = 1;
}

/** From the answer with the receipt until the office has the mail. */
export async function steady(perSecond: number, seconds: number): Promise<void> {
  await withLine({}, async (url, mailbox) => {
    const accepted: number[] = [];
    for (let sent = 0; sent < perSecond * seconds; sent++) {
      accepted.push(await post(url, { kind: 'trafficking', story: `${urgent} ${sent}.` }, await proof(url)));
      await pause(1_000 / perSecond - 25);
    }
    await until(() => mailbox.mails.length >= accepted.length, 60_000);
    const waits = mailbox.mails.map(({ at }, place) => Math.max(0, at - (accepted[place] ?? at)));
    console.log(`${perSecond} reports/s for ${seconds} s, accepted → delivered: ${shares(waits)}`);
  });
}

export async function besideOneDown(count: number): Promise<void> {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const offices = {
    up: { channel: 'smtp', address: 'up@a.example', handles: { kinds: ['trafficking'] } },
    down: { channel: 'webhook', url, handles: { kinds: ['self'] } },
  };
  const measure = (withOther: boolean) =>
    withLine(offices, async (line, mailbox) => {
      const waits: number[] = [];
      for (let sent = 0; sent < count; sent++) {
        if (withOther) await post(line, { kind: 'self', story: `${urgent} ${sent}` });
        const at = await post(line, { kind: 'trafficking', story: `${urgent} ${sent}.` });
        await until(() => mailbox.mails.length > sent);
        waits.push((mailbox.mails[sent]?.at ?? 0) - at);
      }
      return waits;
    });
  const alone = await measure(false);
  const beside = await measure(true);
  console.log(
    `two offices, one silent: the other got its reports ${shares(beside)} after they were accepted; alone ${shares(alone)}`,
  );
  silent.close();
}

export async function floodOfUrgent(bots: number, people: number): Promise<void> {
  await withLine({}, async (url, mailbox) => {
    const waits: Promise<number>[] = [];
    for (let sent = 0; sent < bots; sent += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          post(url, { kind: 'trafficking', story: `${urgent} ${sent + place}` }),
        ),
      );
      if (sent % (bots / people) !== 0) continue;
      const story = `${urgent}. Người thật thứ ${waits.length}.`;
      const at = await post(url, { kind: 'trafficking', story }, await proof(url));
      const place = waits.length;
      waits.push(until(() => provenIn(mailbox)[place], 60_000).then((mail) => Math.max(0, mail.at - at)));
    }
    const arrived = await Promise.all(waits);
    await pause(2_000);
    const parts = mailbox.mails.map(({ mail }) => String(mail.headers.get('x-part')));
    const count = (part: string): number => parts.filter((one) => one === part).length;
    console.log(
      `a flood of ${bots} unproven P1 with ${arrived.length} people: in the office's mailbox ${parts.length} mails ` +
        `(${count('report') - provenIn(mailbox).length} of the flood, ${provenIn(mailbox).length} of people, ${count('flood')} alarm); people's came ${shares(arrived)} after they were accepted`,
    );
  });
}

const provenIn = ({ mails }: Mailbox) =>
  mails.filter(({ mail }) => mail.headers.get('x-lane') === 'proven' && mail.headers.get('x-part') === 'report');

async function withLine<T>(
  offices: Record<string, Record<string, unknown>>,
  work: (url: string, mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  const dataDir = newDataDir();
  const mailbox = await openMailbox();
  const given = Object.keys(offices).length > 0 ? offices : { city: { channel: 'smtp', address: 'city@a.example' } };
  const { file } = await writeOffices(dataDir, given);
  const house = await openHouse(dataDir, { SMTP_URL: mailbox.url, OFFICES_FILE: file });
  try {
    return await work(house.url, mailbox);
  } finally {
    await house.stop();
    await mailbox.close();
    removeDataDir(dataDir);
  }
}

/** When it was accepted. @throws when it was not. */
async function post(url: string, report: unknown, altcha?: string): Promise<number> {
  const request = json(report);
  const headers = { 'content-type': 'application/json', ...(altcha ? { 'x-altcha': altcha } : {}) };
  const answer = await fetch(`${url}/api/reports`, { ...request, headers });
  await answer.arrayBuffer();
  if (answer.status !== 201) throw new Error(`refused with ${answer.status}`);
  return Date.now();
}

async function proof(url: string): Promise<string> {
  const challenge = await (await fetch(`${url}/api/challenge`)).json();
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

function shares(waits: readonly number[]): string {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? '?'} ms`;
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`;
}
