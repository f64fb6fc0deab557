import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import type { Role } from '../../report/roles.ts';
import { mayUse, type Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';
import { meOf } from '../../staff/session.ts';
import { factsOf, type Guide, type GuideFact } from '../guide.ts';

/** What is done on the page of a step: whoever may only look at that page is not sent there. */
const doneBy: Readonly<Record<GuideFact, string>> = {
  recovery: 'POST /lop-hai/',
  people: 'POST /nguoi/moi/',
  office: 'POST /quan-tri/noi/:office/thu/',
  shift: 'POST /ca/nhan/',
};

const isFor = (roles: readonly Role[], step: { done: GuideFact; room: string }): boolean =>
  mayUse(roles, `GET /${step.room}`) && mayUse(roles, doneBy[step.done]);

/** What to set up first, and the walk from a phone's report to its acknowledgement: as much of both as is theirs. */
export function guideRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, path } = language;
  /** Where a step of the walk is taken: on a public page, or in a room of the console. */
  const placeOf = ({ page, room }: Guide['walk'][number]): string | undefined => {
    if (page !== undefined) return path(page);
    return room === undefined ? undefined : `${home}${room}`;
  };

  staff.get('/huong-dan/', async (c) => {
    const services = await open();
    const { guide, moment } = services;
    const facts = await factsOf(services);
    const who = c.get('who');
    const steps = guide.firstRun.filter((step) => isFor(who.roles, step));
    // The walk goes through reports: it is for those whose duty they are.
    const walk = mayUse(who.roles, 'GET /tap/') ? guide.walk : [];
    return draw(c, 'deskGuide', lang, {
      person: meOf(who),
      live: moment().live,
      firstRun: steps.map((step) => ({
        title: step.title[lang] ?? '',
        text: step.text[lang] ?? '',
        href: `${home}${step.room}`,
        done: facts[step.done],
      })),
      walk: walk.map((step) => ({
        at: step.at,
        title: step.title[lang] ?? '',
        text: step.text[lang] ?? '',
        keys: step.keys,
        href: placeOf(step),
      })),
    });
  });
}
