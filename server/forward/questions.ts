import type { DeskContent } from '../desk/desk-content.ts';
import type { Kind } from '../report/codes.ts';

export type Askable = { id: string; text: string };

/** The prepared questions that an office may put to the reporter of such a report by itself. */
export function askable({ questionsFor }: DeskContent, kind: Kind, language: string): Askable[] {
  const open = questionsFor(kind).filter(({ offices }) => offices);
  return open.map(({ id, text }) => ({ id, text: wordsIn(text, language) }));
}

/** A prepared question in a language; nothing once it has left the content. */
export const questionIn = ({ questions }: DeskContent, id: string, language: string): string =>
  wordsIn(questions.find((one) => one.id === id)?.text ?? {}, language);

/** What a question says in a language; in the one it was written in first, where it has not been translated. */
export const wordsIn = (text: Readonly<Record<string, string>>, language: string): string =>
  text[language] ?? Object.values(text)[0] ?? '';

/**
 * What an office that needs more information asks: the questions it chose, or the general one. `undefined` when it
 * names one that there is not.
 */
export function chosenFrom(content: DeskContent, kind: Kind, ids: readonly string[] = []): string[] | undefined {
  const known = askable(content, kind, '').map(({ id }) => id);
  if (ids.some((id) => !known.includes(id))) return undefined;
  return ids.length > 0 ? known.filter((id) => ids.includes(id)) : [content.generalQuestion];
}
