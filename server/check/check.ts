import { rowsOf, type Content } from './content.ts';
import { kinds, type Finding } from './finding.ts';
import { banned } from './rules/banned.ts';
import { dates } from './rules/dates.ts';
import { facts } from './rules/facts.ts';
import { levels } from './rules/levels.ts';
import { links, targetsOf } from './rules/links.ts';
import { phones } from './rules/phones.ts';
import { icons, pictures } from './rules/pictures.ts';
import { sentences } from './rules/sentences.ts';
import { shape } from './rules/shape.ts';
import { sources } from './rules/sources.ts';
import { translations } from './rules/translations.ts';
import { typography } from './rules/typography.ts';
import { words } from './rules/words.ts';
import type { Settings } from './settings.ts';
import type { TextFile } from './text-file.ts';

/** Every rule, over everything that was read. @param now epoch milliseconds */
export function check(
  content: Content,
  settings: Settings,
  files: readonly TextFile[],
  code: readonly TextFile[],
  now: number,
): Finding[] {
  const hotlines = numbersOf(content);
  const found = [
    shape(content),
    sources(content),
    facts(content, settings, hotlines),
    dates(content, settings, now),
    translations(content, settings),
    pictures([...files, ...code]),
    icons(content, code),
    links(content, targetsOf(content)),
    phones(content, hotlines),
    banned(content, settings),
    levels(content, settings),
    typography(content),
    sentences(content, settings),
    words(content, code),
  ].flat();
  return found.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** The numbers of content/hotlines.yaml, as shown and as dialled. */
export function numbersOf(content: Content): string[] {
  return (rowsOf(content, 'content/hotlines.yaml')?.rows ?? []).flatMap(({ number, tel }) => [
    String(number),
    String(tel),
  ]);
}
