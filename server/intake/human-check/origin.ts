import type { Context } from 'hono';

/**
 * Whether a browser says that another site sends this. Old in-app browsers say nothing, and `Origin: null` says
 * nothing either: both are fine.
 */
export function comesFromElsewhere(c: Context, origins: readonly string[]): boolean {
  if (c.req.header('sec-fetch-site') === 'cross-site') return true;
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  if (!URL.canParse(origin)) return true;
  const here = [c.req.header('host') ?? new URL(c.req.url).host, ...origins.map((one) => new URL(one).host)];
  return !here.includes(new URL(origin).host);
}
