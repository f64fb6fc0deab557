import type { Context } from 'hono';
import type { Config } from './config.ts';

type Origins = Pick<Config, 'origins'>;

/** Hosts that are ours: the one that was asked, and those the operator has named; a proxy may have changed the first. */
export function ownHosts(c: Context, { origins }: Origins): string[] {
  return [hostOf(c), ...origins.map((one) => new URL(one).host)];
}

/**
 * Where the browser is. TLS may end at a proxy of ours, so the settings say it of each host (web, onion). Of a host that
 * nobody has named, the first origin is meant if it has TLS: rather no cookie than one that travels in clear.
 */
export function originOf(c: Context, { origins }: Origins): string {
  const named = origins.find((one) => new URL(one).host === hostOf(c));
  if (named !== undefined) return named;
  const [first] = origins;
  return first?.startsWith('https:') ? first : `${new URL(c.req.url).protocol}//${hostOf(c)}`;
}

export const isSecure = (c: Context, config: Origins): boolean => originOf(c, config).startsWith('https:');

const hostOf = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;
