import { services } from '#running';
import { FetchState, astro } from 'astro/fetch';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { brotliCompressSync, constants } from 'node:zlib';
import { asOf } from './as-of.ts';
import type { Drawable } from './report/views.ts';

/**
 * Pages without secrets travel compressed. A receipt or a report never does: beside something an attacker may
 * choose, the length of a compressed secret can give it away. (An offer's page holds nothing but what its own request sent.)
 */
const withoutSecrets = new Set<keyof Drawable>(['offer', 'form', 'check', 'lookup', 'error']);
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * Hono decides, Astro draws: renders `src/pages/draw/<name>.astro` with the given view.
 * Those pages have no address of their own for anybody outside.
 */
export async function draw<Name extends keyof Drawable>(
  c: Context,
  name: Name,
  lang: string,
  view: Drawable[Name],
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const state = new FetchState(new Request(new URL(`/draw/${name.toLowerCase()}/`, c.req.url)));
  state.locals.lang = lang;
  state.locals.path = c.req.path;
  state.locals.view = { [name]: view };
  const drawn = await astro(state);
  if (drawn.status >= 400) throw new Error(`the page ${name} could not be drawn`);
  const html = asOf(await drawn.text(), (await services()).moment());
  if (!withoutSecrets.has(name) || !c.req.header('accept-encoding')?.includes('br')) return c.html(html, status);
  c.header('Content-Encoding', 'br');
  c.header('Content-Type', 'text/html; charset=utf-8');
  return c.body(new Uint8Array(brotliCompressSync(html, quickly)), status);
}
