import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { checkOffer } from '../../src/schemas/offer.ts';
import { stripMarks } from '../../server/report/fold.ts';
import { readOffer } from '../../server/offer/read-offer.ts';
import { signReader } from '../../server/offer/signs.ts';

const { signs } = signReader;
const words = checkOffer.parse(parse(readFileSync('content/check-offer.yaml', 'utf8')));
const sources: unknown = parse(readFileSync('content/sources.yaml', 'utf8'));
const idsOf = (text: string): string[] => readOffer(text).signs.map(({ id }) => id);

test('every sign has its words for people and its rules, under one id and in one order', () => {
  expect(signs.map(({ id }) => id)).toEqual(words.signs.map(({ id }) => id));
});

test('every sign names sources that the site has', () => {
  for (const number of signs.flatMap((sign) => sign.sources)) expect(sources).toHaveProperty(number);
});

const cases = (of: 'examples' | 'counterexamples') =>
  signs.flatMap((sign) => sign[of].map((text) => [sign.id, text] as const));

describe('the examples of each sign', () => {
  test.each(cases('examples'))('%s: %s', (id, text) => {
    const found = readOffer(text).signs.find((sign) => sign.id === id);
    expect(found).toBeDefined();
    for (const quote of found?.words ?? []) expect(text.replace(/\s+/g, ' ')).toContain(quote);
  });

  test.each(cases('examples'))('%s, written otherwise: %s', (id, text) => {
    for (const written of [text.normalize('NFD'), text.toUpperCase(), stripMarks(text.toLowerCase())])
      expect(idsOf(written)).toContain(id);
  });
});

test.each(cases('counterexamples'))('innocent (%s): %s', (_, text) => {
  expect(idsOf(text)).toEqual([]);
  expect(idsOf(stripMarks(text.toLowerCase()))).toEqual([]);
});

test('every phrase of the data can be found', () => {
  for (const [name, phrases] of Object.entries(JSON.parse(readFileSync('content/offer-signs.json', 'utf8')).words)) {
    expect(Array.isArray(phrases) && phrases.length, name).toBeGreaterThan(0);
  }
});
