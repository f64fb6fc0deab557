import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { urgencies, type Urgency } from '../../report/codes.ts';
import type { Env } from '../../staff/guard.ts';
import { formOf, type Room } from '../../staff/rooms/room.ts';
import { meOf } from '../../staff/session.ts';

/** Texts to classify without anybody waiting for it, and what the guide says. Nothing is kept. */
export function practiceRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  staff.get('/tap/', (c) => c.redirect(`${home}tap/1/`, 303));
  staff.get('/tap/:number/', (c) => show(c, undefined));
  staff.post('/tap/:number/', async (c) => {
    const { urgency } = await formOf(c);
    return show(
      c,
      urgencies.find((level) => level === urgency),
    );
  });

  async function show(c: Context<Env>, chosen: Urgency | undefined): Promise<Response> {
    const { practice: texts } = await open();
    const number = Number(c.req.param('number'));
    const one = texts[number - 1];
    if (!one) return c.notFound();
    const answer = chosen && { urgency: one.urgency, chosen, right: chosen === one.urgency, why: one.why };
    const view = { person: meOf(c.get('who')), number, of: texts.length, text: one.text, answer };
    return draw(c, 'practice', language.code, view);
  }
}
