import { flags, forms, subjects, type Flag, type Form, type Level, type Reason, type Subject } from '../result.ts';
import { whys } from './whys.ts';

/** What the model is asked: is it at least this urgent, is it this subject, this form, does this flag hold. */
export const heads = [
  'P1',
  'P2',
  'P3',
  ...subjects.map((name) => `subject:${name}` as const),
  ...forms.map((name) => `form:${name}` as const),
  ...flags.map((name) => `flag:${name}` as const),
] as const;
export type Head = (typeof heads)[number];

/** What the first look answers: the heads, in their order, then why. */
export const questions = [...heads, ...whys.map((name) => `why:${name}` as const)] as const;

/** What somebody says a report is. */
export interface Labels {
  subject: Subject;
  forms: readonly Form[];
  urgency: Level;
  flags: readonly Flag[];
}

/** What the rules alone answer, and which of them spoke. */
export interface Judged extends Labels {
  reasons: readonly Pick<Reason, 'rule' | 'level'>[];
}

export function holds(head: Head, { subject, forms, urgency, flags }: Labels): boolean {
  const [kind, name] = head.split(':');
  if (kind === 'subject') return subject === name;
  if (kind === 'form') return forms.some((form) => form === name);
  if (kind === 'flag') return flags.some((flag) => flag === name);
  return urgency <= head; // P1 < P2 < P3 < P4
}
