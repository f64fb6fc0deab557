import { FetchState, astro } from 'astro/fetch';
import type { Context } from 'hono';
import type { Drawable } from './report/views.ts';

/**
 * Hono decides, Astro draws: renders `src/pages/draw/<name>.astro` with the given view.
 * Those pages have no address of their own for anybody outside.
 */
export async function draw<Name extends keyof Drawable>(
  c: Context,
  name: Name,
  lang: string,
  view: Drawable[Name],
  status = 200,
): Promise<Response> {
  const state = new FetchState(new Request(new URL(`/draw/${name.toLowerCase()}/`, c.req.url)));
  state.locals.lang = lang;
  state.locals.path = c.req.path;
  state.locals.view = { [name]: view };
  const drawn = await astro(state);
  if (drawn.status >= 400) throw new Error(`the page ${name} could not be drawn`);
  return new Response(drawn.body, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
