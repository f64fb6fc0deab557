import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { localTime } from '../../server/forward/local-time.ts';
import { expectAccessible } from '../axe.ts';
import { form, json, until } from '../house.ts';
import { openedMail, partsOf } from '../mailbox.ts';
import { openedHouseAndBrowser, openedMailbox } from '../opened.ts';

const mailbox = openedMailbox();
const { house, visit } = openedHouseAndBrowser(() => ({ env: { SMTP_URL: mailbox.url } }));

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';

/** Sends a report; its receipt, and the link that its office finds in the sealed copy. */
async function delivered(more: Record<string, unknown> = {}): Promise<{ receipt: string; link: string }> {
  const before = mailbox.mails.length;
  const report = { kind: 'trafficking', story: urgent, ...more };
  const { receipt } = await (await fetch(`${house.url}/api/reports`, json(report))).json();
  const { mail } = await until(() => mailbox.mails[before]);
  await until(async () => (await opened(receipt)).state === 'sent');
  return { receipt, link: house.url + (await openedMail(house.dataDir, mail)).link };
}

const opened = async (receipt: string) => (await fetch(`${house.url}/api/receipts/open`, json({ receipt }))).json();

function rows(sql: string): unknown[] {
  const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'), { readonly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

describe('the link in a sealed copy', () => {
  test('shows the choice to whoever opens it, changes nothing by being looked at, and is kept by nobody', async () => {
    const { receipt, link } = await delivered();
    const page = await fetch(link);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
    expect(html).toContain('Trả lời phiếu chuyển tin');
    expect(html).toMatch(/<meta name="robots" content="noindex/);
    expect(html).not.toContain(urgent);
    expect((await opened(receipt)).state).toBe('sent');
    const token = link.split('/').at(-2) ?? '';
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify(rows('select * from delivery'))).not.toContain(token);
  });

  test('records that it was received, once, with the number and time of the authority, for the reporter to see', async () => {
    const { receipt, link } = await delivered();
    const accepted = { answer: 'accepted', number: '12/PC02', registeredAt: '2026-11-23T16:30' };
    const first = await fetch(link, form(accepted));
    expect(first.status).toBe(200);
    expect(await first.text()).toContain('Người báo sẽ thấy tin đã được nhận');
    const again = await fetch(link, form({ answer: 'returned', reason: 'other' }));
    expect(await again.text()).toContain('Phiếu này đã có câu trả lời');
    const { state, events } = await opened(receipt);
    expect(state).toBe('acknowledged');
    expect(events.filter(({ what }: { what: string }) => what === 'acknowledged')).toHaveLength(1);
    const [row] = rows("select * from delivery where answer = 'accepted' order by seq desc");
    const registered = Math.min(Date.parse('2026-11-23T09:30:00Z'), Date.now());
    expect(row).toMatchObject({ state: 'acknowledged', answered_by: 'link', reason: null, registered_at: registered });
    expect(JSON.stringify(rows('select * from delivery'))).not.toContain('PC02');
  });

  test('asks the reporter for more, and answers programs in their own way', async () => {
    const { receipt, link } = await delivered();
    const refused = await fetch(link, json({ answer: 'returned' }));
    expect([refused.status, Object.keys((await refused.json()).errors)]).toEqual([422, ['reason']]);
    const answer = await fetch(link, json({ answer: 'returned', reason: 'more_information' }));
    expect(await answer.json()).toMatchObject({ answer: 'returned', reason: 'more_information' });
    const same = await fetch(link, json({ answer: 'returned', reason: 'more_information' }));
    expect([same.status, (await same.json()).answer]).toEqual([200, 'returned']);
    expect((await opened(receipt)).state).toBe('returned');
  });

  test('puts questions to the reporter at once, who answers; the office reads it and accepts after all', async () => {
    const { receipt, link } = await delivered();
    const accept = { headers: { accept: 'application/json' } };
    const { questions } = await (await fetch(link, accept)).json();
    const text = (id: string): string => questions.find((one: { id: string }) => one.id === id).text;
    expect(questions.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(['where', 'now', 'more']));
    expect(questions.map(({ id }: { id: string }) => id)).not.toContain('agree');
    const made = { answer: 'returned', reason: 'more_information', questions: ['rm'] };
    expect([(await fetch(link, json(made))).status, (await opened(receipt)).state]).toEqual([422, 'sent']);

    const asked = new URLSearchParams({ answer: 'returned', reason: 'more_information', note: 'Hỏi cả biển số' });
    for (const id of ['where', 'now']) asked.append('question', id);
    const done = await (await fetch(link, { method: 'POST', body: asked })).text();
    expect(done).toContain('Người báo sẽ thấy câu hỏi');
    const { messages, state } = await opened(receipt);
    expect(state).toBe('returned');
    expect(messages).toMatchObject([
      { from: 'office', office: 'trial', text: text('where') },
      { from: 'office', office: 'trial', text: text('now') },
    ]);
    // What the office wrote itself nobody has looked at, and nobody here can open.
    expect(JSON.stringify(messages)).not.toContain('biển số');
    const status = async (): Promise<string> => (await fetch(`${house.url}/tin-da-gui/`, form({ receipt }))).text();
    for (const id of ['where', 'now']) expect(await status()).toContain(text(id));
    const english = await (await fetch(`${house.url}/en/sent/`, form({ receipt }))).text();
    expect(english).toContain('Where is the place?');

    // The same again asks nothing twice, and its page offers what is still to be said.
    const same = { answer: 'returned', reason: 'more_information', questions: ['now', 'where'] };
    expect((await (await fetch(link, json(same))).json()).reason).toBe('more_information');
    expect((await opened(receipt)).messages).toHaveLength(2);
    expect(await (await fetch(link)).text()).toContain('Nơi của bạn đã hỏi thêm');

    const before = mailbox.mails.length;
    await fetch(`${house.url}/api/receipts/messages`, json({ receipt, text: 'số 5 ngõ 3, vẫn ở đó' }));
    const { mail } = await until(() => mailbox.mails[before]);
    const told = JSON.parse((await partsOf(house.dataDir, mail)).get('message.json') ?? '');
    expect(told).toMatchObject({ x_text: 'số 5 ngõ 3, vẫn ở đó' });
    for (const id of ['where', 'now']) expect(await status()).not.toContain(text(id));

    // By the link of the answer, too: it is the report that is accepted.
    const answer = house.url + new URL(told.x_acknowledge_url).pathname;
    expect((await (await fetch(answer, json({ answer: 'accepted', number: '3/PC02' }))).json()).answer).toBe(
      'accepted',
    );
    expect((await opened(receipt)).state).toBe('acknowledged');
    expect((await (await fetch(link, json(same))).json()).answer).toBe('accepted');
  });

  test('asks a general question where none was chosen', async () => {
    const { receipt, link } = await delivered();
    await fetch(link, json({ answer: 'returned', reason: 'more_information' }));
    const { messages } = await opened(receipt);
    expect(messages).toMatchObject([{ from: 'office', text: expect.stringContaining('cần biết thêm') }]);
  });

  test('leads a report of another area on to the next office, held until an officer has sealed it', async () => {
    const { receipt, link } = await delivered();
    await fetch(link, json({ answer: 'returned', reason: 'wrong_area' }));
    expect((await opened(receipt)).state).toBe('returned_area');
    expect(rows("select state, answer_hash from delivery where office_id = 'trial-alternate'")).toEqual([
      { state: 'held', answer_hash: null },
    ]);
  });

  test('says what is missing, and keeps what was filled in', async () => {
    const { link } = await delivered();
    const missing = await fetch(link, form({ number: '7/KN' }));
    expect(missing.status).toBe(422);
    const html = await missing.text();
    expect(html).toContain('Chọn “Đã nhận” hoặc “Gửi lại”.');
    expect(html).toContain('value="7/KN"');
    const badTime = await fetch(link, form({ answer: 'accepted', registeredAt: 'hôm qua' }));
    expect([badTime.status, (await badTime.text()).includes('giờ vào sổ')]).toEqual([422, true]);
  });

  test('is a page that everybody can use, on a small screen and without a mouse', async () => {
    const { link } = await delivered();
    const { page, close } = await visit({ script: true, width: 320 });
    await page.goto(link);
    await expectAccessible(page);
    await page.focus('[name=answer]');
    await page.keyboard.press('Space');
    await page.focus('main form button[type=submit]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status]');
    await expectAccessible(page);
    await close();
  });

  test('that nobody was given opens nothing', async () => {
    const link = `${house.url}/xac-nhan/${'a'.repeat(32)}/`;
    expect((await fetch(link)).status).toBe(404);
    expect((await fetch(link, json({ answer: 'accepted' }))).status).toBe(404);
  });
});

test('what a reporter tells later follows their report to its office, with a link of its own', async () => {
  const { receipt } = await delivered();
  const before = mailbox.mails.length;
  await fetch(`${house.url}/api/receipts/messages`, json({ receipt, text: 'xe màu đỏ, biển 29' }));
  const { mail } = await until(() => mailbox.mails[before]);
  expect(mail.subject).toMatch(/\.message-/);
  const message = JSON.parse((await partsOf(house.dataDir, mail)).get('message.json') ?? '');
  expect(message).toMatchObject({ x_what: 'added', x_text: 'xe màu đỏ, biển 29' });
  const link = house.url + new URL(message.x_acknowledge_url).pathname;
  expect((await fetch(link, json({ answer: 'accepted' }))).status).toBe(200);
});

test('schemas and the key of the line are there for programs of offices', async () => {
  const schema = await (await fetch(`${house.url}/schema/report.json`)).json();
  expect(schema.properties.vic_TypeOfExploitation.items.enum).toContain('x_ForcedCriminality');
  for (const name of ['message', 'notice', 'manifest', 'webhook', 'answer'])
    expect((await (await fetch(`${house.url}/schema/${name}.json`)).json()).type).toBe('object');
  expect(await (await fetch(`${house.url}/schema/line-key.txt`)).text()).toContain('BEGIN PUBLIC KEY');
  expect((await fetch(`${house.url}/schema/other.json`)).status).toBe(404);
});

test('local time is read in the zone of the site', () => {
  expect(localTime('2026-11-23T14:05', 'Asia/Ho_Chi_Minh')).toBe('2026-11-23T07:05:00.000Z');
  expect(localTime('gestern', 'Asia/Ho_Chi_Minh')).toBeUndefined();
});
