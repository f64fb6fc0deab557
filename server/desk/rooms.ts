import { adminRoom } from './rooms/admin.ts';
import { exportRoom } from './rooms/export.ts';
import { filesRoom } from './rooms/files.ts';
import { findRoom } from './rooms/find.ts';
import { guideRoom } from './rooms/guide.ts';
import { liveRoom } from './rooms/live.ts';
import { practiceRoom } from './rooms/practice.ts';
import { queueRoom } from './rooms/queue.ts';
import { reportRoom } from './rooms/report.ts';
import { savedViewsRoom } from './rooms/saved-views.ts';
import { shiftRoom } from './rooms/shift.ts';

/** The rooms of the duty desk's work; permissions.ts beside this says who may enter. */
export const deskRooms = [
  queueRoom,
  savedViewsRoom,
  liveRoom,
  reportRoom,
  filesRoom,
  exportRoom,
  shiftRoom,
  findRoom,
  adminRoom,
  practiceRoom,
  guideRoom,
];
