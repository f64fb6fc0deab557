import { afterAll, describe, expect, test } from 'vitest';
import type { ReviewState } from '../../server/report/codes.ts';
import { reviewStates } from '../../server/report/codes.ts';
import { roles, type Role } from '../../server/report/roles.ts';
import { judge, permissionOf, type Verdict } from '../../server/staff/guard.ts';
import { permissions } from '../../server/staff/permissions.ts';
import { scopeOf } from '../../server/staff/reach.ts';
import type { SignedIn } from '../../server/staff/session.ts';
import { assign } from '../../server/store/assignments.ts';
import { insertDelivery } from '../../server/store/deliveries.ts';
import { countQueue, queuePage } from '../../server/store/queue.ts';
import { expectedAtTheDesk } from '../desk/expected.ts';
import { openDesk } from './desk.ts';

/** Who may use which route: written out by hand, so that a change of the table is a change here too. */
const A = ['administrator'] as const;
const K = ['administrator', 'duty_officer', 'custodian'] as const;
const expected: Record<string, 'anybody' | 'signed-in' | readonly Role[]> = {
  'GET /bat-dau/': 'anybody',
  'POST /bat-dau/': 'anybody',
  'GET /vao/': 'anybody',
  'POST /vao/': 'anybody',
  'GET /vao/passkey/': 'anybody',
  'POST /vao/passkey/': 'anybody',
  'POST /ra/': 'anybody',
  'GET /loi-moi/:token/': 'anybody',
  'POST /loi-moi/:token/': 'anybody',
  'GET /lop-hai/': 'signed-in',
  'POST /lop-hai/': 'signed-in',
  'GET /lop-hai/ma.svg': 'signed-in',
  'GET /lop-hai/passkey/': 'signed-in',
  'POST /lop-hai/passkey/': 'signed-in',
  'GET /ghi-lai/': 'signed-in',
  'POST /ghi-lai/': 'signed-in',
  'GET /cua-toi/': 'signed-in',
  'POST /cua-toi/may-quen/': 'signed-in',
  'POST /cua-toi/phien/:session/ket-thuc/': 'signed-in',
  'POST /cua-toi/ma-du-phong/': 'signed-in',
  'POST /cua-toi/mat-khau/': 'signed-in',
  'POST /cua-toi/passkey/:passkey/bo/': 'signed-in',
  ...expectedAtTheDesk,
  'GET /tin/:id/lien-he/': ['custodian'],
  'POST /tin/:id/lien-he/': ['custodian'],
  'GET /trach-nhiem/': ['administrator', 'auditor'],
  'GET /nguoi/': K,
  'POST /nguoi/moi/': A,
  'POST /nguoi/:person/vai/': A,
  'POST /nguoi/:person/lop-hai/': A,
  'POST /nguoi/:person/cho-roi/': A,
  'POST /nguoi/:person/trao-khoa/': K,
  'POST /khoa-khoi-phuc/': A,
};

const people = new Map<Role, SignedIn>();
const desk = await openDesk();
afterAll(() => desk.close());
const reportId = await desk.report();
for (const role of roles) people.set(role, await desk.person([role]));

const verdict = (route: string, who: SignedIn | undefined, id = reportId): Promise<Verdict> =>
  judge(desk, permissionOf(route), who, id);

function as(role: Role, change: Partial<SignedIn> = {}): SignedIn {
  const who = people.get(role);
  if (!who) throw new Error(`nobody is ${role}`);
  return { ...who, ...change };
}

describe('the table', () => {
  test('is the one written here, and says nothing twice', () => {
    expect(Object.fromEntries(permissions.map(({ route, may }) => [route, may]))).toEqual(expected);
    expect(permissions.length).toBe(Object.keys(expected).length);
  });

  test('every route of a report is guarded as one', () => {
    const ofReports = permissions.filter(({ route, may }) => route.includes('/tin/:id/') && may !== 'anybody');
    for (const { route, ofReport, may } of ofReports) {
      expect(ofReport === true || (typeof may !== 'string' && may.every((role) => role === 'custodian')), route).toBe(
        true,
      );
    }
  });

  test('a route without a row answers nobody', async () => {
    for (const role of roles) expect(await verdict('GET /khong-co/', as(role))).toBe('not there');
  });
});

describe.each(roles)('%s', (role) => {
  test.each(Object.entries(expected))('%s', async (route, may) => {
    if (role === 'case_officer') await assign(desk.db, reportId, as(role).personId, 1);
    await setState('received');
    const allowed = may === 'anybody' || may === 'signed-in' || may.includes(role);
    expect(await verdict(route, as(role))).toBe(allowed ? 'enter' : 'refuse');
    expect(await verdict(route, undefined)).toBe(may === 'anybody' ? 'enter' : 'sign in');

    const row = permissionOf(route);
    const idle = await verdict(route, as(role, { keyring: undefined }));
    expect(idle).toBe(!allowed ? 'refuse' : row?.unlocked ? 'unlock' : 'enter');
    const enrolling = await verdict(route, as(role, { enrolling: true }));
    expect(enrolling).toBe(may === 'anybody' || row?.enrolling ? 'enter' : 'enrol');
  });

  test('acts on a report only in its states', async () => {
    if (role === 'case_officer') await assign(desk.db, reportId, as(role).personId, 1);
    for (const { route, may, during, ofReport } of permissions) {
      if (!ofReport || may === 'anybody' || may === 'signed-in' || !may.includes(role)) continue;
      for (const state of reviewStates) {
        await setState(state);
        const right = !during || during.includes(state) ? 'enter' : 'too late';
        expect(await verdict(route, as(role)), `${route} of a ${state} report`).toBe(right);
      }
    }
    await setState('received');
  });
});

describe('a case officer', () => {
  test('reaches neither by address nor in a list what is somebody else’s', async () => {
    const other = await desk.report();
    const own = await desk.report();
    const sent = await desk.report();
    const who = await desk.person(['case_officer'], { officeId: 'ha-noi' });
    await assign(desk.db, own, who.personId, 1);
    await sendTo('ha-noi', sent);
    await sendTo('elsewhere', other);
    expect(await verdict('GET /tin/:id/', who, other)).toBe('refuse');
    expect(await verdict('GET /tin/:id/', who, own)).toBe('enter');
    expect(await verdict('GET /tin/:id/', who, sent)).toBe('enter');
    expect(await verdict('GET /tin/:id/', who, 'nothing')).toBe('not there');
    const scope = scopeOf(who);
    const listed = (await queuePage(desk.db, scope, {}, 100)).map(({ id }) => id);
    expect(listed.sort()).toEqual([own, sent].sort());
    const none = { waiting: 0, late: 0 };
    expect(await countQueue(desk.db, scope, 0)).toEqual({ P1: none, P2: { waiting: 2, late: 0 }, P3: none, P4: none });
    const all = await queuePage(desk.db, scopeOf(as('duty_officer')), {}, 100);
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([other, own, sent]));
  });
});

async function setState(state: ReviewState): Promise<void> {
  await desk.db.updateTable('report').set({ state }).where('id', '=', reportId).execute();
}

async function sendTo(office: string, report: string): Promise<void> {
  const times = { attempts: 0, queued_at: 1, next_at: 1, sent_at: null, last_error: null };
  const row = { id: `${report}.${office}`, report_id: report, office_id: office, state: 'held' as const, ...times };
  await insertDelivery(desk.db, { ...row, kind: 'trafficking', urgency: 'P2', lane: 'proven' }, Buffer.from('x'));
}
