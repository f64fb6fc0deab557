import { describe, expect, test } from 'vitest';
import { roles, type Role } from '../../server/report/roles.ts';
import { openedHouse } from '../opened.ts';
import { somebodyOfEach } from './each-role.ts';

/** Somebody of each role at the real door: no page of theirs leads them where they may not go. */
const house = openedHouse();
const people = somebodyOfEach(roles, house);

const linksOn = (page: string): string[] =>
  [...page.matchAll(/<a [^>]*href="(\/truc-ban\/[^"#]*)"/g)].map(([, at]) => at ?? '');

describe.each(roles)('%s', (role) => {
  test('is led only to pages that open', async () => {
    const officer = people.get(role);
    if (!officer) throw new Error(`nobody is ${role}`);
    const guide = await (await officer('huong-dan/')).text();
    const links = new Set(linksOn(guide));
    expect(links.size).toBeGreaterThan(2);
    for (const at of links) expect([200, 303], `${role} ${at}`).toContain((await officer(at)).status);
  });
});

test('the guide names what somebody’s duty can do, and no more', async () => {
  const steps = async (role: Role): Promise<string[]> => {
    const page = (await (await people.get(role)?.('huong-dan/'))?.text()) ?? '';
    const list = /class="people first-run"[^>]*>(.*?)<\/ol>/s.exec(page)?.[1] ?? '';
    return linksOn(list).map((at) => at.slice('/truc-ban/'.length));
  };
  expect(await steps('administrator')).toEqual(['lop-hai/', 'nguoi/', 'quan-tri/']);
  expect(await steps('duty_officer')).toEqual(['lop-hai/', 'ca/']);
  expect(await steps('case_officer')).toEqual(['lop-hai/', 'ca/']);
  for (const role of ['custodian', 'analyst', 'auditor'] as const) expect(await steps(role)).toEqual(['lop-hai/']);
});

test('the console speaks every language of the site, from the door on', async () => {
  const door = await (await fetch(`${house.url}/en/truc-ban/vao/`)).text();
  expect(door).toContain('<html lang="en"');
  expect(door).toContain('href="/truc-ban/vao/"');
  const vi = await (await fetch(`${house.url}/truc-ban/vao/`)).text();
  expect(vi).toContain('href="/en/truc-ban/vao/"');
  const inside = await fetch(`${house.url}/en/truc-ban/quan-tri/`, { redirect: 'manual' });
  expect(inside.status).toBe(303);
});
