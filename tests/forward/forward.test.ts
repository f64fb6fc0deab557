import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openedMail, openMailbox, type Mailbox } from '../mailbox.ts';

let house: House | undefined;
let mailbox: Mailbox | undefined;
let dataDir = '';
afterEach(async () => {
  await house?.stop();
  await mailbox?.close();
  removeDataDir(dataDir);
});

const post = async (body: Record<string, unknown>) =>
  (await fetch(`${house?.url}/api/reports`, json({ kind: 'trafficking', ...body }))).json();
const stateOf = async (receipt: string) =>
  (await (await fetch(`${house?.url}/api/receipts/open`, json({ receipt }))).json()).state;

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';

async function start(env: Record<string, string> = {}): Promise<void> {
  dataDir ||= newDataDir();
  house = await openHouse(dataDir, env);
}

describe('the police queue', () => {
  test('receives a sealed mail within two seconds that opens to every field', async () => {
    dataDir = newDataDir();
    mailbox = await openMailbox();
    await start({ SMTP_URL: mailbox.url });
    const report = {
      story: urgent,
      place: 'quán nước đầu làng',
      ongoing: 'yes',
      victimAge: 15,
      phones: ['0900 000 001'],
      contact: { how: 'zalo', value: 'tên zalo', safe: 'yes', share: 'yes' },
    };
    const began = Date.now();
    await post(report);
    const { mail, raw } = await until(() => mailbox?.mails[0]);
    expect(Date.now() - began).toBeLessThan(2_000);
    const opened = await openedMail(dataDir, mail);
    expect(opened.fields).toEqual({ kind: 'trafficking', ...report });
    expect(mail.subject).not.toMatch(/mua bán|người|traffick|P1/i);
    expect(mail.text).toContain(opened.id);
    expect(mail.text).toContain('P1');
    expect(raw.toString()).not.toContain('quán nước');
  });

  test('does not see a contact that the reporter has not agreed to share', async () => {
    dataDir = newDataDir();
    mailbox = await openMailbox();
    await start({ SMTP_URL: mailbox.url });
    await post({ story: urgent, contact: { how: 'phone', value: '0900 000 002', safe: 'no' } });
    const { mail } = await until(() => mailbox?.mails[0]);
    expect((await openedMail(dataDir, mail)).fields['contact']).toEqual({ safe: 'no' });
  });

  test('gets everything once its mail server is back, each report once', async () => {
    dataDir = newDataDir();
    const reserved = await openMailbox();
    const port = Number(new URL(reserved.url).port);
    await reserved.close();
    await start({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    const receipts = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => (await post({ story: `${urgent} ${i}` })).receipt),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await stateOf(receipts[0])).toBe('received');
    mailbox = await openMailbox(port);
    await until(async () => (await Promise.all(receipts.map(stateOf))).every((state) => state === 'sent'), 20_000);
    const ids = await Promise.all(mailbox.mails.map(async ({ mail }) => (await openedMail(dataDir, mail)).id));
    expect(new Set(ids).size).toBe(5);
    expect(ids).toHaveLength(5);
  });

  test('that refuses a mail for good does not make the report go away', async () => {
    dataDir = newDataDir();
    mailbox = await openMailbox();
    mailbox.refuseWith(550);
    await start({ SMTP_URL: mailbox.url });
    const { receipt } = await post({ story: urgent });
    await until(() => house?.output().includes('"code":"550"'));
    expect(await stateOf(receipt)).toBe('received');
  });

  test('is waited for when it says "later"', async () => {
    dataDir = newDataDir();
    mailbox = await openMailbox();
    mailbox.refuseWith(451);
    await start({ SMTP_URL: mailbox.url });
    const { receipt } = await post({ story: urgent });
    await until(() => house?.output().includes('delivery.failed'));
    mailbox.refuseWith(undefined);
    await until(async () => (await stateOf(receipt)) === 'sent');
    expect(mailbox.mails).toHaveLength(1);
  });

  test('takes up after a restart what a killed server had left', async () => {
    dataDir = newDataDir();
    await start({ SMTP_URL: 'smtp://127.0.0.1:1' });
    const receipts = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => (await post({ story: `${urgent} ${i}` })).receipt),
    );
    await house?.kill();
    mailbox = await openMailbox();
    await start({ SMTP_URL: mailbox.url });
    await until(async () => (await Promise.all(receipts.map(stateOf))).every((state) => state === 'sent'), 20_000);
    expect(mailbox.mails).toHaveLength(5);
  });

  test('is a folder of mails where no SMTP_URL is set; what is below P1 and unproven waits for a person', async () => {
    dataDir = newDataDir();
    await start();
    const { receipt } = await post({ story: urgent });
    await post({ story: 'có người đăng tuyển việc nhẹ lương cao' });
    await until(async () => (await stateOf(receipt)) === 'sent');
    expect(readdirSync(path.join(dataDir, 'police-queue')).filter((name) => name.endsWith('.eml'))).toHaveLength(1);
  });
});
