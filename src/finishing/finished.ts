import type { Language } from '../../server/languages.ts';
import { isThisMachine } from '../../server/loopback.ts';
import type { Site } from '../../server/site.ts';
import type { BuiltPage } from './built-page.ts';

/** The finished site, as whoever makes something of it needs to see it. */
export type Finished = {
  origin: string;
  contentDir: string;
  site: Site;
  languages: readonly Language[];
  pages: readonly BuiltPage[];
};

/** Files to write, by address. */
export type Files = Map<string, string | Uint8Array>;

/** An address on the operator's own machine is of no use to anybody else, and must not be handed on. */
export function isPublic(origin: string | URL | undefined): boolean {
  return origin !== undefined && !isThisMachine(new URL(origin).hostname);
}
