import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { recordAnswer } from '../../server/forward/answer.ts';
import { openSealed } from '../../server/desk/inbox.ts';
import { Floods } from '../../server/forward/flood.ts';
import { officesOf, type Office } from '../../server/forward/offices.ts';
import { Outbox } from '../../server/forward/outbox.ts';
import { sealAnew } from '../../server/forward/seal-anew.ts';
import { openHumanCheck } from '../../server/intake/human-check/human-check.ts';
import { readLimits } from '../../server/intake/human-check/limits.ts';
import { receive } from '../../server/intake/receive.ts';
import { readLanguages } from '../../server/languages.ts';
import { sealedAnswer } from '../../server/store/answers.ts';
import { openDatabase } from '../../server/store/database.ts';
import { bodyOf, deliveriesOf, deliveryById, release } from '../../server/store/deliveries.ts';
import { commitTogether } from '../../server/store/together.ts';
import { makeKeyPair, unseal } from '../../server/vault/age.ts';
import { openSealer } from '../../server/vault/sealer.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { policeOffice, testPacker } from './packing.ts';

const dataDir = newDataDir();
const db = await openDatabase(dataDir);
const sealer = openSealer();
const [intake, city, above] = [await makeKeyPair(), await makeKeyPair(), await makeKeyPair()];
const office = (id: string, recipient: string, more: Partial<Office> = {}): Office => ({
  ...policeOffice,
  id,
  recipient,
  ...more,
});
const offices = officesOf(
  [
    office('city', city.recipient, { alternate: 'above' }),
    office('above', above.recipient, { handles: { flags: ['officials'] } }),
  ],
  'city',
);
const now = Date.now;
const commit = commitTogether(db);
const serverSecret = randomBytes(32);
const { packer } = testPacker(dataDir);
const wake = (): void => undefined;
const outbox = new Outbox({ db, commit, sealer, serverSecret, offices, packer, now, wake });
const needs = {
  db,
  commit,
  sealer,
  serverSecret,
  packer,
  offices,
  outbox,
  now,
  floods: new Floods(),
  attachments: { queueFor: async () => undefined },
  intakeKey: { id: 'key', recipient: intake.recipient },
  humanCheck: openHumanCheck(readLimits('content'), now),
  languages: readLanguages('content', 'vi'),
  forwarder: { wake, stop: async () => undefined },
  liveness: { isLive: () => false, look: async () => undefined },
};
afterAll(async () => {
  await sealer.close();
  await db.destroy();
  removeDataDir(dataDir);
});

const contact = { how: 'zalo', value: 'ten-rieng', share: 'no' } as const;
const story = 'Có người đang bị nhốt và bị đánh, cứu với';

test('a report returned for another area waits for an officer, whose session seals it for the next office', async () => {
  await receive(needs, { fields: { kind: 'trafficking', story, contact }, asTyped: {} }, 'proven');
  const { id } = await db.selectFrom('report').select('id').executeTakeFirstOrThrow();
  const [first] = await deliveriesOf(db, [id]);
  if (!first) throw new Error('nothing was queued');
  const given = { answer: 'returned', reason: 'wrong_area', number: '7/CA', note: 'thuộc huyện khác' } as const;
  expect(await recordAnswer(needs, first, given, 'link')).toBe('recorded');
  expect(await recordAnswer(needs, first, { answer: 'accepted' }, 'link')).toBe('stands');

  const beside = (await sealedAnswer(db, first.id)) ?? new Uint8Array();
  const opened: unknown = JSON.parse(Buffer.from(await unseal(intake.identity, beside)).toString());
  expect(opened).toEqual({ number: '7/CA', note: 'thuộc huyện khác' });

  expect(await deliveryById(db, `${id}.above`)).toMatchObject({ state: 'held', answer_hash: null });
  expect(await release(db, id, now())).toBe(false);
  expect(await sealAnew(needs, intake.identity, 'an officer', id)).toBe(1);
  expect(await sealAnew(needs, intake.identity, 'an officer', id)).toBe(0);
  expect(await deliveryById(db, `${id}.above`)).toMatchObject({ state: 'waiting' });
  const { record, files } = await openSealed(
    id,
    [above.identity],
    (await bodyOf(db, `${id}.above`)) ?? new Uint8Array(),
  );
  expect(record).toMatchObject({ x_report_id: id, x_story: story, x_contact: { share: 'no' } });
  for (const content of files.values()) expect(content.toString()).not.toContain('ten-rieng');
  await expect(
    openSealed(id, [city.identity], (await bodyOf(db, `${id}.above`)) ?? new Uint8Array()),
  ).rejects.toThrow();
});
