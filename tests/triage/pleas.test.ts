import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { stripMarks } from '../../server/report/fold.ts';
import { triage } from '../../server/triage/triage.ts';
import { writtenOn } from './examples.ts';

const pleas = [
  'cứu em',
  'cíu em với',
  'help me please they lock me in',
  'em bị nhốt',
  'họ không cho em về nhà, em muốn về',
  'làm ơn đưa em ra khỏi chỗ này',
  'please come get me',
  'they wont let me go',
  'SOS em ở đây không ra được',
  'help they took my passport',
];

const words = z.object({ sentences: z.record(z.string(), z.string()) });

/** The sentences that are tapped where somebody must be quick; `child` alone says nothing of danger. */
function prepared(language: 'vi' | 'en'): string[] {
  const file = new URL(`../../content/words/${language}/questions.yaml`, import.meta.url);
  const { child, ...danger } = words.parse(parse(readFileSync(file, 'utf8'))['options']).sentences;
  expect(child).toBeTruthy();
  return Object.values(danger);
}

test.each(pleas)('"%s" is a plea of trafficking, from the person themselves, now', (text) => {
  const { subject, urgency, flags } = triage({ text, fields: {} }, writtenOn);
  expect({ subject, urgency }).toEqual({ subject: 'trafficking', urgency: 'P1' });
  expect(flags).toEqual(expect.arrayContaining(['self', 'ongoing']));
});

test.each([...prepared('vi'), ...prepared('en')])('"%s" typed by hand is P1', (text) => {
  expect(triage({ text, fields: {} }, writtenOn).urgency).toBe('P1');
  expect(triage({ text: stripMarks(text.toLowerCase()), fields: {} }, writtenOn).urgency).toBe('P1');
});
