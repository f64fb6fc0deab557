import type { Editions } from '../schemas/campaign.ts';

/** The first and the last day (`2027-07-30`) on which a part of the page is shown. */
export type Span = { from: string; until: string };
export type Phases = { before: Span; day: Span; after: Span };

/** When the page looks forward to the day of a year, is about today, and looks back; the three follow each other without a gap. */
export function phasesOf(year: number, { day, lookingBackUntil }: Editions['season']): Phases {
  const today = `${year}-${day}`;
  return {
    before: { from: dayAfter(`${year - 1}-${lookingBackUntil}`, 1), until: dayAfter(today, -1) },
    day: { from: today, until: today },
    after: { from: dayAfter(today, 1), until: `${year}-${lookingBackUntil}` },
  };
}

/** The day so many days later, as ISO writes it. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
