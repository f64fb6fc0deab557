import { randomBytes } from 'node:crypto';
import { sentences, type Kind } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import { questionPages, questionsOf, type QuestionPage } from '../report/questions.ts';
import type { Places } from '../report/places.ts';
import type { Say } from '../report/words.ts';
import type { Answers } from './visit.ts';

export type Entries = ReadonlyMap<string, readonly string[]>;

/** An idempotency key: what is sent twice under it counts once. */
export const makeKey = (): string => randomBytes(16).toString('base64url');

/** The answers of a report that nobody has begun, with the key that makes sending it twice send it once. */
export const noAnswers = (): Answers => ({
  key: makeKey(),
  values: {},
  errors: {},
  choices: [],
  files: [],
});

/** The kind's question names, with those that go along with them. */
function namesOf(pages: readonly QuestionPage[]): string[] {
  const names = pages.flatMap(questionsOf).map(({ name }) => name);
  return names.includes('commune') ? [...names, 'communeId'] : names;
}

/** Takes in what a page has sent: its own questions anew (a box that is no longer ticked is gone), others as they came along. */
export function takeIn(
  before: Answers,
  kind: Kind,
  page: QuestionPage | undefined,
  entries: Entries,
  files: ReceivedFile[],
): Answers {
  const own = new Set(page ? namesOf([page]) : []);
  const values = { ...before.values };
  for (const name of namesOf(questionPages[kind])) {
    const sent = entries.get(name)?.filter((value) => value.trim() !== '');
    if (sent && sent.length > 0) values[name] = [...sent];
    else if (own.has(name)) delete values[name];
  }
  return { key: entries.get('key')?.[0] || before.key, values, errors: {}, choices: [], files };
}

/**
 * Finds the place that was typed. One that fits is taken; several are offered once, and whoever goes on without
 * choosing keeps their own words.
 * @param asked what had been typed when the places to choose from were last on the page.
 */
export function findPlace(answers: Answers, places: Places, asked: string | undefined): Answers {
  const typed = answers.values['commune']?.[0];
  const chosen = answers.values['communeId']?.[0];
  if (typed === undefined) return without(answers, 'communeId');
  if (chosen !== undefined && places.like(typed, 50).some(({ id }) => id === chosen)) return answers;
  const found = places.like(typed, 8);
  const [first] = found;
  if (first && found.length === 1) return { ...answers, values: { ...answers.values, communeId: [first.id] } };
  const choices = asked === typed ? [] : found.map(({ id }) => id);
  return { ...without(answers, 'communeId'), choices };
}

function without(answers: Answers, name: string): Answers {
  const { [name]: _, ...values } = answers.values;
  return { ...answers, values };
}

/**
 * The answers as the fields of a report: sentences that were tapped stand behind what was written, the chosen place
 * becomes its code, or the old district's name.
 */
export function entriesOf({ key, values }: Answers, places: Places, say: Say): Entries {
  const { communeId, ...rest } = values;
  const place = communeId?.[0] === undefined ? undefined : places.of(communeId[0]);
  const entries = new Map<string, readonly string[]>([...Object.entries(rest), ['key', [key]]]);
  const said = sentences
    .filter((one) => rest['sentences']?.includes(one))
    .map((one) => say(`options.sentences.${one}`));
  if (said.length > 0) entries.set('story', [[rest['story']?.[0] ?? '', said.join(' ')].join('\n').trim()]);
  if (place?.code) entries.set('commune', [place.code]);
  if (place?.district) entries.set('oldDistrict', [place.district]);
  return entries;
}
