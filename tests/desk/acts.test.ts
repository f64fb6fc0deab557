import { afterAll, describe, expect, test } from 'vitest';
import { act } from '../../server/desk/act.ts';
import { htcdsCase, htcdsCsv } from '../../server/desk/export/htcds.ts';
import { openedEntries } from '../../server/desk/opened-entries.ts';
import { openRecord } from '../../server/desk/record.ts';
import { addEntry } from '../../server/desk/add-entry.ts';
import { ask } from '../../server/desk/ask.ts';
import { openCase } from '../../server/desk/open-case.ts';
import { newsFromReporter } from '../../server/desk/news.ts';
import { openQueue } from '../../server/desk/open-queue.ts';
import { markAsSpam } from '../../server/desk/bulk.ts';
import { undo } from '../../server/desk/undo.ts';
import type { Unlocked } from '../../server/staff/session.ts';
import { clocksOf } from '../../server/store/clocks.ts';
import { overrides } from '../../server/store/entries.ts';
import { standingOf } from '../../server/store/moves.ts';
import { reportById } from '../../server/store/reports.ts';
import { openDeskLine, values } from './line.ts';

const line = await openDeskLine();
afterAll(() => line.close());
const one = await line.person(['duty_officer']);
const other = await line.person(['duty_officer']);

const urgent = 'Cứu với, em bị nhốt trong nhà, họ đánh em, họ đang giết người';
const minutes = 60_000;
const tip = (story: string, more: Record<string, unknown> = {}) => ({ kind: 'trafficking', story, ...more });
const standing = async (id: string) => {
  const row = await standingOf(line.db, id);
  if (!row) throw new Error('gone');
  return row;
};
const clocks = async (id: string) => (await clocksOf(line.db, [id])).map(({ name }) => name).sort();
const audited = async (id: string) =>
  (await line.db.selectFrom('audit').select('act').where('subject', '=', id).orderBy('seq').execute()).map(
    (row) => row.act,
  );

/** A report that an officer judges otherwise than the triage, and everything in which that shows. */
async function judgeable() {
  const story = 'Họ giữ hộ chiếu, bắt làm ở xưởng không trả lương, không cho ra ngoài';
  const id = await line.send(tip(story, { commune: '00070' }));
  const seen = async () => {
    const view = await openCase(line.needs, one, id, 'vi');
    const report = await reportById(line.db, id);
    if (!view || !report) throw new Error('gone');
    const entries = await openedEntries(line.db, one.keyring, id);
    const { judged, item, reasons, incidents } = view;
    const labels = await line.db.selectFrom('label').select('hash').where('report_id', '=', id).execute();
    return {
      page: { judged, urgency: item.urgency, state: item.state, reasons, incidents },
      exported: htcdsCsv([htcdsCase(await openRecord(one.keyring, report.sealed), report.state, entries)]),
      labels: labels.map(({ hash }) => Buffer.from(hash).toString('hex')).sort(),
      figures: await overrides(line.db),
    };
  };
  const judge = (urgency: string, form: string, version: number) => {
    const typed = values({ urgency, subject: 'other_crime', forms: form, text: 'vì' });
    return act(line.needs, one, id, 'classify', version, typed);
  };
  return { id, seen, judge };
}

