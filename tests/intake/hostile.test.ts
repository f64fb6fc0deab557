import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openedHouse } from '../opened.ts';
import { formWith, plainBrowser, receiptOn } from './browser-without-script.ts';

const house = openedHouse();
afterAll(async () => {
  expect((await fetch(`${house.url}/readyz`)).status).toBe(200);
  expect(house.output()).not.toContain('failed');
});

type Content = string | Uint8Array<ArrayBuffer>;
const post = (body: Content, type: string, headers: Record<string, string> = {}, path = '/api/reports') =>
  fetch(house.url + path, { method: 'POST', body, headers: { 'content-type': type, ...headers }, redirect: 'manual' });
const bytes = (...parts: (string | Buffer)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

describe('a program that sends nonsense is told which field it is', () => {
  const tip = { kind: 'trafficking', story: 'x' };
  const self = { kind: 'self', story: 'x' };
  const missing = { kind: 'missing_person', name: 'x' };
  test.each<[string, unknown, string]>([
    ['a list of things that are no texts', { ...tip, phones: [1, 'x'] }, 'phones.0'],
    ['an object for a list', { ...tip, phones: { a: 1 } }, 'phones'],
    ['51 telephone numbers', { ...tip, phones: Array.from({ length: 51 }, () => '1') }, 'phones'],
    ['a number plate of 301 letters', { ...tip, plates: ['x'.repeat(301)] }, 'plates.0'],
    ['an unknown code among known ones', { ...tip, apps: ['x_Zalo', 'Friendster'] }, 'apps.1'],
    ['a code of another list', { ...tip, recruitment: 'ForcedLabour' }, 'recruitment.0'],
    ['an age of 999', { ...tip, victimAge: 999 }, 'victimAge'],
    ['an age below nought', { ...missing, age: -1 }, 'age'],
    ['half an age', { ...missing, age: 15.5 }, 'age'],
    ['a commune of letters', { ...tip, commune: 'abcde' }, 'commune'],
    ['a commune as a number', { ...tip, commune: 10015 }, 'commune'],
    ['a way of contact as text', { ...self, contact: '0900' }, 'contact'],
    ['no contact at all', { ...self, contact: null }, 'contact'],
    ['an unknown way of contact', { ...self, contact: { how: 'pigeon' } }, 'contact.how'],
    ['yes as a truth value', { ...self, safeToAnswer: true }, 'safeToAnswer'],
    ['a sentence we did not write', { ...self, sentences: ['dance'] }, 'sentences.0'],
    ['a key that can be guessed', { ...self, key: '12345' }, 'key'],
    ['a key without end', { ...self, key: 'k'.repeat(129) }, 'key'],
    ['a language in words', { ...self, lang: 'Vietnamese' }, 'lang'],
    ['a place without end', { ...self, place: 'x'.repeat(4_001) }, 'place'],
    ['a name without end', { ...missing, name: 'x'.repeat(301) }, 'name'],
    ['a description without end', { ...missing, description: 'x'.repeat(4_001) }, 'description'],
    ['a story as a list of words', { kind: 'self', story: ['x', 'y'] }, 'story'],
    ['a story that is nothing', { kind: 'self', story: null }, 'story'],
    ['two kinds at once', { ...self, kind: ['self', 'trafficking'] }, 'kind'],
    ['a field of the prototype', { ...self, constructor: 'x' }, 'constructor'],
    ['a negative number of people', { ...tip, victimCount: -3 }, 'victimCount'],
  ])('%s', async (_, body, field) => {
    const answer = await post(JSON.stringify(body), 'application/json');
    expect(answer.status).toBe(422);
    expect(Object.keys((await answer.json()).errors)).toEqual([field]);
  });

  test('and a field that is there twice, or called like the prototype, changes nobody else', async () => {
    await post('{"kind":"self","story":"x","__proto__":{"kind":"trafficking"}}', 'application/json');
    expect((await post('{"kind":"self","story":"x"}', 'application/json')).status).toBe(201);
  });
});

describe('bytes that are no report', () => {
  const part = (name: string, value: Buffer | string) =>
    bytes(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`, value, '\r\n');
  const multipart = 'multipart/form-data; boundary=b';
  const many = Array.from({ length: 2_100 }, (_, n) => Buffer.from(part(`f${n}`, 'x')));
  test.each<[string, Content, string, number]>([
    ['brackets 100,000 deep', '['.repeat(100_000), 'application/json', 400],
    ['brackets 20,000 deep that close', '['.repeat(20_000) + ']'.repeat(20_000), 'application/json', 422],
    ['UTF-16', bytes(Buffer.from('{"kind":"self","story":"x"}', 'utf16le')), 'application/json', 400],
    ['overlong UTF-8', bytes('{"kind":"self","story":"', Buffer.from([0xc0, 0xaf]), '"}'), 'application/json', 400],
    ['half a letter', bytes('{"kind":"self","story":"', Buffer.from([0xe1, 0xbb]), '"}'), 'application/json', 400],
    ['compressed bytes', bytes(gzipSync('{"kind":"self","story":"x"}')), 'application/json', 400],
    ['random bytes', bytes(randomBytes(5_000)), 'application/json', 400],
    ['random bytes as a form', bytes(randomBytes(5_000)), 'application/x-www-form-urlencoded', 400],
    ['a form with a cut escape', 'kind=self&story=%E1%BB', 'application/x-www-form-urlencoded', 400],
    ['a multipart form without a boundary', 'x', 'multipart/form-data', 400],
    ['a multipart form that stops', part('kind', 'self'), multipart, 400],
    ['a multipart form of random bytes', bytes(randomBytes(5_000)), multipart, 400],
    [
      'broken UTF-8 in a multipart form',
      bytes(Buffer.from(part('story', Buffer.from([0xff]))), '--b--\r\n'),
      multipart,
      400,
    ],
    ['2,100 parts', bytes(...many, '--b--\r\n'), multipart, 413],
    [
      '300 KB of text in a multipart form',
      bytes(Buffer.from(part('story', 'x'.repeat(300_000))), '--b--\r\n'),
      multipart,
      413,
    ],
    ['XML', '<report/>', 'application/xml', 415],
    ['no type', bytes('{}'), '', 415],
  ])('%s get their status and one sentence', async (_, body, type, status) => {
    const answer = await post(body, type);
    expect(answer.status).toBe(status);
    expect(Object.keys((await answer.json()).errors)).toHaveLength(1);
  });

  test('what looks strange and may be meant is taken', async () => {
    for (const story of [
      '\u0000',
      '\ud800',
      '🆘',
      'cứu\u202eem',
      '<script>alert(1)</script>',
      "'; drop table report; --",
    ]) {
      const answer = await post(
        JSON.stringify({ kind: 'self', story: `x${story}` }),
        'application/json; charset=UTF-8',
      );
      expect(answer.status).toBe(201);
    }
  });
});

describe('a person’s form is never sent away for what is optional', () => {
  const tip = '/bao-tin/mua-ban-nguoi/';

  test('unknown fields, doubled fields, impossible codes and ages go along or are left out', async () => {
    const body = formWith({
      story: 'x',
      victimAge: 'còn trẻ',
      ongoing: 'maybe',
      commune: 'x'.repeat(5_000),
      hue: 'red',
    });
    for (let more = 0; more < 60; more++) body.append('phones', `số ${more}`);
    body.append('story', 'y');
    body.append('exploitation', 'Juggling');
    expect(receiptOn((await plainBrowser(house.url).post(tip, body)).text)).toBeDefined();
  });

  test('a story that is too long comes back whole, with what to do', async () => {
    const story = 'đau '.repeat(16_000);
    for (const door of ['/ghi-chu/', '/en/report/trafficking/']) {
      const person = plainBrowser(house.url);
      await person.get(door);
      const page = await person.post(door, formWith({ story }));
      expect(page.status).toBe(422);
      expect(page.text).toContain(story.trim());
      expect(page.text).toContain('id="story-error"');
    }
  });

  test('markup that was typed is shown as typed', async () => {
    const inBox = `</textarea><img src=x> ${'x'.repeat(65_500)}`;
    const answer = await plainBrowser(house.url).post(tip, formWith({ place: '"><img src=x>', story: inBox }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="&quot;><img src=x>"');
    expect(answer.text).toContain('&lt;/textarea');
    expect(answer.text).not.toMatch(/"><img|<\/textarea><img/);
  });

  test.each([
    ['a page nobody has begun', () => plainBrowser(house.url).get(`${tip}7/`)],
    ['a step that does not exist', () => plainBrowser(house.url).post(tip, formWith({ story: '', step: 'moon' }))],
    ['the check of nothing', () => plainBrowser(house.url).post(`${tip}7/`, formWith({ step: 'send' }))],
  ])('%s leads to the first page', async (_, go) => {
    const page = await go();
    expect([200, 422]).toContain(page.status);
    expect(page.text).toContain('name="story"');
  });

  test.each([
    ['JSON', '{"story":"x"}', 'application/json', 422],
    ['plain text', 'x', 'text/plain', 415],
    ['a broken form', 'x', 'multipart/form-data', 400],
  ])('%s sent to a page gets the page, the numbers to call and no trace of ours', async (_, body, type, status) => {
    const answer = await post(body, type, {}, '/ghi-chu/');
    expect(answer.status).toBe(status);
    const page = await answer.text();
    expect(page).toContain('href="tel:113"');
    expect(page).not.toMatch(/at \w+ \(|node_modules|Error:/);
  });

  test('a cookie of anybody’s making opens nothing', async () => {
    for (const cookie of ['lt=', 'lt=x', `lt=${'x'.repeat(4_000)}`, 'lt=%00', "lt=' or 1=1"]) {
      const answer = await fetch(`${house.url}${tip}3/`, { headers: { cookie }, redirect: 'manual' });
      expect(answer.status).toBe(303);
    }
  });
});

describe('no browser keeps what is typed', () => {
  test.each(['/bao-tin/mua-ban-nguoi/', '/bao-tin/mat-lien-lac/', '/ghi-chu/', '/tin-da-gui/', '/en/notes/'])(
    '%s: no form, no box and no choice may be filled in again',
    async (door) => {
      const answer = await fetch(house.url + door);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const page = await answer.text();
      const tags = [...page.matchAll(/<(?:form|textarea|input)\b[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !tag.includes('type="hidden"') && !tag.includes('class="languages"'));
      expect(tags.length).toBeGreaterThan(1);
      expect(tags.filter((tag) => !tag.includes('autocomplete="off"'))).toEqual([]);
    },
  );

  test.each(['/bao-tin/', '/lich-su-trinh-duyet/', '/en/report/'])('%s lies in no cache', async (path) => {
    expect((await fetch(house.url + path)).headers.get('cache-control')).toBe('no-store');
  });
});
