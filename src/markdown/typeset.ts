import { getCollection } from 'astro:content';
import { catalogue } from '../catalogue/catalogue.ts';
import { languageOf } from '../words.ts';
import { withCalls } from './calls.ts';
import { inlineHtml } from './inline.ts';
import { Notes } from './notes.ts';
import { weave } from './weave.ts';

export type Typesetter = {
  /** A text that Astro has made from Markdown. */
  body: (html: string) => string;
  /** A line of a YAML file. */
  line: (text: string) => string;
  /** What the page has leaned on so far, in order. */
  notes: Notes;
};

/** Sets the texts of one page; all share one list of sources. `where` names the file, should something be wrong. */
export async function typesetter(lang: string, where: string): Promise<Typesetter> {
  const { say } = languageOf(lang);
  const { addressOf } = await catalogue(lang);
  const notes = new Notes();
  const numbers = (await getCollection('hotlines')).map(({ data: { number, tel } }) => ({ number, tel }));
  const calls = { numbers, before: say('hotlines.before') };
  const woven = {
    notes,
    addressOf: (target: string) => {
      try {
        return addressOf(target);
      } catch (error) {
        throw new Error(`${where}: ${error instanceof Error ? error.message : target}`, { cause: error });
      }
    },
    noteLabel: (number: number) => say('sources.mark', { number }),
    outside: say('sources.outside'),
  };
  return {
    body: (html) => weave(withCalls(html, calls), woven),
    line: (text) => weave(withCalls(inlineHtml(text), calls), woven),
    notes,
  };
}
