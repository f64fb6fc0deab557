import path from 'node:path';
import { z } from 'zod';
import { readData } from '../materials/read.ts';
import { activity, campaignEvent, editions, pledge, type CampaignEvent } from '../schemas/campaign.ts';
import { languages } from '../words.ts';

const read = <T>(file: string, schema: z.ZodType<T>): T => readData(path.resolve('content', 'campaign'), file, schema);

export const campaignYears = () => read('editions.yaml', editions);
export const campaignActivities = () => read('activities.yaml', z.array(activity));
export const campaignPledge = () => read('pledge.yaml', pledge);

/** The approved events, the next one first. */
export function campaignEvents(): CampaignEvent[] {
  const events = read('events.yaml', z.array(campaignEvent));
  return events.sort((a, b) => a.day.getTime() - b.day.getTime() || a.from.localeCompare(b.from));
}

/** A text of a data file in this language, or in the site's first. */
export function textIn(lang: string, texts: Readonly<Record<string, string>>): string {
  return texts[lang] ?? texts[languages[0]?.code ?? lang] ?? '';
}
