import { markersIn } from '../../server/check/markdown.ts';
import { readData, readTexts } from '../materials/read.ts';
import { readHotlines } from '../print/numbers.ts';
import { broadcast, pace, type Broadcast } from '../schemas/broadcast.ts';
import { scriptOf, type Script } from './script.ts';

export type Written = {
  key: string;
  lang: string;
  data: Broadcast;
  /** The numbers of its sources, in the order it leans on them. */
  sources: readonly string[];
  read: (place: string) => Script;
};

/** Every script, in order, ready to be read for a place. */
export function readScripts(contentDir: string): Written[] {
  const hotlines = readHotlines(contentDir);
  const { syllablesPerMinute } = readData(contentDir, 'broadcasts/pace.yaml', pace);
  const texts = readTexts(contentDir, 'broadcasts', broadcast).sort((a, b) => a.data.order - b.data.order);
  return texts.map(({ key, lang, data, body }) => ({
    key,
    lang,
    data,
    sources: markersIn(body),
    read: (place) => scriptOf(body, { place, hotlines, lang, syllablesPerMinute }),
  }));
}
