import { z } from 'zod';
import { dayIn } from '../as-of.ts';

const line = (most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replaceAll(/[\p{C}\s]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(3).max(most));
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const fields = z.object({
  title: line(120),
  organiser: line(120),
  place: line(160),
  commune: z.string().regex(/^\d{5}$/),
  day: z.iso.date(),
  from: clock,
  to: clock,
  open: z.enum(['everyone', 'members']),
});

/** An event as its organiser tells it: only what is meant for everybody, and nobody's telephone or name. */
export type Proposal = z.infer<typeof fields>;
export type Field = keyof Proposal;

/** A day nobody plans for yet is a slip of the finger. */
const longestAhead = 400 * 86_400_000;

/** Reads the organiser's form. @returns the proposal, or the fields to mend */
export function readProposal(
  entries: ReadonlyMap<string, readonly string[]>,
  { isCommune, timeZone, now }: { isCommune: (code: string) => boolean; timeZone: string; now: number },
): { proposal: Proposal } | { wrong: Field[] } {
  const read = fields.safeParse(Object.fromEntries([...entries].map(([name, [value = '']]) => [name, value])));
  if (!read.success) return { wrong: [...new Set(read.error.issues.flatMap(({ path: [name] }) => asField(name)))] };
  const { commune, day, from, to } = read.data;
  const wrong: Field[] = [];
  if (!isCommune(commune)) wrong.push('commune');
  if (day < dayIn(timeZone, now) || Date.parse(day) > now + longestAhead) wrong.push('day');
  if (from >= to) wrong.push('to');
  return wrong.length > 0 ? { wrong } : { proposal: read.data };
}

function asField(name: PropertyKey | undefined): Field[] {
  const { data } = fields.keyof().safeParse(name);
  return data ? [data] : [];
}
