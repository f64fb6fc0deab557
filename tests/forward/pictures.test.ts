import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { bodiesFrom } from '../../server/forward/forwarding.ts';
import { openAttachments, type Attachments } from '../../server/intake/attachments/attachments.ts';
import { sealedPath } from '../../server/intake/attachments/sealed-file.ts';
import { receive } from '../../server/intake/receive.ts';
import { log } from '../../server/log.ts';
import type { ReportFields } from '../../server/report/schema.ts';
import { attachmentsOf } from '../../server/store/attachments.ts';
import { claimUrgent } from '../../server/store/claims.ts';
import { deliveriesOf, release, type Delivery } from '../../server/store/deliveries.ts';
import { fileKeyIn } from '../../server/vault/age-header.ts';
import { unseal } from '../../server/vault/age.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { openInProcess, someOffice } from './in-process.ts';

const city = await someOffice('city', { deputies: ['night'], alternate: 'above' });
const ward = await someOffice('ward', { area: { communes: ['00004'], province: false, abroad: false } });
const night = await someOffice('night', { handles: { flags: ['cross_border'] } });
const above = await someOffice('above', { handles: { flags: ['officials'] } });
const line111 = await someOffice('line-111', { kind: 'child_line_111' });
const { needs, intake, close } = await openInProcess([city, ward, night, above, line111].map(({ office }) => office));
const { db, outbox, now } = needs;
const dataDir = newDataDir();
const open = (): Promise<Attachments> =>
  openAttachments({ ...needs, log }, dataDir, () => [intake.recipient], outbox.files.bind(outbox));
let attachments = await open();
afterAll(async () => {
  await attachments.close();
  await close();
  removeDataDir(dataDir);
});

const urgent = 'Cứu em với, em đang bị nhốt và bị đánh';
const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
  .jpeg()
  .toBuffer();

async function keep() {
  const kept = await attachments.keep(pieces(), { label: 'anh.jpg', type: 'image/jpeg' });
  if (!kept.ok) throw new Error(kept.problem);
  return kept.file;
}
async function* pieces(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.from(picture);
}

/** Sends a report with a picture; its id, once the picture is cleaned. */
async function send(fields: ReportFields, file: Awaited<ReturnType<typeof keep>>): Promise<string> {
  await receive({ ...needs, attachments }, { fields, asTyped: {} }, 'proven', [file]);
  await attachments.cleaned();
  const newest = db.selectFrom('report').select('id').orderBy('seq', 'desc').limit(1);
  return (await newest.executeTakeFirstOrThrow()).id;
}

const filesOf = async (id: string): Promise<Delivery[]> =>
  (await deliveriesOf(db, [id])).filter(({ part }) => part === 'file');
const bytesOf = bodiesFrom(db, path.join(dataDir, 'attachments'));
const opens = async ({ identity }: { identity: string }, delivery: Delivery | undefined): Promise<boolean> => {
  if (!delivery) throw new Error('there is no such delivery');
  const sealed = await bytesOf(delivery);
  const opened = await unseal(identity, sealed).catch(() => undefined);
  return opened !== undefined && (await sharp(opened).metadata()).width === 64;
};

test('every office of the police that gets the report gets its picture, under a seal of its own', async () => {
  const id = await send({ kind: 'self', story: urgent, commune: '00004', consent111: 'yes' }, await keep());
  const reports = (await deliveriesOf(db, [id])).filter(({ part }) => part === 'report');
  expect(reports.map(({ office_id }) => office_id)).toEqual(['city', 'ward', 'line-111']);
  const [toCity, toWard, ...more] = await filesOf(id);
  expect([toCity?.id, toWard?.id, more]).toEqual([`${id}.part-1.city`, `${id}.part-1.ward`, []]);
  for (const [who, first, second] of [
    [city, true, false],
    [night, true, false],
    [ward, false, true],
    [above, false, false],
    [line111, false, false],
  ] as const)
    expect([await opens(who, toCity), await opens(who, toWard)]).toEqual([first, second]);

  const [file] = await attachmentsOf(db, id);
  for (const lying of [file?.id, file?.clean_id]) {
    const sealed = await readFile(sealedPath(attachments.folder, lying ?? ''));
    for (const { identity } of [city, ward, night, above]) await expect(unseal(identity, sealed)).rejects.toThrow();
    expect((await unseal(intake.identity, sealed)).length).toBeGreaterThan(100);
  }

  // Nobody has answered: the deputy, who may read the report, gets the picture with it.
  const [first] = reports;
  if (first) await outbox.passOn(first, night.office, now());
  const toNight = (await filesOf(id)).find(({ office_id }) => office_id === 'night');
  expect(toNight?.name).toBe(toCity?.name);
  expect(await opens(night, toNight)).toBe(true);
});

test('the picture of a report that names officials is for the level above alone', async () => {
  const id = await send({ kind: 'trafficking', story: urgent, officialsInvolved: 'yes' }, await keep());
  const files = await filesOf(id);
  expect(files.map(({ office_id }) => office_id)).toEqual(['above']);
  expect(await opens(above, files[0])).toBe(true);
  for (const who of [city, night, ward]) expect(await opens(who, files[0])).toBe(false);
});

test('one that was cleaned before a restart waits for an officer, and keeps back no word of the reporter', async () => {
  const file = await keep();
  await attachments.cleaned();
  await attachments.close();
  attachments = await open();
  const id = await send({ kind: 'trafficking', story: urgent }, file);
  expect(await filesOf(id)).toMatchObject([{ office_id: 'city', state: 'held' }]);
  await expect(opens(city, (await filesOf(id))[0])).rejects.toThrow();
  const added = await outbox.tidings(id, 'added', 'xe màu đỏ', now());
  await db.transaction().execute(added.insert);
  const worker = { host: 'here', pid: 1 };
  const going = [];
  for (let look = 0; look < 3; look++) {
    for (const claimed of await claimUrgent(db, worker, 'city', now(), 10)) {
      going.push(claimed);
      await db.updateTable('delivery').set({ state: 'sent' }).where('id', '=', claimed.id).execute();
    }
  }
  expect(going.filter(({ report_id }) => report_id === id).map(({ part }) => part)).toEqual(['report', 'message']);
  // There is nothing yet that an officer could let go by another act.
  expect(await release(db, id, now())).toBe(false);

  const keyOf = async (fileId: string): Promise<Uint8Array> =>
    fileKeyIn([intake.identity], await readFile(sealedPath(attachments.folder, fileId)));
  await outbox.files(id, keyOf);
  const [sealed, ...twice] = await filesOf(id);
  expect([sealed?.state, twice]).toEqual(['waiting', []]);
  expect(await opens(city, sealed)).toBe(true);
  // An original goes the same way, when an officer sends it.
  await outbox.original(id, file.id, await keyOf(file.id));
  const original = (await filesOf(id)).filter(({ name }) => name === `${id}.original-1`);
  const [bytes = new Uint8Array()] = await Promise.all(original.map(bytesOf));
  expect(Buffer.from(await unseal(city.identity, bytes)).equals(picture)).toBe(true);
});
