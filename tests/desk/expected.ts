import type { Role } from '../../server/report/roles.ts';

const O = ['duty_officer', 'case_officer'] as const;
const D = ['duty_officer'] as const;

/** Who may use which route of the desk: written out by hand, for tests/staff/permissions.test.ts. */
export const expectedAtTheDesk: Record<string, 'anybody' | 'signed-in' | readonly Role[]> = {
  'GET /': 'signed-in',
  'GET /song/': O,
  'POST /cach-xem/': O,
  'POST /cach-xem/:view/bo/': O,
  'POST /hang-cho/rac/': D,
  'POST /noi/:office/tha/': D,
  'POST /tin/:id/da-biet/': O,
  'GET /tin/:id/': O,
  'POST /tin/:id/lam/:act/': O,
  'POST /tin/:id/lui/': O,
  'POST /tin/:id/hoi/': O,
  'POST /tin/:id/da-doc/': O,
  'POST /tin/:id/ghi/:what/': O,
  'POST /tin/:id/giao/': D,
  'POST /tin/:id/noi/': O,
  'GET /tin/:id/canh/:other/': O,
  'GET /tin/:id/tep/:file/:which/': O,
  'POST /tin/:id/tep/:file/gui/': O,
  'GET /tin/:id/phieu/': O,
  'POST /tin/:id/xuat/goi/': O,
  'GET /tin/:id/xuat/:what': O,
  'GET /ca/': O,
  'POST /ca/nhan/': O,
  'POST /ca/giao/': O,
  'GET /tim/': O,
  'POST /tim/': O,
  'GET /huong-dan/': 'signed-in',
  'GET /tap/': O,
  'GET /tap/:number/': O,
  'POST /tap/:number/': O,
  'GET /quan-tri/': ['administrator', 'auditor', 'analyst', 'duty_officer'],
  'POST /quan-tri/noi/:office/thu/': ['administrator'],
  'GET /quan-tri/nhat-ky/': ['auditor'],
};
