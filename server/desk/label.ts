import { createHmac } from 'node:crypto';
import { indexReport } from '../links/links.ts';
import type { LinkRules } from '../links/rules.ts';
import type { Services } from '../running.ts';
import type { Keyring, LabelKey } from '../staff/keyring.ts';
import { unfiledReports } from '../store/blind-index.ts';
import { labelReport } from '../store/labels.ts';
import { reportById } from '../store/reports.ts';
import { deriveKey } from '../vault/box.ts';
import { openedEntries, type OpenEntry } from './opened-entries.ts';
import { openRecord, type OpenRecord } from './record.ts';

export type Label = { form: string } | { commune: string };

/** Under which hashes a form or a commune may be filed: one for each epoch of the label key. */
export async function labelHashes(keyring: Keyring, label: Label): Promise<Uint8Array[]> {
  return (await keyring.labels()).map((key) => hashOf(key, label));
}

function hashOf({ key }: LabelKey, label: Label): Uint8Array {
  const [[name, value] = ['', '']] = Object.entries(label);
  return createHmac('sha256', deriveKey(key, 'label')).update(`label\0${name}\0${value}`).digest();
}

/** The hashes of what a report is about, under the newest key; `undefined` for whoever holds none. */
export async function labelAs(
  keyring: Keyring,
  forms: readonly string[],
  record: OpenRecord,
): Promise<Uint8Array[] | undefined> {
  const [key] = await keyring.labels();
  if (!key) return undefined;
  const place = record.fields['commune'] ?? record.fields['oldDistrict'];
  const labels: Label[] = [
    ...forms.map((form) => ({ form })),
    ...(typeof place === 'string' ? [{ commune: place }] : []),
  ];
  return labels.map((label) => hashOf(key, label));
}

/** What a report is about: as the last officer judged, or else as the machine read it. */
export const formsOf = ({ triage }: OpenRecord, entries: readonly OpenEntry[]): readonly string[] =>
  entries.findLast((entry) => entry.what === 'classification')?.content.forms ?? triage.forms;

/** Files a report by what it is about and by what it may share with others. In an unlocked session only. */
export async function fileOpened(
  { db, linkRules }: { db: Services['db']; linkRules: LinkRules },
  keyring: Keyring,
  record: OpenRecord,
  entries: readonly OpenEntry[],
): Promise<void> {
  const [key] = await keyring.labels();
  const hashes = await labelAs(keyring, formsOf(record, entries), record);
  if (!key || !hashes) return;
  await db.transaction().execute(async (trx) => {
    await indexReport(trx, key.key, linkRules, record.id, record);
    await labelReport(trx, record.id, hashes);
  });
}

/** Files what is not filed yet, the newest first; how many are left is not asked. Stops when the session locks. */
export async function fileBacklog(
  needs: { db: Services['db']; linkRules: LinkRules },
  keyring: Keyring,
  most: number,
): Promise<number> {
  let filed = 0;
  for (const id of await unfiledReports(needs.db, most)) {
    const report = await reportById(needs.db, id);
    if (!report) continue;
    const entries = await openedEntries(needs.db, keyring, id);
    await fileOpened(needs, keyring, await openRecord(keyring, report.sealed), entries);
    filed++;
  }
  return filed;
}
