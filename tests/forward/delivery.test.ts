import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerByLink } from '../../server/desk/answer.ts';
import { openSealed } from '../../server/desk/inbox.ts';
import { Floods } from '../../server/forward/flood.ts';
import { releaseBatch } from '../../server/forward/release-batch.ts';
import { openDatabase } from '../../server/store/database.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openMailbox, type Mailbox } from '../mailbox.ts';
import { freePort, writeOffices } from './offices-file.ts';

let house: House | undefined;
let mailboxes: Mailbox[] = [];
let dataDir = '';
let identities: string[] = [];
beforeEach(() => {
  dataDir = newDataDir();
});
afterEach(async () => {
  await house?.stop();
  for (const mailbox of mailboxes) await mailbox.close();
  mailboxes = [];
  removeDataDir(dataDir);
});

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';

async function open(
  offices: Record<string, Record<string, unknown>>,
  env: Record<string, string> = {},
): Promise<Mailbox> {
  const mailbox = await openMailbox();
  mailboxes.push(mailbox);
  const written = await writeOffices(dataDir, offices);
  identities = written.identities;
  const port = String(await freePort());
  house = await openHouse(dataDir, { PORT: port, SMTP_URL: mailbox.url, OFFICES_FILE: written.file, ...env });
  return mailbox;
}

const send = async (report: Record<string, unknown>): Promise<string> =>
  (await (await fetch(`${house?.url}/api/reports`, json({ kind: 'trafficking', ...report }))).json()).receipt;
const stateOf = async (receipt: string): Promise<string> =>
  (await (await fetch(`${house?.url}/api/receipts/open`, json({ receipt }))).json()).state;

