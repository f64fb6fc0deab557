import { afterAll, expect, test } from 'vitest';
import { ask } from '../../server/desk/ask.ts';
import { openCase } from '../../server/desk/open-case.ts';
import { recordAnswer, type Given } from '../../server/forward/answer.ts';
import { deliveryById } from '../../server/store/deliveries.ts';
import { openDeskLine, values } from './line.ts';

const line = await openDeskLine();
afterAll(() => line.close());
const officer = await line.person(['duty_officer']);

test('an office’s number and words are sealed, shown to an officer of ours, and passed on only by them', async () => {
  const id = await line.send({ kind: 'trafficking', story: 'Có người đang bị nhốt và bị đánh, cứu với' });
  const delivery = await deliveryById(line.db, `${id}.trial`);
  if (!delivery) throw new Error('nothing was queued');
  const note = 'Hỏi giúp: nhà có cổng màu gì?';
  const asks: Given = { answer: 'returned', reason: 'more_information', questions: ['where'], note };
  const needs = { ...line.needs, liveness: { isLive: () => false, look: async () => undefined } };
  expect(await recordAnswer(needs, delivery, asks, 'link')).toBe('recorded');
  const rows = await line.db.selectFrom('delivery_answer').select('sealed').execute();
  expect(rows.some(({ sealed }) => Buffer.from(sealed).includes('cổng'))).toBe(false);

  const way = async () => (await openCase(line.needs, officer, id, 'vi'))?.deliveries[0];
  expect(await way()).toMatchObject({ reason: 'more_information', notes: [note], asked: [{ isOpen: true }] });
  expect((await openCase(line.needs, officer, id, 'vi'))?.messages).toEqual([]);
  expect(await ask(line.needs, officer, id, values({ text: note }))).toBe('done');
  expect((await openCase(line.needs, officer, id, 'vi'))?.messages).toMatchObject([{ sender: 'staff', text: note }]);

  // What it wrote before stays beside what it answers in the end.
  const accepted = { answer: 'accepted', number: '7/PC02' } as const;
  expect(await recordAnswer(needs, delivery, accepted, 'link')).toBe('recorded');
  expect(await recordAnswer(needs, delivery, asks, 'link')).toBe('stands');
  expect(await way()).toMatchObject({ reason: null, state: 'acknowledged', numbers: ['7/PC02'], notes: [note] });
});
