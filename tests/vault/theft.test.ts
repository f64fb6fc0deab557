import { randomInt } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyringOf } from '../../server/staff/keyring.ts';
import { openDatabase } from '../../server/store/database.ts';
import { personByLogin } from '../../server/store/people.ts';
import { unseal } from '../../server/vault/age.ts';
import { openBox } from '../../server/vault/box.ts';
import { unwrapWithPassphrase } from '../../server/vault/passphrase.ts';
import { json, newDataDir, removeDataDir, until } from '../house.ts';
import { firstOfficer, type Officer } from '../officer.ts';
import { openedHouseAndBrowser } from '../opened.ts';
import { everythingBelow, haystack, lies } from './searching.ts';

const reports = 20;
const perReport = 11;
const words = Array.from({ length: reports * perReport }, () =>
  Array.from({ length: 10 }, () => 'BCDGHKLMNPQRSTVXZ'[randomInt(17)]).join(''),
);
const word = (at: number): string => words[at] ?? '';

const { house, visit } = openedHouseAndBrowser(() => ({ env: { OPERATOR_NAME: 'Nơi thử' } }));
const { dataDir } = house;
const stolen = newDataDir();
let officer: Officer;
let log: string;
let environment: string;
/** Canaries of a report: three in the story, a name, a contact, two messages, a file's name, its EXIF, a reply and a note of the staff. */
beforeAll(async () => {
  const { page, close } = await visit({ script: false });
  officer = await firstOfficer(page, house.code ?? '');
  for (let report = 0; report < reports; report++) await tell(report * perReport);
  await answerAll(page);
  await until(() => everythingBelow(path.join(dataDir, 'attachments')).length >= 2 * reports, 60_000);
  // While it runs and is signed in: the log of the database is not empty, and everything is in use.
  cpSync(dataDir, stolen, { recursive: true });
  environment = readFileSync(`/proc/${house.pid}/environ`, 'latin1');
  log = house.output();
  await close();
});
afterAll(() => removeDataDir(stolen));

test('whoever copies the whole disk and the environment finds none of 220 words, in whatever encoding', () => {
  const places = everythingBelow(stolen);
  expect(places.length).toBeGreaterThan(2 * reports);
  expect(places.some(({ where }) => where.endsWith('-wal'))).toBe(true);
  const all = [
    ...places,
    { where: 'the log', bytes: Buffer.from(log) },
    { where: 'the environment', bytes: Buffer.from(environment) },
  ];
  for (const { where, bytes } of all) {
    const hay = haystack(bytes);
    for (const one of words) expect(lies(one, hay), `${one} in ${where}`).toBe(false);
  }
});

test('the search would find them in each of these encodings', () => {
  const [one = ''] = words;
  const text = `xx ${one} yy`;
  const encodings = [
    Buffer.from(text),
    Buffer.from(text.toLowerCase()),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(Buffer.from(text).toString('hex')),
    ...[0, 1, 2].map((offset) => Buffer.from(Buffer.from(' '.repeat(offset) + text).toString('base64'))),
    ...[0, 1, 2].map((offset) => Buffer.from(Buffer.from(' '.repeat(offset) + text, 'utf16le').toString('base64'))),
  ];
  for (const [at, bytes] of encodings.entries()) expect(lies(one, haystack(bytes)), String(at)).toBe(true);
  const folder = newDataDir();
  cpSync(writtenTo(folder, gzipSync(text)), path.join(folder, 'copy'));
  expect(everythingBelow(folder).some(({ bytes }) => lies(one, haystack(bytes)))).toBe(true);
  removeDataDir(folder);
});

