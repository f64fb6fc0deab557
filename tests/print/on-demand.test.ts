import { afterAll, describe, expect, test } from 'vitest';
import { openPrinter, PrinterBusy } from '../../server/print/printer.ts';
import { openedHouse } from '../opened.ts';
import { textOf, wordsOf } from '../site/built-page.ts';
import { codeOn, openPdf } from './drawn.ts';

const house = openedHouse(() => ({
  env: { PUBLIC_ORIGIN: 'https://len-tieng.example', OPERATOR_NAME: 'Một nơi vận hành' },
}));

const page = '/dia-phuong/ba-vi/';
const ask = (query: string, slug = 'ba-vi'): Promise<Response> =>
  fetch(`${house.url}/dia-phuong/${slug}/to-in${query}`);

describe('a sheet with the name of a commune, on request', () => {
  test('can be chosen on the commune’s page among everything there is', () => {
    const html = textOf(`${page}index.html`);
    const choices = [...html.matchAll(/<option value=(?:"([^"]+)"|([^\s>]+))/g)].map(([, one, other]) => one ?? other);
    expect(choices).toHaveLength(40);
    expect(choices).toEqual(expect.arrayContaining(['to-roi-a5', 'the-bo-vi-a4-den-trang', 'notice-bus-station-a3']));
    expect(html).toMatch(/<form action="?\/dia-phuong\/ba-vi\/to-in"?/);
    expect(wordsOf(html)).toContain('Tờ khác mang tên xã Ba Vì');
  });

  test('is a PDF with that name and a code that leads to its page', { timeout: 30_000 }, async () => {
    const answer = await ask('?sheet=to-roi-a5');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="to-roi-a5-ba-vi.pdf"');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes.length).toBeLessThanOrEqual(300_000);
    const { text, pages } = await openPdf(bytes);
    expect(text).toContain('Xã Ba Vì');
    expect(pages).toHaveLength(2);
    expect(await codeOn(bytes, 2)).toBe('https://len-tieng.example/dia-phuong/ba-vi/');
    const again = new Uint8Array(await (await ask('?sheet=to-roi-a5')).arrayBuffer());
    expect(Buffer.compare(again, bytes)).toBe(0);
  });

  test.each([
    ['?sheet=khong-co', 'ba-vi'],
    ['?sheet=to-roi-a5', 'khong-co'],
    ['?sheet=..%2F..%2Fpackage', 'ba-vi'],
  ])('%s of %s is 404', { timeout: 30_000 }, async (query, slug) => {
    expect((await ask(query, slug)).status).toBe(404);
  });
});

test('who asks for no sheet is led to the commune’s page', async () => {
  const answer = await fetch(`${house.url}/dia-phuong/ba-vi/to-in`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, './']);
});

describe('the printer', () => {
  const printer = openPrinter({ origins: ['https://len-tieng.example'], operatorName: 'Một nơi' });
  afterAll(() => printer.close());

  test('makes one sheet once, however many ask for it at the same time', { timeout: 30_000 }, async () => {
    const [one, other] = await Promise.all([
      printer.print('ba-vi', 'the-deo-a4.pdf'),
      printer.print('ba-vi', 'the-deo-a4.pdf'),
    ]);
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });

  test('turns away who would wait too long, and goes on printing', { timeout: 30_000 }, async () => {
    const busy = openPrinter({ origins: [], operatorName: '' }, 2);
    const asked = Array.from({ length: 3 }, (_, number) => busy.print(`nowhere-${number}`, 'to-roi-a5.pdf'));
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter((one) => one.status === 'rejected' && one.reason instanceof PrinterBusy);
    expect(refused).toHaveLength(1);
    expect(await busy.print('ba-vi', 'the-deo-a4.pdf')).toBeInstanceOf(Uint8Array);
    busy.close();
  });
});