describe('an act', () => {
  test('moves a P1 from the door to the police, with a clock running at every step', async () => {
    const id = await line.send(tip(urgent));
    expect(await clocks(id)).toEqual(['review']);
    expect((await standing(id)).due_at).toBe(line.clock.at + 15 * minutes);
    expect(await act(line.needs, one, id, 'classify', 0, values({}))).toEqual({ done: true });
    expect(await clocks(id)).toEqual(['call', 'forward']);
    expect(await act(line.needs, one, id, 'forward', 1, values({}))).toEqual({ done: true });
    expect(await clocks(id)).toEqual(['acknowledge', 'call']);
    await addEntry(line.needs, one, id, 'call', values({ whom: 'Trực ban 113', text: 'Đã ghi nhận' }));
    expect(await clocks(id)).toEqual(['acknowledge']);
    const at = '2026-11-23T10:05';
    expect(await act(line.needs, one, id, 'accept', 2, values({ number: '12/TB', at }))).toEqual({ done: true });
    const running = await clocksOf(line.db, [id]);
    expect(running.map(({ name, started_at }) => [name, started_at])).toEqual([
      ['competence', Date.parse(`${at}:00+07:00`)],
      ['resolution', Date.parse(`${at}:00+07:00`)],
    ]);
    expect(await act(line.needs, one, id, 'close', 3, values({ outcome: 'prosecuted' }))).toEqual({ done: true });
    expect(await standing(id)).toMatchObject({ state: 'closed', due_at: null });
    expect(await audited(id)).toEqual(['received', 'classify', 'forward', 'call added', 'accept', 'close']);
  });

  test('that two officers do at once is done once, and the other is told', async () => {
    const id = await line.send(tip('Có người bị giữ giấy tờ ở xưởng may'));
    const both = await Promise.all([
      act(line.needs, one, id, 'classify', 0, values({})),
      act(line.needs, other, id, 'outOfScope', 0, values({ authority: 'child-111', text: 'Lời tôi đã gõ' })),
    ]);
    expect(both.filter(({ done }) => done)).toHaveLength(1);
    expect(both).toContainEqual({ done: false, why: 'late' });
    expect((await standing(id)).version).toBe(1);
    const moves = await line.db.selectFrom('report_move').select('act').where('report_id', '=', id).execute();
    expect(moves).toHaveLength(1);
  });

  test('from a state that does not have it changes nothing', async () => {
    const id = await line.send(tip('Có người bị giữ giấy tờ ở lò gạch'));
    expect(await act(line.needs, one, id, 'forward', 0, values({}))).toEqual({ done: false, why: 'late' });
    expect(await act(line.needs, one, 'nobody', 'classify', 0, values({}))).toEqual({ done: false, why: 'not there' });
    expect((await standing(id)).version).toBe(0);
  });

  test('that differs from the machine needs a reason, which is sealed, and counts by rule', async () => {
    const id = await line.send(tip(urgent));
    const lower = { urgency: 'P3', subject: 'other_crime' };
    expect(await act(line.needs, one, id, 'classify', 0, values(lower))).toEqual({
      done: false,
      why: 'incomplete',
      problems: { text: 'override' },
    });
    const secret = 'Gọi lại thì là trò đùa của trẻ con';
    expect(await act(line.needs, one, id, 'classify', 0, values({ ...lower, text: secret }))).toEqual({ done: true });
    expect((await standing(id)).urgency).toBe('P3');
    const counted = await overrides(line.db);
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.every(({ direction, count }) => direction === 'lowered' && count === 1)).toBe(true);
    const entries = await line.db.selectFrom('entry').select('sealed').where('report_id', '=', id).execute();
    expect(entries.some(({ sealed }) => Buffer.from(sealed).includes(secret))).toBe(false);
    const view = await openCase(line.needs, other, id, 'vi');
    expect(view?.judged).toMatchObject({ urgency: 'P3', subject: 'other_crime', reason: secret });
  });

  test('by the same person can be taken back for ten minutes: state, level and clocks as before', async () => {
    const id = await line.send(tip(urgent));
    const before = await standing(id);
    await act(line.needs, one, id, 'classify', 0, values({ urgency: 'P4', subject: 'not_a_report', text: 'nhầm' }));
    expect(await undo(line.needs, other, id, 1)).toBe(false);
    line.clock.at += 5 * minutes;
    expect(await undo(line.needs, one, id, 1)).toBe(true);
    expect(await standing(id)).toMatchObject({ state: 'received', urgency: 'P1', due_at: before.due_at });
    expect(await clocks(id)).toEqual(['review']);
    await act(line.needs, one, id, 'classify', 2, values({}));
    line.clock.at += 11 * minutes;
    expect(await undo(line.needs, one, id, 3)).toBe(false);
  });

  test('that judged otherwise leaves nothing behind when it is taken back: page, export, labels and figures', async () => {
    const { id, seen, judge } = await judgeable();
    const atFirst = await seen();
    expect(await judge('P4', 'ForcedBegging', 0)).toEqual({ done: true });
    const judgedOnce = await seen();
    for (const part of ['page', 'exported', 'labels', 'figures'] as const)
      expect(judgedOnce[part], part).not.toEqual(atFirst[part]);
    expect((await seen()).labels, 'opening it again keeps what was judged').toEqual(judgedOnce.labels);
    expect(await undo(line.needs, one, id, 1)).toBe(true);
    expect(await seen()).toEqual(atFirst);
  });

  test('that judged once more gives way, when it is taken back, to the judgement before', async () => {
    const { id, seen, judge } = await judgeable();
    await judge('P4', 'ForcedMarriage', 0);
    await undo(line.needs, one, id, 1);
    await judge('P4', 'ForcedBegging', 2);
    await act(line.needs, one, id, 'needInfo', 3, values({ text: 'Hỏi thêm nơi ở' }));
    const waiting = await seen();
    line.clock.at += minutes;
    await judge('P3', 'ForcedMarriage', 4);
    expect(await seen()).not.toEqual(waiting);
    expect(await undo(line.needs, one, id, 5)).toBe(true);
    expect(await seen()).toEqual(waiting);
    expect(waiting.page.judged?.forms).toEqual(['ForcedBegging']);
    const kept = await openedEntries(line.db, one.keyring, id);
    expect(kept.map(({ what }) => what)).toEqual(['classification', 'note']);
  });

  test('forwards what somebody said no to only with a reason on record', async () => {
    const id = await line.send({ kind: 'self', story: 'Em bị ép làm ở quán, em sợ', consentPolice: 'no' });
    await act(line.needs, one, id, 'classify', 0, values({}));
    expect(await act(line.needs, one, id, 'forward', 1, values({}))).toMatchObject({ why: 'incomplete' });
    const held = () => line.db.selectFrom('delivery').select('state').where('report_id', '=', id).execute();
    expect(await held()).toEqual([{ state: 'held' }]);
    const why = values({ reason: 'agreed', text: 'Em ấy đã nhắn đồng ý' });
    expect(await act(line.needs, one, id, 'forward', 1, why)).toEqual({ done: true });
    expect(await held()).toEqual([{ state: 'waiting' }]);
    const last = line.db.selectFrom('audit').select('detail').where('subject', '=', id).orderBy('seq', 'desc').limit(1);
    expect(JSON.parse((await last.executeTakeFirstOrThrow()).detail)).toMatchObject({ reason: 'agreed' });
  });

  test('out of scope tells the reporter who can help, and stops what was not sent', async () => {
    const id = await line.send(tip('Hàng xóm hát karaoke to quá'), 'unproven');
    await act(line.needs, one, id, 'outOfScope', 0, values({ authority: 'police-113' }));
    const view = await openCase(line.needs, one, id, 'vi');
    expect(view?.messages).toEqual([
      expect.objectContaining({ sender: 'staff', text: expect.stringContaining('113') }),
    ]);
    expect(view?.deliveries.map(({ state }) => state)).toEqual(['held']);
  });
});

