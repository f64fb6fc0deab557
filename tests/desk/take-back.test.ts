import { CompiledQuery } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { act } from '../../server/desk/act.ts';
import { addEntry } from '../../server/desk/add-entry.ts';
import { give } from '../../server/desk/give.ts';
import { linksFor } from '../../server/desk/links-view.ts';
import { newsFromReporter, newsRead, newsUnread } from '../../server/desk/news.ts';
import { openCase } from '../../server/desk/open-case.ts';
import { takeBack } from '../../server/desk/take-back.ts';
import { undo } from '../../server/desk/undo.ts';
import { link, unlink } from '../../server/links/links.ts';
import { acts, moves } from '../../server/report/states.ts';
import type { Unlocked } from '../../server/staff/session.ts';
import { assigneeOf } from '../../server/store/assignments.ts';
import { deskActsOn } from '../../server/store/audit.ts';
import { clocksOf } from '../../server/store/clocks.ts';
import { linksOf } from '../../server/store/links.ts';
import { bringBack, insertTold, putAwayFor, unseenBy } from '../../server/store/told.ts';
import { openDeskLine, values } from './line.ts';

const line = await openDeskLine();
afterAll(() => line.close());
const one = await line.person(['duty_officer']);
const other = await line.person(['duty_officer']);

