import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldName } from '../../src/desk-field.ts';
import { reportSchema } from '../../server/report/schema.ts';
import { readWords, speaker } from '../../server/report/words.ts';

const asked = z.looseObject({ choices: z.record(z.string(), z.unknown()), texts: z.array(z.string()) });
const { choices, texts } = asked.parse(JSON.parse(readFileSync('content/triage/fields.json', 'utf8')));

test.each(['vi', 'en'])('every field that triage may give as a reason has a name at the desk (%s)', (code) => {
  const words = readWords(code, [readFileSync(path.join('content', 'words', code, 'console.yaml'), 'utf8')]);
  const language = { say: speaker(words), has: (key: string) => words.texts.has(key) };
  const unnamed = [...Object.keys(choices), ...texts].filter((field) => fieldName(language, field) === field);
  expect(unnamed).toEqual([]);
});

test.each(['vi', 'en'])('every field of every kind has a name on the office’s sheet (%s)', (code) => {
  const words = readWords(code, [readFileSync(path.join('content', 'words', code, 'sheet.yaml'), 'utf8')]);
  // These head the sheet, or (`key`) are no part of what is sealed.
  const headed = ['kind', 'lang', 'story', 'key'];
  const fields = reportSchema.options
    .flatMap(({ shape }) => Object.keys(shape))
    .filter((field) => !headed.includes(field));
  expect(fields.length).toBeGreaterThan(30);
  const unnamed = fields.filter((field) => field !== 'contact' && !words.texts.has(`sheet.fields.${field}`));
  expect([...new Set(unnamed)]).toEqual([]);
});

test('a field without a name keeps its own: a report must open', () => {
  const silent = {
    has: () => false,
    say: () => {
      throw new Error('nothing to say');
    },
  };
  expect(fieldName(silent, 'aNewField')).toBe('aNewField');
});
