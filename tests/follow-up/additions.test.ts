import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { form, json, until } from '../house.ts';
import { openedHouse, openedMailbox } from '../opened.ts';
import { formWith, plainBrowser, type Sent } from '../intake/browser-without-script.ts';

const mailbox = openedMailbox();
const house = openedHouse(() => ({ env: { SMTP_URL: mailbox.url } }));

const voice = (name = 'ghi.mp3'): Sent => ({
  name,
  type: 'audio/mpeg',
  bytes: new Uint8Array([0xff, 0xfb, 0x90, 0x64]),
});
const store = () => new Database(path.join(house.dataDir, 'len-tieng.sqlite'));

async function send(fields: Record<string, string> = { kind: 'self', story: 'cứu em với' }): Promise<string> {
  return (await (await fetch(`${house.url}/api/reports`, json(fields))).json()).receipt;
}
async function opened(receipt: string): Promise<{ state: string; events: { what: string }[] }> {
  return (await fetch(`${house.url}/api/receipts/open`, json({ receipt }))).json();
}
const happened = async (receipt: string) => (await opened(receipt)).events.map(({ what }) => what);
const postFiles = (fields: Record<string, string>, files: Sent[]) =>
  fetch(`${house.url}/api/receipts/files`, { method: 'POST', body: formWith(fields, files) });
const filesOf = (): number => {
  const db = store();
  const row = db.prepare('select count(*) as count from attachment where report_id is not null').get();
  db.close();
  return (row as { count: number }).count;
};

describe('POST /api/receipts/files', () => {
  test('adds what fits, names what does not, and the code tells that files came', async () => {
    const receipt = await send();
    const before = filesOf();
    const answer = await postFiles(
      { receipt },
      Array.from({ length: 6 }, (_, n) => voice(`ghi ${n}.mp3`)),
    );
    expect(answer.status).toBe(201);
    const body = await answer.json();
    expect(body.files).toHaveLength(5);
    expect(body.files[0]).toEqual({ name: 'ghi 0.mp3', state: 'kept' });
    expect(Object.keys(body.errors)).toEqual(['ghi 5.mp3']);
    expect(filesOf()).toBe(before + 5);
    expect(await happened(receipt)).toContain('files');
    expect((await opened(receipt)).state).not.toBe('files');
    const more = await postFiles({ receipt, lang: 'en' }, [voice()]);
    expect(more.status).toBe(422);
    expect((await more.json()).errors['ghi.mp3']).toMatch(/5/);
  });

  test.each([
    ['no code', {}, 422, 'receipt'],
    ['a slip in the code', { receipt: '0000 0000 0000 0000 0000 0000 0032' }, 422, 'receipt'],
    ['a code that nobody has', { receipt: '0000 0000 0000 0000 0000 0000 0031' }, 404, 'receipt'],
  ])('with %s keeps nothing', async (_, fields: Record<string, string>, status, field) => {
    const before = filesOf();
    const answer = await postFiles(fields, [voice()]);
    expect(answer.status).toBe(status);
    expect(Object.keys((await answer.json()).errors)).toEqual([field]);
    expect(filesOf()).toBe(before);
    const db = store();
    expect(db.prepare('select count(*) as loose from attachment where report_id is null').get()).toEqual({ loose: 0 });
    db.close();
  });

  test.each([
    ['no file', () => formWith({ receipt: '' }), 422, 'receipt'],
    ['JSON', () => JSON.stringify({ receipt: '' }), 415, 'body'],
  ])('with %s is refused by name', async (_, body, status, field) => {
    const content = body();
    const headers: HeadersInit = typeof content === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await fetch(`${house.url}/api/receipts/files`, { method: 'POST', body: content, headers });
    expect(answer.status).toBe(status);
    expect(Object.keys((await answer.json()).errors)).toEqual([field]);
  });
});

