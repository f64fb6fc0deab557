import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readObligations } from '../../server/staff/obligations.ts';

const contentDir = `${import.meta.dirname}/../../content`;
const { points }: { points: { id: string }[] } = parse(readFileSync(`${contentDir}/obligations.yaml`, 'utf8'));

describe('the operator’s checklist', () => {
  test('has what the law on personal data asks of such a line', () => {
    const asked = ['consent', 'children', 'own-requests', 'breach', 'impact', 'accused', 'abroad', 'after-forwarding'];
    expect(points.map(({ id }) => id)).toEqual(expect.arrayContaining([...asked, 'retention', 'victims']));
  });

  test.each(['vi', 'en'])('says in %s of each point what is asked, what the software does, and who says so', (lang) => {
    const read = readObligations(contentDir, lang);
    expect(read).toHaveLength(points.length);
    for (const { text, how, software, sources } of read) {
      expect(Math.min(text.length, how.length)).toBeGreaterThan(20);
      expect(['does', 'partly', 'no']).toContain(software);
      expect(sources.length, text).toBeGreaterThan(0);
      for (const { url } of sources) expect(url).toMatch(/^https?:/);
    }
  });

  test('says of a child whose guardian is the suspect who decides', () => {
    const [children] = readObligations(contentDir, 'en').filter((_, at) => points[at]?.id === 'children');
    expect(children?.how).toMatch(/guardian is the suspect/);
  });
});
