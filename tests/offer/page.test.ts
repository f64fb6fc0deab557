import { readdirSync, readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { form, json } from '../house.ts';
import { openedHouseAndBrowser } from '../opened.ts';
import { loadOf } from '../site/load.ts';

const { house, visit } = openedHouseAndBrowser();

const trap = `Tuyển nữ 17-25 làm quán karaoke bên Lào, lương 40 triệu/tháng, không cần kinh nghiệm.
Không cần hộ chiếu, tối nay xe đón. Đừng nói với bố mẹ <b>nhé</b>.`;
const innocent = 'Cửa hàng sách tuyển nhân viên ca chiều, 26k một giờ, phỏng vấn tại cửa hàng.';

const pages = [
  {
    lang: 'vi',
    address: '/nhan-biet/kiem-tra/',
    many: 'Có 5 dấu hiệu nên dừng lại',
    none: 'Chưa thấy dấu hiệu nào',
    safe: /an toàn/g,
    not: 'không có nghĩa là an toàn',
  },
  {
    lang: 'en',
    address: '/en/recognise/check/',
    many: '5 signs that should make you stop',
    none: 'No sign found',
    safe: /\bsafe\b/g,
    not: 'does not mean safe',
  },
];

describe.each(pages)('$lang', ({ address, many, none, safe, not }) => {
  test.each([{ script: false }, { script: true }])(
    'shows the signs of a trap, marked (script: $script)',
    async ({ script }) => {
      const { page, strangers, close } = await visit({ script, width: 320 });
      await page.goto(address);
      if (script) await expectAccessible(page);
      await page.fill('#offer', trap);
      await page.click('main form button');
      await page.waitForSelector('#answer');
      expect(await page.innerText('#answer')).toBe(many);
      expect(await page.locator('.answer .ten > li').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
        'high-pay',
        'rush',
        'irregular-travel',
        'secrecy',
        'young-girls',
      ]);
      expect(await page.locator('blockquote mark').count()).toBeGreaterThan(4);
      expect((await page.innerText('blockquote')).replace(/\s+/g, ' ')).toBe(trap.replace(/\s+/g, ' '));
      const text = await page.innerText('main');
      for (const said of ['dolab.gov.vn', '111', not]) expect(text).toContain(said);
      expect(await page.inputValue('#offer')).toBe(trap);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      if (script) await expectAccessible(page);
      await page.goBack();
      await page.waitForSelector('#offer');
      expect(await page.locator('#answer').count()).toBe(0);
      expect(strangers).toEqual([]);
      await close();
    },
  );

  test('finds no sign in an innocent one, and never calls it safe', async () => {
    const { page, close } = await visit({ width: 1280 });
    await page.goto(address);
    await page.fill('#offer', innocent);
    await page.click('main form button');
    expect(await page.innerText('#answer')).toContain(none);
    const text = await page.innerText('main');
    expect(text.match(safe)).toHaveLength(1);
    for (const said of ['dolab.gov.vn', '111', not]) expect(text).toContain(said);
    await expectAccessible(page);
    await close();
  });

  test('asks again when the box was empty', async () => {
    const { page, close } = await visit({ script: false });
    await page.goto(address);
    await page.click('main form button');
    expect(await page.getAttribute('#offer', 'aria-invalid')).toBe('true');
    expect(await page.locator('#offer-error').count()).toBe(1);
    expect(await page.locator('.ten > li').count()).toBe(10);
    await close();
  });
});

test('the tricks that begin with an offer lead here, others do not', async () => {
  const { page, close } = await visit();
  const leads = async (trick: string): Promise<number> => {
    const slug = /^slug: (.+)$/m.exec(readFileSync(`content/tricks/vi/${trick}.md`, 'utf8'))?.[1];
    await page.goto(`/nhan-biet/${slug}/`);
    return page.locator('main a.onward[href="/nhan-biet/kiem-tra/"]').count();
  };
  expect(await leads('scam-compounds')).toBe(1);
  expect(await leads('fishing-boats')).toBe(1);
  expect(await leads('online-kidnapping')).toBe(0);
  await page.goto('/nhan-biet/');
  expect(await page.locator('main a[href="/nhan-biet/kiem-tra/"]').count()).toBe(1);
  await close();
});

describe('what was pasted', () => {
  const canary = 'QZXJWKVHPY';
  const post = (offer: string, headers: Record<string, string> = {}) =>
    fetch(`${house.url}/nhan-biet/kiem-tra/`, { ...form({ offer }), headers });

  test('is neither stored nor logged, and no browser or proxy may keep the answer', async () => {
    const answer = await post(`Việc nhẹ lương cao ${canary}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain(canary);
    for (const name of readdirSync(house.dataDir, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      expect(readFileSync(path.join(name.parentPath, name.name)).includes(canary), name.name).toBe(false);
    }
    expect(house.output()).not.toContain(canary);
  });

  test('is shown as text, whatever it holds', async () => {
    const html = await (await post('<script>alert(1)</script> việc nhẹ lương cao "><img src=x>')).text();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
  });

  test('is cut where it is too long, and the page says so', async () => {
    const html = await (await post(`${'dài '.repeat(3_000)}việc nhẹ lương cao`)).text();
    expect(html).toContain('chúng tôi chỉ đọc phần đầu');
    expect(html).toContain('Chưa thấy dấu hiệu');
  });

  test.each([
    ['too large', { method: 'POST', body: new URLSearchParams({ offer: 'x'.repeat(300_000) }) }, 413],
    [
      'broken UTF-8',
      { method: 'POST', body: 'offer=%ff%fe', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      400,
    ],
    ['of another type', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    ['JSON', json({ offer: 'x' }), 422],
    ['sent by PUT', { method: 'PUT', body: 'x' }, 405],
  ] satisfies [string, RequestInit, number][])('%s is answered kindly', async (_, request, status) => {
    const answer = await fetch(`${house.url}/nhan-biet/kiem-tra/`, request);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain('</html>');
  });

  test('makes a page of at most 14 KB with its styles, in at most four requests', async () => {
    const { html, bytes } = await overTheWire(trap);
    const load = loadOf({ address: '/', html, bytes, error: false });
    expect(load.page + load.styles).toBeLessThanOrEqual(14 * 1024);
    expect(load.styles).toBeGreaterThan(1_000);
    expect(load.requests).toBeLessThanOrEqual(4);
    expect(load.strangers).toEqual([]);
  });
});

/** The answer as a browser gets it, before it is unpacked. */
async function overTheWire(offer: string): Promise<{ html: string; bytes: number }> {
  const headers = { 'accept-encoding': 'br', 'content-type': 'application/x-www-form-urlencoded' };
  const asked = request(`${house.url}/nhan-biet/kiem-tra/`, { method: 'POST', headers });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject);
    asked.end(new URLSearchParams({ offer }).toString());
  });
  const packed = await buffer(answer);
  return { html: brotliDecompressSync(packed).toString('utf8'), bytes: packed.length };
}
