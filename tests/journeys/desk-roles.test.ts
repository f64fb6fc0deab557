import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '../../server/report/roles.ts';
import { mayUse } from '../../server/staff/guard.ts';
import { permissions } from '../../server/staff/permissions.ts';
import { makePersonKeys } from '../../server/staff/person-keys.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { insertPerson } from '../../server/store/people.ts';
import { expectAccessible } from '../axe.ts';
import { openBrowser, visitor } from '../browser.ts';
import { enterByHttp, type HttpOfficer } from '../desk/officer-over-http.ts';
import { newDataDir, openHouse, removeDataDir, type House } from '../house.ts';

/** Somebody of each role: every page that is theirs, seen as they see it. */
const dataDir = newDataDir();
const passphrase = 'sông dài cá lội biệt tăm';
let house: House;
let db: Db;
let browser: Browser;
const people = new Map<Role, HttpOfficer>();
beforeAll(async () => {
  house = await openHouse(dataDir);
  db = await openDatabase(dataDir);
  browser = await openBrowser();
  for (const role of roles) {
    const { recipient, wrap } = await makePersonKeys(passphrase);
    const login = role.replace('_', '-');
    await insertPerson(db, { id: randomUUID(), login, name: role, recipient, wrap }, [role], Date.now());
    people.set(role, await enterByHttp(house.url, login, passphrase));
  }
}, 120_000);
afterAll(async () => {
  await browser.close();
  await house.stop();
  await db.destroy();
  removeDataDir(dataDir);
});

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
      const { page, context, close } = await visitor(browser, house.url, { width, dark: colours === 'dark' });
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