const minutes = 60_000;
const urgent = 'Cứu với, em bị nhốt trong nhà, họ đánh em, họ đang giết người';
const send = (story = 'Có người bị giữ giấy tờ ở xưởng may') => line.send({ kind: 'trafficking', story });
const clocks = async (id: string) => (await clocksOf(line.db, [id])).map(({ name }) => name).sort();
const report = (id: string) =>
  line.db
    .selectFrom('report')
    .select(['state', 'outcome', 'closed_at', 'due_at', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const view = async (id: string, who = one) => {
  const opened = await openCase(line.needs, who, id, 'vi');
  if (!opened) throw new Error('gone');
  return opened;
};

test('three steps are asked about before they are made; every other one is taken back', () => {
  const asked = acts.filter((what) => moves[what].wayOut === 'confirm');
  expect(asked).toEqual(['forward', 'outOfScope', 'close']);
});

describe('a step that is taken back', () => {
  test('gives a report that was opened again its outcome and its day back', async () => {
    const id = await send();
    await act(line.needs, one, id, 'classify', 0, values({}));
    await act(line.needs, one, id, 'close', 1, values({ outcome: 'supported' }));
    const closed = await report(id);
    line.clock.at += minutes;
    await act(line.needs, one, id, 'reopen', 2, values({}));
    expect(await report(id)).toMatchObject({ state: 'reopened', outcome: null, closed_at: null });
    expect(await undo(line.needs, one, id, 3)).toBe(true);
    expect(await report(id)).toEqual({ ...closed, version: 4 });
    expect(closed.outcome).toBe('supported');
  });

  test('gives a report back to whoever had it', async () => {
    const id = await send();
    await give(line.needs, one, id, other.personId, '');
    line.clock.at += minutes;
    await act(line.needs, one, id, 'take', 0, values({}));
    expect(await assigneeOf(line.db, id)).toBe(one.personId);
    await undo(line.needs, one, id, 1);
    expect(await assigneeOf(line.db, id)).toBe(other.personId);
    const fresh = await send();
    await act(line.needs, one, fresh, 'take', 0, values({}));
    await undo(line.needs, one, fresh, 1);
    expect(await assigneeOf(line.db, fresh)).toBeUndefined();
  });

  test('as a duplicate leaves no link to the other report', async () => {
    const first = await send();
    const id = await send();
    await act(line.needs, one, id, 'duplicate', 0, values({ of: first }));
    expect((await view(id)).links).toContainEqual(expect.objectContaining({ reportId: first, standing: true }));
    await undo(line.needs, one, id, 1);
    expect(await linksOf(line.db, id)).toEqual([]);
    expect(await report(id)).toMatchObject({ state: 'received', outcome: null });
  });
});

describe('what was written by a slip', () => {
  test.each([
    ['note', { text: 'Nhầm tin' }],
    ['call', { whom: 'Trực ban 113', text: 'Đã ghi nhận' }],
    ['incident', { text: 'Hà Nội – Mộc Bài' }],
    ['person', { status: 'PossibleVictimOfTrafficking', ageBand: 'adult', text: 'chỗ ở' }],
  ])('%s: is gone from the page, and its clocks are as before', async (what, typed) => {
    const id = await send(urgent);
    await act(line.needs, one, id, 'classify', 0, values({}));
    line.clock.at += minutes;
    const before = { clocks: await clocks(id), due: (await report(id)).due_at };
    await addEntry(line.needs, one, id, what, values(typed));
    const [slip] = (await view(id)).slips;
    expect(slip?.what).toBe(what);
    expect(await takeBack(line.needs, other, id, { what, ref: slip?.ref ?? '' }), 'not by a colleague').toBe(false);
    expect(await takeBack(line.needs, one, id, { what, ref: slip?.ref ?? '' })).toBe(true);
    const after = await view(id);
    expect(after.slips).toEqual([]);
    expect(after.timeline.filter((item) => item.what === `entry.${what}`)).toEqual([]);
    expect({ clocks: await clocks(id), due: (await report(id)).due_at }).toEqual(before);
    expect(await takeBack(line.needs, one, id, { what, ref: slip?.ref ?? '' }), 'once').toBe(false);
  });

  test('stays after ten minutes', async () => {
    const id = await send();
    await addEntry(line.needs, one, id, 'note', values({ text: 'Đã gọi' }));
    const [slip] = (await view(id)).slips;
    line.clock.at += 11 * minutes;
    expect((await view(id)).slips).toEqual([]);
    expect(await takeBack(line.needs, one, id, { what: 'note', ref: slip?.ref ?? '' })).toBe(false);
  });

  test('does not start a clock again that a later step has done with', async () => {
    const id = await send(urgent);
    await act(line.needs, one, id, 'classify', 0, values({}));
    line.clock.at += minutes;
    await addEntry(line.needs, one, id, 'call', values({ whom: '113', text: 'ừ' }));
    line.clock.at += minutes;
    await act(line.needs, one, id, 'close', 1, values({ outcome: 'unfounded' }));
    const slip = (await view(id)).slips.find(({ what }) => what === 'call');
    expect(await takeBack(line.needs, one, id, { what: 'call', ref: slip?.ref ?? '' })).toBe(true);
    expect(await clocks(id)).toEqual([]);
  });
});

describe('giving a report to somebody', () => {
  test('is taken back, and done at once by two is done once', async () => {
    const id = await send();
    expect(await give(line.needs, one, id, other.personId, '')).toBe('done');
    expect(await give(line.needs, other, id, one.personId, '')).toBe('late');
    expect(await assigneeOf(line.db, id)).toBe(other.personId);
    const [slip] = (await view(id)).slips;
    expect(slip).toMatchObject({ what: 'assign' });
    expect(await takeBack(line.needs, one, id, { what: 'assign', ref: slip?.ref ?? '' })).toBe(true);
    expect(await assigneeOf(line.db, id)).toBeUndefined();
  });

  test('knows nobody, and officers only', async () => {
    const id = await send();
    const auditor = await line.person(['auditor']);
    expect(await give(line.needs, one, id, auditor.personId, '')).toBe('unknown');
    expect(await give(line.needs, one, id, 'somebody', '')).toBe('unknown');
    await give(line.needs, one, id, one.personId, '');
    expect(await give(line.needs, one, id, '', one.personId)).toBe('done');
    expect(await assigneeOf(line.db, id)).toBeUndefined();
  });
});

test('a link that was taken away can be made again, and belongs to its report', async () => {
  const [id, next, third] = [await send(), await send('Ba chị bị giữ ở lò gạch'), await send('Nhà nghỉ ven sông')];
  const made = (await link(line.db, 'same_person', [id, next], one.personId, line.clock.at)) ?? '';
  expect(await unlink(line.db, third, made, one.personId, line.clock.at), 'not by way of another report').toBe(false);
  expect(await unlink(line.db, id, made, one.personId, line.clock.at)).toBe(true);
  const shown = () => linksFor(line.needs, one, id, line.clock.at);
  expect(await shown()).toContainEqual(expect.objectContaining({ reportId: next, standing: false }));
  await link(line.db, 'same_person', [id, next], one.personId, line.clock.at);
  const both = (await shown()).filter(({ reportId }) => reportId === next);
  expect(both.map(({ standing }) => standing)).toEqual([true]);
});

test('a message marked as read by a slip is on its clock again', async () => {
  const id = await send();
  await act(line.needs, one, id, 'classify', 0, values({}));
  await newsFromReporter(line.db, line.needs.clocks, id, line.clock.at);
  line.clock.at += minutes;
  const before = await clocks(id);
  await newsRead(line.db, id, line.clock.at);
  expect(await clocks(id)).not.toContain('message');
  expect(await newsUnread(line.db, id, line.clock.at - 1)).toBe(false);
  expect(await newsUnread(line.db, id, line.clock.at)).toBe(true);
  expect(await clocks(id)).toEqual(before);
});

test('a reminder is put away by whoever was reminded, for nobody else, and taken up again', async () => {
  const id = await send();
  const about = { report_id: id, clock: 'review' as const, step: 'head' as const, due_at: 1, at: 1 };
  await insertTold(line.db, { ...about, person_id: one.personId });
  await insertTold(line.db, { ...about, person_id: other.personId });
  const seen = async (who: Unlocked) =>
    (await unseenBy(line.db, who.personId, 50)).filter(({ report_id }) => report_id === id).length;
  await putAwayFor(line.db, id, one.personId, 5);
  expect([await seen(one), await seen(other)]).toEqual([0, 1]);
  await bringBack(line.db, id, other.personId, 5);
  expect(await seen(one), 'not by a colleague').toBe(0);
  await bringBack(line.db, id, one.personId, 5);
  expect([await seen(one), await seen(other)]).toEqual([1, 1]);
});

test('the timeline tells what was done beside the steps, and by whom', async () => {
  const [id, next] = [await send('Nhà trọ cuối ngõ khóa ngoài'), await send('Lò gạch ven đê')];
  await give(line.needs, one, id, other.personId, '');
  await link(line.db, 'same_person', [id, next], one.personId, line.clock.at);
  const [assigned] = (await view(id)).slips;
  await takeBack(line.needs, one, id, { what: 'assign', ref: assigned?.ref ?? '' });
  const told = (await view(id)).timeline.filter(({ what }) => what.startsWith('beside.'));
  expect(told.map(({ what, text }) => [what, text]).toSorted()).toEqual([
    ['beside.assigned', 'Người Thử'],
    ['beside.linked', next.slice(0, 6)],
    ['beside.undone', ''],
  ]);
});

test('what was done beside the steps is looked up by its index, not by reading the whole audit', async () => {
  const asked: CompiledQuery[] = [];
  const watched = line.db.withPlugin({
    transformQuery({ node, queryId }) {
      asked.push(line.db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await deskActsOn(watched, 'a report');
  expect(asked).toHaveLength(1);
  for (const { sql, parameters } of asked) {
    const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await line.db.executeQuery(plan);
    expect(JSON.stringify(rows)).toContain('USING INDEX audit_desk');
  }
});
