import { describe, expect, test } from 'vitest';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import { openedHouse } from '../opened.ts';
import { decode } from '../site/built-page.ts';
import { plainBrowser } from './browser-without-script.ts';

const languages = readLanguages('content', readSite('content').firstLanguage).all;
const house = openedHouse();

/** What stands on a page, and where in it. */
const mainOf = (html: string): string => decode(html.slice(html.indexOf('<main'), html.indexOf('</main')));

describe.each(languages.map((language) => ({ language, lang: language.code })))('in $lang', ({ language }) => {
  const { say, path } = language;
  const visit = async (address: string) => mainOf((await plainBrowser(house.url).get(address)).text);

  test('the door of a tip says what pictures not to take, before they are chosen and before they are sent', async () => {
    const first = await visit(path('reportTrafficking'));
    const photos = first.indexOf(say('form.photos'));
    expect(photos).toBeGreaterThan(0);
    expect(photos).toBeLessThan(first.indexOf('type="file"'));
    const person = plainBrowser(house.url);
    await person.get(path('reportTrafficking'));
    const check = await person.post(path('reportTrafficking'), new URLSearchParams({ story: 'x', step: 'check' }));
    const last = mainOf(check.text);
    expect(last).toContain(say('form.photos'));
    expect(last).toContain(say('form.once'));
    expect(last.indexOf(say('form.photos'))).toBeLessThan(last.indexOf('value="send"'));
  });

  test('the door of a family says first not to wait, and to tell the police before paying', async () => {
    const page = await visit(path('reportMissing'));
    const [lead, ransom, firstQuestion] = [say('pages.missingWho.lead'), say('form.ransom'), '<form'].map((text) =>
      page.indexOf(text),
    );
    expect(say('pages.missingWho.lead')).toMatch(/24 (giờ|hours)[^]*113/);
    expect([lead, ransom].every((at = -1) => at > 0 && at < (firstQuestion ?? 0))).toBe(true);
  });

  test('the notes say at their top whom to call from here and from abroad, what stays in the phone, and who reads', async () => {
    const { text } = await plainBrowser(house.url).get(path('notes'));
    const top = text.slice(0, text.indexOf('<form'));
    for (const number of ['tel:113', 'tel:111', 'tel:+84981848484']) expect(top).toContain(number);
    for (const key of ['selfHead.stays', 'selfHead.goes']) expect(decode(top)).toContain(say(key));
    const box = decode(text.slice(text.indexOf('<form')));
    expect(box).toContain(say('form.once'));
    expect(box, 'no contact is the default').not.toMatch(/name="(safeToAnswer|consent\w+)"[^>]*checked/);
  });

  test('one page says what stays on a phone, and how to clear it in each of four places', async () => {
    const page = await visit(path('history'));
    for (const place of ['Android', 'iPhone', 'Zalo', 'Facebook']) expect(page).toContain(place);
    for (const door of ['reportTrafficking', 'reportMissing', 'notes'])
      expect(await visit(path(door))).toContain(`href="${path('history')}"`);
  });

  test('the receipt says who receives it, what comes next, and that sent is not yet received', async () => {
    const person = plainBrowser(house.url);
    await person.get(path('notes'));
    const { text } = await person.post(path('notes'), new URLSearchParams({ story: 'cứu em với, em bị nhốt' }));
    const page = mainOf(text);
    for (const key of ['notYet', 'keep', 'confirmationText', 'then1', 'then2', 'then3'])
      expect(page).toContain(say(`receipt.${key}`));
    const [before = '', after = ''] = say('receipt.saved', { time: '|', office: '#' }).split(/[|#]/);
    for (const part of [before, after]) expect(page).toContain(part);
  });
});
