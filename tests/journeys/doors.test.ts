import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../browser.ts';
import { json } from '../house.ts';
import { enough, next, openLine, press, send, type Line } from './line.ts';

let line: Line;
beforeAll(async () => {
  line = await openLine();
});
afterAll(() => line.close());

const people = [true, false].flatMap((script) =>
  [360, 1280].flatMap((width) => ['vi', 'en'].map((lang) => ({ script, width, lang }))),
);
const addresses = {
  vi: {
    tip: '/bao-tin/mua-ban-nguoi/',
    missing: '/bao-tin/mat-lien-lac/',
    notes: '/ghi-chu/',
    code: '/bao-tin/ma-tra-cuu/',
  },
  en: { tip: '/en/report/trafficking/', missing: '/en/report/missing/', notes: '/en/notes/', code: '/en/report/code/' },
};

/** Goes back to the page before, finds there again what was typed or chosen, and comes forward once more. */
async function backAndForth(page: Page, selector: string, value: string | true, forward: string): Promise<void> {
  const kept = () => (value === true ? page.isChecked(selector) : page.inputValue(selector));
  await page.goBack();
  expect(await kept()).toBe(value);
  await page.reload();
  expect(await kept()).toBe(value);
  await press(page, next, forward);
}

describe.each(people)('with script $script, $width px wide, in $lang', ({ script, width, lang }) => {
  const { tip, missing, notes, code } = addresses[lang === 'en' ? 'en' : 'vi'];

  test('a citizen tells what they saw, page by page, pressing Back everywhere', async () => {
    const story = `Có người đang bị nhốt và bị đánh, kêu cứu ${script} ${width} ${lang}`;
    const { page, strangers, close } = await visitor(line.browser, line.house.url, { script, width });
    const before = line.mailbox.mails.length;
    await page.goto(tip);
    await page.fill('[name=story]', story);
    await page.check('[name=ongoing][value=yes]');
    await press(page, next, `${tip}2/`);
    await backAndForth(page, '[name=story]', story, `${tip}2/`);

    await page.fill('[name=place]', 'cuối ngõ có cây đa');
    await page.fill('[name=commune]', 'ba vi');
    if (script) await page.waitForSelector('.places:not([hidden]) input');
    else await press(page, next, `${tip}2/`);
    expect(await page.locator('.places label').first().textContent()).toMatch(/Ba Vì/);
    await page.check('[name=communeId] >> nth=0');
    await press(page, next, `${tip}3/`);
    await backAndForth(page, '[name=place]', 'cuối ngõ có cây đa', `${tip}3/`);

    await page.fill('[name=victimAge]', '16');
    await press(page, next, `${tip}4/`);
    await backAndForth(page, '[name=victimAge]', '16', `${tip}4/`);
    await page.check('[name=exploitation][value=ForcedLabour]');
    await page.check('[name=apps][value=x_Zalo]');
    await page.check('[name=apps][value=TikTok]');
    await press(page, next, `${tip}5/`);
    await backAndForth(page, '[name=apps][value=TikTok]', true, `${tip}5/`);
    await page.fill('[name=phones]', '0900 000 003, 0900 000 004');
    await press(page, next, `${tip}6/`);
    await backAndForth(page, '[name=phones]', '0900 000 003, 0900 000 004', `${tip}6/`);
    await press(page, next, `${tip}7/`);
    await backAndForth(page, '[name=policeAlready]', '', `${tip}7/`);
    expect(await page.textContent('main')).toContain(story);
    await press(page, send, code);

    const digits = await page.textContent('#receipt-digits');
    expect(digits).toMatch(/^\d{4}( \d{4}){6}$/);
    const { fields, confirmation } = await line.nextReport(before);
    expect(fields).toEqual({
      kind: 'trafficking',
      lang,
      story,
      ongoing: 'yes',
      place: 'cuối ngõ có cây đa',
      oldDistrict: 'ba-vi',
      victimAge: 16,
      exploitation: ['ForcedLabour'],
      apps: ['x_Zalo', 'TikTok'],
      phones: ['0900 000 003', '0900 000 004'],
    });
    expect(await page.textContent('#confirmation')).toBe(confirmation);

    await page.reload();
    expect(await page.textContent('#receipt-digits')).toBe(digits);
    await page.goBack();
    await page.goto(tip);
    expect(await page.inputValue('[name=story]')).toBe('');
    expect(strangers).toEqual([]);
    await close();
  });

  test('a family stops after two pages and sends; later they tell that the person is found', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { script, width });
    const before = line.mailbox.mails.length;
    await page.goto(missing);
    await press(page, next, missing);
    await page.waitForSelector('.summary');
    expect(await page.getAttribute('[name=name]', 'aria-invalid')).toBe('true');
    await page.fill('[name=description]', 'bé gái cao gầy, tóc dài');
    await page.fill('[name=age]', '10');
    await press(page, next, `${missing}2/`);
    await page.fill('[name=lastSeenPlace]', 'cổng trường');
    await press(page, enough, `${missing}6/`);
    await press(page, send, code);
    const digits = await page.textContent('#receipt-digits');
    expect((await line.nextReport(before)).fields).toMatchObject({
      description: 'bé gái cao gầy, tóc dài',
      age: 10,
      lastSeenPlace: 'cổng trường',
    });

    await page.click('main a >> nth=-1');
    await page.fill('[name=receipt]', digits ?? '');
    await page.click('main button[type=submit]');
    await page.click('button[value=found]');
    await page.waitForSelector('[role=status]:not(:empty)');
    const opened = await (await fetch(`${line.house.url}/api/receipts/open`, json({ receipt: digits }))).json();
    expect(opened.state).toBe('sent');
    expect(opened.events.at(-1).what).toBe('found');
    await close();
  });

  test('somebody who needs help writes one page and gets a code', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { script, width });
    const before = line.mailbox.mails.length;
    await page.goto(notes);
    expect(await page.title()).toMatch(/^(Ghi chú|Notes)$/);
    await page.check('[name=sentences] >> nth=0');
    await press(page, next, code);
    expect(await page.textContent('#receipt-digits')).toMatch(/\d{4}/);
    expect(await page.textContent('main')).toContain('113');
    expect((await line.nextReport(before)).fields['kind']).toBe('self');
    await close();
  });
});

