import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { createServer, type Socket } from 'node:net';
import { makeWebhookSecret } from '../../server/forward/office-secrets.ts';
import { writeOffices } from '../forward/offices-file.ts';
import { outOfOrder, throughFaults } from '../forward/through-faults.ts';
import { json, newDataDir, openHouse, removeDataDir, until } from '../house.ts';
import { openMailbox, type Mailbox } from '../mailbox.ts';

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';

/** What can be run alone, and how much of it when nothing else is said. */
const parts: Readonly<Record<string, (count?: number) => Promise<void>>> = {
  faults: (count = 10_000) => faults(count, Math.ceil(count / 200)),
  speed: (count = 300) => speed(count),
  'one-down': (count = 60) => besideOneDown(count),
  flood: (count = 10_000) => floodOfUrgent(count, 20),
};

/**
 * The way to the offices. `npm run bench -- delivery` runs all of it; `npm run bench -- delivery faults` a part, and
 * `npm run bench -- delivery flood 600` a part in another size. Faults take about a quarter of an hour whole, a flood
 * some minutes, the others one.
 */
export async function deliveries(args: readonly string[]): Promise<void> {
  const named = args.filter((one) => one in parts);
  const size = args.find((one) => /^\d+$/.test(one));
  for (const name of named.length > 0 ? named : Object.keys(parts)) {
    const began = Date.now();
    await parts[name]?.(size === undefined ? undefined : Number(size));
    console.log(`(${name}: ${((Date.now() - began) / 1_000).toFixed(0)} s)`);
  }
}

/** Says so, and makes the bench fail. */
function expects(holds: boolean, what: string): void {
  if (holds) return;
  console.log(`NOT SO: ${what}`);
  process.exitCode = 1;
}

async function faults(count: number, kills: number): Promise<void> {
  const outcome = await throughFaults(count, kills, 0.05);
  const { queued, came, seconds, server } = outcome;
  const known = new Set(queued.map(({ id }) => id));
  const ids = new Set(came.map(({ id }) => id));
  const missing = queued.filter(({ id }) => !ids.has(id)).length;
  const again = came.filter(({ id }) => known.has(id)).length - (queued.length - missing);
  const happened = [...outcome.faults].map(([what, times]) => `${what} ${times}`).join(', ');
  const late = outOfOrder(outcome);
  console.log(
    `${queued.length} reports to ${server}, ${outcome.kills} kills in ${seconds.toFixed(0)} s: received by id ${queued.length - missing}, ` +
      `missing ${missing}, came again and kept once ${again}, out of order ${late}\nfaults: ${happened}`,
  );
  expects(missing === 0 && queued.length === count && late === 0, 'each once by its id, in order');
}

/** From the answer with the receipt until the office has the mail; arrivals do not wait for each other. */
async function speed(count: number, perSecond = 20): Promise<void> {
  await withLine({}, async (url, mailbox) => {
    const proofs = await Promise.all(Array.from({ length: count }, () => proof(url)));
    const began = Date.now();
    const accepted = await Promise.all(
      proofs.map(async (solved, place) => {
        await pause(began + (place * 1_000) / perSecond - Date.now());
        return post(url, { kind: 'trafficking', story: `${urgent} ${place}.` }, solved);
      }),
    );
    const rate = count / ((Math.max(...accepted) - began) / 1_000);
    await until(() => mailbox.mails.length >= count, 60_000);
    const last = mailbox.mails.map(({ at }) => at).toSorted((a, b) => a - b);
    // Which mail is whose nobody outside can tell: the first to be accepted is paired with the first to come.
    const waits = accepted.toSorted((a, b) => a - b).map((at, place) => Math.max(0, (last[place] ?? at) - at));
    console.log(`${count} reports at ${rate.toFixed(1)}/s, accepted → delivered: ${shares(waits)}`);
    expects(share(waits, 0.5) <= 1_000 && share(waits, 0.99) <= 5_000, 'p50 ≤ 1 s, p99 ≤ 5 s');
  });
}

/** The other office takes connections and never says a word, and has a backlog of its own. */
async function besideOneDown(count: number): Promise<void> {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
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
        waits.push(Math.max(0, (mailbox.mails[sent]?.at ?? 0) - at));
      }
      return waits;
    });
  const alone = await measure(false);
  const beside = await measure(true);
  console.log(
    `two offices, one silent (${sockets.length} connections hung): the other got its reports ${shares(beside)} ` +
      `after they were accepted; alone ${shares(alone)}`,
  );
  expects(sockets.length > 0 && share(beside, 1) <= share(alone, 0.5) + 1_000, 'delayed by at most 1 s');
  for (const socket of sockets) socket.destroy();
  silent.close();
}

async function floodOfUrgent(bots: number, people: number): Promise<void> {
  await withLine({}, async (url, mailbox) => {
    const waits: Promise<number>[] = [];
    const began = Date.now();
    const every = Math.max(20, Math.floor(bots / people / 20) * 20);
    for (let sent = 0; sent < bots; sent += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          post(url, { kind: 'trafficking', story: `${urgent} ${sent + place}` }),
        ),
      );
      if (sent % every !== 0 || waits.length >= people) continue;
      const story = `${urgent}. Người thật thứ ${waits.length}.`;
      const at = await post(url, { kind: 'trafficking', story }, await proof(url));
      const place = waits.length;
      waits.push(until(() => provenIn(mailbox)[place], 60_000).then((mail) => Math.max(0, mail.at - at)));
    }
    const arrived = await Promise.all(waits);
    await pause(2_000);
    const lies = mailbox.mails.map(({ mail }) => String(mail.headers.get('x-part')));
    const count = (part: string): number => lies.filter((one) => one === part).length;
    const ofFlood = count('report') - provenIn(mailbox).length;
    console.log(
      `a flood of ${bots} unproven P1 in ${((Date.now() - began) / 1_000).toFixed(0)} s with ${arrived.length} people: in the office's mailbox ` +
        `${lies.length} mails (${ofFlood} of the flood, ${provenIn(mailbox).length} of people, ${count('flood')} alarm)\n` +
        `people's came after ${arrived.join(', ')} ms: ${shares(arrived)}`,
    );
    // A flood of more than ten minutes lets the next hundred through.
    const most = 100 * Math.ceil((Date.now() - began) / 600_000);
    expects(provenIn(mailbox).length === people && arrived.length === people, 'every person came');
    expects(ofFlood <= most && share(arrived, 0.99) <= 5_000, `at most ${most} of the flood, and people within 5 s`);
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
  // Without a secret nothing would be sent, and nothing could hang.
  for (const [id, { channel }] of Object.entries(given)) if (channel === 'webhook') makeWebhookSecret(dataDir, id);
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

function share(waits: readonly number[], part: number): number {
  const sorted = waits.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.POSITIVE_INFINITY;
}

const shares = (waits: readonly number[]): string =>
  `p50 ${share(waits, 0.5)} ms, p99 ${share(waits, 0.99)} ms, longest ${share(waits, 1)} ms`;
