import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { nameOf } from '../../forward/offices.ts';
import type { ReviewState } from '../../report/codes.ts';
import type { Services } from '../../running.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import { valuesOf, type Room } from '../../staff/rooms/room.ts';
import { meOf } from '../../staff/session.ts';
import { writeAudit } from '../../store/audit.ts';
import { reportById } from '../../store/reports.ts';
import { noteCarried, sealedBundle } from '../export/bundle.ts';
import { htcdsCase, htcdsCsv } from '../export/htcds.ts';
import { mayBePublished, pfif } from '../export/pfif.ts';
import { openedEntries } from '../opened-entries.ts';
import { openRecord, type OpenRecord } from '../record.ts';
import { officeFor, sheetOf } from '../sheet.ts';
import { readForward } from '../typed.ts';
import { caseShower } from './show-case.ts';

type Made = { type: string; content: string | Uint8Array };
type Opened = { record: OpenRecord; state: ReviewState };

/** What leaves the console: each time on record, never kept by a browser or a proxy. */
export function exportRoom(staff: Hono<Env>, room: Room): void {
  const {
    open,
    language: { code: lang },
  } = room;
  const { again } = caseShower(room);

  staff.get('/tin/:id/phieu/', async (c) => {
    const services = await open();
    const record = (await openedBy(c, services))?.record;
    if (!record) return c.notFound();
    const { offices } = services;
    const office = officeFor(services, record, c.req.query('noi') ?? '');
    await note(c, services, { what: 'sheet', office: office.id });
    return draw(c, 'sheet', lang, {
      person: meOf(c.get('who')),
      id: record.id,
      sheet: sheetOf(services, record, office),
      office: office.id,
      offices: offices.all.map(({ id }) => ({ id, name: nameOf(offices, id, lang) })),
    });
  });

  staff.get('/tin/:id/xuat/:what', async (c) => {
    const services = await open();
    const what = c.req.param('what');
    const opened = await openedBy(c, services);
    const made = opened && (await madeOf(c, services, opened, what));
    if (!made) return c.notFound();
    await note(c, services, { what });
    return fileOf(c, `${opened.record.id}-${what}`, made);
  });

  staff.post('/tin/:id/xuat/goi/', async (c) => {
    const services = await open();
    const values = await valuesOf(c);
    const record = (await openedBy(c, services))?.record;
    const office = services.offices.of(values.get('office')?.[0] ?? '');
    if (!record || !office) return c.notFound();
    // The rule of forwarding: whoever carries out what a person said no to says why.
    const read = readForward(values, record);
    if (!read.ok) return again(c, 'bundle', values, read.problems);
    const { content, extension } = await sealedBundle(services, record, office);
    await noteCarried(services, c.get('who'), record.id, office, read.change.entries.reason);
    return fileOf(c, `${record.id}-${office.id}.${extension}`, { type: 'application/octet-stream', content });
  });

  async function openedBy(c: Context<Env>, { db }: Services): Promise<Opened | undefined> {
    const report = await reportById(db, c.req.param('id') ?? '');
    return report && { record: await openRecord(unlocked(c).keyring, report.sealed), state: report.state };
  }

  async function madeOf(
    c: Context<Env>,
    services: Services,
    { record, state }: Opened,
    what: string,
  ): Promise<Made | undefined> {
    const { db, now, config, languages, typesetter } = services;
    const htcds = async () => htcdsCase(record, state, await openedEntries(db, unlocked(c).keyring, record.id));
    switch (what) {
      case 'phieu.pdf': {
        const sheet = sheetOf(services, record, officeFor(services, record, c.req.query('noi') ?? ''));
        const { say } = languages.of(sheet.language);
        return {
          type: 'application/pdf',
          content: await typesetter.set(sheet, say('sheet.unprintable', { count: '{count}' })),
        };
      }
      case 'htcds.json':
        return { type: 'application/json', content: JSON.stringify([await htcds()], null, 2) };
      case 'htcds.csv':
        return { type: 'text/csv; charset=utf-8', content: htcdsCsv([await htcds()]) };
      case 'pfif.xml': {
        const domain = new URL(config.origins[0] ?? 'http://localhost').hostname;
        return mayBePublished(record, state)
          ? { type: 'application/xml', content: pfif(record, domain, now()) }
          : undefined;
      }
      default:
        return undefined;
    }
  }
}

function fileOf(c: Context<Env>, name: string, { type, content }: Made): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Cache-Control', 'no-store');
  return c.body(typeof content === 'string' ? content : Uint8Array.from(content));
}

async function note(c: Context<Env>, { db, now }: Services, detail: Readonly<Record<string, string>>): Promise<void> {
  const entry = { actor: c.get('who').personId, act: 'exported', subject: c.req.param('id') ?? '', detail };
  await writeAudit(db, entry, now());
}
