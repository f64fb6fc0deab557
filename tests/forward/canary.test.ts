import { afterAll, expect, test } from 'vitest';
import { openSealed } from '../../server/desk/inbox.ts';
import { recordSent } from '../../server/forward/send.ts';
import { sendCanaries } from '../../server/forward/watch.ts';
import { pulseOf } from '../../server/store/pulse.ts';
import { bodyOf, countDeliveries, type Delivery } from '../../server/store/deliveries.ts';
import { openInProcess, someOffice } from './in-process.ts';

const city = await someOffice('city');
const trial = await someOffice('trial', { trial: true });
const { needs, close } = await openInProcess([city.office, trial.office]);
const { db } = needs;
afterAll(close);

const alarms: unknown[] = [];
const log = { error: (event: unknown) => void alarms.push(event) };
const canaries = (): Promise<Delivery[]> => db.selectFrom('delivery').selectAll().orderBy('seq').execute();

test('an hourly canary goes to each office where somebody reads, is marked as a test, and is never counted', async () => {
  await sendCanaries({ ...needs, log });
  const [canary] = await canaries();
  if (!canary) throw new Error('no canary was queued');
  expect(canary).toMatchObject({ office_id: 'city', part: 'canary', state: 'waiting' });
  const { record } = await openSealed('c', [city.identity], (await bodyOf(db, canary.id)) ?? new Uint8Array());
  expect(record).toMatchObject({ x_notice: 'canary', x_test: true });
  expect(Object.values(await countDeliveries(db)).every((count) => count === 0)).toBe(true);
  expect(await pulseOf(db)).toMatchObject({ held: 0, waiting: 0, failed: 0 });
});

test('one that is still there an hour later raises an alarm and is not joined by another', async () => {
  await sendCanaries({ ...needs, log });
  expect(alarms).toEqual([{ event: 'canary.late', alarm: true, office: 'city' }]);
  expect(await canaries()).toHaveLength(1);
});

test('the one before goes when the next has got through', async () => {
  const [first] = await canaries();
  if (first) await recordSent(db, first, needs.now());
  await sendCanaries({ ...needs, log });
  const second = (await canaries()).at(-1);
  if (second) await recordSent(db, second, needs.now());
  expect((await canaries()).map(({ id, state }) => ({ id, state }))).toEqual([{ id: second?.id, state: 'sent' }]);
});