function database<T>(work: (db: Database.Database) => T): T {
  const db = new Database(path.join(dataDir, 'len-tieng.sqlite'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const run = (command: string, args: string[], input?: string): string =>
  execFileSync(process.execPath, [`server/commands/${command}.ts`, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, OFFICES_FILE: path.join(dataDir, 'given', 'offices.yaml') },
    input: input ?? '',
    stdio: ['pipe', 'pipe', 'pipe'],
  }).toString();

describe('the line', () => {
  test('is live once its operator is named and a test was acknowledged, and not before', async () => {
    const mailbox = await open({ city: { channel: 'smtp', address: 'city@a.example' } }, { OPERATOR_NAME: 'Hội thử' });
    const isDemonstration = async (): Promise<boolean> => {
      const html = await (await fetch(`${house?.url}/`)).text();
      return (
        /<[^>]*data-while="demonstration"[^>]*>/.test(html) && !/ hidden [^>]*data-while="demonstration"/.test(html)
      );
    };
    expect(await isDemonstration()).toBe(true);
    run('office', ['test', 'city']);
    const { mail } = await until(() => mailbox.mails[0]);
    expect(mail.headers.get('x-test')).toBe('yes');
    const opened = await openSealed('test', identities, mail.attachments[0]?.content ?? Buffer.alloc(0));
    expect(opened.record).toMatchObject({ x_notice: 'test', x_test: true });
    expect(await isDemonstration()).toBe(true);
    await answerByLink(opened, { answer: 'accepted' });
    expect(await isDemonstration()).toBe(false);
    expect(run('office', ['list'])).toContain('test acknowledged');
  });
});

describe('two offices', () => {
  test('one of which is down do not delay each other', async () => {
    // It takes the connection and says nothing.
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const hanging = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    const mailbox = await open({
      up: { channel: 'smtp', address: 'up@a.example', handles: { kinds: ['trafficking'] } },
      down: { channel: 'webhook', url: hanging, handles: { kinds: ['self'] } },
    });
    run('office', ['secret', 'down']);
    for (let i = 0; i < 20; i++) await send({ kind: 'self', story: `${urgent} ${i}` });
    for (let i = 0; i < 20; i++) await send({ story: `${urgent} ${i}` });
    await until(() => mailbox.mails.length === 20);
    // All of that while the other one still hangs.
    const states = database((db) =>
      db.prepare("select distinct state from delivery where office_id = 'down' order by state").all(),
    );
    expect(states).toEqual([{ state: 'sending' }, { state: 'waiting' }]);
    silent.close();
  });
});

describe('a P1 that nobody acknowledges', () => {
  test('goes after 15 minutes to the deputy, who could open it from the beginning', async () => {
    const mailbox = await open({
      city: { channel: 'smtp', address: 'city@a.example', deputies: ['night'], handles: { kinds: ['trafficking'] } },
      night: { channel: 'smtp', address: 'night@a.example', handles: { kinds: ['self'] } },
    });
    const receipt = await send({ story: urgent });
    await until(async () => (await stateOf(receipt)) === 'sent');
    database((db) => db.prepare('update delivery set open_since = open_since - 840000').run());
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(mailbox.mails).toHaveLength(1);
    database((db) => db.prepare('update delivery set open_since = open_since - 120000').run());
    const { mail } = await until(() => mailbox.mails[1], 15_000);
    expect([mail.to].flat()[0]?.text).toBe('night@a.example');
    const night = identities[1] ?? '';
    const opened = await openSealed('x', [night], mail.attachments[0]?.content ?? Buffer.alloc(0));
    expect(opened.record).toMatchObject({ x_story: urgent });
    await answerByLink(opened, { answer: 'accepted' });
    expect(await stateOf(receipt)).toBe('acknowledged');
  });
});

describe('a flood of unproven P1', () => {
  test('reaches the office as 100 mails and one alarm, and one act lets the rest go', async () => {
    const mailbox = await open({ city: { channel: 'smtp', address: 'city@a.example' } });
    for (let i = 0; i < 13; i++)
      await Promise.all(Array.from({ length: 10 }, (_, place) => send({ story: `${urgent} số ${i} ${place}` })));
    await until(() => mailbox.mails.length >= 101, 20_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const parts = mailbox.mails.map(({ mail }) => String(mail.headers.get('x-part')));
    expect([parts.filter((part) => part === 'report').length, parts.filter((part) => part === 'flood').length]).toEqual(
      [100, 1],
    );
    const held = database((db) =>
      db.prepare("select count(*) as count, count(distinct batch) as batches from delivery where state = 'held'").get(),
    );
    expect(held).toEqual({ count: 30, batches: 1 });

    const db = await openDatabase(dataDir);
    const needs = { db, floods: new Floods(), forwarder: { wake: () => undefined, stop: async () => undefined } };
    expect(await releaseBatch({ ...needs, now: Date.now }, 'an officer', 'city')).toBe(30);
    await db.destroy();
    await until(() => mailbox.mails.length === 131, 20_000);
  });
});

describe('a mail that comes back', () => {
  test('is matched by the head that came with it, and shown on its delivery', async () => {
    const mailbox = await open({ city: { channel: 'smtp', address: 'city@a.example' } });
    const receipt = await send({ story: urgent });
    await until(async () => (await stateOf(receipt)) === 'sent');
    const { mail } = await until(() => mailbox.mails[0]);
    const bounce = [
      'From: MAILER-DAEMON@mx.example',
      'To: line@example',
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <other@mx.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I could not deliver it.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; city@a.example',
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'From: line@example',
      `Message-ID: ${mail.messageId}`,
      '--b--',
      '',
    ].join('\r\n');
    run('bounce', [], bounce);
    const row = database((db) => db.prepare('select state, last_error from delivery').get());
    expect(row).toEqual({ state: 'failed', last_error: 'DSN 5.1.1' });
    run('bounce', [], bounce.replace(mail.messageId ?? '', '<nothing@elsewhere>'));
  });
});

describe('the order of an office', () => {
  test('is kept for what is not P1 while a server says "later", and P1 goes past', async () => {
    const mailbox = await open({ city: { channel: 'smtp', address: 'city@a.example' } });
    mailbox.refuseWith(451);
    const receipts: string[] = [];
    for (let i = 0; i < 6; i++) receipts.push(await send({ story: `có người rủ đi làm việc nhẹ lương cao ${i}` }));
    database((db) =>
      db.prepare("update delivery set state = 'waiting', urgency = 'P3', urgent = 0, lane = 'proven'").run(),
    );
    await send({ story: urgent });
    await until(() => (house?.output().match(/delivery\.failed/g)?.length ?? 0) > 4);
    mailbox.refuseWith(undefined);
    await until(() => mailbox.mails.length === 7, 20_000);
    const ordered = database((db) =>
      db.prepare<[], { id: string }>('select id from delivery where urgent = 0 order by seq').all(),
    );
    const came = mailbox.mails.map(({ mail }) => mail.messageId?.slice(1).split('@')[0] ?? '');
    expect(came.filter((id) => ordered.some((row) => row.id === id))).toEqual(ordered.map(({ id }) => id));
    const others = new Set(ordered.map(({ id }) => id));
    expect(came.findIndex((id) => !others.has(id))).toBeLessThan(3);
  });
});
