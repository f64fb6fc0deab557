import type { ReviewState } from '../report/codes.ts';
import { deskPermissions } from '../desk/permissions.ts';
import type { Role } from '../report/roles.ts';

/**
 * Who may do what: the one place that says so. A route of the console without a row here answers nobody, and fails a
 * test. The guard (`guard.ts`) looks each request up before anything else happens.
 */
export type Permission = {
  /** Below the console's address, as Hono writes it. */
  route: `${'GET' | 'POST'} /${string}`;
  /** `anybody`: before signing in. `signed-in`: whatever their roles. */
  may: 'anybody' | 'signed-in' | readonly Role[];
  /** Needs the person's unlocked key: after 30 idle minutes they are asked to sign in again. */
  unlocked?: true;
  /** Of a report (`:id`): a case officer reaches those assigned to them or sent to their office, nobody else's. */
  ofReport?: true;
  /** Of a report: only while it is in one of these states. */
  during?: readonly ReviewState[];
  /** Looking at it is put on record: what lists reports or people. One report records its own opening. */
  viewed?: true;
  /** Also for somebody who has no second factor yet: what they need to get one. */
  enrolling?: true;
};

const administrator = ['administrator'] as const;
/** Who looks after people, and who can hand keys over to them. */
const keyHolders = ['administrator', 'duty_officer', 'custodian'] as const;
export const permissions: readonly Permission[] = [
  // The door
  { route: 'GET /bat-dau/', may: 'anybody' },
  { route: 'POST /bat-dau/', may: 'anybody' },
  { route: 'GET /vao/', may: 'anybody' },
  { route: 'POST /vao/', may: 'anybody' },
  { route: 'GET /vao/passkey/', may: 'anybody' },
  { route: 'POST /vao/passkey/', may: 'anybody' },
  { route: 'POST /ra/', may: 'anybody' },
  { route: 'GET /loi-moi/:token/', may: 'anybody' },
  { route: 'POST /loi-moi/:token/', may: 'anybody' },

  // One's own
  { route: 'GET /lop-hai/', may: 'signed-in', unlocked: true, enrolling: true },
  { route: 'POST /lop-hai/', may: 'signed-in', unlocked: true, enrolling: true },
  { route: 'GET /lop-hai/ma.svg', may: 'signed-in', unlocked: true, enrolling: true },
  { route: 'GET /lop-hai/passkey/', may: 'signed-in', unlocked: true, enrolling: true },
  { route: 'POST /lop-hai/passkey/', may: 'signed-in', unlocked: true, enrolling: true },
  { route: 'GET /ghi-lai/', may: 'signed-in', unlocked: true },
  { route: 'POST /ghi-lai/', may: 'signed-in', unlocked: true },
  { route: 'GET /cua-toi/', may: 'signed-in' },
  { route: 'POST /cua-toi/may-quen/', may: 'signed-in' },
  { route: 'POST /cua-toi/phien/:session/ket-thuc/', may: 'signed-in' },
  { route: 'POST /cua-toi/ma-du-phong/', may: 'signed-in', unlocked: true },
  { route: 'POST /cua-toi/mat-khau/', may: 'signed-in', unlocked: true },
  { route: 'POST /cua-toi/passkey/:passkey/bo/', may: 'signed-in' },

  // Reports
  ...deskPermissions,
  { route: 'GET /tin/:id/lien-he/', may: ['custodian'] },
  { route: 'POST /tin/:id/lien-he/', may: ['custodian'], unlocked: true },

  // People
  { route: 'GET /trach-nhiem/', may: ['administrator', 'auditor'] },
  { route: 'GET /nguoi/', may: keyHolders, viewed: true },
  { route: 'POST /nguoi/moi/', may: administrator, unlocked: true },
  { route: 'POST /nguoi/:person/vai/', may: administrator },
  { route: 'POST /nguoi/:person/lop-hai/', may: administrator },
  { route: 'POST /nguoi/:person/cho-roi/', may: administrator },
  { route: 'POST /nguoi/:person/trao-khoa/', may: keyHolders, unlocked: true },
  { route: 'POST /khoa-khoi-phuc/', may: administrator, unlocked: true },
];
