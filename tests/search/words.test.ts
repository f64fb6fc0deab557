import { expect, test } from 'vitest';
import { markIn } from '../../server/search/marking.ts';
import { readPostings, writePostings } from '../../server/search/postings.ts';
import { answered, readQuestion } from '../../server/search/question.ts';

test('words come back to the pages they were taken from, however far apart', () => {
  const texts = Array.from({ length: 300 }, (_, page) => new Set(page % 137 === 0 ? ['than', 'tau'] : ['ca']));
  texts[299]?.add('cuoi');
  const back = readPostings(writePostings(texts), texts.length).map((words) => new Set(words));
  expect(back).toEqual(texts);
});

test('slang stands for what it means, and the typed words still count', () => {
  const question = readQuestion('di xkld o cam', [['xkld', 'xuat khau lao dong']]);
  expect(question.terms).toEqual(expect.arrayContaining(['di', 'xkld', 'cam', 'xuat', 'laodong']));
  expect(answered(question, new Set(['di', 'o', 'cam', 'xuat', 'khau', 'lao', 'dong']))).toBe(1);
  expect(answered(question, new Set(['di', 'o', 'cam', 'xuat']))).toBe(0.75);
});

test('a short form inside another word means nothing', () => {
  expect(readQuestion('camera', [['cam', 'campuchia']]).meant.size).toBe(0);
});

test('what was typed with marks is marked only with the same marks', () => {
  const words = new Set(['ban', 'than']);
  const said = (typed: Map<string, string>) =>
    markIn('Bán thận, bạn thân', words, typed).map(({ text, hit }) => (hit ? `[${text}]` : text));
  expect(said(new Map())).toEqual(['[Bán thận]', ', ', '[bạn thân]']);
  expect(
    said(
      new Map([
        ['ban', 'bán'],
        ['than', 'thận'],
      ]),
    ),
  ).toEqual(['[Bán thận]', ', bạn thân']);
});
