import { pathOf, readWords, speaker, type Say } from '../server/report/words.ts';

const files = import.meta.glob<string>('../content/words/*.yaml', { query: '?raw', import: 'default', eager: true });

export type Language = { code: string; say: Say; path: (page: string) => string };

/** Every language that content/words holds, the site's first one first. */
export const languages: readonly Language[] = Object.entries(files)
  .map(([file, yaml]) => {
    const code = /([a-z]{2})\.yaml$/.exec(file)?.[1] ?? '';
    const say = speaker(readWords(code, yaml));
    return { code, say, path: (page: string) => pathOf(say, page) };
  })
  .sort((a, b) => Number(b.path('home') === '/') - Number(a.path('home') === '/'));

/** The language of this code, or the site's first. */
export function languageOf(code: string | undefined): Language {
  const language = languages.find((one) => one.code === code) ?? languages[0];
  if (!language) throw new Error('content/words holds no language');
  return language;
}
