import Database from 'better-sqlite3';
import type { ParsedMail } from 'mailparser';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { unseal } from '../../server/vault/age.ts';
import { until } from '../house.ts';
import { openedMail } from '../mailbox.ts';
import { openedHouse, openedMailbox } from '../opened.ts';
import { intakeIdentities } from '../intake-key.ts';
import { formWith, hidden, plainBrowser, receiptOn, type Sent } from './browser-without-script.ts';

const mailbox = openedMailbox();
const house = openedHouse(() => ({ env: { SMTP_URL: mailbox.url } }));
let photo: Sent;
const voice: Sent = { name: 'giọng nói.mp3', type: 'audio/mpeg', bytes: new Uint8Array([0xff, 0xfb, 0x90, 0x64]) };
beforeAll(async () => {
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#335577' } });
  const exif = { IFD0: { Make: 'MAY-ANH-RIENG' }, IFD3: { GPSLatitude: '21/1 1/1 42/1', GPSLatitudeRef: 'N' } };
  photo = {
    name: 'ảnh.jpg',
    type: 'image/jpeg',
    bytes: new Uint8Array(await picture.withExif(exif).jpeg().toBuffer()),
  };
});

type Row = { id: string; report_id: string | null; kind: string; state: string; clean_id: string | null };
function rows(): Row[] {
  const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'), { readonly: true });
  const all = db.prepare('select id, report_id, kind, state, clean_id from attachment order by rowid').all();
  db.close();
  return all as Row[];
}
const rowOf = (id: string | undefined): Row | undefined => rows().find((row) => row.id === id);

/** The next report the office gets, with its files: their names as it reads them, where they lie as the database says. */
async function nextReport(after: number) {
  const mail = await until(() => mailbox.mails.slice(after).find(({ mail }) => isReport(mail))?.mail);
  const opened = await openedMail(house.dataDir, mail);
  const kept = rows().filter((row) => row.report_id === opened.id);
  return { ...opened, attachments: opened.files.map((label, place) => ({ label, id: kept[place]?.id })) };
}

/** Clean copies follow their report in mails of their own. */
const isReport = ({ attachments }: ParsedMail): boolean => !attachments[0]?.filename?.includes('part');

/** A sealed file as an officer of ours opens it. */
async function openedFile(id = ''): Promise<Buffer> {
  const identities = await intakeIdentities(house.dataDir, house.code);
  return Buffer.from(await unseal(identities, readFileSync(path.join(house.dataDir, 'attachments', `${id}.age`))));
}

/** A black PNG of side × side points that is small on the wire. */
function pictureBomb(side: number): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, content: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const points = deflateSync(Buffer.alloc((1 + side / 8) * side));
  const start = Buffer.from('89504e470d0a1a0a', 'hex');
  return new Uint8Array(
    Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', points), chunk('IEND', Buffer.alloc(0))]),
  );
}

describe('"I need help" without a word', () => {
  test('a voice note alone is enough, and a person reads it on the clock of P1', async () => {
    const before = mailbox.mails.length;
    const page = await plainBrowser(house.url).post('/ghi-chu/', formWith({ step: 'next' }, [voice]));
    expect(receiptOn(page.text)).toBeDefined();
    expect(page.text).toContain('1 tệp');
    const report = await nextReport(before);
    expect(report.urgency).toBe('P1');
    expect(report.attachments).toMatchObject([{ label: 'giọng nói.mp3' }]);
    expect(await openedFile(report.attachments[0]?.id)).toEqual(Buffer.from(voice.bytes));
  });

  test.each(['help', 'held', 'hurt', 'papers', 'soon', 'child', 'where'])(
    'a tapped sentence alone (%s) is a cry for help in either language',
    async (sentence) => {
      for (const door of ['/ghi-chu/', '/en/notes/']) {
        const before = mailbox.mails.length;
        await plainBrowser(house.url).post(door, formWith({ sentences: sentence, step: 'next' }));
        const { urgency, fields } = await nextReport(before);
        expect(urgency).toBe('P1');
        expect(fields).toMatchObject({ kind: 'self', sentences: [sentence] });
        expect(String(fields['story']).length).toBeGreaterThan(10);
      }
    },
  );

  test('what was written stands before what was tapped', async () => {
    const before = mailbox.mails.length;
    const body = formWith({ story: 'số nhà 5', step: 'next' });
    for (const one of ['where', 'help', 'nonsense']) body.append('sentences', one);
    await plainBrowser(house.url).post('/ghi-chu/', body);
    const { fields } = await nextReport(before);
    expect(fields['story']).toBe('số nhà 5\nCứu tôi với. Tôi không biết mình đang ở đâu.');
  });
});

