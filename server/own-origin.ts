import type { Context } from 'hono';
import type { Config } from './config.ts';

type Origins = Pick<Config, 'origins'>;

/** Hosts that are ours: the one that was asked, and those the operator has named; a proxy may have changed the first. */
export function ownHosts(c: Context, { origins }: Origins): string[] {
  return [hostOf(c), ...origins.map((one) => new URL(one).host)];
}

/**
 * Whether the browser came by TLS, which may end at a proxy of ours: so the settings say it of each host (web, onion).
 * Of a host that nobody has named, the first origin decides: rather no cookie than one that travels in clear.
 */
export function isSecure(c: Context, { origins }: Origins): boolean {
  const named = origins.find((one) => new URL(one).host === hostOf(c)) ?? origins[0];
  return [c.req.url, named].some((one) => one !== undefined && new URL(one).protocol === 'https:');
}

const hostOf = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;
