import { clauses } from './clauses.ts';
import { flags, forms, subjects, type Flag, type Form, type Level, type Subject } from '../result.ts';

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

/** What the network answers: the heads, in their order, then each line of the guide's table. */
export const questions: readonly string[] = [...heads, ...clauses.map(({ id }) => `clause:${id}`)];

/** What somebody says a report is. */
export interface Labels {
  subject: Subject;
  forms: readonly Form[];
  urgency: Level;
  flags: readonly Flag[];
}

export function holds(head: Head, { subject, forms, urgency, flags }: Labels): boolean {
  const [kind, name] = head.split(':');
  if (kind === 'subject') return subject === name;
  if (kind === 'form') return forms.some((form) => form === name);
  if (kind === 'flag') return flags.some((flag) => flag === name);
  return urgency <= head; // P1 < P2 < P3 < P4
}
