import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keyKinds } from '../../server/report/roles.ts';
import { completeFirstRun, firstRunPending } from '../../server/staff/first-run.ts';
import { keyringOf, NoKey } from '../../server/staff/keyring.ts';
import { changeRoles, handOver, members, removeMember } from '../../server/staff/members.ts';
import { makeRecoveryKey, openRecoveryKey, reopenFirstRun } from '../../server/staff/recovery-key.ts';
import { unseal } from '../../server/vault/age.ts';
import { removeDataDir } from '../house.ts';
import { openDesk, opens, passphrase, type Desk } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.close());

describe('the keys of the line', () => {
  test('are three, known here by what seals alone', async () => {
    const recipients = keyKinds.map((kind) => desk.lineKeys.current(kind).recipient);
    expect(new Set(recipients).size).toBe(3);
    for (const recipient of recipients) expect(recipient).toMatch(/^age1pq1/);
  });

  test('go to each role as its duty asks, and to nobody else', async () => {
    const held = async (roles: Parameters<Desk['person']>[0]) =>
      (await (await desk.person(roles)).keyring.keys()).map(({ kind }) => kind);
    expect(await held(['duty_officer'])).toEqual(['intake', 'label']);
    expect(await held(['case_officer'])).toEqual(['intake', 'label']);
    expect(await held(['custodian'])).toEqual(['custodian']);
    expect(await held(['analyst'])).toEqual(['label']);
    expect(await held(['administrator', 'auditor'])).toEqual([]);
  });

  test('officers and analysts share blind indexes; a custodian has none', async () => {
    const [officer, analyst, custodian] = await Promise.all([
      desk.person(['duty_officer']),
      desk.person(['analyst']),
      desk.person(['custodian']),
    ]);
    const [own] = await officer.keyring.labels();
    expect(own?.key.equals((await analyst.keyring.labels())[0]?.key ?? Buffer.of())).toBe(true);
    expect(own?.key).toHaveLength(32);
    expect(await custodian.keyring.labels()).toEqual([]);
  });
});

describe('whoever is removed', () => {
  test('opens nothing that comes after, with what they kept; everybody else opens all of it', async () => {
    const admin = await desk.person(['administrator']);
    const stays = await desk.person(['duty_officer', 'custodian']);
    const leaves = await desk.person(['duty_officer', 'custodian', 'analyst']);
    const recovery = await makeRecoveryKey(desk, stays);
    const before = await desk.report();
    const kept = await leaves.keyring.keys();
    expect(await removeMember(desk.needs, admin, leaves.personId)).toBe('done');

    const after = await desk.report();
    const colleague = await fresh(stays);
    expect([await opens(desk.db, colleague, before), await opens(desk.db, colleague, after)]).toEqual([true, true]);
    const sealed = await sealedOf(after);
    await expect(
      unseal(
        kept.map(({ identity }) => identity),
        sealed,
      ),
    ).rejects.toThrow();
    // Their own key, from a backup, against everything the database holds now.
    const revenant = keyringOf(desk.db, { id: leaves.personId, recipient: 'age1none' }, leaves.keyring.identity);
    await expect(revenant.open('intake', sealed)).rejects.toThrow(NoKey);
    const grants = await desk.db.selectFrom('key_grant').select('sealed').execute();
    for (const grant of grants) await expect(unseal(leaves.keyring.identity, grant.sealed)).rejects.toThrow();

    const recovered = (await openRecoveryKey(desk, recovery)) ?? [];
    expect(
      Buffer.from(
        await unseal(
          recovered.filter(({ kind }) => kind === 'intake').map(({ identity }) => identity),
          sealed,
        ),
      ).toString(),
    ).toBe(after);
    expect(recovered.filter(({ kind }) => kind === 'custodian')).toHaveLength(2);
    expect(await colleague.keyring.labels()).toHaveLength(2);
  });

  test('is nobody the line cannot do without', async () => {
    const own = await openDesk();
    const admin = await own.person(['administrator']);
    const officer = await own.person(['duty_officer', 'analyst']);
    const custodian = await own.person(['custodian']);
    const keysBefore = await own.db.selectFrom('line_key').select('id').execute();
    expect(await removeMember(own.needs, admin, admin.personId)).toBe('last');
    expect(await removeMember(own.needs, admin, officer.personId)).toBe('last');
    expect(await removeMember(own.needs, admin, custodian.personId)).toBe('last');
    const noRole = { roles: ['auditor' as const], officeId: undefined };
    expect(await changeRoles(own.needs, admin, admin.personId, noRole)).toBe('last');
    expect(await changeRoles(own.needs, admin, officer.personId, noRole)).toBe('last');
    expect(await members(own)).toHaveLength(3);
    expect(await own.db.selectFrom('line_key').select('id').execute()).toEqual(keysBefore);
    expect(await removeMember(own.needs, admin, 'nobody')).toBe('not there');
    await own.close();
  });
});

