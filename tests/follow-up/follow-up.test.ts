import { describe, expect, test } from 'vitest';
import { json, until, form } from '../house.ts';
import { openedHouse } from '../opened.ts';

const house = openedHouse();

const send = async (path: string, body: unknown) => {
  const answer = await fetch(house.url + path, json(body));
  return { status: answer.status, body: await answer.json() };
};
const report = async (story = 'cứu em với') => (await send('/api/reports', { kind: 'self', story })).body;
const opened = (receipt: string) => send('/api/receipts/open', { receipt });

describe('a receipt code', () => {
  test('opens the states with their times, by digits and by words', async () => {
    const { receipt, words } = await report();
    const { body } = await until(async () => {
      const found = await opened(receipt);
      return found.body.state === 'sent' && found;
    });
    expect(body.events.map(({ what }: { what: string }) => what)).toEqual(['received', 'sent']);
    expect(body.events[1].office).toBe('trial');
    for (const { at } of body.events) expect(new Date(at).getSeconds()).toBe(0);
    expect((await opened(words.toUpperCase())).body).toEqual(body);
  });

  test('that nobody has is a 404; one with a slip says so, for it can be mended', async () => {
    const unknown = await opened('0000 0000 0000 0000 0000 0000 0031');
    expect(unknown.status).toBe(404);
    expect(Object.keys(unknown.body.errors)).toEqual(['receipt']);
    expect((await opened('0000 0000 0000 0000 0000 0000 0032')).status).toBe(422);
    expect((await opened('')).status).toBe(422);
    expect((await send('/api/receipts/open', { code: 'x' })).status).toBe(422);
  });

  test('takes a message and never shows it back', async () => {
    const { receipt } = await report();
    const added = await send('/api/receipts/messages', { receipt, text: 'biển số là 29A' });
    expect(added.status).toBe(201);
    expect(JSON.stringify((await opened(receipt)).body)).not.toContain('29A');
    expect((await send('/api/receipts/messages', { receipt, text: ' ' })).status).toBe(422);
  });
});

describe('the page "Tin đã gửi"', () => {
  test('shows the states for a code, and the slip for a wrong one, with what was typed', async () => {
    const { receipt } = await report();
    const page = await (await fetch(`${house.url}/tin-da-gui/`, form({ receipt }))).text();
    expect(page).toContain('Đã lưu');
    const wrong = await fetch(`${house.url}/tin-da-gui/`, form({ receipt: '1234 5678' }));
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('1234 5678');
    const unknown = await fetch(`${house.url}/en/sent/`, form({ receipt: '0000 0000 0000 0000 0000 0000 0031' }));
    expect(unknown.status).toBe(404);
  });
});
