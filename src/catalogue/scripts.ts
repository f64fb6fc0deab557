import path from 'node:path';
import { readScripts, type Written } from '../broadcasts/scripts.ts';
import { languages } from '../words.ts';

let read: (Written & { href: string })[] | undefined;

/** The scripts for loudspeakers, each with the address of its page. */
export function writtenScripts(): readonly (Written & { href: string })[] {
  return (read ??= readScripts(path.resolve('content')).flatMap((script) => {
    const language = languages.find(({ code }) => code === script.lang);
    return language ? [{ ...script, href: `${language.path('broadcasts')}${script.data.slug}/` }] : [];
  }));
}
