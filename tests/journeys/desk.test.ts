import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { visitor } from '../browser.ts';
import { json } from '../house.ts';
import { openLine, type Line } from './line.ts';

let line: Line;
/** Of one sign-in, shared where signing in is not what is tested: each code counts once. */
let cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
beforeAll(async () => {
  line = await openLine();
  const { page, context, close } = await visitor(line.browser, line.house.url, { width: 1280 });
  await line.signIn(page);
  cookies = await context.cookies();
  await close();
}, 120_000);
afterAll(() => line.close());

async function signedIn(options: NonNullable<Parameters<typeof visitor>[2]>) {
  const someone = await visitor(line.browser, line.house.url, options);
  await someone.context.addCookies(cookies);
  await someone.page.goto('/truc-ban/');
  return someone;
}

const send = async (fields: Record<string, unknown>): Promise<void> => {
  const answer = await fetch(`${line.house.url}/api/reports`, json(fields));
  expect(answer.status).toBe(201);
};
const urgent = 'Cứu với, em bị nhốt trong nhà, họ đánh em, họ đang giết người. Đừng gọi lại, nó cầm máy em';
const hostile = [
  '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">',
  '=HYPERLINK("http://bad.example";"x")',
  '\u202Egnp.exe\u202C \u2066\u2067',
  '<b data-from="2000-01-01" data-days-to="2027-07-30">1</b>',
].join('\n');

async function keys(page: Page, ...pressed: string[]): Promise<void> {
  for (const key of pressed) {
    await page.keyboard.press(key);
    await page.waitForLoadState('networkidle').catch(() => undefined);
  }
}

