import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '../../server/report/fold.ts';
import { readExamples } from './examples.ts';

const folder = new URL('../../content/triage/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const content = fold(files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n'));

test('no text of the example set has found its way into content', () => {
  const copied = readExamples('dev').filter(({ text }) => text.length > 20 && content.includes(fold(text)));
  expect(copied.map(({ id }) => id)).toEqual([]);
});
