import { sentOriginals } from '../forward/file-copies.ts';
import { nameOf } from '../forward/offices.ts';
import { wordsIn } from '../forward/questions.ts';
import type { DeskCaseView } from '../report/desk-views.ts';
import { isOfficer } from '../report/roles.ts';
import { saidNoToPolice } from '../report/said-no.ts';
import { actsFrom, outcomes } from '../report/states.ts';
import { writtenIn } from '../report/written.ts';
import type { Services } from '../running.ts';
import { meOf, type Unlocked } from '../staff/session.ts';
import { attachmentsOf } from '../store/attachments.ts';
import { assigneeOf } from '../store/assignments.ts';
import { writeAudit } from '../store/audit.ts';
import { movesOf } from '../store/moves.ts';
import { people } from '../store/people.ts';
import { reportById } from '../store/reports.ts';
import { forms, subjects } from '../triage/result.ts';
import { answersIn, consentsIn, placeIn } from './answers.ts';
import { callCard } from './call-card.ts';
import { highlight, movedBack } from './highlight.ts';
import { itemsOf } from './items.ts';
import { mayBePublished } from './export/pfif.ts';
import { fileOpened } from './label.ts';
import { linksFor } from './links-view.ts';
import { openedEntries } from './opened-entries.ts';
import { mustNotCall, openRecord } from './record.ts';
import { officeFor } from './sheet.ts';
import { slipsOf } from './take-back.ts';
import { openedMessages, timelineOf } from './timeline.ts';
import { undoable } from './undo.ts';
import { waysOf } from './ways.ts';
import { reasonsOf } from './reasons.ts';

export type CaseNeeds = Pick<
  Services,
  'db' | 'now' | 'offices' | 'places' | 'site' | 'deskContent' | 'linkRules' | 'languages'
>;

/**
 * Opens a report with the signed-in person's key, puts on record that they did, and files it for the filters and links.
 * `again`: what was typed into an act that was not done; `readAt`: when its messages were marked as read just now.
 */
export async function openCase(
  needs: CaseNeeds,
  who: Unlocked,
  id: string,
  lang: string,
  again?: DeskCaseView['again'],
  readAt?: number,
): Promise<DeskCaseView | undefined> {
  const { db, now, offices, deskContent } = needs;
  const report = await reportById(db, id);
  if (!report) return undefined;
  const record = await openRecord(who.keyring, report.sealed);
  await writeAudit(db, { actor: who.personId, act: 'opened', subject: id }, now());
  const entries = await openedEntries(db, who.keyring, id);
  await fileOpened(needs, who.keyring, record, entries);

  const [item] = await itemsOf(db, [report]);
  if (!item) return undefined;
  const all = await people(db);
  const personName = (personId: string): string => all.find((one) => one.id === personId)?.name ?? personId;
  const officeName = (officeId: string): string => nameOf(offices, officeId, lang);
  const steps = await movesOf(db, id);
  const messages = await openedMessages(db, who.keyring, record);
  const named = [...record.attachments, ...messages.flatMap((message) => message.files)];
  const slip = undoable(steps, who.personId, now());
  const written = writtenIn(record.fields);
  const { triage, fields } = record;
  const judged = entries.findLast((entry) => entry.what === 'classification')?.content;
  const deliveries = await waysOf(needs, who.keyring, id, lang);
  const originals = await sentOriginals(db, id);
  const reportLang = fields['lang'] === 'en' ? 'en' : 'vi';
  return {
    person: meOf(who),
    now: now(),
    item,
    story: highlight(written.story, triage.reasons),
    description: highlight(
      written.description,
      movedBack(triage.reasons, written.text.length - written.description.length),
    ),
    lang: reportLang,
    answers: answersIn(record).filter(({ name, asTyped }) => asTyped || name !== 'description'),
    place: placeIn(record, needs.places),
    consents: consentsIn(record),
    mustNotCall: mustNotCall(record),
    hasContact: record.hasContact,
    confirmation: record.confirmation,
    machine: { ...triage, urgency: triage.urgency ?? record.urgency },
    judged,
    reasons: reasonsOf(triage.reasons, written.text, needs.languages.of(lang)),
    attachments: (await attachmentsOf(db, id)).map((file) => ({
      id: file.id,
      label: named.find((one) => one.id === file.id)?.label ?? file.id,
      kind: file.kind === 'image' || file.kind === 'audio' ? file.kind : 'other',
      hasClean: file.clean_id !== null,
      state: file.state,
      sizeKib: file.size_kib,
      originalSent: originals.has(file.id),
    })),
    routing: record.routing.map(({ office, why, held }) => ({ office: officeName(office), why, held })),
    deliveries,
    timeline: await timelineOf(db, id, { entries, steps, messages, nameOf: personName, officeName }),
    messages,
    call: callCard(needs, record, { entries, nameOf: personName, sentAt: deliveries[0]?.sentAt ?? undefined }),
    incidents: entries.flatMap((entry) => (entry.what === 'incident' ? [flat(entry.content)] : [])),
    persons: entries.flatMap((entry) => (entry.what === 'person' ? [flat(entry.content)] : [])),
    links: await linksFor(needs, who, id, now()),
    acts: actsFrom(report.state, who.roles),
    undo: slip && { act: slip.act, at: slip.at },
    slips: await slipsOf(db, who.personId, id, now()),
    assigneeId: (await assigneeOf(db, id)) ?? '',
    readAt,
    choices: {
      subjects: [...subjects],
      forms: [...forms],
      outcomes: [...outcomes],
      returnReasons: deskContent.returnReasons,
      authorities: deskContent.authorities.map((one) => ({ id: one.id, name: one.name[lang] ?? one.id })),
      offices: offices.all.map((office) => ({ id: office.id, name: officeName(office.id) })),
      questions: deskContent
        .questionsFor(report.kind)
        .map((one) => ({ id: one.id, text: wordsIn(one.text, reportLang) })),
      people: all.filter(({ roles }) => isOfficer(roles)).map(({ id: personId, name }) => ({ id: personId, name })),
    },
    publishable: mayBePublished(record, report.state),
    usualOffice: officeFor(needs, record, '').id,
    saidNo: saidNoToPolice(fields),
    again,
  };
}

const flat = (content: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
