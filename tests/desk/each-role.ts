import { randomUUID } from 'node:crypto';
import { beforeAll } from 'vitest';
import type { Role } from '../../server/report/roles.ts';
import { makePersonKeys } from '../../server/staff/person-keys.ts';
import { openDatabase } from '../../server/store/database.ts';
import { insertPerson } from '../../server/store/people.ts';
import type { House } from '../house.ts';
import { passphrase } from '../staff/desk.ts';
import { enterByHttp, type HttpOfficer } from './officer-over-http.ts';

/** Somebody of each of these roles, in by the real door before the first test; no key of reports has been handed to them. */
export function somebodyOfEach(roles: readonly Role[], house: House): ReadonlyMap<Role, HttpOfficer> {
  const people = new Map<Role, HttpOfficer>();
  beforeAll(async () => {
    const db = await openDatabase(house.dataDir);
    for (const role of roles) {
      const { recipient, wrap } = await makePersonKeys(passphrase);
      const login = role.replace('_', '-');
      await insertPerson(db, { id: randomUUID(), login, name: role, recipient, wrap }, [role], Date.now());
      people.set(role, await enterByHttp(house.url, login, passphrase));
    }
    await db.destroy();
  }, 120_000);
  return people;
}
