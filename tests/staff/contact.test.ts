import { afterAll, expect, test } from 'vitest';
import { NoKey } from '../../server/staff/keyring.ts';
import { openContact } from '../../server/staff/contact.ts';
import { reasonCodes } from '../../server/report/contact.ts';
import { insertContact } from '../../server/store/contacts.ts';
import { sealTo } from '../../server/vault/age.ts';
import { openDesk } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.close());

const left = { how: 'zalo', value: '0900 000 003', safe: 'yes' };
async function reportWithContact(): Promise<string> {
  const id = await desk.report();
  const key = desk.lineKeys.current('custodian');
  const sealed = await sealTo([key.recipient], Buffer.from(JSON.stringify(left)));
  await insertContact(desk.db, { report_id: id, key_id: key.id, sealed });
  return id;
}
const recorded = (id: string) =>
  desk.db.selectFrom('audit').select(['actor', 'act', 'detail']).where('subject', '=', id).execute();

test('how to reach a reporter is opened by a custodian alone, and who, when and why is on record', async () => {
  const id = await reportWithContact();
  const custodian = await desk.person(['custodian']);
  expect(await openContact(desk, custodian, id, 'life_at_risk')).toEqual(left);
  const [entry, ...others] = await recorded(id);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ actor: custodian.personId, act: 'contact opened' });
  expect(entry?.detail).toContain('life_at_risk');
  expect(JSON.stringify(entry)).not.toContain('0900');
});

test.each(['', 'tò mò', '0900 000 003', 'life_at_risk '])(
  'with “%s” for a reason nothing is opened or written',
  async (reason) => {
    const id = await reportWithContact();
    expect(await openContact(desk, await desk.person(['custodian']), id, reason)).toBe('reasonMissing');
    expect(await recorded(id)).toEqual([]);
  },
);

test.each(reasonCodes)('asking in vain is on record too: %s', async (reason) => {
  const id = await desk.report();
  expect(await openContact(desk, await desk.person(['custodian']), id, reason)).toBe('noContact');
  expect((await recorded(id)).map(({ act }) => act)).toEqual(['contact asked for']);
});

test.each(['duty_officer', 'case_officer', 'analyst', 'administrator', 'auditor'] as const)(
  'the keys of %s do not open it',
  async (role) => {
    const id = await reportWithContact();
    await expect(openContact(desk, await desk.person([role]), id, 'test')).rejects.toThrow(NoKey);
  },
);
