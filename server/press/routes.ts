import type { Context } from 'hono';
import { z } from 'zod';
import { readBody } from '../intake/body.ts';
import type { Language } from '../languages.ts';
import type { Services } from '../running.ts';
import { countUse, users } from './uses.ts';

/** Somebody says of their own accord what kind of organisation uses the materials; whatever else they send is not kept. */
export async function postUse(
  c: Context,
  { config, now }: Pick<Services, 'config' | 'now'>,
  { path }: Language,
): Promise<Response> {
  const body = await readBody(c);
  const told = z.enum(users).safeParse(body.is === 'form' ? body.entries.get('who')?.[0] : undefined);
  if (told.success) await countUse(config.dataDir, told.data, now());
  return c.redirect(`${path('press')}${told.success ? '#thanks' : '#use'}`, 303);
}