describe('the report as it is opened', () => {
  test('shows the words that fired each rule, and the story whole', async () => {
    const id = await line.send(tip(urgent, { commune: '00070', place: 'cạnh chợ' }));
    const view = await openCase(line.needs, one, id, 'vi');
    expect(view?.story.map(({ text }) => text).join('')).toBe(urgent);
    expect(view?.story.some(({ rules }) => rules.length > 0)).toBe(true);
    expect(view?.reasons.length).toBeGreaterThan(0);
  });

  test('shows the words of a reason where they stand in a description', async () => {
    const description = 'Cháu 8 tuổi, mặc áo đồng phục';
    for (const story of [undefined, 'Cháu đi học về thì mất tích từ chiều qua']) {
      const id = await line.send({ kind: 'missing_person', name: 'Na', description, ...(story ? { story } : {}) });
      const view = await openCase(line.needs, one, id, 'vi');
      expect(view?.story.map(({ text }) => text).join('')).toBe(story ?? '');
      expect(view?.description.map(({ text }) => text).join('')).toBe(description);
      const child = view?.reasons.findIndex(({ words }) => words.includes('dưới 12 tuổi')) ?? -1;
      expect(view?.reasons[child]?.quotes).toContain('8 tuổi');
      expect(view?.description.filter(({ rules }) => rules.includes(child)).map(({ text }) => text)).toContain(
        '8 tuổi',
      );
      expect(view?.reasons.flatMap(({ quotes }) => quotes)).not.toContain('');
      expect(view?.answers.map(({ name }) => name)).not.toContain('description');
    }
  });

  test('says in words why a tapped sentence is urgent', async () => {
    const id = await line.send({ kind: 'self', story: 'Em đang ở đây', sentences: ['papers'] });
    const [why] = (await openCase(line.needs, one, id, 'vi'))?.reasons.filter(({ level }) => level === 'P1') ?? [];
    expect(why).toMatchObject({ words: 'Người cần giúp đã chạm một câu soạn sẵn', field: 'sentences' });
  });

  test('reads out the story where no place was given on its own, for it may name one', async () => {
    const told = await line.send(tip('Bé gái 15 tuổi bị nhốt ở số 12 ngõ 45 đường Trần Cung'));
    const apart = await line.send(tip('Bé gái 15 tuổi bị nhốt', { place: 'cạnh chợ' }));
    const wordless = await line.send({ kind: 'missing_person', name: 'Na', age: 8 });
    const aloud = async (id: string) => (await openCase(line.needs, one, id, 'vi'))?.call.sentences.join(' ');
    expect(await aloud(told)).toContain('Nơi xảy ra: người báo không ghi riêng, tôi đọc nguyên văn lời kể.');
    expect(await aloud(apart)).toContain('Nơi xảy ra: cạnh chợ.');
    expect(await aloud(wordless)).toContain('Nơi xảy ra: chưa rõ.');
  });

  test('says KHÔNG GỌI LẠI wherever answering may harm', async () => {
    const id = await line.send({ kind: 'self', story: 'Em đang ở chỗ làm', safeToAnswer: 'no' });
    expect((await openCase(line.needs, one, id, 'vi'))?.mustNotCall).toBe(true);
    const told = await line.send(tip('Có người bị nhốt. Đừng gọi lại cho tôi, nó cầm máy em'));
    expect((await openCase(line.needs, one, told, 'vi'))?.mustNotCall).toBe(true);
    const safe = await line.send(tip('Có người bị nhốt ở nhà nghỉ'));
    expect((await openCase(line.needs, one, safe, 'vi'))?.mustNotCall).toBe(false);
  });

  test('asks with prepared questions in the reporter’s language', async () => {
    const id = await line.send(tip('A man keeps their passports in the house', { lang: 'en' }));
    await ask(line.needs, one, id, values({ question: ['where'], text: 'Thank you.' }));
    const view = await openCase(line.needs, one, id, 'vi');
    expect(view?.messages[0]?.text).toMatch(/^Where is the place\?.*\nThank you\.$/s);
    expect(await ask(line.needs, one, id, values({ text: '  ' }))).toBe('empty');
  });

  test('keeps the three-day clock with the possible victim, and suggests what is alike', async () => {
    const phone = '0900 000 123';
    const id = await line.send(tip(`Người tuyển dụng dùng số ${phone}`));
    const alike = await line.send(tip(`Cháu tôi bị số ${phone} rủ đi làm`));
    await openCase(line.needs, one, id, 'vi');
    const view = await openCase(line.needs, one, alike, 'vi');
    expect(view?.links.map(({ reportId, kind }) => [reportId, kind])).toContainEqual([id, 'same_suspect']);
    const person = { status: 'PossibleVictimOfTrafficking', ageBand: 'under_16', text: 'chỗ ở' };
    await addEntry(line.needs, one, id, 'person', values(person));
    const victim = (await clocksOf(line.db, [id])).find(({ name }) => name === 'victim');
    expect(victim && victim.due_at - line.clock.at).toBe(3 * 24 * 60 * minutes);
    await addEntry(line.needs, one, id, 'person', values({ ...person, status: 'ActualVictimOfTrafficking' }));
    expect(await clocks(id)).not.toContain('victim');
  });
});

