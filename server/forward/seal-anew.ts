import { z } from 'zod';
import { lanes, urgencies } from '../report/codes.ts';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { insertBody } from '../store/deliveries.ts';
import { reportById } from '../store/reports.ts';
import { flags } from '../triage/result.ts';
import { waitsForSealing } from './answer.ts';
import { copyFor, jobsOf } from './copies.ts';

/** The part of what an officer of ours opens that a package is made from. */
const opened = z.object({
  version: z.literal(1),
  id: z.string(),
  receivedAt: z.string(),
  urgency: z.enum(urgencies),
  lane: z.enum(lanes),
  confirmation: z.string(),
  fields: z.record(z.string(), z.unknown()),
  asTyped: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ id: z.string(), label: z.string(), type: z.string() })),
  triage: z.object({ flags: z.array(z.enum(flags)) }),
});

type Needs = Pick<Services, 'db' | 'offices' | 'packer' | 'sealer' | 'serverSecret' | 'now' | 'forwarder'>;

/**
 * In an officer's session: seals a report for the offices it was routed to after it came, and lets the copies go.
 * A contact lies with the custodian and does not travel with it.
 * @param unseal opens with the officer's intake key. @returns how many.
 */
export async function sealAnew(
  needs: Needs,
  unseal: (sealed: Uint8Array) => Promise<Uint8Array>,
  by: string,
  reportId: string,
): Promise<number> {
  const { db, offices, packer, sealer, now } = needs;
  const report = await reportById(db, reportId);
  const waiting = await waitsForSealing(db, reportId);
  if (!report || waiting.length === 0) return 0;
  const { triage, ...whole } = opened.parse(JSON.parse(Buffer.from(await unseal(report.sealed)).toString('utf8')));
  let count = 0;
  for (const { id, office_id, name, part, kind, urgency, lane } of waiting) {
    const office = offices.of(office_id);
    if (!office) continue;
    const at = now();
    const sending = { reportId, name, part, kind, urgency, lane, state: 'waiting' as const, at };
    const copy = copyFor(needs, sending, office, [], (token) => packer.report(whole, office, triage.flags, token));
    const [sealed] = await sealer.seal(jobsOf([copy]));
    if (!sealed) throw new Error('the sealer gave too few seals');
    const { answer_hash, format } = copy.row;
    await db.transaction().execute(async (trx) => {
      const fresh = { answer_hash, format, state: 'waiting' as const, next_at: at, open_since: at };
      await trx.updateTable('delivery').set(fresh).where('id', '=', id).execute();
      await insertBody(trx, id, sealed);
      await writeAudit(trx, { actor: by, act: 'sealed anew', subject: reportId, detail: { office: office.id } }, at);
    });
    count += 1;
  }
  needs.forwarder.wake();
  return count;
}
