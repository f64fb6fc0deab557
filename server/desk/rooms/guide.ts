import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import type { Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';
import { meOf } from '../../staff/session.ts';
import { factsOf } from '../guide.ts';

/** What to set up first, and the walk from a phone's report to its acknowledgement. */
export function guideRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, path } = language;

  staff.get('/huong-dan/', async (c) => {
    const services = await open();
    const { guide, moment } = services;
    const done = await factsOf(services);
    return draw(c, 'deskGuide', lang, {
      person: meOf(c.get('who')),
      live: moment().live,
      firstRun: guide.firstRun.map((step) => ({
        title: step.title[lang] ?? '',
        text: step.text[lang] ?? '',
        href: `${home}${step.room}`,
        done: done[step.done],
      })),
      walk: guide.walk.map((step) => ({
        at: step.at,
        title: step.title[lang] ?? '',
        text: step.text[lang] ?? '',
        keys: step.keys,
        href: step.page === undefined ? (step.room === undefined ? undefined : `${home}${step.room}`) : path(step.page),
      })),
    });
  });
}
