import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, test } from 'vitest';
import { sealedBundle } from '../../server/desk/export/bundle.ts';
import { openTypesetter } from '../../server/desk/export/typesetter.ts';
import { openSealed } from '../../server/desk/inbox.ts';
import { openRecord } from '../../server/desk/record.ts';
import { officeFor, sheetOf } from '../../server/desk/sheet.ts';
import { addEntry } from '../../server/desk/add-entry.ts';
import type { Office } from '../../server/forward/offices.ts';
import { sheetHtml, type Sheet } from '../../server/forward/package/sheet.ts';
import { reportById } from '../../server/store/reports.ts';
import { openDeskLine, values } from './line.ts';

const line = await openDeskLine();
afterAll(() => line.close());
const one = await line.person(['duty_officer']);

const typesetter = openTypesetter();
afterAll(() => typesetter.close());

const story = 'Chị ấy bị nhốt trong xưởng, họ giữ giấy tờ & không trả lương';
async function recordOf(id: string) {
  const report = await reportById(line.db, id);
  if (!report) throw new Error('gone');
  return openRecord(one.keyring, report.sealed);
}
/** One trial office's own key: the desk that plays them all holds every one. */
const identityOf = (office: string): string => {
  const name = office === line.needs.offices.default.id ? 'identity' : office;
  return readFileSync(path.join(line.dataDir, 'desk', `${name}.txt`), 'utf8').trim();
};
const send = (fields: Record<string, unknown>) => line.send({ kind: 'trafficking', story, ...fields });
const wordsOf = (html: string): string =>
  html
    .replace(/<(head|style)>.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '');
const onOneLine = (text: string): string => text.replace(/[\s\u200b]+/g, '');
const textsIn = (sheet: Sheet): string[] =>
  [
    sheet.title,
    sheet.warning?.title ?? '',
    ...sheet.sender,
    ...sheet.facts.flatMap(({ label, value }) => [label, value]),
    ...sheet.sections.flatMap(({ title, text = '', rows = [] }) => [
      title,
      text,
      ...rows.flatMap(({ label, value }) => [label, value]),
    ]),
  ].filter((text) => text !== '');

async function pagesOf(pdf: Uint8Array): Promise<{ pages: number; text: string }> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const parts: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent();
    parts.push(...content.items.map((item) => ('str' in item ? item.str : '')));
  }
  return { pages: document.numPages, text: parts.join('') };
}

describe('the sheet', () => {
  test('that the console prints says what the office’s own copy says, and both what the PDF says', async () => {
    const id = await send({ kind: 'self', commune: '00070', place: 'cạnh chợ' });
    const record = await recordOf(id);
    const office = officeFor(line.needs, record, '');
    const sheet = sheetOf(line.needs, record, office);
    expect(sheet.warning?.title).toBe('KHÔNG GỌI LẠI');
    const sealed = await line.db
      .selectFrom('delivery_body')
      .select('sealed')
      .where('delivery_id', '=', `${id}.${office.id}`)
      .executeTakeFirstOrThrow();
    const opened = await openSealed(id, [identityOf(office.id)], sealed.sealed);
    const theirs = wordsOf(opened.files.get('phieu-chuyen-tin.html')?.toString('utf8') ?? '');
    const byHand = sheet.sections.at(-1);
    const shared = { ...sheet, sections: sheet.sections.slice(0, -1) };
    for (const text of textsIn(shared)) expect(onOneLine(theirs)).toContain(onOneLine(text));
    expect(byHand?.rows?.map(({ value }) => value)).toEqual(['', '', '']);
    const { text, pages } = await pagesOf(await typesetter.set(sheet, 'lost {count}'));
    expect(pages).toBe(1);
    for (const words of textsIn(sheet)) expect(onOneLine(text)).toContain(onOneLine(words));
    expect(text).not.toContain('lost');
  });

  test('for another kind of office leaves out what that office may not read', async () => {
    const record = await recordOf(await send({ suspects: 'Ông chủ tên Tèo', phones: ['0900 000 456'] }));
    const police = line.needs.offices.default;
    const said = (office: Office) => textsIn(sheetOf(line.needs, record, office)).join(' ');
    expect(said(police)).toContain('Ông chủ tên Tèo');
    expect(said({ ...police, kind: 'support' })).not.toMatch(/Tèo|0900 000 456/);
  });
});