describe('a form that is shown again with an error', () => {
  const door = '/bao-tin/mat-lien-lac/';

  test.each([{ cookies: true }, { cookies: false }])('keeps the files (cookies: $cookies)', async ({ cookies }) => {
    const answers = { name: 'Bé An', age: '15', description: 'Con nhắn cứu con với, con bị nhốt, bị đánh' };
    const person = plainBrowser(house.url, { cookies });
    await person.get(door);
    const wrong = await person.post(door, formWith({ age: '15', step: 'next' }, [photo]));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('ảnh.jpg');
    const kept = hidden(wrong.text, 'keptFiles');
    expect(kept !== '').toBe(!cookies);
    const [key, token] = [hidden(wrong.text, 'key'), { keptFiles: kept }];

    const check = await person.post(door, formWith({ ...token, key, ...answers, step: 'check' }));
    expect(check.text).toContain('ảnh.jpg');
    const before = mailbox.mails.length;
    const again = { keptFiles: hidden(check.text, 'keptFiles'), key: hidden(check.text, 'key') };
    const carried = cookies ? {} : answers;
    const sent = await person.post(`${door}6/`, formWith({ ...again, ...carried, step: 'send' }, [voice]));
    expect(receiptOn(sent.text)).toBeDefined();
    const { attachments, fields } = await nextReport(before);
    expect(fields).toMatchObject({ name: 'Bé An', age: 15 });
    expect(attachments.map(({ label }) => label)).toEqual(['ảnh.jpg', 'giọng nói.mp3']);
    for (const { id } of attachments) expect(rowOf(id)?.report_id).not.toBeNull();
  });

  test('lets a file be taken out again', async () => {
    const person = plainBrowser(house.url);
    await person.get(door);
    const wrong = await person.post(door, formWith({ step: 'next' }, [photo, voice]));
    const [first = ''] = [...wrong.text.matchAll(/name="dropFile" value="([^"]+)"/g)].map(([, id]) => id);
    const check = await person.post(door, formWith({ name: 'Bé An', dropFile: first, step: 'check' }));
    expect(check.text).not.toContain('ảnh.jpg');
    expect(check.text).toContain('giọng nói.mp3');
    expect(rowOf(first)).toBeUndefined();
  });

  test('takes no file from a field that somebody made up', async () => {
    const before = mailbox.mails.length;
    const kept = Buffer.from(JSON.stringify([{ id: rows()[0]?.id, label: 'x', type: '', size: 1, state: 'kept' }]));
    for (const made of [kept.toString('base64url'), 'x', '%%%', 'A'.repeat(5_000)]) {
      const page = await plainBrowser(house.url).post('/ghi-chu/', formWith({ keptFiles: made, step: 'next' }));
      expect(page.status).toBe(422);
    }
    expect(mailbox.mails.slice(before).filter(({ mail }) => isReport(mail))).toEqual([]);
  });

  test('keeps them also when a letter was broken on the way', async () => {
    const before = mailbox.mails.length;
    const person = plainBrowser(house.url);
    await person.get('/ghi-chu/');
    const body = Buffer.concat([
      Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp3"\r\n\r\n'),
      Buffer.from(voice.bytes),
      Buffer.from('\r\n--x\r\nContent-Disposition: form-data; name="story"\r\n\r\nc'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\r\n--x--\r\n'),
    ]);
    const type = 'multipart/form-data; boundary=x';
    const answer = await fetch(`${house.url}/ghi-chu/`, { method: 'POST', body, headers: { 'content-type': type } });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('a.mp3');
    const keptFiles = hidden(page, 'keptFiles');
    await plainBrowser(house.url).post('/ghi-chu/', formWith({ keptFiles, story: 'cứu', step: 'next' }));
    expect((await nextReport(before)).attachments).toMatchObject([{ label: 'a.mp3' }]);
  });
});

describe('a file that cannot be kept never costs the report, and the receipt says which', () => {
  const tooLarge: Sent = { name: 'phim.mp4', type: 'video/mp4', bytes: new Uint8Array(25 * 1024 * 1024 + 1) };
  test.each([
    ['26 MB', [tooLarge], ['phim.mp4', '25 MB']],
    ['without a byte', [{ name: 'rong.png', type: 'image/png', bytes: '' }], ['rong.png', 'trống']],
    ['the sixth', Array.from({ length: 6 }, (_, n) => ({ ...voice, name: `ghi ${n}.mp3` })), ['ghi 5.mp3', '5 tệp']],
  ])('%s', async (_, files: Sent[], says) => {
    const before = mailbox.mails.length;
    const page = await plainBrowser(house.url).post('/ghi-chu/', formWith({ story: 'cứu em', step: 'next' }, files));
    expect(receiptOn(page.text)).toBeDefined();
    for (const word of says) expect(page.text).toContain(word);
    expect((await nextReport(before)).attachments).toHaveLength(files.length - 1);
  });
});

describe('what was made to do harm stays sealed and is marked', () => {
  const send = async (file: Sent) => {
    const before = mailbox.mails.length;
    const page = await plainBrowser(house.url).post('/ghi-chu/', formWith({ story: 'cứu em', step: 'next' }, [file]));
    expect(receiptOn(page.text)).toBeDefined();
    return nextReport(before);
  };

  test('a picture: the original whole, and a clean copy without camera and place', async () => {
    const { attachments } = await send(photo);
    const id = attachments[0]?.id;
    expect(await openedFile(id)).toEqual(Buffer.from(photo.bytes));
    const cleanId = await until(() => rowOf(id)?.clean_id, 30_000);
    const clean = await openedFile(cleanId);
    const { format, width, exif } = await sharp(clean).metadata();
    expect({ format, width, exif }).toEqual({ format: 'jpeg', width: 640, exif: undefined });
    expect(clean.includes('MAY-ANH-RIENG')).toBe(false);
  });

  const html = '<html><script>alert(1)</script></html>';
  test.each([
    ['a page that is called a picture', { name: 'a.png', type: 'image/png', bytes: html }, 'mislabelled'],
    ['a program that is called a film', { name: 'a.mp4', type: 'video/mp4', bytes: 'MZ'.padEnd(500) }, 'mislabelled'],
    ['something nobody knows', { name: 'a', type: '', bytes: 'x'.repeat(50) }, 'unknown-type'],
    ['a PDF', { name: 'a.pdf', type: 'application/pdf', bytes: '%PDF-1.7\n' }, 'unsafe'],
  ])('%s', async (_, file: Sent, state) => {
    const { attachments } = await send(file);
    expect(rowOf(attachments[0]?.id)).toMatchObject({ state, clean_id: null });
  });

  test('a picture of 900 million points is never spread out', async () => {
    const bytes = pictureBomb(30_000);
    expect(bytes.length).toBeLessThan(200_000);
    const { attachments } = await send({ name: 'bom.png', type: 'image/png', bytes });
    const row = await until(() => {
      const found = rowOf(attachments[0]?.id);
      return found?.state === 'broken' && found;
    }, 30_000);
    expect(row.clean_id).toBeNull();
  });

  test.each(['../../../etc/passwd', 'C:\\Windows\\a.png', 'a\u0000b\u202egnp.exe', '.'.repeat(400)])(
    'a name that is a path (%j) never leaves the folder, and is a short line',
    async (name) => {
      const { attachments } = await send({ ...voice, name });
      const [file] = attachments;
      expect(file?.label.length).toBeLessThanOrEqual(120);
      expect(file?.label).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(file?.id).toMatch(/^[0-9a-z]{26}$/);
      expect(rowOf(file?.id)?.report_id).not.toBeNull();
    },
  );
});
