import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';
import { writeAudit } from '../../store/audit.ts';
import { reportById } from '../../store/reports.ts';
import { sealTo } from '../../vault/age.ts';
import { htcdsCase, htcdsCsv } from '../export/htcds.ts';
import { mayBePublished, pfif } from '../export/pfif.ts';
import { openCase } from '../open-case.ts';
import { openedEntries } from '../opened-entries.ts';
import { openRecord } from '../record.ts';

/** What leaves the console: each time on record, never kept by a browser or a proxy. */
export function exportRoom(staff: Hono<Env>, { open, language }: Room): void {
  const { code: lang } = language;

  staff.get('/tin/:id/phieu/', async (c) => {
    const services = await open();
    const who = unlocked(c);
    const view = await openCase(services, who, c.req.param('id'), lang);
    if (!view) return c.notFound();
    await record(c, services, 'sheet');
    const office = view.routing[0]?.office ?? services.offices.default.name[lang] ?? '';
    return draw(c, 'sheet', lang, { person: view.person, case: view, office, line: services.site.name });
  });

  staff.get('/tin/:id/xuat/:what', async (c) => {
    const services = await open();
    const { db, now, config, offices } = services;
    const who = unlocked(c);
    const { id, what } = c.req.param();
    const report = await reportById(db, id);
    if (!report) return c.notFound();
    const opened = await openRecord(who.keyring, report.sealed);
    const entries = await openedEntries(db, who.keyring, id);
    const made = async (): Promise<{ type: string; content: string | Uint8Array<ArrayBuffer> } | undefined> => {
      switch (what) {
        case 'htcds.json':
          return {
            type: 'application/json',
            content: JSON.stringify([htcdsCase(opened, report.state, entries)], null, 2),
          };
        case 'htcds.csv':
          return { type: 'text/csv; charset=utf-8', content: htcdsCsv([htcdsCase(opened, report.state, entries)]) };
        case 'pfif.xml': {
          const domain = new URL(config.origins[0] ?? 'http://localhost').hostname;
          return mayBePublished(opened, report.state)
            ? { type: 'application/xml', content: pfif(opened, domain, now()) }
            : undefined;
        }
        case 'goi.age': {
          const { conversationKey: _, ...whole } = opened;
          const plain = Buffer.from(JSON.stringify({ ...whole, entries }), 'utf8');
          const sealed = new Uint8Array(await sealTo([offices.default.recipient], plain));
          plain.fill(0);
          return { type: 'application/octet-stream', content: sealed };
        }
        default:
          return undefined;
      }
    };
    const file = await made();
    if (!file) return c.notFound();
    await record(c, services, what);
    c.header('Content-Type', file.type);
    c.header('Content-Disposition', `attachment; filename="${id}-${what}"`);
    c.header('Cache-Control', 'no-store');
    return c.body(file.content);
  });
}

async function record(
  c: Context<Env>,
  { db, now }: Pick<Awaited<ReturnType<Room['open']>>, 'db' | 'now'>,
  what: string,
) {
  const entry = { actor: c.get('who').personId, act: 'exported', subject: c.req.param('id') ?? '', detail: { what } };
  await writeAudit(db, entry, now());
}
