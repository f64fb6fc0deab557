import { expect, test } from 'vitest';
import { accountsIn, handlesIn, nameWords, phonesIn, platesIn, profilesIn } from '../../server/links/normalise.ts';

test.each([
  ['0900 000 001', ['900000001']],
  ['gọi +84 900-000-001 hoặc 0084900000001', ['900000001']],
  ['090.000.0001, 0900000002', ['900000001', '900000002']],
  ['(024) 3824 0000', ['438240000']],
  ['lương 20.000.000 một tháng, ngày 21/11/2026', []],
  ['số tài khoản 19012345678901', []],
])('telephone numbers in "%s"', (text, expected) => {
  expect(phonesIn(text)).toEqual(expected);
});

test.each([
  ['xe 29A-123.45 màu trắng', ['29A12345']],
  ['biển 29a 12345', ['29A12345']],
  ['30F1 123.45 rồi 29LD-12345', ['30F112345', '29LD12345']],
  ['lớp 12A 2026 học sinh', ['12A2026']],
  ['phòng 1205', []],
])('plates in "%s"', (text, expected) => {
  expect(platesIn(text)).toEqual(expected);
});

test('accounts are long numbers that cannot be dialled', () => {
  expect(accountsIn('Vietcombank 0011 0042 12345, 0900000001, 12345')).toEqual(['0011004212345']);
});

test.each([
  ['https://www.facebook.com/Mai.Viec.Lam/?ref=x', ['facebook.com/mai.viec.lam']],
  ['m.facebook.com/profile.php?id=1000123&a=b', ['facebook.com/profile.php?id=1000123']],
  ['xem https://t.me/viecnhe. Rồi đi', ['t.me/viecnhe']],
  ['đi làm.về nhà', []],
])('profiles in "%s"', (text, expected) => {
  expect(profilesIn(text)).toEqual(expected);
});

test('names of accounts are one, however they are written', () => {
  expect(handlesIn('Zalo: Chị Mai Việc Làm')).toEqual(handlesIn('zalo chi mai viec lam'));
  expect(handlesIn('@viec_nhe')).toEqual(handlesIn('tiktok: viecnhe'));
  expect(handlesIn('0900000001, abc')).toEqual([]);
});

test('a name is its words without marks', () => {
  expect(nameWords('Nguyễn Thị  Đào')).toEqual(['nguyen', 'thi', 'dao']);
});