describe('what the reporter writes', () => {
  test('is on a clock of its own until an officer has read it, even when the report is closed', async () => {
    const id = await line.send(tip('Họ thu giấy tờ ở xưởng gỗ'));
    await act(line.needs, one, id, 'classify', 0, values({}));
    await act(line.needs, one, id, 'close', 1, values({ outcome: 'unfounded' }));
    expect(await clocks(id)).toEqual([]);
    await newsFromReporter(line.db, line.needs.clocks, id, line.clock.at);
    await newsFromReporter(line.db, line.needs.clocks, id, line.clock.at + minutes);
    expect(await clocks(id)).toEqual(['message']);
    expect((await standing(id)).due_at).toBeGreaterThan(line.clock.at);
    await ask(line.needs, one, id, values({ text: 'Cảm ơn bạn' }));
    expect(await clocks(id)).toEqual([]);
    expect((await standing(id)).due_at).toBeNull();
  });
});

describe('the queue', () => {
  test('filters by form and commune in an unlocked session only', async () => {
    const id = await line.send(
      tip('Họ giữ hộ chiếu, bắt làm ở xưởng không trả lương', { commune: '00070', exploitation: ['ForcedLabour'] }),
    );
    const opened = await openCase(line.needs, one, id, 'vi');
    const [form = ''] = opened?.machine.forms ?? [];
    const query = (given: Record<string, string>) => (name: string) => given[name];
    const by = async (who: Unlocked, given: Record<string, string>) =>
      (await openQueue(line.needs, who, query(given), 'vi')).items.map((item) => item.id);
    expect(await by(one, { xa: '00070', 'hinh-thuc': form })).toContain(id);
    expect(await by(one, { xa: '00004' })).not.toContain(id);
    const name = line.needs.places.of('00070')?.name ?? '';
    expect(await by(one, { xa: name })).toContain(id);
    const locked = await openQueue(line.needs, { ...one, keyring: undefined }, query({ xa: '00070' }), 'vi');
    expect(locked.choices.unlocked).toBe(false);
    expect(locked.items.length).toBeGreaterThan(1);
  });

  test('closes as spam what was chosen, and never a P1 or what somebody has touched since', async () => {
    const junk = await line.send(tip('asdf qwer zxcv'), 'unproven');
    const p1 = await line.send(tip(urgent), 'unproven');
    const touched = await line.send(tip('qwer asdf'), 'unproven');
    await act(line.needs, other, touched, 'take', 0, values({}));
    expect(await markAsSpam(line.needs, one, [`${junk}:0`, `${p1}:0`, `${touched}:0`, 'x:0'])).toBe(1);
    expect((await standing(junk)).state).toBe('closed');
    expect((await standing(p1)).state).toBe('received');
    expect((await standing(touched)).state).toBe('acknowledged');
  });
});
