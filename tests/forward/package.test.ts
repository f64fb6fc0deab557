import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { manifest } from '../../server/forward/package/manifest.ts';
import { fieldsOf, packagedReport } from '../../server/forward/package/record.ts';
import { unbundle } from '../../server/forward/package/unbundle.ts';
import type { Parcel } from '../../server/forward/parcel.ts';
import { policeOffice, testPacker, wholeParcel } from './packing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'len-tieng-package-'));
const { packer, key } = testPacker(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const token = 'T0kenThatNobodyGuesses';
const packed = (parcel: Parcel = wholeParcel, office = policeOffice) => packer.report(parcel, office, [], token);
const sheetOf = (parcel: Parcel): string => unbundle(packed(parcel)).get('phieu-chuyen-tin.html')?.toString() ?? '';

describe('a package', () => {
  test('holds the sheet, the record, and a signed manifest over both, as common tools open and check it', () => {
    writeFileSync(path.join(folder, 'one.tar'), packed());
    execFileSync('tar', ['xf', 'one.tar'], { cwd: folder });
    writeFileSync(path.join(folder, 'line.pem'), key.publicKey);
    const check = ['pkeyutl', '-verify', '-pubin', '-inkey', 'line.pem', '-rawin', '-in', 'manifest.json'];
    const said = execFileSync('openssl', [...check, '-sigfile', 'manifest.sig'], { cwd: folder }).toString();
    expect(said).toContain('Success');
    const files = unbundle(packed());
    const { parts, key: fingerprint } = manifest.parse(JSON.parse(files.get('manifest.json')?.toString() ?? ''));
    expect(parts.map(({ name }) => name)).toEqual(['phieu-chuyen-tin.html', 'report.json']);
    expect(fingerprint).toBe(key.fingerprint);
    for (const { name, bytes, sha256 } of parts) {
      const content = files.get(name) ?? Buffer.alloc(0);
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
  });

  test('loses no field on the way to published names and back', () => {
    const record = packagedReport.parse(JSON.parse(unbundle(packed()).get('report.json')?.toString() ?? ''));
    expect(record.vic_TypeOfExploitation).toEqual(['ForcedLabour', 'x_ForcedCriminality']);
    expect(fieldsOf(record)).toEqual(wholeParcel.fields);
    expect(record.x_as_typed).toEqual(wholeParcel.asTyped);
    const missing = { kind: 'missing_person', name: 'Lan', gender: 'unknown', age: 15, lastSeenPlace: 'bến xe' };
    const other = JSON.parse(
      unbundle(packed({ ...wholeParcel, fields: missing }))
        .get('report.json')
        ?.toString() ?? '',
    );
    expect(other).toMatchObject({ full_name: 'Lan', age: 15, last_known_location: 'bến xe', x_gender: 'unknown' });
    expect(fieldsOf(packagedReport.parse(other))).toEqual(missing);
  });

  test('has one of few lengths, whatever was written', () => {
    const lengths = [0, 10, 500, 3_000].map((letters) => {
      const fields = { ...wholeParcel.fields, story: 'ấ'.repeat(letters) };
      return packed({ ...wholeParcel, fields }).length;
    });
    expect(lengths).toEqual([16_384, 16_384, 16_384, 65_536]);
  });

  test('names files and times, and none of our own ids, names or seconds', () => {
    const text = Buffer.from(packed({ ...wholeParcel, attachments: wholeParcel.attachments })).toString();
    expect(text).not.toContain(wholeParcel.attachments[0]?.id);
    expect(text).not.toMatch(/T\d\d:\d\d:(?!00\.000Z)/);
    const record: unknown = JSON.parse(unbundle(packed()).get('report.json')?.toString() ?? '');
    expect(record).toMatchSnapshot();
  });
});

describe('the sheet', () => {
  test('escapes what people write, and hides nothing of it behind signs that turn the writing round', () => {
    const sheet = sheetOf(wholeParcel);
    expect(sheet).toContain('Chị ấy bị nhốt &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;không ra được&quot;');
    expect(sheet).not.toContain('<script');
    const turned = sheetOf({ ...wholeParcel, fields: { kind: 'trafficking', story: 'a\u202eb' } });
    expect(turned).not.toContain('\u202e');
  });

  test.each([
    ['words', { contact: { safe: 'yes' } }, ['contact_danger'] as const],
    ['an unsafe contact', { contact: { safe: 'no' } }, []],
    ['somebody who tells of themselves and has not said it is safe', { kind: 'self' }, []],
  ])('is headed KHÔNG GỌI LẠI by %s', (_, fields, flags) => {
    const parcel = { ...wholeParcel, fields: { ...wholeParcel.fields, ...fields } };
    const files = unbundle(packer.report(parcel, policeOffice, flags, token));
    expect(files.get('phieu-chuyen-tin.html')?.toString()).toContain('<b>KHÔNG GỌI LẠI</b>');
    expect(JSON.parse(files.get('report.json')?.toString() ?? '')['x_do_not_call_back']).toBe(true);
  });

  test('is not headed so where answering was said to be safe', () => {
    const fields = { kind: 'self', story: 'a', safeToAnswer: 'yes' };
    expect(sheetOf({ ...wholeParcel, fields })).not.toContain('KHÔNG GỌI LẠI');
    expect(sheetOf(wholeParcel)).not.toContain('KHÔNG GỌI LẠI');
  });

  test('says everything in Vietnamese, asks nobody for anything, and imitates no form of the state', () => {
    const sheet = sheetOf(wholeParcel);
    for (const words of ['Phiếu chuyển tin', 'Bị ép làm việc', '16 giờ 05, ngày 23/11/2026', 'vài người', 'chim xanh'])
      expect(sheet).toContain(words);
    expect(sheet).not.toMatch(/CỘNG H|Độc lập|src=|url\(|@import/);
    expect(sheet).toMatchSnapshot();
  });
});
