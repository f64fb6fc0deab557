import { describe, expect, test } from 'vitest';
import { json, until } from '../house.ts';
import { openedMail } from '../mailbox.ts';
import { openedHouseAndBrowser, openedMailbox } from '../opened.ts';

const mailbox = openedMailbox();
const { house, visit } = openedHouseAndBrowser(() => ({ env: { SMTP_URL: mailbox.url } }));

const urgent = 'Cứu em với, em đang bị nhốt và bị đánh';

const send = async (report: Record<string, unknown>): Promise<{ receipt: string; advice: string[] }> =>
  (await fetch(`${house.url}/api/reports`, json(report))).json();

/** The mails of this report once so many are there, and a moment has passed in which more could have come. */
async function mailsAfter(before: number, count: number) {
  await until(() => mailbox.mails.length >= before + count);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const mails = mailbox.mails.slice(before).map(({ mail }) => mail);
  const opened = await Promise.all(
    mails.map(async (mail) => ({ to: toOf(mail), ...(await openedMail(house.dataDir, mail)) })),
  );
  return opened.sort((a, b) => a.to.localeCompare(b.to));
}

function toOf({ to }: { to?: { text: string } | { text: string }[] }): string {
  return [to].flat()[0]?.text ?? '';
}

const statesOf = async (receipt: string): Promise<unknown[]> =>
  (await (await fetch(`${house.url}/api/receipts/open`, json({ receipt }))).json()).events;

describe('a report for several offices', () => {
  test('goes to each that the person said yes to, sealed to each one apart, and each is told of', async () => {
    const before = mailbox.mails.length;
    const contact = { how: 'zalo', value: 'ten rieng', share: 'yes' };
    const { receipt } = await send({ kind: 'self', story: urgent, consent111: 'yes', phones: '0900000009', contact });
    const mails = await mailsAfter(before, 2);
    expect(mails.map(({ to }) => to)).toEqual(['tiep-nhan@trinh-dien.example', 'tong-dai@trinh-dien.example']);
    expect(new Set(mails.map(({ id }) => id)).size).toBe(1);
    expect(mails.map(({ fields }) => fields['phones'])).toEqual([['0900000009'], undefined]);
    expect(mails.map(({ fields }) => fields['contact'])).toEqual([contact, contact]);
    const sent = await until(async () => {
      const events = await statesOf(receipt);
      return events.length === 3 && events;
    });
    expect(sent).toMatchObject([
      { what: 'received' },
      { what: 'sent', office: expect.stringMatching(/^trial(-111)?$/) },
      { what: 'sent', office: expect.stringMatching(/^trial(-111)?$/) },
    ]);
  });

  test('goes to 111 alone where the person said no to the police', async () => {
    const before = mailbox.mails.length;
    await send({ kind: 'self', story: urgent, consentPolice: 'no', consent111: 'yes' });
    const mails = await mailsAfter(before, 1);
    expect(mails.map(({ to }) => to)).toEqual(['tong-dai@trinh-dien.example']);
  });

  test('goes past the office where it names officials', async () => {
    const before = mailbox.mails.length;
    await send({ kind: 'trafficking', story: 'Có người đang bị nhốt và bị đánh, cứu với', officialsInvolved: 'yes' });
    const mails = await mailsAfter(before, 1);
    expect(mails.map(({ to }) => to)).toEqual(['cap-tren@trinh-dien.example']);
  });
});

test.each([
  ['vi', '/ghi-chu/', ['Nơi tiếp nhận thử và Tổng đài 111 thử', 'Gọi 113'], 'tel:113'],
  ['en', '/en/notes/', ['Trial intake and Trial 111', 'Call +84 981 84 84 84'], 'tel:+84981848484'],
])(
  '%s: the receipt names who receives it and offers the call at once; so does the page of the code',
  async (...given) => {
    const [lang, address, said, number] = given;
    const { page, close } = await visit({ script: false, width: 360 });
    await page.goto(address);
    await page.fill('[name=story]', urgent);
    await page.check('[name=consent111][value=yes]');
    if (lang === 'en') await page.check('[name=abroad][value=yes]');
    await page.click('main form button[type=submit]');
    await page.waitForSelector('#receipt-digits');
    const text = (await page.innerText('main')).replace(/\s+/g, ' ');
    for (const one of said) expect(text).toContain(one);
    const call = page.locator('main a.call').first();
    expect(await call.getAttribute('href')).toBe(number);
    expect((await call.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const digits = await page.innerText('#receipt-digits');
    await page.goto(lang === 'vi' ? '/tin-da-gui/' : '/en/sent/');
    await page.fill('[name=receipt]', digits);
    await page.click('main form button[type=submit]');
    await page.waitForSelector('.timeline');
    const status = await page.innerText('main');
    for (const office of lang === 'vi'
      ? ['Nơi tiếp nhận thử: ', 'Tổng đài 111 thử: ']
      : ['Trial intake: ', 'Trial 111: '])
      expect(status).toContain(office);
    await close();
  },
);
