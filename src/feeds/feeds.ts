import { getRssString } from '@astrojs/rss';
import type { Language } from '../../server/languages.ts';
import type { BuiltPage } from '../finishing/built-page.ts';
import type { Files, Finished } from '../finishing/finished.ts';

const most = 60;

/** RSS and JSON Feed for every language: the tricks, guides and laws last checked come first. */
export async function feeds({ origin, site, languages, pages }: Finished): Promise<Files> {
  const files: Files = new Map();
  for (const language of languages) {
    const dated = pages
      .filter(({ lang, open }) => open && lang === language.code)
      .flatMap((page) => datedOf(page))
      .sort((a, b) => b.at.localeCompare(a.at) || a.page.address.localeCompare(b.page.address))
      .slice(0, most);
    const head = { title: site.name, description: language.say('site.description') };
    files.set(`${language.path('home')}feed.xml`, await rss(origin, language, head, dated));
    files.set(`${language.path('home')}feed.json`, jsonFeed(origin, language, head, dated));
  }
  return files;
}

type Dated = { page: BuiltPage; at: string };
type FeedHead = { title: string; description: string };

function datedOf(page: BuiltPage): Dated[] {
  const at = page.meta('article:modified_time');
  return at ? [{ page, at }] : [];
}

function rss(origin: string, language: Language, head: FeedHead, dated: readonly Dated[]): Promise<string> {
  return getRssString({
    ...head,
    site: origin + language.path('home'),
    customData: `<language>${language.code}</language>`,
    items: dated.map(({ page, at }) => ({
      title: page.title,
      description: page.summary,
      link: origin + page.address,
      pubDate: new Date(at),
    })),
  });
}

function jsonFeed(origin: string, language: Language, head: FeedHead, dated: readonly Dated[]): string {
  const home = language.path('home');
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    ...head,
    language: language.code,
    home_page_url: origin + home,
    feed_url: `${origin}${home}feed.json`,
    items: dated.map(({ page, at }) => ({
      id: origin + page.address,
      url: origin + page.address,
      title: page.title,
      content_text: page.summary,
      date_modified: `${at}T00:00:00Z`,
    })),
  });
}
