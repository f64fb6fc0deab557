import { randomUUID } from 'node:crypto';
import { newsFromReporter } from '../../desk/news.ts';
import type { ReceivedFile } from '../../report/files.ts';
import type { Services } from '../../running.ts';
import { attachFiles, countAttachments } from '../../store/attachments.ts';
import { writeAudit } from '../../store/audit.ts';
import { insertMessage } from '../../store/messages.ts';
import { addEvent, toMinute } from '../../store/reports.ts';
import { sealTo } from '../../vault/age.ts';
import { pad } from '../../vault/padding.ts';

type Needs = Pick<Services, 'db' | 'intakeKey' | 'now' | 'clocks'> & {
  attachments: Pick<Services['attachments'], 'queueFor'>;
};

/**
 * Gives more files to a report; their names go sealed to the staff, as a message does.
 * @param id of that message: files that came under it before are not taken again.
 */
export async function addFiles(
  { db, intakeKey, now, clocks, attachments }: Needs,
  reportId: string,
  received: readonly ReceivedFile[],
  { id = randomUUID(), event }: { id?: string; event?: 'files' } = {},
): Promise<void> {
  const files = received.map(({ id, label, type }) => ({ id, label, type }));
  const text = files.map(({ label }) => label).join('\n');
  const sealed = await sealTo([intakeKey.recipient], pad({ text, files }));
  const at = now();
  await db.transaction().execute(async (trx) => {
    const message = { id, report_id: reportId, sender: 'reporter' as const, sealed, at: toMinute(at) };
    if (!(await insertMessage(trx, message))) return;
    const ids = files.map((file) => file.id);
    await attachFiles(trx, reportId, ids);
    if (event) await addEvent(trx, reportId, event, at);
    await newsFromReporter(trx, clocks, reportId, at);
    const detail = { count: ids.length };
    await writeAudit(trx, { actor: 'door', act: 'files added', subject: reportId, detail }, at);
  });
  await attachments.queueFor(reportId);
}

/** The same report came again, perhaps with more files than its first try: those behind what it has are new. */
export async function addMissingFiles(needs: Needs, reportId: string, files: readonly ReceivedFile[]): Promise<void> {
  if (files.length === 0) return;
  const missing = files.slice(await countAttachments(needs.db, reportId));
  if (missing.length > 0) await addFiles(needs, reportId, missing);
}
