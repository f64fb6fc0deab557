import { simpleParser } from 'mailparser';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { deliveryById, markFailed } from '../store/deliveries.ts';
import { mailHost } from './mail.ts';

/** What a mail server says of a mail of ours. */
export type Bounce = {
  /** The delivery it is about. */
  id: string;
  action: 'failed' | 'delayed' | 'other';
  /** `5.1.1` */
  status: string;
};

const ours = new RegExp(`<([\\w.-]+)@${mailHost}>`);

/**
 * Reads a returned mail (RFC 3464): what happened from its delivery status, which of ours it was from the envelope id
 * or the head that came back. `undefined` for a mail that is about none of ours.
 */
export async function readBounce(mail: Buffer): Promise<Bounce | undefined> {
  const { attachments, text = '' } = await simpleParser(mail);
  // The parser keeps status and returned head as attachments, or folds them into the text.
  const parts = [mail.toString('latin1'), text, ...attachments.map(({ content }) => content.toString('latin1'))];
  const whole = parts.join('\n');
  if (!/^Content-Type:\s*multipart\/report/im.test(whole)) return undefined;
  const id =
    /^Original-Envelope-Id:\s*([\w.-]+)\s*$/im.exec(whole)?.[1] ??
    ours.exec(/^Message-ID:\s*(<[^>]+>)\s*$/im.exec(afterHead(whole))?.[1] ?? '')?.[1] ??
    ours.exec(afterHead(whole))?.[1];
  const action = /^Action:\s*(\w+)/im.exec(whole)?.[1]?.toLowerCase();
  const status = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(whole)?.[1] ?? '';
  if (id === undefined || action === undefined) return undefined;
  return { id, status, action: action === 'failed' || action === 'delayed' ? action : 'other' };
}

/** Without the head of the returned mail itself, whose id is its sender's. */
const afterHead = (mail: string): string => mail.slice(mail.search(/\r?\n\r?\n/));

/** Shows a bounce on its delivery: what failed waits for an officer. `false` when it is about none of ours. */
export async function recordBounce(db: Db, bounce: Bounce, at: number): Promise<boolean> {
  const delivery = await deliveryById(db, bounce.id);
  if (!delivery) return false;
  const { report_id: subject, office_id: office } = delivery;
  await db.transaction().execute(async (trx) => {
    if (bounce.action === 'failed') await markFailed(trx, bounce.id, `DSN ${bounce.status}`.trim());
    const detail = { office, action: bounce.action, status: bounce.status };
    await writeAudit(trx, { actor: 'mail server', act: 'bounced', subject, detail }, at);
  });
  return true;
}
