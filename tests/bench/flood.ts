import { Agent, request } from 'node:http';
import { openedMail, openMailbox } from '../mailbox.ts';
import { json, newDataDir, openHouse, removeDataDir, until } from '../house.ts';
import { sealingAlone } from './submission.ts';
import { sendAsPerson, type Sent } from './person.ts';

export type Flood = { bots: number; people: number; emergencies: number; seconds?: number };
const whole: Flood = { bots: 10_000, people: 100, emergencies: 10 };
/** For a look in between: the same mixture in 90 seconds. */
const short: Flood = { bots: 1_500, people: 15, emergencies: 5, seconds: 90 };
/** Ten minutes, made shorter as far as the machine carries it: two in five of what it could seal doing nothing else. */
const [shortest, longest] = [75, 600];
const share = 0.4;
/** As long as a fast writer takes for a page, and longer than the youngest token may be. */
const writing = () => new Promise<void>((resolve) => setTimeout(resolve, 3_300));

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/**
 * 10,000 scripted reports, one in fifty of them crying for help, and a hundred people among them. Every one of the
 * people must be stored, get a receipt and be forwarded; emergencies within seconds.
 */
export async function flood({ bots, people, emergencies, seconds: fixed }: Flood = whole): Promise<void> {
  const dataDir = newDataDir();
  const mailbox = await openMailbox();
  const seconds = fixed ?? Math.min(longest, Math.max(shortest, bots / (share * (await sealingAlone(300)).rate)));
  const house = await openHouse(dataDir, { SMTP_URL: mailbox.url });
  const began = Date.now();
  const at = async (part: number) => {
    const due = began + part * seconds * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
  };

  const statuses = new Map<number, number>();
  const scripted = Array.from({ length: bots }, async (_, number) => {
    await at(number / bots);
    const status = await post(house.url, storyOfBot(number)).catch(() => 0);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  });
  const sent = await Promise.all(
    Array.from({ length: people }, async (_, number) => {
      await at(0.03 + (0.9 * number) / people);
      const { door, answers } = reportOfPerson(number, people / emergencies);
      return sendAsPerson(house.url, door, answers, writing).catch((): Sent => ({
        receipt: undefined,
        status: 0,
        sentAt: 0,
        answeredAt: 0,
      }));
    }),
  );
  await Promise.all(scripted);
  const lasted = (Date.now() - began) / 1000;

  const receipts = sent.flatMap(({ receipt }) => receipt ?? []);
  const states = await until(async () => {
    const found = await Promise.all(receipts.map((receipt) => stateOf(house.url, receipt)));
    return !found.includes('received') && found;
  }, 120_000).catch(() => []);
  const arrived = await arrivals(dataDir, mailbox.mails);
  await house.stop();
  await mailbox.close();
  removeDataDir(dataDir);

  const waits = (urgencies: string) =>
    sent.flatMap(({ sentAt }, number) => {
      const mail = arrived.get(number);
      return mail && urgencies.includes(mail.urgency) ? mail.at - sentAt : [];
    });
  const [first, others] = [waits('P1'), waits('P2 P3')];
  const refused = sent.filter(({ receipt }) => receipt === undefined).length;
  const answered = sent.flatMap(({ sentAt, answeredAt }) => (answeredAt ? answeredAt - sentAt : []));
  console.log(
    `flood: ${bots} scripted reports (${fixed ? '' : 'ten minutes’ worth, '}sent in ${seconds.toFixed(0)} s) in ${lasted.toFixed(0)} s with ${people} people among them; ` +
      `people: ${states.length} stored, ${receipts.length} receipted, ${states.filter((state) => state === 'sent').length} sent, ` +
      `${arrived.size} arrived at the office, refused: ${refused}\n` +
      `people's time until the receipt, p95: ${shown(answered)}; until forwarded, p95: P1 ${shown(first)} (${first.length}), P2/P3 ${shown(others)} (${others.length}); ` +
      `the scripts were answered ${[...statuses].map(([status, count]) => `${status} ${count} times`).join(', ')}, ${mailbox.mails.length} mails in all`,
  );
  if (refused > 0 || arrived.size < people || p95(first) > 10_000) process.exitCode = 1;
}

export const shortFlood = (): Promise<void> => flood(short);

function storyOfBot(number: number): string {
  if (number % 50 === 0) return `Cứu với, có người bị nhốt và bị đánh, họ sắp giết người ${number}`;
  if (number % 10 === 1) return `Người đàn ông bị giữ hộ chiếu, bắt làm thêm giờ không trả lương ${number}`;
  return `Mua hàng giá rẻ, xem ngay, khuyến mãi lớn trong hôm nay ${number}`;
}

const mark = (number: number): string => `người thứ ${number}.`;

function reportOfPerson(number: number, every: number): { door: string; answers: Record<string, string> } {
  if (number % every === 0)
    return { door: '/ghi-chu/', answers: { story: `Cứu em với, em đang bị nhốt, họ đánh em. ${mark(number)}` } };
  if (number % 3 === 0) {
    const description = `Con gái tôi 15 tuổi mất liên lạc từ hôm qua, có người rủ đi làm. ${mark(number)}`;
    return { door: '/bao-tin/mat-lien-lac/', answers: { description, name: mark(number), age: '15' } };
  }
  const story = `Người làm ở xưởng may bị giữ hộ chiếu, bắt làm thêm giờ không trả lương. ${mark(number)}`;
  return { door: '/bao-tin/mua-ban-nguoi/', answers: { story } };
}

type Mails = Awaited<ReturnType<typeof openMailbox>>['mails'];

/** When the office had each person's report, by the person's number. */
async function arrivals(dataDir: string, mails: Mails): Promise<Map<number, { at: number; urgency: string }>> {
  const found = new Map<number, { at: number; urgency: string }>();
  for (const { mail, at } of mails) {
    if (mail.headers.get('x-part') !== 'report') continue;
    const { fields, urgency } = await openedMail(dataDir, mail);
    const number = /người thứ (\d+)\./.exec(JSON.stringify(fields))?.[1];
    if (number !== undefined && !found.has(Number(number))) found.set(Number(number), { at, urgency });
  }
  return found;
}

async function stateOf(url: string, receipt: string): Promise<string | undefined> {
  return (await (await fetch(`${url}/api/receipts/open`, json({ receipt }))).json()).state ?? 'received';
}

function post(url: string, story: string): Promise<number> {
  const body = JSON.stringify({ kind: 'trafficking', story });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/reports`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
const shown = (values: readonly number[]): string => `${(p95(values) / 1000).toFixed(1)} s`;
