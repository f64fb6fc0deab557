import { afterAll, describe, expect, test } from 'vitest';
import { find } from '../../server/desk/find.ts';
import { officeAnswered } from '../../server/desk/office-answered.ts';
import { openCase } from '../../server/desk/open-case.ts';
import { act } from '../../server/desk/act.ts';
import type { Unlocked } from '../../server/staff/session.ts';
import { assign } from '../../server/store/assignments.ts';
import { clocksOf } from '../../server/store/clocks.ts';
import { standingOf } from '../../server/store/moves.ts';
import { openDeskLine, values } from './line.ts';

const line = await openDeskLine();
afterAll(() => line.close());
const officer = await line.person(['duty_officer']);
const story = 'Xe biển 29A-123.45 chở các cháu, gọi số +84 100 000 777, tài khoản 0123456789012';
const id = await line.send({ kind: 'trafficking', story, accounts: ['0123456789012'] });
await line.send({ kind: 'trafficking', story: 'Chuyện khác hẳn ở quán nước' });
await openCase(line.needs, officer, id, 'vi');

const blank = { exact: '', text: '', form: '', commune: '', from: '', until: '', after: '' };
const found = async (asked: Partial<typeof blank>, who: Unlocked = officer) =>
  (await find(line.needs, who, { ...blank, ...asked })).found?.map(({ item, why }) => [item.id, why]);

describe('search', () => {
  test.each([
    ['0100.000.777', 'phone'],
    ['29a 12345', 'plate'],
  ])('finds %s however it is written', async (exact, why) => {
    expect(await found({ exact })).toEqual([[id, why]]);
  });

  test('finds words without marks, and says how much it has read', async () => {
    expect(await found({ text: 'cho cac chau' })).toEqual([[id, 'text']]);
    const { progress } = await find(line.needs, officer, { ...blank, text: 'quan nuoc' });
    expect(progress).toEqual({ read: 2, of: 2, next: undefined });
    expect(await found({ text: 'chau', until: '2020-01-01' })).toEqual([]);
  });

  test('finds by form, place and day without opening anything, and narrows a search in the text', async () => {
    const story = 'Họ giữ hộ chiếu, bắt làm ở xưởng không trả lương';
    const far = await line.send({ kind: 'trafficking', story, commune: '00070' });
    const view = await openCase(line.needs, officer, far, 'vi');
    const [form = ''] = view?.machine.forms ?? [];
    const commune = line.needs.places.of('00070')?.name ?? '';
    expect(await found({ form, commune })).toEqual([[far, 'label']]);
    expect(await found({ commune: 'không có xã này' })).toEqual([]);
    expect(await found({ text: 'ho chieu', commune })).toEqual([[far, 'text']]);
    expect(await found({ text: 'cac chau', commune })).toEqual([]);
    expect((await found({ from: '2026-11-23', until: '2026-11-23' }))?.length).toBe(3);
    expect(await found({ from: '2026-11-24' })).toEqual([]);
  });

  test('shows a case officer only what is theirs', async () => {
    const other = await line.person(['case_officer']);
    expect(await found({ exact: '0100000777' }, other)).toEqual([]);
    expect(await found({ text: 'chau' }, other)).toEqual([]);
    await assign(line.db, id, other.personId, 1);
    expect(await found({ exact: '0100000777' }, other)).toEqual([[id, 'phone']]);
  });

  test('writes down that somebody searched, and nothing of what for', async () => {
    await found({ exact: '0100000777' });
    const rows = await line.db.selectFrom('audit').selectAll().where('act', '=', 'searched').execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.map(({ detail, subject }) => [detail, subject]))).not.toContain('777');
  });
});

describe('an office that answers by its own link', () => {
  test('moves the report on, and the statutory clock runs from its own books', async () => {
    const registeredAt = line.clock.at + 60_000;
    const answer = { answer: 'accepted' as const, officeId: 'trial', registeredAt };
    expect(await officeAnswered(line.db, line.needs.clocks, id, answer, line.clock.at)).toBe(false);
    await act(line.needs, officer, id, 'classify', 0, values({}));
    await act(line.needs, officer, id, 'forward', 1, values({}));
    expect(await officeAnswered(line.db, line.needs.clocks, id, answer, line.clock.at)).toBe(true);
    expect((await standingOf(line.db, id))?.state).toBe('accepted');
    const started = (await clocksOf(line.db, [id])).filter(({ name }) => name === 'competence');
    expect(started.map(({ started_at }) => started_at)).toEqual([registeredAt]);
  });
});
