import { openDatabase } from '../../server/store/database.ts';
import { personById } from '../../server/store/people.ts';
import { removeMember } from '../../server/staff/members.ts';
import { openLineKeys } from '../../server/vault/line-keys.ts';

/** Run as a process of its own: removes people one after another until somebody kills it. */
const [dataDir = '', byId = '', ...leaving] = process.argv.slice(2);
const db = await openDatabase(dataDir);
const lineKeys = await openLineKeys(db, Date.now());
const by = await personById(db, byId);
if (!by) throw new Error('nobody removes');
const signedIn = { personId: by.id, name: '', login: '', roles: by.roles, officeId: undefined, sessionId: '' };
const who = {
  ...signedIn,
  enrolling: false,
  newDevice: false,
  keyring: undefined,
  kept: undefined,
  keep: async () => undefined,
};
process.stdout.write('ready\n');
for (const id of leaving) await removeMember({ db, now: Date.now, lineKeys }, who, id);
