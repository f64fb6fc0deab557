import type { Context } from 'hono';
import type { Config } from '../../config.ts';
import { ownHosts } from '../../own-origin.ts';

/**
 * Whether a browser says that another site sends this. Old in-app browsers say nothing, and `Origin: null` says
 * nothing either: both are fine.
 */
export function comesFromElsewhere(c: Context, config: Pick<Config, 'origins'>): boolean {
  if (c.req.header('sec-fetch-site') === 'cross-site') return true;
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  if (!URL.canParse(origin)) return true;
  return !ownHosts(c, config).includes(new URL(origin).host);
}
