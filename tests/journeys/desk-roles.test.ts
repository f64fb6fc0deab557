import { describe, expect, test } from 'vitest';
import { roles, type Role } from '../../server/report/roles.ts';
import { mayUse } from '../../server/staff/guard.ts';
import { permissions } from '../../server/staff/permissions.ts';
import { expectAccessible } from '../axe.ts';
import { somebodyOfEach } from '../desk/each-role.ts';
import { openedHouseAndBrowser } from '../opened.ts';

/** Somebody of each role: every page that is theirs, seen as they see it. */
const { house, visit } = openedHouseAndBrowser();
const people = somebodyOfEach(roles, house);

/** Pages, not parts of pages: those of one report need a key that nobody has handed over here. */
const pagesOf = (role: Role): string[] =>
  permissions
    .filter(({ route, may }) => route.startsWith('GET /') && may !== 'anybody' && mayUse([role], route))
    .map(({ route }) => route.slice('GET /'.length))
    .filter((page) => !page.includes(':') && !/^song\/|ma\.svg$|passkey\/$|^ghi-lai\/$/.test(page));

describe.each(roles)('%s', (role) => {
  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'in %s at %d axe finds nothing on their pages',
    async (colours, width) => {
      const { page, context, close } = await visit({ width, dark: colours === 'dark' });
      const cookies = [...(people.get(role)?.cookies ?? [])].map(([name, value]) => ({ name, value, url: house.url }));
      await context.addCookies(cookies);
      const pages = pagesOf(role);
      expect(pages.length).toBeGreaterThan(2);
      for (const one of pages) {
        expect((await page.goto(`/truc-ban/${one}`))?.status(), one).toBe(200);
        expect(new URL(page.url()).pathname, one).not.toBe('/truc-ban/vao/');
        await page.evaluate(() => document.querySelectorAll('details').forEach((box) => (box.open = true)));
        await expectAccessible(page);
      }
      await close();
    },
    60_000,
  );
});
