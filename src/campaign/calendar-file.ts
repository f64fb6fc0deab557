import { z } from 'zod';
import type { Language } from '../../server/languages.ts';
import { calledOf, readCommunes } from '../materials/communes.ts';
import { fixedDate } from '../materials/fixed-date.ts';
import { textIn, type Material, type Workshop } from '../materials/material.ts';
import { readData } from '../materials/read.ts';
import { campaignEvent, editions } from '../schemas/campaign.ts';
import { calendar, type Appointment } from './calendar.ts';

/** The day, every year, and the approved events, for the calendar of a phone. */
export function calendars(workshop: Workshop): Material[] {
  return workshop.languages.map((language) => {
    const title = language.say('campaign.calendarName');
    const made = calendar(title, workshop.site.timeZone, fixedDate, appointments(language, workshop));
    return {
      address: calendarAddress(language),
      bytes: Buffer.from(made),
      lang: language.code,
      kind: 'calendar',
      title,
      detail: 'iCalendar',
    };
  });
}

export const calendarAddress = ({ path }: Pick<Language, 'path'>): string => `${path('campaign')}30-7.ics`;

function appointments(language: Language, workshop: Workshop): Appointment[] {
  const { contentDir, origin } = workshop;
  const { say, path } = language;
  const { season, editions: years } = readData(contentDir, 'campaign/editions.yaml', editions);
  const address = origin + path('campaign');
  const first = `${years[0]?.year ?? 2016}-${season.day}`;
  const events = readData(contentDir, 'campaign/events.yaml', z.array(campaignEvent));
  const names = new Map(readCommunes(contentDir).map((one) => [one.code, calledOf(one)]));
  const own = (texts: Readonly<Record<string, string>>): string => textIn(language, workshop, texts);
  return [
    { id: 'day', title: say('campaign.dayName'), day: first, address, yearly: true },
    ...events.map((event) => ({
      id: event.id,
      title: own(event.title),
      day: event.day.toISOString().slice(0, 10),
      hours: { from: event.from, to: event.to },
      place: `${own(event.place)}, ${names.get(event.commune) ?? ''}`,
      about: say('campaign.organiser', { name: own(event.organiser) }),
      address,
    })),
  ];
}
