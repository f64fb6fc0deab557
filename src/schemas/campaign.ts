import { z } from 'zod';
import { day, icon, inEachLanguage, key, line } from './text.ts';

const monthDay = z.string().regex(/^\d\d-\d\d$/, 'write month and day in quotes: "07-30"');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time in quotes: "14:00"');

/** The day of one year: its themes, where a source names them, and what is known to have been done. */
const edition = z.strictObject({
  year: z.int({ error: 'write the year as a number: 2027' }),
  theme: z.strictObject({ un: inEachLanguage.optional(), vietnam: inEachLanguage.optional() }),
  done: z.array(inEachLanguage, { error: 'write a list, or [] when nothing is known' }),
});
export type Edition = z.infer<typeof edition>;

/** content/campaign/editions.yaml */
export const editions = z.strictObject({
  season: z.strictObject({ day: monthDay, lookingBackUntil: monthDay }),
  editions: z
    .array(edition)
    .min(1)
    .refine((all) => all.every(({ year }, at) => at === 0 || year === (all[at - 1]?.year ?? 0) + 1), {
      error: 'write one edition for each year, in order and without a gap',
    }),
});
export type Editions = z.infer<typeof editions>;

/** An event that its organiser has sent and somebody here has approved. content/campaign/events.yaml */
export const campaignEvent = z
  .strictObject({
    id: key,
    day,
    from: clock,
    to: clock,
    commune: z.string().regex(/^\d{5}$/, 'write the five digits of content/places.yaml in quotes: "00004"'),
    place: inEachLanguage,
    title: inEachLanguage,
    organiser: inEachLanguage,
    open: z.enum(['everyone', 'members'], { error: 'write everyone or members' }),
    checked: day,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'write an end that is later than the beginning' });
export type CampaignEvent = z.infer<typeof campaignEvent>;

/** What a class, a shop or a family can do on the day. content/campaign/activities.yaml */
export const activity = z.strictObject({
  id: key,
  icon,
  minutes: z.int().positive('write the minutes it takes, as a number'),
  uses: z.string().regex(/^page:[\w.]+$/, 'write a page: page:pledge'),
  title: inEachLanguage,
  text: inEachLanguage,
});

/** content/campaign/pledge.yaml */
export const pledge = z.strictObject({
  title: inEachLanguage,
  lead: inEachLanguage,
  promises: z.array(inEachLanguage).min(3).max(8),
  group: inEachLanguage,
  count: inEachLanguage,
  day: inEachLanguage,
  rings: inEachLanguage,
  keep: inEachLanguage,
  checked: day,
});

/** The text of the campaign's page. content/campaign/<language>/day.md */
export const campaignText = z.strictObject({
  title: line('the title', 90),
  summary: line('one sentence that sums it up', 220),
  checked: day,
});

const pixels = z.int().min(300).max(3000);

/** Pictures to post. content/campaign/pictures.yaml */
export const pictures = z.strictObject({
  shapes: z.array(
    z.strictObject({ id: key, width: pixels, height: pixels, slug: inEachLanguage, where: inEachLanguage }),
  ),
  pictures: z.array(z.strictObject({ id: key, slug: inEachLanguage, title: inEachLanguage, line: inEachLanguage })),
  frame: z.strictObject({ slug: inEachLanguage, title: inEachLanguage, words: inEachLanguage }),
});
