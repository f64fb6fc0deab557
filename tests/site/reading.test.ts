import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check } from '../../server/check/check.ts';
import { readContent } from '../../server/check/content.ts';
import { average, sentenceLengths } from '../../server/check/rules/sentences.ts';
import { readSettings } from '../../server/check/settings.ts';
import { readTextFiles } from '../../server/check/text-file.ts';
import { builtPages, wordsOf } from './built-page.ts';

const files = readTextFiles('.', ['content'], /\.(md|yaml)$/).filter(({ path }) => path !== 'content/README.md');
const code = readTextFiles('.', ['src', 'server'], /\.(ts|astro|svg)$/);
const content = readContent(files, 'vi');
const settings = readSettings(content.data.get('content/check.yaml')?.data);
// The day is told, so that this test does not begin to fail by itself: `npm run check -- --strict` looks at the clock.
const findings = check(content, settings, files, code, Date.parse('2026-11-23T12:00:00+07:00'));

const told = (kind: string): string[] =>
  findings
    .filter((one) => one.kind === kind && one.level === 'error')
    .map(({ file, line, says, values }) => `${file}:${line} ${says} ${JSON.stringify(values)}`);

test('npm run check says so, and ends well', () => {
  const { status, stdout } = spawnSync(process.execPath, ['server/commands/check.ts'], { encoding: 'utf8' });
  expect(stdout).toMatch(/Không có gì phải sửa\.|0 lỗi, \d+ điều nên xem\./);
  expect(status).toBe(0);
});

test('facts without a source: 0', () => {
  expect(told('fact')).toEqual([]);
  expect(told('source')).toEqual([]);
});

test('every permission for a fact without a source has its reason and is needed', () => {
  expect(findings.filter(({ says }) => says === 'fact.unneeded')).toEqual([]);
  expect(settings.facts.allowed.every(({ why }) => why.length > 10)).toBe(true);
});

test('the content has nothing to mend', () => {
  expect([...new Set(findings.filter(({ level }) => level === 'error').map(({ kind }) => kind))].flatMap(told)).toEqual(
    [],
  );
});

test('the check counts many facts: a rule that sees none would be silent too', () => {
  const marked = content.passages.filter(({ text }) => /\[S\d+\]/.test(text));
  expect(marked.length).toBeGreaterThan(800);
  expect(Object.keys(content.data.get('content/sources.yaml')?.data ?? {}).length).toBeGreaterThan(120);
});

const block = /<\/?(?:p|li|ul|ol|dl|dt|dd|div|section|article|details|summary|h\d|label|small|blockquote|time)\b[^>]*>/;

test('sentences of every built page hold at most 25 words on average', () => {
  const long = builtPages().flatMap(({ address, html }) => {
    const main = /<main\b[^]*<\/main>/.exec(html)?.[0] ?? '';
    const texts = main
      .split(block)
      .map(wordsOf)
      .filter((text) => /[.?!…”]$/.test(text));
    const words = average(texts.flatMap(sentenceLengths));
    return words > settings.limits.wordsInASentence ? [`${address} ${words.toFixed(1)}`] : [];
  });
  expect(long).toEqual([]);
});

test('the guide for editors names every folder and file they change', () => {
  const guide = readFileSync('content/README.md', 'utf8');
  const shown = new Set(files.map(({ path }) => path.split('/')[1] ?? ''));
  expect([...shown].filter((name) => !guide.includes(name))).toEqual([]);
});
