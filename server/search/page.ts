import type { Context } from 'hono';
import { draw } from '../draw.ts';
import type { Language } from '../languages.ts';
import type { Services } from '../running.ts';
import { groupFound } from './groups.ts';

/** The answer for whoever has no script. What is asked is neither logged nor kept, here or on the way. */
export async function showSearch(c: Context, { search }: Services, language: Language): Promise<Response> {
  const typed = (c.req.query('q') ?? '').trim().slice(0, 120);
  const groups = typed === '' ? [] : groupFound(search(language.code)(typed));
  return draw(c, 'search', language.code, { typed, groups });
}
