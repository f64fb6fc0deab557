import { isRecord, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Entry, Passage } from '../passage.ts';
import type { Settings } from '../settings.ts';
import { wholeWord } from './banned.ts';
import { place } from './facts.ts';

/** Words that a level of school does not use: a child of seven is not told what one of sixteen must know. */
export function levels({ entries, passages }: Content, { schools: { pupils, unfit } }: Settings): Finding[] {
  const levelOf = new Map(entries.flatMap((entry) => (levelIn(entry) ? [[keyOf(entry), levelIn(entry)]] : [])));
  const taught = new Map(
    entries.map((entry) => [entry.file, { entry, level: levelIn(entry) ?? levelOf.get(keyOf(entry)) }]),
  );
  const rules = unfit.flatMap((rule) => rule.words.map((word) => ({ ...rule, word, pattern: wholeWord(word) })));
  return passages.flatMap((passage) => {
    const { entry, level } = taught.get(passage.file) ?? {};
    if (!entry || level === undefined) return [];
    const heard = isHeard(passage, entry, pupils);
    return rules
      .filter((rule) => rule.levels.some((one) => one === level) && (heard || rule.where === 'everywhere'))
      .filter(({ pattern }) => pattern.test(passage.plain.normalize('NFC')))
      .map(({ word, why }): Finding => ({
        ...place(passage),
        kind: 'language',
        level: 'error',
        says: 'language.level',
        values: { word, why },
      }));
  });
}

/** A plan and a story name their level; slides, sheets and games have the name of their plan. */
function levelIn({ head }: Entry): string | undefined {
  return isRecord(head?.data) && typeof head.data.level === 'string' ? head.data.level : undefined;
}

const keyOf = ({ language, key }: Entry): string => `${language}/${key}`;

function isHeard({ key }: Passage, { collection }: Entry, { folders, fields }: Settings['schools']['pupils']): boolean {
  return folders.includes(collection) || fields.includes(key.split('.')[0] ?? '');
}
