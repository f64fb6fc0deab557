import { expect, test } from 'vitest';
import { shortened } from '../../src/shortened.ts';

test('quotes are shortened between them, not inside a word', () => {
  expect(shortened(['bị khóa trái', '15 tuổi'])).toBe('bị khóa trái … 15 tuổi');
  expect(shortened(['a'.repeat(70), 'b'.repeat(60), 'c'])).toBe(`${'a'.repeat(70)} …`);
  expect(shortened(['a'.repeat(200)])).toBe(`${'a'.repeat(120)}…`);
});
