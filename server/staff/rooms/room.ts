import type { Context } from 'hono';
import { z } from 'zod';
import { readBody } from '../../intake/body.ts';
import type { Language } from '../../languages.ts';
import { originOf } from '../../own-origin.ts';
import type { Services } from '../../running.ts';
import type { Site } from '../passkeys.ts';
import type { SignedIn } from '../session.ts';

/** What every room of the console is given. A room is a file that adds its routes; permissions.ts says who may enter. */
export type Room = { open: () => Promise<Services>; language: Language; home: string };

export type Form = Partial<Record<string, string>>;

/** A posted form's first values. */
export async function formOf(c: Context): Promise<Form> {
  const all = await valuesOf(c);
  return Object.fromEntries([...all].map(([name, values]) => [name, values[0]]));
}

/** A posted form with all values of each name. */
export async function valuesOf(c: Context): Promise<ReadonlyMap<string, readonly string[]>> {
  const body = await readBody(c);
  return body.is === 'form' ? body.entries : new Map();
}

/** What is shown until it is written down: under a key of `staff.once.*`. */
export type Shown = { what: 'recovery' | 'codes' | 'invitation'; lines: string[] };

const keptSchema = z.object({
  /** The secret of a code app that has not shown a code yet. */
  totp: z.string().optional(),
  challenge: z.string().optional(),
  show: z.array(z.object({ what: z.enum(['recovery', 'codes', 'invitation']), lines: z.array(z.string()) })).optional(),
});
export type Kept = z.infer<typeof keptSchema>;

/** What the session keeps between two pages. */
export const keptIn = (who: SignedIn): Kept => keptSchema.parse(who.kept ?? {});

/** Where this request's browser is, as far as passkeys are concerned. */
export const siteOf = (c: Context, name: string, { config }: Pick<Services, 'config'>): Site => ({
  name,
  origin: originOf(c, config),
});

export function parsedJson(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
