import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unbundle } from '../../server/forward/package/unbundle.ts';
import type { Parcel } from '../../server/forward/parcel.ts';
import { openBrowser } from '../browser.ts';
import { policeOffice, testPacker, wholeParcel } from './packing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'len-tieng-sheet-'));
const { packer } = testPacker(folder);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Everything that a careful reporter fills in, and a story of 150 words. */
const full: Parcel = {
  ...wholeParcel,
  fields: {
    ...wholeParcel.fields,
    story: 'Chị ấy bị giữ ở quán từ đầu tháng, họ giữ giấy tờ và bắt trả nợ. '.repeat(10).trim(),
    country: 'Lạng Sơn',
    accounts: ['facebook.com/ten-gia', '0011 0022 0033 (ngân hàng)'],
    plates: ['29A-123.45', '30F-678.90'],
    policeAlready: 'Đã báo công an xã hôm 20/11, chưa thấy trả lời',
    officialsInvolved: 'no',
    language: 'tiếng Mông',
    when: 'khoảng mồng 5, buổi tối',
    lastContact: '72h',
    victimCount: 3,
    controls: ['DebtBondage', 'WithholdsDocuments', 'PsychologicalAbuse'],
    apps: ['Facebook', 'x_Zalo'],
    suspects: 'Một người đàn ông chừng 40 tuổi, hay gọi là anh Ba, giọng miền khác, đi xe màu đen.',
    contact: { how: 'zalo', value: 'ten-zalo', safe: 'no', share: 'yes' },
  },
};

test('a full report is one page of A4, with its warning, story and link on it', async () => {
  const html = unbundle(packer.report(full, policeOffice, ['contact_danger'], 'T0kenThatNobodyGuesses'));
  const page = await browser.newPage();
  await page.setContent(html.get('phieu-chuyen-tin.html')?.toString() ?? '');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise;
  expect(document.numPages).toBe(1);
  const sheet = await document.getPage(1);
  const [, , width = 0, height = 0] = sheet.view;
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  const { items } = await sheet.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  for (const words of ['KHÔNG GỌI LẠI', 'Phiếu chuyển tin', 'giữ giấy tờ', 'T0kenThatNobodyGuesses'])
    expect(text.replace(/\s+/g, ' ')).toContain(words);
});
