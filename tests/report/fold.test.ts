import { expect, test } from 'vitest';
import { fold } from '../../server/report/fold.ts';

test.for([
  ['Đường  Trường\nChinh', 'duong truong chinh'],
  ['ho\u0300a'.normalize('NFD'), 'hoa'],
  ['hoà', 'hoa'],
  ['ĐẶNG', 'dang'],
] as const)('%s folds to %s', ([text, folded]) => {
  expect(fold(text)).toBe(folded);
});
