import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { json } from '../house.ts';
import { openedHouse } from '../opened.ts';
import { formWith, hidden, plainBrowser, type Sent } from '../intake/browser-without-script.ts';

const house = openedHouse();

const makeKey = () => randomBytes(16).toString('base64url');
const voice = (name: string, more = ''): Sent => ({
  name,
  type: 'audio/mpeg',
  bytes: new Uint8Array([0xff, 0xfb, 0x90, 0x64, ...Buffer.from(more)]),
});
const voices = (count: number) => Array.from({ length: count }, (_, n) => voice(`ghi ${n}.mp3`));

async function send(): Promise<string> {
  return (await (await fetch(`${house.url}/api/reports`, json({ kind: 'self', story: 'cứu em với' }))).json()).receipt;
}
/** What has happened, and what is kept of it. */
async function kept(receipt: string) {
  const { events } = await (await fetch(`${house.url}/api/receipts/open`, json({ receipt }))).json();
  const happened = (what: string) => events.filter((event: { what: string }) => event.what === what).length;
  return { added: happened('added'), files: happened('files') };
}
function count(table: 'message' | 'delivery' | 'attachment'): number {
  const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'), { readonly: true });
  const row = db.prepare(`select count(*) as count from ${table}`).get() as { count: number };
  db.close();
  return row.count;
}
const addText = (fields: Record<string, string>) => fetch(`${house.url}/api/receipts/messages`, json(fields));
const addFiles = (fields: Record<string, string>, files: Sent[]) =>
  fetch(`${house.url}/api/receipts/files`, { method: 'POST', body: formWith(fields, files) });

describe('a message that comes twice', () => {
  test('under one key is one message and goes to the office once, also when both come at the same moment', async () => {
    const receipt = await send();
    const before = [count('message'), count('delivery')];
    const sent = { receipt, text: 'biển số là 29A', key: makeKey() };
    const answers = await Promise.all([addText(sent), addText(sent), addText(sent)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await addText(sent)).status).toBe(201);
    expect([count('message'), count('delivery')]).toEqual(before.map((rows) => rows + 1));
    expect(await kept(receipt)).toEqual({ added: 1, files: 0 });
  });

  test.each([
    ['other words under the same key', (sent: object) => ({ ...sent, text: 'biển số là 30B' })],
    ['the same words under another key', (sent: object) => ({ ...sent, key: makeKey() })],
    ['the same words without a key', ({ receipt, text }: { receipt: string; text: string }) => ({ receipt, text })],
  ])('%s is a second one', async (_, changed) => {
    const receipt = await send();
    const sent = { receipt, text: 'biển số là 29A', key: makeKey() };
    await addText(sent);
    await addText({ ...changed(sent) });
    expect((await kept(receipt)).added).toBe(2);
  });

  test('to two reports is one message to each, whatever the key', async () => {
    const [one, other] = [await send(), await send()];
    const sent = { text: 'biển số là 29A', key: makeKey() };
    for (const receipt of [one, other]) await addText({ receipt, ...sent });
    expect([(await kept(one)).added, (await kept(other)).added]).toEqual([1, 1]);
  });

  test('a key that could be guessed is refused by its name', async () => {
    const answer = await addText({ receipt: await send(), text: 'x', key: '1' });
    expect([answer.status, Object.keys((await answer.json()).errors)]).toEqual([422, ['key']]);
  });
});

describe('files that come twice', () => {
  test.each([1, 3, 5])(
    '%s of them under one key are kept once, and nobody is told that there are too many',
    async (many) => {
      const receipt = await send();
      const before = count('attachment');
      const key = makeKey();
      for (let times = 0; times < 3; times++) {
        const answer = await addFiles({ receipt, key }, voices(many));
        const body = await answer.json();
        expect([answer.status, body.errors]).toEqual([201, undefined]);
        expect(body.files.map(({ name }: { name: string }) => name).toSorted()).toEqual(
          voices(many).map(({ name }) => name),
        );
      }
      expect(count('attachment')).toBe(before + many);
      expect(await kept(receipt)).toEqual({ added: 0, files: 1 });
    },
  );

  test('another file of the same name under the same key is another file', async () => {
    const receipt = await send();
    const key = makeKey();
    const before = count('attachment');
    await addFiles({ receipt, key }, [voice('image.mp3')]);
    await addFiles({ receipt, key }, [voice('image.mp3', 'khác')]);
    expect(count('attachment')).toBe(before + 2);
  });

  test('what was left out the first time is never said to be kept', async () => {
    const receipt = await send();
    const key = makeKey();
    for (let times = 0; times < 2; times++) {
      const { errors } = await (await addFiles({ receipt, key }, voices(6))).json();
      expect(Object.keys(errors)).toContain('ghi 5.mp3');
    }
  });
});

describe.each([{ cookies: true }, { cookies: false }])(
  'the page, without script (cookies: $cookies)',
  ({ cookies }) => {
    test('sent again because the answer was lost, keeps words and files once; the next page has a new key', async () => {
      const receipt = await send();
      const person = plainBrowser(house.url, { cookies });
      const page = await person.post('/tin-da-gui/', new URLSearchParams({ receipt }));
      const key = hidden(page.text, 'key');
      expect(key).toMatch(/^[\w-]{22}$/);
      const before = count('attachment');
      const form = () => formWith({ receipt, key, text: 'biển số là 29A' }, voices(4));
      for (let times = 0; times < 2; times++) {
        const added = await person.post('/tin-da-gui/', form());
        expect(added.text).toContain('Đã nhận và niêm phong tệp');
        expect(added.text).not.toContain('ghi 3.mp3');
        expect(hidden(added.text, 'key')).not.toBe(key);
      }
      expect(count('attachment')).toBe(before + 4);
      expect(await kept(receipt)).toEqual({ added: 1, files: 1 });
    });

    test('keeps what was typed when it cannot be taken, and its key', async () => {
      const receipt = await send();
      const person = plainBrowser(house.url, { cookies });
      const page = await person.post('/tin-da-gui/', new URLSearchParams({ receipt }));
      const key = hidden(page.text, 'key');
      const long = 'dài '.repeat(2_001);
      const again = await person.post('/tin-da-gui/', new URLSearchParams({ receipt, key, text: long }));
      expect(again.status).toBe(422);
      expect(again.text).toContain(long);
      expect(again.text).toContain('dài quá');
      expect(again.text).toContain('Tệp thì chọn lại');
      expect(hidden(again.text, 'key')).toBe(key);
      const broken = await fetch(`${house.url}/tin-da-gui/`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `receipt=${encodeURIComponent(receipt)}&key=${key}&text=bi%E1%BB%83n+s%E1`,
      });
      expect(broken.status).toBe(400);
      expect(await broken.text()).toMatch(/<textarea[^>]*name="text"[^>]*>biển s/);
      expect((await kept(receipt)).added).toBe(0);
    });
  },
);
