import { afterAll, expect, test } from 'vitest';
import { openSealed } from '../../server/desk/inbox.ts';
import { recordAnswer } from '../../server/forward/answer.ts';
import { sealAnew } from '../../server/forward/seal-anew.ts';
import { receive } from '../../server/intake/receive.ts';
import { sealedAnswers } from '../../server/store/answers.ts';
import { bodyOf, deliveriesOf, deliveryById, release } from '../../server/store/deliveries.ts';
import { unseal } from '../../server/vault/age.ts';
import { openInProcess, someOffice } from './in-process.ts';

const city = await someOffice('city', { alternate: 'above' });
const above = await someOffice('above', { handles: { flags: ['officials'] } });
const { needs, intake, close } = await openInProcess([city.office, above.office]);
const { db, now } = needs;
afterAll(close);

const withKey = (sealed: Uint8Array): Promise<Uint8Array> => unseal(intake.identity, sealed);
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

  const [beside = new Uint8Array()] = await sealedAnswers(db, first.id);
  const opened: unknown = JSON.parse(Buffer.from(await unseal(intake.identity, beside)).toString());
  expect(opened).toEqual({ number: '7/CA', note: 'thuộc huyện khác' });

  expect(await deliveryById(db, `${id}.above`)).toMatchObject({ state: 'held', answer_hash: null });
  expect(await release(db, id, now())).toBe(false);
  expect(await sealAnew(needs, withKey, 'an officer', id)).toBe(1);
  expect(await sealAnew(needs, withKey, 'an officer', id)).toBe(0);
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
