import { describe, expect, test } from 'vitest';
import { openedHouseAndBrowser } from '../opened.ts';
import { look } from './axe.ts';
import { builtPages } from './built-page.ts';

/** The communes' pages are one view with other names: six of them stand for all. */
const addresses = builtPages().flatMap(({ address, error }) => (error ? [] : address));
const communes = addresses.filter((address) => /^\/dia-phuong\/[^/]+\/$/.test(address));
const sample = communes.filter((_, place) => place % Math.ceil(communes.length / 6) === 0);
const pages = addresses.filter((address) => !communes.includes(address) || sample.includes(address));

/** Parts of the list, so that the two processors each have a page to look at and a failure is near its cause. */
const parts = Array.from({ length: 8 }, (_, part) => pages.filter((__, place) => place % 8 === part));

const { visit } = openedHouseAndBrowser();

describe.each(parts.map((part, place) => ({ part, name: `part ${place + 1} of ${parts.length}` })))(
  '$name',
  ({ part }) => {
    test(
      'axe finds nothing, in light and dark; no stranger is asked; nothing is refused',
      { timeout: 240_000 },
      async () => {
        const one = await visit({ width: 360 });
        const second = await one.context.newPage();
        const found = await Promise.all([look(one.page, half(part, 0)), look(second, half(part, 1))]);
        await one.close();
        expect(found.flat()).toEqual([]);
        expect(one.strangers).toEqual([]);
      },
    );
  },
);

const half = (part: readonly string[], which: number): string[] => part.filter((_, place) => place % 2 === which);
