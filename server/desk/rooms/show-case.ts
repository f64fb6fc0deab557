import type { Context } from 'hono';
import { draw } from '../../draw.ts';
import { policyWithMedia } from '../../headers.ts';
import type { DeskCaseView } from '../../report/desk-views.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';
import { lastDoer } from '../last-doer.ts';
import { openCase } from '../open-case.ts';
import { sendPictures } from '../send-files.ts';
import type { Values } from '../typed.ts';

/** Draws a report's page, also again with what was typed into an act that was not done. */
export function caseShower({ open, language: { code } }: Room) {
  async function show(
    c: Context<Env>,
    typed?: DeskCaseView['again'],
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const readAt = Number(c.req.query('da-doc')) || undefined;
    const services = await open();
    const id = c.req.param('id') ?? '';
    const view = await openCase(services, unlocked(c), id, code, typed, readAt);
    if (!view) return c.notFound();
    await sendPictures(services, unlocked(c), id, 'unless withdrawn');
    c.header('Content-Security-Policy', policyWithMedia);
    return draw(c, 'deskCase', code, view, status);
  }

  /** Nothing was done: the page says who was faster, or what is missing. */
  async function again(
    c: Context<Env>,
    what: string,
    values: Values,
    problems: Record<string, string> | undefined,
  ): Promise<Response> {
    const late = problems ? undefined : await lastDoer(await open(), c.req.param('id') ?? '', what);
    const typed = Object.fromEntries([...values].filter(([name]) => name !== 'version'));
    return show(c, { act: what, late, problems: problems ?? {}, typed }, problems ? 422 : 409);
  }

  return { show, again };
}
