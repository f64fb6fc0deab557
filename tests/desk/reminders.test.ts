import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { remind, type Reminder } from '../../server/desk/reminders.ts';
import { readClocks } from '../../server/desk/clocks.ts';
import { urgencies } from '../../server/report/codes.ts';
import { unclassified } from '../../server/report/states.ts';
import { assign } from '../../server/store/assignments.ts';
import { clocksOf, insertClock, setDue, stopClocks } from '../../server/store/clocks.ts';
import { beginShift } from '../../server/store/shifts.ts';
import { toldAbout, unseenBy } from '../../server/store/told.ts';
import { openDesk, type Desk } from '../staff/desk.ts';

const clocks = readClocks('content', 'Asia/Ho_Chi_Minh');
const log = pino({ enabled: false });
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-02-10T00:00:00+07:00');

let desk: Desk;
let now = start;
let sent: Reminder[] = [];
const needs = () => ({
  db: desk.db,
  now: () => now,
  log,
  tell: async (reminder: Reminder) => void sent.push(reminder),
});
afterEach(() => desk.close());

async function open(): Promise<void> {
  desk = await openDesk();
  now = start;
  sent = [];
}

async function arrive(urgency: (typeof urgencies)[number]): Promise<string> {
  const id = await desk.report();
  await desk.db.updateTable('report').set({ urgency, received_at: now }).where('id', '=', id).execute();
  const run = clocks.run('review', urgency, now);
  if (run) await insertClock(desk.db, id, run, now);
  await setDue(desk.db, id);
  return id;
}

test('half-way whoever has it is reminded, at the end the head of shift, then the deputy', async () => {
  await open();
  const [officer, head, deputy] = [
    await desk.person(['duty_officer']),
    await desk.person(['duty_officer']),
    await desk.person(['duty_officer']),
  ];
  const until = start + day;
  for (const [who, duty] of [
    [officer, 'officer'],
    [head, 'head'],
    [deputy, 'deputy'],
  ] as const)
    await beginShift(desk.db, { person_id: who.personId, duty, from_at: start, until_at: until });
  const id = await arrive('P2');
  await assign(desk.db, id, officer.personId, now);
  for (const passed of [29, 30, 59, 60, 69, 70, 300]) {
    now = start + passed * minute;
    await remind(needs());
  }
  expect(
    (await toldAbout(desk.db, id)).map(({ step, person_id, at }) => [step, person_id, (at - start) / minute]),
  ).toEqual([
    ['half', officer.personId, 30],
    ['head', head.personId, 60],
    ['deputy', deputy.personId, 70],
  ]);
  expect(sent.map(({ reportId, clock }) => [reportId, clock])).toEqual([
    [id, 'review'],
    [id, 'review'],
    [id, 'review'],
  ]);
});

test('when nobody is on duty everybody sees it', async () => {
  await open();
  const somebody = await desk.person(['duty_officer']);
  const id = await arrive('P1');
  now = start + 15 * minute;
  await remind(needs());
  expect((await unseenBy(desk.db, somebody.personId, 10)).map(({ report_id, step }) => [report_id, step])).toEqual([
    [id, 'head'],
  ]);
});

test('a clock that was stopped tells nobody', async () => {
  await open();
  const id = await arrive('P1');
  await stopClocks(desk.db, id, ['review'], now + minute);
  now = start + day;
  await remind(needs());
  expect(await toldAbout(desk.db, id)).toEqual([]);
  expect(await clocksOf(desk.db, [id])).toEqual([]);
});

test('through a month of nights, holidays and a closed house nothing stays unread past its time untold', async () => {
  await open();
  const random = numbersFrom(20_260_210);
  const officers = [await desk.person(['duty_officer']), await desk.person(['duty_officer'])];
  const since = new Map<string, number>();
  let arrived = 0;
  let lateSeen = 0;
  for (let tick = 0; tick < 30 * 24 * 6; tick++) {
    now = start + tick * 10 * minute;
    if (random() < 0.12) {
      const level = urgencies[Math.floor(random() * 4)] ?? 'P4';
      since.set(await arrive(level), now);
      arrived++;
    }
    // Shifts have gaps, and sometimes nobody comes.
    const person = officers[tick % 2];
    if (tick % 48 === 0 && person && random() < 0.7) {
      const duty = random() < 0.5 ? ('head' as const) : ('deputy' as const);
      await beginShift(desk.db, { person_id: person.personId, duty, from_at: now, until_at: now + 7 * hour });
    }
    for (const id of since.keys()) {
      if (random() > 0.02) continue;
      await desk.db.updateTable('report').set({ state: 'classified' }).where('id', '=', id).execute();
      await stopClocks(desk.db, id, ['review'], now);
      since.delete(id);
    }
    // Two nights long the house is closed and nobody can be told; the first look afterwards makes it good.
    const closed = (tick > 1_000 && tick < 1_060) || (tick > 3_000 && tick < 3_090);
    if (closed) continue;
    await remind(needs());
    lateSeen += await everyLateOneIsKnown();
  }
  expect(arrived).toBeGreaterThan(300);
  expect(lateSeen).toBeGreaterThan(1_000);
}, 120_000);

/** Everything unclassified whose time is over has a word to somebody, said at or after its end. */
async function everyLateOneIsKnown(): Promise<number> {
  const late = await desk.db
    .selectFrom('report')
    .innerJoin('running_clock', 'running_clock.report_id', 'report.id')
    .leftJoin('told', (join) =>
      join
        .onRef('told.report_id', '=', 'report.id')
        .on('told.step', 'in', ['head', 'deputy'])
        .onRef('told.at', '>=', 'running_clock.due_at'),
    )
    .select(['report.id', 'told.seq as told'])
    .where('report.state', 'in', [...unclassified])
    .where('running_clock.stopped_at', 'is', null)
    .where('running_clock.due_at', '<=', now)
    .execute();
  expect(late.filter(({ told }) => told === null)).toEqual([]);
  return late.length;
}

function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
