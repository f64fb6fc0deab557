import type { TriageFields, TriageInput } from '../input.ts';
import { bandsOf, yearsOfAnswer } from '../values/years.ts';
import { hoursSince } from '../values/time.ts';
import type { FieldsData } from '../rules/schema.ts';
import { fieldHit, type Hit } from './hit.ts';
import type { Reader } from './reader.ts';

/** Answers that say what is being done to somebody, not only to whom. */
export const stating: readonly string[] = ['exploitation', 'recruitment', 'controls', 'apps'];

/** What the form's answers state, as the same concepts that the story is read for. */
export function readAnswers(report: TriageInput, data: FieldsData, reader: Reader, now: Date): Hit[] {
  const answers = Object.entries(flat(report));
  return [
    ...answers.flatMap(([field, answer]) => chosen(field, answer, data)),
    ...data.texts.flatMap((field) => typed(field, answers, reader, now)),
    ...ages(report.fields),
    ...lastSeen(report.fields, now),
  ];
}

/** `kind` is an answer like the others; `contact.safe` is reached by that name. */
function flat(report: TriageInput): Record<string, unknown> {
  const { contact, ...fields } = report.fields;
  return { kind: report.kind, 'contact.safe': contact?.safe, ...fields };
}

function chosen(field: string, answer: unknown, data: FieldsData): Hit[] {
  const meaning = data.choices[field];
  if (!meaning) return [];
  return values(answer).flatMap((value) => (meaning[value] ?? []).map((name) => fieldHit(name, field)));
}

/** Lists may come as one string; an answer that is not text says nothing. */
function values(answer: unknown): string[] {
  const list = Array.isArray(answer) ? answer : String(answer ?? '').split(/[,;]/u);
  return list.filter((value) => typeof value === 'string').map((value) => value.trim());
}

function typed(field: string, answers: readonly [string, unknown][], reader: Reader, now: Date): Hit[] {
  const answer = answers.find(([name]) => name === field)?.[1];
  return typeof answer === 'string' && answer !== '' ? reader.read(answer, now, field) : [];
}

function ages(fields: TriageFields): Hit[] {
  return (['age', 'victimAge'] as const).flatMap((field) => {
    const years = yearsOfAnswer(fields[field]);
    return years === null ? [] : bandsOf(years).map((band) => fieldHit(band, field));
  });
}

function lastSeen(fields: TriageFields, now: Date): Hit[] {
  const field =
    fields.lastSeenHoursAgo !== undefined
      ? 'lastSeenHoursAgo'
      : fields.lastSeen !== undefined
        ? 'lastSeen'
        : 'lastSeenAt';
  const hours = field === 'lastSeenHoursAgo' ? Number(fields.lastSeenHoursAgo) : hoursSince(fields[field], now);
  if (hours === null || Number.isNaN(hours)) return [];
  if (hours <= 30) return [fieldHit('time_last24h', field)];
  return [fieldHit(hours > 8760 ? 'time_long_ago' : 'time_earlier', field)];
}
