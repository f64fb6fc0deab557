import { officers } from '../report/roles.ts';
import type { Permission } from '../staff/permissions.ts';

const duty = ['duty_officer'] as const;

/**
 * Who may do what to reports. In which state an act is possible, report/states.ts says: the act itself looks, for whoever
 * comes too late is shown their own words again.
 */
export const deskPermissions: readonly Permission[] = [
  { route: 'GET /', may: 'signed-in', viewed: true },
  { route: 'GET /song/', may: officers },
  { route: 'POST /cach-xem/', may: officers, unlocked: true },
  { route: 'POST /cach-xem/:view/bo/', may: officers },
  { route: 'POST /hang-cho/rac/', may: duty },
  { route: 'POST /noi/:office/tha/', may: duty },
  { route: 'POST /tin/:id/da-biet/', may: officers, ofReport: true },

  { route: 'GET /tin/:id/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/lam/:act/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/lui/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/hoi/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/da-doc/', may: officers, ofReport: true },
  { route: 'POST /tin/:id/ghi/:what/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/giao/', may: duty, ofReport: true },
  { route: 'POST /tin/:id/noi/', may: officers, unlocked: true, ofReport: true },
  { route: 'GET /tin/:id/canh/:other/', may: officers, unlocked: true, ofReport: true },
  { route: 'GET /tin/:id/tep/:file/:which/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/tep/:file/gui/', may: officers, unlocked: true, ofReport: true },
  { route: 'GET /tin/:id/phieu/', may: officers, unlocked: true, ofReport: true },
  { route: 'POST /tin/:id/xuat/goi/', may: officers, unlocked: true, ofReport: true },
  { route: 'GET /tin/:id/xuat/:what', may: officers, unlocked: true, ofReport: true },

  { route: 'GET /ca/', may: officers, viewed: true },
  { route: 'POST /ca/nhan/', may: officers },
  { route: 'POST /ca/giao/', may: officers },
  { route: 'GET /tim/', may: officers, unlocked: true, viewed: true },
  { route: 'POST /tim/', may: officers, unlocked: true },
  { route: 'GET /huong-dan/', may: 'signed-in' },
  { route: 'GET /tap/', may: officers },
  { route: 'GET /tap/:number/', may: officers },
  { route: 'POST /tap/:number/', may: officers },

  { route: 'GET /quan-tri/', may: ['administrator', 'auditor', 'analyst', 'duty_officer'], viewed: true },
  { route: 'POST /quan-tri/noi/:office/thu/', may: ['administrator'] },
  { route: 'GET /quan-tri/nhat-ky/', may: ['auditor'], viewed: true },
];
