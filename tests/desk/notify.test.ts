import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openNotifier } from '../../server/desk/notify.ts';
import { remind } from '../../server/desk/reminders.ts';
import { toldAbout } from '../../server/store/told.ts';
import { openMailbox, type Mailbox } from '../mailbox.ts';
import { openDeskLine, type DeskLine } from './line.ts';

/** A gateway for text messages on loopback: what it was posted, and what it answers. */
type Gateway = { url: string; posts: { type: string | undefined; body: string }[]; status: number; server: Server };

let line: DeskLine;
let mailbox: Mailbox;
const gateway: Gateway = { url: '', posts: [], status: 200, server: createServer() };
beforeAll(async () => {
  line = await openDeskLine();
  mailbox = await openMailbox();
  gateway.server.on('request', (request, response) => {
    void text(request).then((body) => {
      gateway.posts.push({ type: request.headers['content-type'], body });
      response.writeHead(gateway.status, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
  gateway.url = `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}/sms`;
});
beforeEach(() => {
  gateway.posts.length = 0;
  gateway.status = 200;
  mailbox.mails.length = 0;
  mailbox.refuseWith(undefined);
});
afterAll(async () => {
  gateway.server.closeAllConnections();
  gateway.server.close();
  await mailbox.close();
  await line.close();
});

const secret = 'Cứu với, em bị nhốt ở số 9 ngõ Chùa, họ đánh em, gọi 0900 000 789';
async function runOut(): Promise<{ id: string; tell: () => Promise<number> }> {
  const id = await line.send({ kind: 'trafficking', story: secret });
  line.clock.at += 16 * 60_000;
  const config = readConfig({
    DATA_DIR: line.dataDir,
    SMTP_URL: mailbox.url,
    DUTY_MAIL: 'truc-ban@example.org, 84900000001@sms.example.org',
    DUTY_HOOK: gateway.url,
  });
  const notifier = openNotifier(config, line.needs.languages.of('vi').say);
  const { db, now } = line.needs;
  const tell = async (): Promise<number> => {
    const told = await remind({ db, now, log: pino({ enabled: false }), tell: notifier.tell });
    notifier.close();
    return told;
  };
  return { id, tell };
}
const holdsNothing = (sent: string): void => {
  for (const word of ['Cứu', 'nhốt', 'Chùa', '0900', '789', 'trafficking', 'P1'])
    expect(sent, word).not.toContain(word);
};

test('when a clock runs out, mail and gateway hear which report waits and why, and no word of it', async () => {
  const { id, tell } = await runOut();
  expect(await tell()).toBe(1);
  const [mail] = mailbox.mails;
  expect(mail?.mail.subject).toBe('Trực ban: có việc đến hạn');
  expect(mail?.mail.text?.trim()).toBe(`Tin ${id}: Đọc và phân loại – hết giờ – báo trực chính.`);
  expect([mail?.mail.to].flat().map((to) => to?.text)).toEqual(['truc-ban@example.org, 84900000001@sms.example.org']);
  expect(gateway.posts).toHaveLength(1);
  expect(gateway.posts[0]?.type).toBe('application/json');
  expect(JSON.parse(gateway.posts[0]?.body ?? '')).toEqual({
    id: expect.stringMatching(new RegExp(`^${id}\\.review\\.head\\.\\d+$`)),
    text: `Tin ${id}: Đọc và phân loại – hết giờ – báo trực chính.`,
    report: id,
    clock: 'review',
    step: 'head',
    due_at: expect.any(String),
  });
  holdsNothing(`${mail?.raw.toString('utf8')} ${mail?.mail.text} ${gateway.posts[0]?.body}`.replaceAll(id, ''));
});

const mailed = (): string[] => mailbox.mails.map(({ mail }) => mail.text ?? '');
const posted = (): string[] => gateway.posts.map(({ body }) => body);
test.each([
  ['the gateway', () => (gateway.status = 503), mailed],
  ['the gateway, by sending elsewhere', () => (gateway.status = 302), mailed],
  ['the mail server', () => mailbox.refuseWith(550), posted],
])('%s refuses: the other is told all the same, and the console has it on record', async (_, refuse, others) => {
  const { id, tell } = await runOut();
  refuse();
  await tell();
  expect(others().filter((sent) => sent.includes(id))).toHaveLength(1);
  expect(await toldAbout(line.db, id)).toHaveLength(1);
});

test('a gateway beyond this machine is posted to encrypted or not at all', () => {
  expect(() => readConfig({ DUTY_HOOK: 'http://sms.example.org/' })).toThrow(/^DUTY_HOOK must be/);
  expect(readConfig({ DUTY_HOOK: 'https://sms.example.org/' }).dutyHook).toBe('https://sms.example.org/');
});
