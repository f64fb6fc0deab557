import { describe, expect, test } from 'vitest';
import path from 'node:path';
import { scriptOf, syllablesIn } from '../../src/broadcasts/script.ts';
import { readScripts } from '../../src/broadcasts/scripts.ts';
import { readHotlines } from '../../src/print/numbers.ts';
import { lengths, seasons } from '../../src/schemas/broadcast.ts';

const contentDir = path.resolve('content');
const hotlines = readHotlines(contentDir);
const scripts = readScripts(contentDir);
const spoken = { place: 'xã Ba Vì', hotlines, lang: 'vi', syllablesPerMinute: 60 };

describe('a script as it is read aloud', () => {
  test('says numbers digit by digit, the commune by its name, and no sources', () => {
    const { paragraphs, syllables, seconds } = scriptOf(
      'Bà con {place}, gọi {police-113} [S53].\n\nXin cảm ơn.',
      spoken,
    );
    expect(paragraphs).toEqual(['Bà con xã Ba Vì, gọi một, một, ba.', 'Xin cảm ơn.']);
    expect([syllables, seconds]).toEqual([12, 12]);
  });

  test('is refused with digits in it, or with a number nobody knows', () => {
    expect(() => scriptOf('Gọi 113.', spoken)).toThrow('write its numbers in words');
    expect(() => scriptOf('Gọi {police-115}.', spoken)).toThrow('no spoken police-115');
  });

  test('syllables are counted, not marks', () => {
    expect(syllablesIn('Người nhà – hai, ba: “thuở ấy”.')).toBe(6);
  });
});

describe('the scripts there are', () => {
  test('for each length and each season', () => {
    expect(new Set(scripts.map(({ data }) => data.seconds))).toEqual(new Set(lengths));
    expect(new Set(scripts.map(({ data }) => data.season))).toEqual(new Set(seasons));
    expect(scripts.length).toBeGreaterThanOrEqual(6);
  });

  test.each(scripts.map((script) => [script.key, script] as const))(
    '%s takes the time it says',
    (_, { data, read }) => {
      const { seconds } = read('phường Văn Miếu - Quốc Tử Giám');
      expect(Math.abs(seconds - data.seconds)).toBeLessThanOrEqual(data.seconds * 0.13);
    },
  );

  test.each(scripts.map((script) => [script.key, script] as const))('%s names 113 and 111 as spoken', (_, { read }) => {
    const words = read('xã Ba Vì').paragraphs.join(' ');
    expect(words).toContain('một, một, ba');
    expect(words).toContain('một, một, một');
    expect(words).toContain('xã Ba Vì');
  });
});
