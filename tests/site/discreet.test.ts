import { describe, expect, test } from 'vitest';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import { openedHouse } from '../opened.ts';
import { decode, tags } from './built-page.ts';

const site = readSite('content');
const languages = readLanguages('content', site.firstLanguage).all;
const house = openedHouse();

const reporting = ['reportTrafficking', 'reportMissing', 'notes', 'sent'] as const;
const addresses = languages.flatMap(({ path }) => reporting.map((page) => path(page)));
const get = async (address: string): Promise<string> => (await fetch(new URL(address, house.url))).text();

describe.each(addresses)('%s, whoever looks at the screen or the history', (address) => {
  test('is not found by search engines and makes no picture of itself when shared', async () => {
    const html = await get(address);
    const metas = tags(html, 'meta').map(({ attributes }) => attributes);
    expect(metas.find((one) => one.get('name') === 'robots')?.get('content')).toContain('noindex');
    expect(metas.filter((one) => /^(og|twitter):/.test(one.get('property') ?? one.get('name') ?? ''))).toEqual([]);
    expect(tags(html, 'script').filter(({ attributes }) => attributes.get('type') === 'application/ld+json')).toEqual(
      [],
    );
    expect(
      tags(html, 'link').filter(({ attributes }) => /manifest|canonical|alternate/.test(attributes.get('rel') ?? '')),
    ).toEqual([]);
  });

  test('has no name of ours in its title and no mark of ours in the tab', async () => {
    const html = await get(address);
    expect(decode(tags(html, 'title')[0]?.inner ?? '')).not.toContain(site.name);
    const icon = tags(html, 'link').find(({ attributes }) => attributes.get('rel') === 'icon');
    expect(icon?.attributes.get('href')).toBe('/icon-plain.svg');
  });
});

test.each(languages.map(({ path }) => path('notes')))('%s says nothing of why somebody opened it', async (address) => {
  const title = decode(tags(await get(address), 'title')[0]?.inner ?? '');
  expect(`${address} ${title}`).not.toMatch(/mua bán|buôn|công an|cứu|giúp|báo tin|traffick|police|help|report/i);
});
