import { z } from 'zod';
import type { DeskCaseView, TimelineItem } from '../report/desk-views.ts';
import type { Keyring } from '../staff/keyring.ts';
import type { DbOrTrx } from '../store/database.ts';
import { deskActsOn } from '../store/audit.ts';
import { messagesOf } from '../store/messages.ts';
import type { StoredMove } from '../store/moves.ts';
import { eventsOf } from '../store/reports.ts';
import { toldAbout } from '../store/told.ts';
import { openBox } from '../vault/box.ts';
import type { OpenEntry } from './opened-entries.ts';
import { openJson, type OpenRecord } from './record.ts';

/** Files that came after the report are named in a message. */
const sealedMessage = z.object({
  text: z.string(),
  files: z.array(z.object({ id: z.string(), label: z.string(), type: z.string() })).default([]),
});

export type OpenMessage = DeskCaseView['messages'][number] & { files: OpenRecord['attachments'] };

type Parts = {
  entries: readonly OpenEntry[];
  steps: readonly StoredMove[];
  messages: readonly OpenMessage[];
  nameOf: (personId: string) => string;
  officeName: (officeId: string) => string;
};

/** Everything that happened to a report, the newest first; `what` is a key of `desk.timeline`. */
export async function timelineOf(db: DbOrTrx, reportId: string, parts: Parts): Promise<TimelineItem[]> {
  const { entries, steps, nameOf, officeName } = parts;
  const ofSteps = new Set(['classified', 'acknowledged', 'returned', 'out_of_scope', 'closed', 'reopened', 'answered']);
  const events = (await eventsOf(db, reportId)).filter(({ what, office_id }) => !ofSteps.has(what) || office_id);
  const told = await toldAbout(db, reportId);
  const beside = await deskActsOn(db, reportId);
  return [
    ...events.map(({ what, office_id, at }) => ({
      at,
      who: '',
      what: `event.${what}`,
      text: office_id ? officeName(office_id) : '',
    })),
    ...steps.map(({ act, by_id, at }) => ({ at, who: nameOf(by_id), what: `act.${act}`, text: '' })),
    ...entries.filter(saysMore).map((entry) => ({
      at: entry.at,
      who: nameOf(entry.by),
      what: `entry.${entry.what}`,
      text: textOf(entry),
    })),
    ...beside.map(({ at, actor, act, detail }) => ({
      at,
      who: nameOf(actor),
      what: `beside.${act.replace(' ', '_')}`,
      text: besideText(act, detail, nameOf),
    })),
    ...told.map(({ clock, step, person_id, at }) => ({
      at,
      who: person_id === null ? '' : nameOf(person_id),
      what: `told.${step}`,
      text: clock,
    })),
    ...parts.messages.map(({ sender, text, at }) => ({ at, who: '', what: `message.${sender}`, text })),
  ].sort((a, b) => b.at - a.at);
}

const besideDetail = z.object({ to: z.string(), what: z.string(), with: z.string(), office: z.string() }).partial();

/** To whom, with which, as what: never a text of the report, for the audit holds none. */
function besideText(act: string, detail: string, nameOf: Parts['nameOf']): string {
  const { to, what, with: other, office } = besideDetail.parse(JSON.parse(detail));
  if (act === 'assigned') return to === undefined || to === 'nobody' ? '–' : nameOf(to);
  if (act === 'exported') return [what, office].filter(Boolean).join(' · ');
  return other?.slice(0, 6) ?? '';
}

/** A classification that only confirmed is told by its step already. */
const saysMore = (entry: OpenEntry): boolean => entry.what !== 'classification' || entry.content.reason !== '';

function textOf(entry: OpenEntry): string {
  switch (entry.what) {
    case 'note':
      return entry.content.text;
    case 'classification':
      return [entry.content.urgency, entry.content.reason].filter((text) => text !== '').join(': ');
    case 'call':
      return [entry.content.whom, entry.content.answer].join(': ');
    case 'authority':
      return entry.content.number;
    case 'reason':
      return [entry.content.code, entry.content.text].filter((text) => text !== '').join(': ');
    case 'incident':
      return entry.content.legs;
    case 'person':
      return entry.content.needs;
  }
}

export async function openedMessages(
  db: DbOrTrx,
  keyring: Keyring,
  { id, conversationKey }: OpenRecord,
): Promise<OpenMessage[]> {
  const key = Buffer.from(conversationKey, 'base64');
  const rows = await messagesOf(db, id);
  return Promise.all(
    rows.map(async ({ sender, sealed, at }) => {
      if (sender === 'staff')
        return { sender, at, text: openBox(key, 'message', sealed)?.toString('utf8') ?? '', files: [] };
      return { sender, at, ...sealedMessage.parse(await openJson(keyring, sealed)) };
    }),
  );
}
