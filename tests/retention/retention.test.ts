import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dueReports } from '../../server/retention/due.ts';
import { purge } from '../../server/retention/purge.ts';
import { readRetention } from '../../server/retention/rules.ts';
import type { ReviewState } from '../../server/report/codes.ts';
import { insertAttachment } from '../../server/store/attachments.ts';
import { assign } from '../../server/store/assignments.ts';
import { insertContact } from '../../server/store/contacts.ts';
import { insertDelivery } from '../../server/store/deliveries.ts';
import { insertMessage } from '../../server/store/messages.ts';
import { closeReport, setLegalHold } from '../../server/store/retention.ts';
import { openDesk } from '../staff/desk.ts';

const day = 24 * 60 * 60 * 1000;
const rules = readRetention(`${import.meta.dirname}/../../content`);
const now = Date.UTC(2030, 0, 1);

const desk = await openDesk();
afterAll(() => desk.close());

async function closed(outcome: string, daysAgo: number): Promise<string> {
  const id = await desk.report();
  await closeReport(desk.db, id, outcome, now - daysAgo * day);
  return id;
}
const isDue = async (id: string) => (await dueReports(desk.db, rules, now)).some((due) => due.id === id);

describe('a report is due', () => {
  test('when its outcome’s days are over, and not a day before', async () => {
    expect(await isDue(await closed('spam', 30))).toBe(true);
    expect(await isDue(await closed('spam', 29))).toBe(false);
    expect(await isDue(await closed('transferred', 729))).toBe(false);
    expect(await isDue(await closed('whatever else', 730))).toBe(true);
  });

  test('never while it is unread or open, however old', async () => {
    const states: ReviewState[] = ['received', 'classified', 'forwarded', 'in_resolution'];
    for (const state of states) {
      const id = await closed('spam', 5_000);
      await desk.db.updateTable('report').set({ state }).where('id', '=', id).execute();
      expect(await isDue(id), state).toBe(false);
    }
  });

  test('not while somebody has written about it within a month', async () => {
    const id = await closed('spam', 400);
    const message = { id: `${id}-m`, report_id: id, sender: 'reporter' as const, sealed: Buffer.from('x') };
    await insertMessage(desk.db, { ...message, at: now - 29 * day });
    expect(await isDue(id)).toBe(false);
    await desk.db
      .updateTable('message')
      .set({ at: now - 30 * day })
      .execute();
    expect(await isDue(id)).toBe(true);
  });

  test('not on legal hold', async () => {
    const id = await closed('spam', 400);
    await setLegalHold(desk.db, id, true);
    expect(await isDue(id)).toBe(false);
    await setLegalHold(desk.db, id, false);
    expect(await isDue(id)).toBe(true);
  });
});

test('what is purged leaves no byte in any file, and what is not due stays whole', async () => {
  const { db, dataDir } = desk;
  const stays = await closed('transferred', 10);
  const gone = await closed('spam', 400);
  // Bodies that occur once in the world; none of them may be found afterwards, not even a third of one.
  const marks = Array.from({ length: 6 }, () => randomBytes(3_000));
  const [body, mail, message, contact, original, clean] = marks.map((mark) => Uint8Array.from(mark));
  if (!body || !mail || !message || !contact || !original || !clean) throw new Error('marks are missing');
  await db.updateTable('report_body').set({ sealed: body }).where('report_id', '=', gone).execute();
  const times = { attempts: 0, queued_at: 1, next_at: 1, sent_at: null, last_error: null };
  const delivery = { id: `${gone}.trial`, report_id: gone, office_id: 'trial', state: 'sent' as const, ...times };
  await insertDelivery(db, { ...delivery, kind: 'trafficking', urgency: 'P2', lane: 'proven' }, mail);
  const old = now - 300 * day;
  await insertMessage(db, { id: `${gone}-m`, report_id: gone, sender: 'staff', sealed: message, at: old });
  await insertContact(db, { report_id: gone, key_id: 'k', sealed: contact });
  await assign(db, gone, 'somebody', 1);
  const files = [path.join(dataDir, 'attachments', 'file-a.age'), path.join(dataDir, 'attachments', 'file-b.age')];
  const letter = path.join(dataDir, 'police-queue', `${gone}.trial.eml`);
  mkdirSync(path.dirname(letter), { recursive: true });
  mkdirSync(path.join(dataDir, 'attachments'), { recursive: true });
  for (const [at, file] of [...files, letter].entries()) writeFileSync(file, [original, clean, mail][at] ?? '');
  const picture = { kind: 'image' as const, size_kib: 3, state: 'kept' as const, created_at: 1 };
  await insertAttachment(db, { id: 'file-a', report_id: gone, clean_id: 'file-b', ...picture });
  expect(foundIn(dataDir, marks), 'the search below would find them').toBe(6);
  const hash = await receiptHash(gone);

  const due = (await dueReports(db, rules, now)).filter(({ id }) => id === gone);
  expect(await purge({ db, dataDir, now: () => now }, due, 'test')).toBe(true);

  expect(foundIn(dataDir, marks)).toBe(0);
  for (const file of [...files, letter]) expect(existsSync(file)).toBe(false);
  expect(bytesBelow(dataDir).some((bytes) => bytes.includes(hash))).toBe(false);
  const kept = await db.selectFrom('report').select('id').where('id', 'in', [gone, stays]).execute();
  expect(kept).toEqual([{ id: stays }]);
  const last = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
  expect(last).toMatchObject({ act: 'purged', subject: gone });
});

test('the rules name their reason and source, and fit every report', () => {
  for (const outcome of [null, 'spam', 'anything'])
    for (const kind of ['trafficking', 'missing_person', 'self'] as const)
      expect(rules.ruleFor({ kind, outcome }).why.length).toBeGreaterThan(10);
  expect(rules.ruleFor({ kind: 'missing_person', outcome: 'found_safe' }).days).toBe(90);
});

async function receiptHash(id: string): Promise<Buffer> {
  const row = await desk.db.selectFrom('report').select('receipt_hash').where('id', '=', id).executeTakeFirstOrThrow();
  return Buffer.from(row.receipt_hash);
}

function foundIn(folder: string, marks: readonly Buffer[]): number {
  const files = bytesBelow(folder);
  return marks.filter((mark) =>
    [0, 1_000, 2_000].some((at) => files.some((bytes) => bytes.includes(mark.subarray(at, at + 900)))),
  ).length;
}

function bytesBelow(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
}
