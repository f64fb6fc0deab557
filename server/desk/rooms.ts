import { filesRoom } from './rooms/files.ts';
import { liveRoom } from './rooms/live.ts';
import { queueRoom } from './rooms/queue.ts';
import { reportRoom } from './rooms/report.ts';

/** The rooms of the duty desk's work; permissions.ts beside this says who may enter. */
export const deskRooms = [queueRoom, reportRoom, filesRoom, liveRoom];