describe('a hostile text', () => {
  const texts = {
    'marks of Typst': '#panic("x") #read("/etc/passwd") $ x $ *a* _b_ @ref [x] \\u{41} // /* <label>',
    HTML: '<script>alert(1)</script><img src=x onerror=alert(1)></style></body>',
    formulas: '=HYPERLINK("http://bad.example";"x")',
    'bidi and control characters': '\u202Egnp.exe\u202C \u2066x\u2069 \u0000\u0007\u001B[31m \uFFFE\u{1F600}\u{E0041}',
    'other scripts': '汉字 ខ្មែរ ລາວ العربية 😀👩‍👧',
    'a line of 1 MB': 'x'.repeat(1_000_000),
    'marks without end': `a${'\u0301'.repeat(200_000)}`,
    'lines without end': '\n'.repeat(100_000),
  };
  test.each(Object.entries(texts))(
    'of %s is set as text on its pages',
    async (_, text) => {
      const sheet: Sheet = {
        language: 'vi',
        title: 'Phiếu chuyển tin',
        sender: ['Lên Tiếng'],
        facts: [{ label: 'Mã tin', value: text.slice(0, 4_000) }],
        sections: [{ title: 'Lời kể', text }],
        foot: 'chân trang',
      };
      const { text: printed } = await pagesOf(await typesetter.set(sheet, 'mất {count} chữ'));
      // Page numbers stand between: digits are left out.
      const kept = (whole: string): string => [...whole].filter((letter) => /[!-.:->@-~]/.test(letter)).join('');
      expect(kept(printed)).toContain(kept(text.normalize('NFC')));
      expect(onOneLine(printed)).toContain('chântrang');
      const isPlain = /^[\s -~]*$/.test(text);
      expect(/mất\d+chữ/.test(onOneLine(printed))).toBe(!isPlain);
      expect(wordsOf(sheetHtml(sheet))).toContain(
        text.replace(/[\u202a-\u202e\u2066-\u2069\0]/g, '\ufffd').slice(0, 4_000),
      );
    },
    60_000,
  );
});

describe('a bundle to carry by hand', () => {
  test('holds what the office may read, is sealed to it alone, and nothing of our own work is in it', async () => {
    const id = await send({ contact: { how: 'zalo', value: 'ten-zalo', safe: 'yes', share: 'no' } });
    await addEntry(line.needs, one, id, 'note', values({ text: 'Ghi chú nội bộ' }));
    const record = await recordOf(id);
    for (const office of line.needs.offices.all) {
      const { content, extension } = await sealedBundle(line.needs, record, office);
      expect(extension).toBe('age');
      const opened = await openSealed(id, [identityOf(office.id)], content);
      expect([...opened.files.keys()]).toEqual(
        expect.arrayContaining(['phieu-chuyen-tin.html', 'report.json', 'manifest.json', 'manifest.sig']),
      );
      const all = Buffer.concat([...opened.files.values()]).toString('utf8');
      for (const ours of ['Ghi chú nội bộ', 'ten-zalo', record.conversationKey, 'ruleset'])
        expect(all).not.toContain(ours);
      expect(opened.record).toMatchObject({ x_report_id: id });
      expect(opened.record).not.toHaveProperty('x_acknowledge_url');
      for (const other of line.needs.offices.all.filter((each) => each.id !== office.id)) {
        await expect(openSealed(id, [identityOf(other.id)], content)).rejects.toThrow();
      }
    }
  });
});
