import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fold } from '../../server/report/fold.ts';
import { readPlaces } from '../../server/report/places.ts';

type Named = { name: string };
const content: { districts: Named[]; communes: (Named & { code: string })[] } = parse(
  readFileSync(`${import.meta.dirname}/../../content/places.yaml`, 'utf8'),
);
const places = readPlaces(content);
const shared = content.districts.filter(({ name }) => content.communes.some((one) => one.name === name));

describe('a place that somebody types', () => {
  test('is one of 126 communes and wards and 30 old districts, 28 of which share their name with a commune', () => {
    expect([content.communes.length, content.districts.length, shared.length]).toEqual([126, 30, 28]);
  });

  test.each(content.communes)('$name is found by any part of its name, with accents and without', ({ name, code }) => {
    const parts = [name, ...name.split(' ')];
    const typings = parts.flatMap((part) => [
      part,
      fold(part),
      part.toUpperCase(),
      `xã ${part}`,
      `phường ${fold(part)}`,
    ]);
    for (const typed of typings)
      expect(
        places.like(typed, 200).map(({ id }) => id),
        typed,
      ).toContain(code);
  });

  test.each(shared)('$name is offered as the old district first, as a whole', ({ name }) => {
    for (const typed of [name, fold(name), name.toLowerCase()]) {
      expect(places.like(typed, 5)[0]).toMatchObject({ name, district: expect.any(String) });
    }
  });

  test.each(['', '   ', 'zzz', '💡', '%', 'a'.repeat(100_000)])('is nowhere of ours: %#', (typed) => {
    expect(places.like(typed, 5)).toEqual([]);
  });
});