describe('a key', () => {
  test('waits for a key holder, who hands over what they hold and no more', async () => {
    const officer = await desk.person(['duty_officer']);
    const waits = await desk.person(['duty_officer', 'custodian'], { handedOver: false });
    const report = await desk.report();
    expect(await opens(desk.db, waits, report)).toBe(false);
    expect(await missing(waits.personId)).toEqual(['intake', 'custodian', 'label']);
    await handOver(desk, await fresh(officer), waits.personId);
    expect(await opens(desk.db, await fresh(waits), report)).toBe(true);
    expect(await missing(waits.personId)).toEqual(['custodian']);
  });

  test('does not come to somebody by a new epoch whom nobody handed it to', async () => {
    const admin = await desk.person(['administrator']);
    const waits = await desk.person(['duty_officer'], { handedOver: false });
    const leaves = await desk.person(['duty_officer']);
    await removeMember(desk.needs, admin, leaves.personId);
    expect(await (await fresh(waits)).keyring.keys()).toEqual([]);
  });

  test('leaves with the role, and the next epoch is closed to them', async () => {
    const admin = await desk.person(['administrator']);
    const moves = await desk.person(['duty_officer', 'custodian']);
    const kept = (await moves.keyring.keys()).filter(({ kind }) => kind === 'intake');
    const custodianKey = desk.lineKeys.current('custodian').id;
    await changeRoles(desk.needs, admin, moves.personId, { roles: ['custodian'], officeId: undefined });
    expect(await opens(desk.db, await fresh(moves), await desk.report())).toBe(false);
    await expect(
      unseal(
        kept.map(({ identity }) => identity),
        await sealedOf(await desk.report()),
      ),
    ).rejects.toThrow();
    expect(desk.lineKeys.current('custodian').id, 'what they keep stays as it is').toBe(custodianKey);
  });
});

describe('when nobody can sign in any more', () => {
  test('the recovery key opens the door of the first run again, once', async () => {
    const all = await desk.person(['duty_officer', 'custodian']);
    const report = await desk.report();
    const code = await makeRecoveryKey(desk, await fresh(all));
    expect(await openRecoveryKey(desk, code.replaceAll('0', '1'))).toBeUndefined();
    const keys = (await openRecoveryKey(desk, code)) ?? [];
    const again = await reopenFirstRun(desk, keys);
    expect(await firstRunPending(desk)).toBe(true);
    const typed = { name: 'Người Mới', login: 'moi', passphrase };
    expect(await completeFirstRun(desk, desk.code, typed), 'the first code is void').toBeUndefined();
    const opened = await completeFirstRun(desk, again.toLowerCase(), typed);
    expect(await firstRunPending(desk)).toBe(false);
    const person = (await desk.db.selectFrom('person').selectAll().where('login', '=', 'moi').executeTakeFirst()) ?? {
      id: '',
      recipient: '',
    };
    const keyring = keyringOf(desk.db, { id: person.id, recipient: person.recipient ?? '' }, opened?.identity ?? '');
    expect(await opens(desk.db, { ...all, keyring }, report)).toBe(true);
  });
});

test('killed in the middle of new epochs, every report still opens', async () => {
  const own = await openDesk();
  const admin = await own.person(['administrator']);
  const officer = await own.person(['duty_officer', 'custodian']);
  const kills = 8;
  const reports: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const leaving = await Promise.all(Array.from({ length: 4 }, () => own.person(['duty_officer', 'custodian'])));
    reports.push(await own.report());
    await removeAndKill(
      own.dataDir,
      admin.personId,
      leaving.map(({ personId }) => personId),
      12 * (kill + 1),
    );
    await own.lineKeys.reload();
    reports.push(await own.report());
    const whole = await fresh(officer, own);
    for (const report of reports) expect(await opens(own.db, whole, report)).toBe(true);
    const kept = await Promise.all(leaving.map((one) => one.keyring.keys()));
    const still = (await members(own)).map(({ id }) => id);
    // Each of them has either gone altogether or not at all.
    const newest = await sealedOf(reports.at(-1) ?? '', own);
    const someoneLeft = leaving.some(({ personId }) => !still.includes(personId));
    const identities = kept.flat().map(({ identity }) => identity);
    if (someoneLeft) await expect(unseal(identities, newest)).rejects.toThrow();
    else expect(Buffer.from(await unseal(identities, newest)).toString()).toBe(reports.at(-1));
  }
  await own.db.destroy();
  const sqlite = new Database(path.join(own.dataDir, 'len-tieng.sqlite'));
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  sqlite.close();
  removeDataDir(own.dataDir);
});

async function removeAndKill(dataDir: string, by: string, leaving: string[], after: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'remove-until-killed.ts'), dataDir, by, ...leaving],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, after));
  child.kill('SIGKILL');
  await gone;
}

/** Their session after it was read anew: a keyring is read once a request. */
async function fresh(who: Awaited<ReturnType<Desk['person']>>, of = desk) {
  const row = await of.db.selectFrom('person').select('recipient').where('id', '=', who.personId).executeTakeFirst();
  const holder = { id: who.personId, recipient: row?.recipient ?? '' };
  return { ...who, keyring: keyringOf(of.db, holder, who.keyring.identity) };
}

async function sealedOf(reportId: string, of = desk): Promise<Uint8Array> {
  const row = await of.db
    .selectFrom('report_body')
    .select('sealed')
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row?.sealed ?? new Uint8Array();
}

async function missing(personId: string) {
  return (await members(desk)).find(({ id }) => id === personId)?.missing;
}
