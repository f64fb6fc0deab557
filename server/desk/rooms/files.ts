import type { Hono } from 'hono';
import { openAttachment } from '../../intake/attachments/open.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';
import { attachmentById } from '../../store/attachments.ts';
import { writeAudit } from '../../store/audit.ts';
import { reportById } from '../../store/reports.ts';
import { openRecord } from '../record.ts';
import { sendOriginal } from '../send-files.ts';
import { openedMessages } from '../timeline.ts';

/** Types a browser may show in its place; whatever else comes is only ever saved. */
const shown: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'];
const played: readonly string[] = [
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/webm',
  'audio/wav',
  'audio/aac',
  'audio/x-m4a',
  'audio/amr',
];

/** Files of a report, opened in the session and kept by nobody on the way. */
export function filesRoom(staff: Hono<Env>, { open, home }: Room): void {
  /** The original of one file goes to the offices that have the report; a voice note has nothing else that could. */
  staff.post('/tin/:id/tep/:file/gui/', async (c) => {
    const { id, file } = c.req.param();
    if (!(await sendOriginal(await open(), unlocked(c), id, file))) return c.notFound();
    return c.redirect(`${home}tin/${id}/`, 303);
  });

  staff.get('/tin/:id/tep/:file/:which/', async (c) => {
    const services = await open();
    const who = unlocked(c);
    const { id, file, which } = c.req.param();
    if (which !== 'ban-sach' && which !== 'ban-goc') return c.notFound();
    const attachment = await attachmentById(services.db, file);
    const report = await reportById(services.db, id);
    if (!attachment || !report || attachment.report_id !== id) return c.notFound();
    const clean = which === 'ban-sach';
    const record = await openRecord(who.keyring, report.sealed);
    const later = (await openedMessages(services.db, who.keyring, record)).flatMap(({ files }) => files);
    const named = [...record.attachments, ...later].find((one) => one.id === file);
    const content = await openAttachment(
      services,
      await who.keyring.identities('intake'),
      file,
      clean ? 'clean' : 'original',
    );
    if (!content) return c.notFound();
    if (!clean)
      await writeAudit(
        services.db,
        { actor: who.personId, act: 'original opened', subject: id, detail: { file } },
        services.now(),
      );
    const type = typeOf(clean ? 'image/jpeg' : (named?.type ?? ''), clean);
    const asFile = clean || type.startsWith('audio/') ? 'inline' : 'attachment';
    c.header('Content-Type', type);
    c.header('Content-Disposition', `${asFile}; filename="${file}"`);
    c.header('Cache-Control', 'no-store');
    c.header('Content-Security-Policy', "default-src 'none'; sandbox");
    return c.body(content);
  });
}

function typeOf(type: string, clean: boolean): string {
  const known = clean ? shown : played;
  return known.includes(type) ? type : 'application/octet-stream';
}
