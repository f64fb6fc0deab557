import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { form, json } from '../house.ts';
import { openedHouse } from '../opened.ts';

const house = openedHouse();

const send = (body: unknown, path = '/api/reports') => fetch(house.url + path, json(body));
const raw = (body: string | Uint8Array<ArrayBuffer>, type: string, path = '/api/reports', headers = {}) =>
  fetch(house.url + path, { method: 'POST', body, headers: { 'content-type': type, ...headers }, redirect: 'manual' });

describe('POST /api/reports', () => {
  test('answers 201 with a receipt in digits, in words, and advice', async () => {
    const answer = await send({ kind: 'self', story: 'cứu em với, em bị nhốt', lang: 'vi' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = await answer.json();
    expect(body.receipt).toMatch(/^\d{4}( \d{4}){6}$/);
    expect(body.words.split(' – ')).toHaveLength(8);
    expect(body.advice).toContain('call_113');
  });

  test('takes a form in either encoding as well', async () => {
    const urlencoded = await raw('kind=self&story=xin+ch%C3%A0o', 'application/x-www-form-urlencoded');
    expect(urlencoded.status).toBe(201);
    const multipart = new FormData();
    multipart.set('kind', 'missing_person');
    multipart.set('description', 'cao, tóc dài');
    const answer = await fetch(`${house.url}/api/reports`, { method: 'POST', body: multipart });
    expect(answer.status).toBe(201);
  });

  test('gives the same receipt for the same key and body, also when both come at once', async () => {
    const report = { kind: 'self', story: 'một lần', key: randomBytes(16).toString('hex') };
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(report)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201));
    const receipts = new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).receipt)));
    expect(receipts.size).toBe(1);
    expect((await send({ ...report, story: 'lần khác' })).status).toBe(409);
  });

  const story = 'x';
  test.each([
    ['broken JSON', '{"kind":', 'application/json', 400, 'body'],
    ['no body', '', 'application/json', 400, 'body'],
    ['broken UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400, 'body'],
    ['broken UTF-8 in a form', 'kind=self&story=%FF%FE', 'application/x-www-form-urlencoded', 400, 'body'],
    ['plain text', 'xin chào', 'text/plain', 415, 'body'],
    ['300 KiB', JSON.stringify({ kind: 'self', story: 'x'.repeat(300_000) }), 'application/json', 413, 'body'],
    ['1 MB', JSON.stringify({ kind: 'self', story: 'x'.repeat(1_000_000) }), 'application/json', 413, 'body'],
    [
      'a story that does not fit when sealed',
      JSON.stringify({ kind: 'self', story: 'x'.repeat(65_400) }),
      'application/json',
      422,
      'story',
    ],
    ['an empty story', JSON.stringify({ kind: 'self', story: '' }), 'application/json', 422, 'story'],
    ['an unknown field', JSON.stringify({ kind: 'self', story, hue: 1 }), 'application/json', 422, 'hue'],
    ['a wrong type', JSON.stringify({ kind: 'self', story: [] }), 'application/json', 422, 'story'],
    ['an unknown kind', JSON.stringify({ kind: 'x', story }), 'application/json', 422, 'kind'],
    ['a form without any field', '', 'application/x-www-form-urlencoded', 422, 'kind'],
  ])(
    'answers %s with its status and names the field, in the language asked for',
    async (_, body, type, status, field) => {
      const sentences: string[] = [];
      for (const language of ['vi', 'en']) {
        const answer = await raw(body, type, '/api/reports', { 'accept-language': language });
        expect(answer.status).toBe(status);
        const { errors } = await answer.json();
        expect(Object.keys(errors)).toEqual([field]);
        sentences.push(errors[field]);
      }
      expect(sentences[0]).not.toBe(sentences[1]);
      for (const sentence of sentences) expect(sentence.length).toBeGreaterThan(10);
    },
  );

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('answers %s with 405 and says what is allowed', async (method) => {
    const answer = await fetch(`${house.url}/api/reports`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(Object.keys((await answer.json()).errors)).toEqual(['body']);
  });

  test('survives a sender who hangs up in the middle', async () => {
    await new Promise<void>((resolve) => {
      const half = request(`${house.url}/api/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 500 },
      });
      half.on('error', () => resolve());
      half.write('{"kind":"self","sto');
      setTimeout(() => half.destroy(), 50);
    });
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
  });
});

describe('the forms', () => {
  test.each([
    ['/bao-tin/mua-ban-nguoi/', { story: '' }, 'Viết vài chữ'],
    ['/bao-tin/mat-lien-lac/', {}, 'Viết tên'],
    ['/ghi-chu/', { abroad: 'yes' }, 'Viết vài chữ'],
    ['/en/report/trafficking/', { place: 'a market' }, 'Write'],
  ])(
    '%s without what is needed comes back with 422, the sentence and what was typed',
    async (path, fields: Record<string, string>, says) => {
      const answer = await fetch(house.url + path, form({ ...fields, suspects: 'một người áo xanh' }));
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain(says);
      expect(page).toContain('href="tel:113"');
      if (path.includes('trafficking') || path.includes('mua-ban')) expect(page).toContain('một người áo xanh');
    },
  );

  test('end on a page with the receipt even for a browser that keeps no cookies', async () => {
    const answer = await fetch(`${house.url}/ghi-chu/`, form({ story: 'tôi cần người nghe' }));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/\d{4}( \d{4}){6}/);
  });

  test('give two codes to two different reports sent with one form', async () => {
    const key = randomBytes(16).toString('hex');
    const pages = await Promise.all(
      ['chuyện một', 'chuyện hai'].map(async (story) =>
        (await fetch(`${house.url}/ghi-chu/`, form({ story, key }))).text(),
      ),
    );
    const codes = new Set(pages.map((page) => /\d{4}( \d{4}){6}/.exec(page)?.[0]));
    expect(codes.size).toBe(2);
    expect(codes).not.toContain(undefined);
  });

  test('take a story of 1 MB no further, kindly', async () => {
    const answer = await fetch(`${house.url}/ghi-chu/`, form({ story: 'x'.repeat(1_000_000) }));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('href="tel:111"');
  });

  test('answer a wrong method with 405', async () => {
    const answer = await fetch(`${house.url}/ghi-chu/`, { method: 'PUT', body: 'x' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });
});

describe('every answer', () => {
  test.each([
    '/',
    '/bao-tin/',
    '/bao-tin/mua-ban-nguoi/',
    '/tin-da-gui/',
    '/khong-co/',
    '/en/nothing/',
    '/truc-ban/vao/',
    '/healthz',
  ])('%s carries the strict policy and loads nothing from elsewhere', async (path) => {
    const answer = await fetch(house.url + path);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const page = await answer.text();
    expect(page).not.toMatch(/<style|style=|<script>(?!<)|src="https?:/);
  });

  test('unknown pages are told in the language of their address, with the numbers to call', async () => {
    for (const [path, says] of [
      ['/khong-co/', 'Không có trang này'],
      ['/en/nothing/', 'page'],
    ]) {
      const answer = await fetch(house.url + path);
      expect(answer.status).toBe(404);
      const page = await answer.text();
      expect(page).toContain(says);
      expect(page).toContain('href="tel:113"');
      expect(page).toContain('href="tel:111"');
    }
  });

  test('the pages that are drawn have no address of their own', async () => {
    for (const name of ['form', 'queue', 'case', 'receipt']) {
      expect((await fetch(`${house.url}/draw/${name}/`)).status).toBe(404);
    }
  });

  test('quick exit forgets and leads to somebody else', async () => {
    for (const path of ['/thoat/', '/en/exit/']) {
      const answer = await fetch(house.url + path, { redirect: 'manual' });
      expect(answer.status).toBe(303);
      expect(new URL(answer.headers.get('location') ?? '').protocol).toBe('https:');
      expect(answer.headers.get('clear-site-data')).toContain('"storage"');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});