test('a browser that keeps no cookies carries the answers along and gets its code', async () => {
  const { page, context, close } = await visitor(line.browser, line.house.url, { script: false });
  const forget = () => context.clearCookies();
  const before = line.mailbox.mails.length;
  await page.goto('/bao-tin/mua-ban-nguoi/');
  await page.fill('[name=story]', 'Có người bị nhốt, bị đánh, kêu cứu, không có cookie');
  await forget();
  await page.click(next);
  await page.fill('[name=place]', 'nơi không có cookie');
  await forget();
  await page.click(enough);
  expect(await page.textContent('main')).toContain('nơi không có cookie');
  await forget();
  await page.click(send);
  expect(await page.textContent('#receipt-digits')).toMatch(/\d{4}/);
  expect((await line.nextReport(before)).fields).toMatchObject({ place: 'nơi không có cookie' });
  await close();
});

describe('when the network drops at "send"', () => {
  test('the page says so, keeps every word and goes on by itself', async () => {
    const { page, context, close } = await visitor(line.browser, line.house.url);
    const before = line.mailbox.mails.length;
    await page.goto('/ghi-chu/');
    await page.fill('[name=story]', 'Cứu tôi với, tôi bị nhốt, mạng yếu');
    await context.setOffline(true);
    await page.click(next);
    await page.waitForSelector('.lost:not(:empty)');
    expect(await page.textContent('.lost')).toContain('113');
    expect(await page.inputValue('[name=story]')).toBe('Cứu tôi với, tôi bị nhốt, mạng yếu');
    expect(await keptByTheBrowser(page), 'nothing lies on the device').toBe(0);
    await context.setOffline(false);
    await page.waitForSelector('#receipt-digits');
    await line.nextReport(before);
    await close();
  });

  test('and the answer is lost after the report was stored, the second try shows the same receipt; nothing comes twice', async () => {
    const { page, close } = await visitor(line.browser, line.house.url);
    const before = line.mailbox.mails.length;
    let lost = 0;
    await page.route('**/ghi-chu/', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch({ maxRedirects: 0 });
      return route.abort('connectionreset');
    });
    await page.goto('/ghi-chu/');
    await page.fill('[name=story]', 'Cứu tôi với, tôi bị nhốt, câu trả lời bị mất');
    await page.click(next);
    await page.waitForSelector('#receipt-digits');
    await line.nextReport(before);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(line.mailbox.mails).toHaveLength(before + 1);
    await close();
  });
});

/** How many things lie in the browser's own stores, cookies aside. */
const keptByTheBrowser = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return localStorage.length + sessionStorage.length + databases.length + (await caches.keys()).length;
  });

test('when the answer to more words is lost, the page tries again and they are kept once', async () => {
  const sent = await fetch(`${line.house.url}/api/reports`, json({ kind: 'self', story: 'cứu em với, em bị nhốt' }));
  const { receipt } = await sent.json();
  const { page, close } = await visitor(line.browser, line.house.url);
  await page.goto('/tin-da-gui/');
  await page.fill('[name=receipt]', receipt);
  await page.click('main button[type=submit]');
  let lost = 0;
  await page.route('**/tin-da-gui/', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch({ maxRedirects: 0 });
    return route.abort('connectionreset');
  });
  await page.fill('[name=text]', 'biển số là 29A');
  await page.click('main button[type=submit] >> nth=0');
  await page.waitForSelector('.done');
  expect(lost).toBe(1);
  const { events } = await (await fetch(`${line.house.url}/api/receipts/open`, json({ receipt }))).json();
  expect(events.filter(({ what }: { what: string }) => what === 'added')).toHaveLength(1);
  await close();
});

test('the officer answers, and only the code shows it', async () => {
  const sent = await fetch(`${line.house.url}/api/reports`, json({ kind: 'self', story: 'cứu em với, em bị nhốt' }));
  const { receipt } = await sent.json();
  const officer = await visitor(line.browser, line.house.url, { width: 1280 });
  await line.signIn(officer.page);
  await officer.page.click('.queue a >> nth=-1');
  await officer.page.click('summary[data-key=h]');
  await officer.page.fill('#ask-text', 'Bạn có nghe được câu này không?');
  await officer.page.click('button:has-text("Gửi lời nhắn")');
  await officer.page.waitForSelector('blockquote.staff');
  await officer.page.click('[data-key=c]');
  await officer.page.locator('[data-key=f]').waitFor();
  await officer.close();
  const { messages, state } = await (await fetch(`${line.house.url}/api/receipts/open`, json({ receipt }))).json();
  expect(state).toBe('classified');
  expect(messages).toMatchObject([{ from: 'staff', text: 'Bạn có nghe được câu này không?' }]);
});
