import { afterAll, expect, test } from 'vitest';
import { openQueue } from '../../server/desk/open-queue.ts';
import { mostViews, saveView, savedViews } from '../../server/desk/saved-views.ts';
import type { Filter } from '../../server/report/desk-views.ts';
import { removeMember } from '../../server/staff/members.ts';
import type { Unlocked } from '../../server/staff/session.ts';
import { deleteSavedView } from '../../server/store/saved-views.ts';
import { openDeskLine } from './line.ts';

const line = await openDeskLine();
afterAll(() => line.close());
const one = await line.person(['duty_officer']);
const other = await line.person(['duty_officer']);

const night: Filter = { show: 'unclassified', form: 'ForcedLabour', commune: 'Ba Vì', office: '' };
const plain: Filter = { show: 'mine', form: '', commune: '', office: '' };
const shownTo = (who: Unlocked, query: Record<string, string> = {}) =>
  openQueue(line.needs, who, (name) => query[name], 'vi').then(({ saved }) => saved);

test('a view bears the name its owner gave it, leads to its filter, and is nobody else’s', async () => {
  expect(await saveView(line.db, one, '  Đêm   ở Ba Vì ', night)).toBe('saved');
  const [view] = await shownTo(one, { xem: 'unclassified', 'hinh-thuc': 'ForcedLabour', xa: 'Ba Vì' });
  expect(view).toMatchObject({ name: 'Đêm ở Ba Vì', filter: night, isCurrent: true });
  const asked = new URLSearchParams(view?.query);
  const seen = await openQueue(line.needs, one, (name) => asked.get(name) ?? undefined, 'vi');
  expect(seen.filter).toEqual(night);
  expect((await shownTo(one)).map(({ isCurrent }) => isCurrent)).toEqual([false]);
  expect(await shownTo(other)).toEqual([]);
  await deleteSavedView(line.db, other.personId, view?.id ?? '');
  expect(await shownTo(one)).toHaveLength(1);
});

test('what it is called and asks for lies sealed, in one size, and a locked session does not open it', async () => {
  await saveView(line.db, one, 'Của tôi', plain);
  const rows = await line.db.selectFrom('saved_view').selectAll().execute();
  const whole = Buffer.concat(rows.map(({ sealed }) => Buffer.from(sealed)));
  for (const word of ['Ba Vì', 'Đêm', 'ForcedLabour', 'unclassified']) expect(whole.includes(word), word).toBe(false);
  expect(new Set(rows.map(({ sealed }) => sealed.length)).size).toBe(1);
  const locked = await openQueue(line.needs, { ...one, keyring: undefined }, () => undefined, 'vi');
  expect(locked.saved).toEqual([]);
});

test('the same name takes the place of the earlier view; without a name or beyond twelve nothing is kept', async () => {
  const before = (await savedViews(line.db, one)).length;
  expect(await saveView(line.db, one, 'Của tôi', night)).toBe('saved');
  expect(await savedViews(line.db, one)).toHaveLength(before);
  expect((await savedViews(line.db, one)).find(({ name }) => name === 'Của tôi')?.filter).toEqual(night);
  expect(await saveView(line.db, one, ' \n ', night)).toBe('no name');
  for (let more = before; more < mostViews; more++) await saveView(line.db, one, `Số ${more}`, plain);
  expect(await saveView(line.db, one, 'Một cách nữa', plain)).toBe('too many');
  expect(await savedViews(line.db, one)).toHaveLength(mostViews);
});

test('whoever is removed leaves none behind', async () => {
  await saveView(line.db, other, 'Của người đi', plain);
  const head = await line.person(['administrator', 'custodian']);
  expect(await removeMember(line.needs, head, other.personId)).toBe('done');
  const left = await line.db.selectFrom('saved_view').select('person_id').distinct().execute();
  expect(left).toEqual([{ person_id: one.personId }]);
});