describe('the duty desk', () => {
  test('from sign-in to a P1 classified and forwarded takes four keys', async () => {
    await send({ kind: 'trafficking', story: 'Quảng cáo việc nhẹ lương cao ở chợ' });
    await send({ kind: 'trafficking', story: urgent });
    const { page, context, close } = await visitor(line.browser, line.house.url, { width: 1280 });
    const pressed: string[] = [];
    await context.exposeFunction('pressed', (key: string) => void pressed.push(key));
    const clicked: string[] = [];
    await context.exposeFunction('clicked', (what: string) => void clicked.push(what));
    await line.signIn(page);
    // From here on every key and every click of the person is counted, on every page.
    await context.addInitScript(() => {
      addEventListener('keydown', ({ key }) => void Reflect.get(window, 'pressed')(key), true);
      addEventListener('pointerdown', ({ target }) => void Reflect.get(window, 'clicked')(String(target)), true);
    });
    await page.goto('/truc-ban/');
    const start = Date.now();
    await page.keyboard.press('o');
    await page.waitForURL('**/truc-ban/tin/*/');
    const report = page.url();
    expect(await page.locator('h1.p1').textContent()).toContain('P1');
    expect(await page.textContent('.never-call')).toContain('KHÔNG GỌI LẠI');
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    const leads = await page.locator('.reasons a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(leads.length).toBeGreaterThan(1);
    for (const lead of leads) expect(await page.locator(`mark${lead}`).count(), `${lead}`).toBe(1);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('c')]);
    await page.locator('[data-key=f]').waitFor();
    await page.keyboard.press('f');
    await Promise.all([page.waitForURL('**/truc-ban/'), page.keyboard.press('Enter')]);
    expect(Date.now() - start).toBeLessThan(20_000);
    expect(pressed).toEqual(['o', 'c', 'f', 'Enter']);
    expect(clicked).toEqual([]);
    await page.goto(report);
    expect(await page.locator('main').textContent()).toContain('Đã chuyển');
    const steps = await page.locator('.timeline strong').allTextContents();
    expect(steps).toEqual(expect.arrayContaining(['Phân loại', 'Chuyển tin']));
    await close();
  });

  test('a view of the queue is named, found again and removed, without script', async () => {
    const { page, close } = await signedIn({ width: 360, script: false });
    await page.goto('/truc-ban/?xem=unclassified&xa=Ba+V%C3%AC');
    await page.locator('summary', { hasText: 'Lưu cách xem này' }).click();
    await page.fill('#view-name', 'Đêm <b>ở</b> Ba Vì');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.goto('/truc-ban/');
    await page.getByRole('link', { name: 'Đêm <b>ở</b> Ba Vì' }).click();
    expect(new URL(page.url()).searchParams.get('xa')).toBe('Ba Vì');
    await page.locator('summary', { hasText: 'Đổi hoặc bỏ cách xem này' }).click();
    await page.getByRole('button', { name: /^Bỏ/ }).click();
    expect(await page.locator('.filters.own').count()).toBe(0);
    await close();
  });

  test('small acts are taken back where they were done: a note, an assignment', async () => {
    const { page, close } = await signedIn({ width: 1280, script: false });
    await page.locator('.queue a').first().click();
    await page.fill('#note', 'Nhầm tin này');
    await page.locator('form[action$="/ghi/note/"] button').click();
    expect(await page.locator('.timeline').textContent()).toContain('Nhầm tin này');
    await page.getByRole('button', { name: 'Lùi lại: Ghi chú' }).click();
    expect(await page.locator('.timeline').textContent()).not.toContain('Nhầm tin này');
    await page.selectOption('#assign', { label: 'Người Trực' });
    await page.locator('form[action$="/giao/"] button').click();
    expect(await page.locator('main').textContent()).toContain('giao cho Người Trực');
    await page.getByRole('button', { name: 'Lùi lại: Giao việc' }).click();
    expect(await page.locator('main').textContent()).not.toContain('giao cho Người Trực');
    await close();
  });

  test('works without script, and a hostile text harms nothing', async () => {
    await send({ kind: 'trafficking', story: `${hostile}\n${'x'.repeat(20_000)}`, place: '=1+1' });
    const { page, close } = await visitor(line.browser, line.house.url, { width: 1280, script: false });
    await line.signIn(page);
    await page.goto('/truc-ban/?xem=unclassified');
    await page.locator('.queue a').last().click();
    expect(await page.locator('#story').textContent()).toContain('<script>window.hacked=1</script>');
    expect(await page.locator('#story script, #story img, #story b').count()).toBe(0);
    await page.locator('summary', { hasText: 'Đổi mức' }).click();
    await page.check('input[name=urgency][value=P2]');
    await page.getByRole('button', { name: 'Lưu phân loại' }).click();
    expect(await page.locator('.error').textContent()).toContain('Viết vì sao');
    expect(await page.isChecked('input[name=urgency][value=P2]')).toBe(true);
    await page.fill('#override-text', 'Đọc kỹ thì thấy có trẻ em');
    await page.getByRole('button', { name: 'Lưu phân loại' }).click();
    expect(await page.locator('main').textContent()).toContain('Đã phân loại');
    expect(await page.getByRole('button', { name: 'Lùi lại: Phân loại' }).count()).toBe(1);
    await close();
  });

  test('whoever comes second is told, and finds what they typed', async () => {
    await send({ kind: 'trafficking', story: 'Xưởng may giữ giấy tờ của mấy người làm' });
    const { page, context, close } = await visitor(line.browser, line.house.url, { width: 1280 });
    await line.signIn(page);
    await page.goto('/truc-ban/?xem=unclassified');
    const address = await page.locator('.queue a').last().getAttribute('href');
    const second = await context.newPage();
    for (const one of [page, second]) await one.goto(address ?? '');
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Lùi lại: Phân loại' }).waitFor();
    await second.keyboard.press('x');
    await second.fill('#outOfScope-text', 'Lời tôi đã gõ');
    await second.locator('form[action$="/lam/outOfScope/"] button').last().click();
    expect(await second.locator('.summary').textContent()).toContain('Người Trực đã làm “Phân loại”');
    expect(await second.inputValue('#outOfScope-text')).toBe('Lời tôi đã gõ');
    await close();
  });

  test('says that something new has come, and moves nothing', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { width: 1280 });
    await line.signIn(page);
    await page.waitForTimeout(1_500);
    const before = await page.locator('.queue li').count();
    await send({ kind: 'trafficking', story: urgent });
    await page.locator('.news.urgent').waitFor();
    expect(await page.textContent('.news')).toContain('1 tin mới – hiện');
    expect(await page.locator('.queue li').count()).toBe(before);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('n')]);
    expect(await page.locator('.queue li').count()).toBe(before + 1);
    await close();
  });

  test('lists its keys with ?', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { width: 1280 });
    await line.signIn(page);
    await keys(page, '?');
    expect(await page.locator('#keys dt').count()).toBeGreaterThan(8);
    await close();
  });
});

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 768],
  ['dark', 768],
  ['light', 360],
  ['dark', 360],
] as const)('in %s at %d', (colours, width) => {
  test('axe finds nothing on any page of the desk', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { width, dark: colours === 'dark' });
    await line.signIn(page);
    await expectAccessible(page);
    await page.setViewportSize({ width, height: 720 });
    const listed = await page.locator('.queue a').evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    const [address = '', beside = ''] = listed;
    const together = `${address}canh/${beside?.split('/').at(-2)}/`;
    for (const one of [address ?? '', `${address}phieu/`, together, ...rooms]) {
      expect((await page.goto(one))?.status(), one).toBe(200);
      await page.evaluate(() => document.querySelectorAll('details').forEach((box) => (box.open = true)));
      await expectAccessible(page);
      if (process.env.SHOTS)
        await page.screenshot({
          path: `${process.env.SHOTS}/${width}-${colours}-${one.replaceAll('/', '_').slice(-30)}.png`,
          fullPage: true,
        });
    }
    await close();
  });

  test('tables of administration take the width there is, and only they scroll', async () => {
    const { page, close } = await signedIn({ width });
    for (const one of ['/truc-ban/quan-tri/', '/truc-ban/quan-tri/nhat-ky/']) {
      await page.goto(one);
      const [inside, outside, tables] = await page.evaluate(() => {
        const main = document.querySelector('main');
        const padding = main ? parseFloat(getComputedStyle(main).paddingLeft) * 2 : 0;
        const frames = [...document.querySelectorAll('.scroll')].map((frame) => frame.clientWidth);
        return [(main?.clientWidth ?? 0) - padding, document.documentElement.scrollWidth, frames] as const;
      });
      expect(tables.length).toBeGreaterThan(0);
      for (const table of tables) expect(table).toBeGreaterThanOrEqual(Math.floor(inside));
      expect(outside).toBeLessThanOrEqual(width);
    }
    await close();
  });
});

const rooms = [
  '',
  'ca/',
  'tim/',
  'tap/1/',
  'huong-dan/',
  'quan-tri/',
  'quan-tri/nhat-ky/',
  'nguoi/',
  'trach-nhiem/',
  'cua-toi/',
].map((room) => `/truc-ban/${room}`);
