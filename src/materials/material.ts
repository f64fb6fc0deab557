import type { Language } from '../../server/languages.ts';
import type { Site } from '../../server/site.ts';

export const kinds = [
  'poster',
  'notice',
  'leaflet',
  'card',
  'lesson',
  'pledge',
  'broadcast',
  'club',
  'picture',
  'press',
  'calendar',
] as const;

/** A file to take away, as the build makes it. */
export type Material = {
  /** Where it is served: `/tep/vi/loi-hua-a4.pdf`. */
  address: string;
  bytes: Uint8Array;
  lang: string;
  kind: (typeof kinds)[number];
  title: string;
  /** Paper and colour, length, size in pixels. */
  detail: string;
  /** The code of the commune whose name is in it; such files are listed on its page alone. */
  commune?: string;
};

/** What pages know of it before it is written. */
export type Listed = Omit<Material, 'bytes'> & { size: number };

/** What makers of files may look at. */
export type Workshop = {
  contentDir: string;
  origin: string;
  /** Who runs the line; empty while nobody does, and then no sheet may hang where people need help. */
  operator: string;
  site: Site;
  languages: readonly Language[];
};

/** A text that stands in each language; the site's first one where it does not. */
export function textIn(
  { code }: Pick<Language, 'code'>,
  { languages }: { languages: readonly Pick<Language, 'code'>[] },
  texts: Readonly<Record<string, string>>,
): string {
  return texts[code] ?? texts[languages[0]?.code ?? ''] ?? '';
}

export const fileAddress = ({ code }: Pick<Language, 'code'>, name: string): string => `/tep/${code}/${name}`;