test('with one passphrase of the staff, all 220 are there', async () => {
  const db = await openDatabase(stolen);
  const person = await personByLogin(db, officer.login);
  const identity = person && (await unwrapWithPassphrase(officer.passphrase, person.wrap));
  if (!person || !identity) throw new Error('the passphrase does not open');
  const keyring = keyringOf(db, person, identity);
  const opened: Buffer[] = [];
  const conversations = new Map<string, Buffer>();
  for (const { report_id, sealed } of await db.selectFrom('report_body').selectAll().execute()) {
    const text = Buffer.from(await keyring.open('intake', sealed));
    conversations.set(report_id, Buffer.from(JSON.parse(text.toString()).conversationKey, 'base64'));
    opened.push(text);
  }
  for (const { sealed } of await db.selectFrom('entry').selectAll().execute())
    opened.push(Buffer.from(await keyring.open('intake', sealed)));
  for (const { sealed } of await db.selectFrom('report_contact').selectAll().execute())
    opened.push(Buffer.from(await keyring.open('custodian', sealed)));
  for (const { sender, report_id, sealed } of await db.selectFrom('message').selectAll().execute()) {
    const key = conversations.get(report_id) ?? Buffer.alloc(32);
    opened.push(
      sender === 'staff'
        ? (openBox(key, 'message', sealed) ?? Buffer.of())
        : Buffer.from(await keyring.open('intake', sealed)),
    );
  }
  const identities = (await keyring.keys()).map((key) => key.identity);
  for (const { where, bytes } of everythingBelow(path.join(stolen, 'attachments')))
    if (where.endsWith('.age')) opened.push(Buffer.from(await unseal(identities, bytes)));
  await db.destroy();
  const hay = haystack(Buffer.concat(opened));
  expect(words.filter((one) => !lies(one, hay))).toEqual([]);
});

test('a crash writes none of the memory, nothing is swapped out, and no file is open but its own', () => {
  const proc = (file: string) => readFileSync(`/proc/${house.pid}/${file}`, 'utf8');
  expect(Number.parseInt(proc('coredump_filter'), 16)).toBe(0);
  expect(proc('status')).toMatch(/^VmSwap:\s+0 kB$/m);
  const open = readdirSync(`/proc/${house.pid}/fd`).flatMap((fd) => linkOf(`/proc/${house.pid}/fd/${fd}`));
  const files = open.filter((target) => target.startsWith('/') && !target.startsWith('/dev/'));
  expect(files.some((file) => file.startsWith(dataDir))).toBe(true);
  expect(files.filter((file) => !file.startsWith(dataDir))).toEqual([]);
});

function linkOf(link: string): string[] {
  try {
    return [readlinkSync(link)];
  } catch {
    return [];
  }
}

async function tell(at: number): Promise<void> {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } });
  const jpeg = await picture
    .withExif({ IFD0: { ImageDescription: word(at) } })
    .jpeg()
    .toBuffer();
  const report = new FormData();
  report.set('kind', 'missing_person');
  report.set('story', `Cứu ${word(at + 1)} với, ${word(at + 2)} đang bị nhốt, ${word(at + 3)}`);
  report.set('name', word(at + 4));
  report.set('contact.how', 'zalo');
  report.set('contact.value', word(at + 5));
  report.set('files', new File([Uint8Array.from(jpeg)], `${word(at + 6)}.jpg`, { type: 'image/jpeg' }));
  const answer = await fetch(`${house.url}/api/reports`, { method: 'POST', body: report });
  const { receipt } = await answer.json();
  expect(answer.status).toBe(201);
  for (const more of [7, 8])
    await fetch(`${house.url}/api/receipts/messages`, json({ receipt, text: `thêm ${word(at + more)}` }));
}

async function answerAll(page: Page): Promise<void> {
  await page.goto('/truc-ban/');
  const addresses = await page
    .locator('.queue a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses).toHaveLength(reports);
  for (const [at, address] of addresses.entries()) {
    await page.goto(address ?? '');
    await page.click('summary[data-key=h]');
    await page.fill('#ask-text', `Chào bạn, ${word(at * perReport + 9)}`);
    await page.click('form[action$="/hoi/"] button[type=submit]');
    await page.waitForSelector('blockquote.staff');
    await page.click('summary[data-key=o]');
    await page.fill('#override-text', `Nghe kỹ thì ${word(at * perReport + 10)}`);
    await page.click('form:has(#override-text) button[type=submit]');
    await page.locator('[data-key=f]').waitFor();
  }
}

function writtenTo(folder: string, bytes: Uint8Array): string {
  const file = path.join(folder, 'packed');
  writeFileSync(file, bytes);
  return file;
}