describe.each([{ cookies: true }, { cookies: false }])('the page "Tin đã gửi" (cookies: $cookies)', ({ cookies }) => {
  test('takes words and files together, without script, and says so', async () => {
    const receipt = await send();
    const person = plainBrowser(house.url, { cookies });
    await person.get('/tin-da-gui/');
    const status = await person.post('/tin-da-gui/', new URLSearchParams({ receipt }));
    expect(status.text).toContain('enctype="multipart/form-data"');
    const added = await person.post('/tin-da-gui/', formWith({ receipt, text: 'biển số 29A' }, [voice('thêm.mp3')]));
    expect(added.text).toContain('Đã nhận và niêm phong tệp');
    expect(added.text).not.toContain('29A');
    expect(await happened(receipt)).toEqual(expect.arrayContaining(['added', 'files']));
  });

  test('names a file it could not keep', async () => {
    const receipt = await send();
    const person = plainBrowser(house.url, { cookies });
    await person.get('/tin-da-gui/');
    const page = await person.post('/tin-da-gui/', formWith({ receipt }, [{ name: 'rong.jpg', bytes: '' }]));
    expect(page.status).toBe(200);
    expect(page.text).toContain('rong.jpg');
  });

  test.each([
    [{ kind: 'self', story: 'cứu em với' }, 'safe', 'an toàn'],
    [{ kind: 'missing_person', name: 'Bé An' }, 'found', 'đã về'],
  ])('takes one tap: %s', async (report, telling, says) => {
    const receipt = await send(report);
    const person = plainBrowser(house.url, { cookies });
    await person.get('/en/sent/');
    const status = await person.post('/tin-da-gui/', new URLSearchParams({ receipt }));
    expect(status.text).toContain(`value="${telling}"`);
    for (let taps = 0; taps < 3; taps++) {
      const told = await person.post('/tin-da-gui/', new URLSearchParams({ receipt, tell: telling }));
      expect(told.text).toContain(says);
    }
    expect((await happened(receipt)).filter((what) => what === telling)).toHaveLength(1);
  });
});

describe('a consent that is taken back', () => {
  const deliveryOf = (part: string) => {
    const db = store();
    const row = db.prepare('select state, attempts from delivery where part = ? order by seq desc limit 1').get(part);
    db.close();
    return row as { state: string; attempts: number };
  };
  const takeBack = async (receipt: string) =>
    (await plainBrowser(house.url).post('/tin-da-gui/', new URLSearchParams({ receipt, tell: 'withdrawn' }))).text;

  test('stops what waits for its next try', async () => {
    mailbox.refuseWith(451);
    const receipt = await send();
    await until(() => deliveryOf('report').state === 'waiting' && deliveryOf('report').attempts > 0);
    expect(await takeBack(receipt)).toContain('đã dừng');
    expect(deliveryOf('report').state).toBe('held');
    expect((await opened(receipt)).state).toBe('received');
  });

  test.each([
    [451, 'held'],
    [550, 'held'],
    [undefined, 'sent'],
  ])('while the mail server is about to answer %s: ends as %s, with word of it', async (code, ends) => {
    mailbox.refuseWith(code);
    const { arrived, letGo } = mailbox.keepWaiting();
    const receipt = await send();
    await arrived;
    await takeBack(receipt);
    letGo();
    await until(() => deliveryOf('report').state === ends && deliveryOf('message').state === ends);
    mailbox.refuseWith(undefined);
    expect((await opened(receipt)).state).toBe(ends === 'sent' ? 'sent' : 'received');
  });
});

describe('a code that nobody has, and one whose report was purged,', () => {
  const unknown = '0000 0000 0000 0000 0000 0000 0031';
  const asks: [string, (receipt: string) => Promise<Response>][] = [
    ['open', (receipt) => fetch(`${house.url}/api/receipts/open`, json({ receipt }))],
    ['message', (receipt) => fetch(`${house.url}/api/receipts/messages`, json({ receipt, text: 'x' }))],
    ['files', (receipt) => postFiles({ receipt }, [voice()])],
    ['the page', (receipt) => fetch(`${house.url}/tin-da-gui/`, form({ receipt }))],
    ['a tap', (receipt) => fetch(`${house.url}/en/sent/`, form({ receipt, tell: 'withdrawn' }))],
    ['words', (receipt) => fetch(`${house.url}/tin-da-gui/`, form({ receipt, text: 'x' }))],
  ];

  test.each(asks)('get the same answer, letter by letter: %s', async (_, ask) => {
    const purged = await send();
    const db = store();
    db.exec('delete from report where seq = (select max(seq) from report)');
    db.close();
    const [first, second] = await Promise.all([ask(unknown), ask(purged)]);
    expect(first.status).toBe(404);
    expect(second.status).toBe(404);
    const same = (text: string, code: string) => text.replaceAll(code, 'CODE');
    expect(same(await second.text(), purged)).toBe(same(await first.text(), unknown));
    const names = (answer: Response) => [...answer.headers.keys()].sort();
    expect(names(second)).toEqual(names(first));
  });
});
