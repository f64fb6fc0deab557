import { pathOf, readWords, speaker, type Say } from '../server/report/words.ts';

const files = import.meta.glob<string>(['../content/words/*/*.yaml', '!**/receipt-code.yaml'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

export type Language = {
  code: string;
  say: Say;
  /** Whether this language has such a text: a page that is not written yet has no route. */
  has: (key: string) => boolean;
  path: (page: string) => string;
};

const codes = new Set(Object.keys(files).map((file) => file.split('/').at(-2) ?? ''));

/** Every language that content/words holds, the site's first one first. */
export const languages: readonly Language[] = [...codes].map(readLanguage).sort((a, b) => rank(a) - rank(b));

function readLanguage(code: string): Language {
  const texts = Object.entries(files).filter(([file]) => file.includes(`/words/${code}/`));
  const words = readWords(
    code,
    texts.map(([, yaml]) => yaml),
  );
  const say = speaker(words);
  return { code, say, has: (key) => words.texts.has(key), path: (page) => pathOf(say, page) };
}

function rank({ path }: Language): number {
  return path('home') === '/' ? 0 : 1;
}

/** The language of this code, or the site's first. */
export function languageOf(code: string | undefined): Language {
  const language = languages.find((one) => one.code === code) ?? languages[0];
  if (!language) throw new Error('content/words holds no language');
  return language;
}
