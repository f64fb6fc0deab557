import { insertCopies } from '../forward/copies.ts';
import { sealAnew } from '../forward/seal-anew.ts';
import type { Services } from '../running.ts';
import type { Urgency } from '../report/codes.ts';
import { allows, moves, type Act } from '../report/states.ts';
import { writeAudit } from '../store/audit.ts';
import { assign, assigneeOf } from '../store/assignments.ts';
import { insertClock, setDue, stopClocks } from '../store/clocks.ts';
import type { DbOrTrx } from '../store/database.ts';
import { hold, release } from '../store/deliveries.ts';
import { countOverride, insertEntry } from '../store/entries.ts';
import { labelReport } from '../store/labels.ts';
import { insertLink } from '../store/links.ts';
import { insertMove, standingOf, step, type Standing } from '../store/moves.ts';
import { addEvent, reportById } from '../store/reports.ts';
import { putAway } from '../store/told.ts';
import type { Unlocked } from '../staff/session.ts';
import { startOf, stepsOf } from './clock-steps.ts';
import { openRecord, sealEntry, type OpenRecord } from './record.ts';
import { parcelForOffice, type NewParcel } from './reroute.ts';
import { labelAs } from './label.ts';
import { sendPictures } from './send-files.ts';
import { messageTo, type Reply } from './reply.ts';
import { readTyped, type Change, type Values } from './typed.ts';

export type Needs = Pick<
  Services,
  | 'db'
  | 'now'
  | 'offices'
  | 'outbox'
  | 'clocks'
  | 'deskContent'
  | 'forwarder'
  | 'intakeKey'
  | 'sealer'
  | 'linkRules'
  | 'packer'
  | 'serverSecret'
  | 'site'
> & { attachments: Pick<Services['attachments'], 'folder'> };

/** `late`: a colleague was faster, or the report is elsewhere by now; nothing was changed. */
export type Acted =
  | { done: true }
  | { done: false; why: 'not there' | 'late' }
  | { done: false; why: 'incomplete'; problems: Record<string, string> };

/**
 * Does one act to a report, whole or not at all. The officer saw the report at `version`: if anybody has acted since,
 * nothing happens and they are told.
 */
export async function act(
  needs: Needs,
  who: Unlocked,
  id: string,
  what: Act,
  version: number,
  values: Values,
): Promise<Acted> {
  const { db, now } = needs;
  const report = await reportById(db, id);
  if (!report) return { done: false, why: 'not there' };
  if (report.version !== version || !allows(what, report.state, who.roles)) return { done: false, why: 'late' };
  const record = await openRecord(who.keyring, report.sealed);
  const read = readTyped(what, values, record, needs);
  if (!read.ok) return { done: false, why: 'incomplete', problems: read.problems };
  const { change } = read;
  if (change.duplicateOf && !(await standingOf(db, change.duplicateOf)))
    return { done: false, why: 'incomplete', problems: { of: 'of' } };
  const prepared = await prepare(needs, who, what, change, record);
  const at = now();
  const done = await db.transaction().execute(async (trx) => {
    const standing = await standingOf(trx, id);
    if (!standing || standing.version !== version) return false;
    await write(trx, needs, who, what, { standing, change, prepared, record, at });
    return true;
  });
  if (!done) return { done: false, why: 'late' };
  if (what === 'forward') {
    // An office that sent it back named where it belongs: that copy waits for a key to be sealed with.
    await sealAnew(needs, (sealed) => who.keyring.open('intake', sealed), who.personId, id);
    await sendPictures(needs, who, id);
    needs.forwarder.wake();
  }
  return { done: true };
}

type Prepared = {
  entries: { what: keyof Change['entries']; sealed: Uint8Array }[];
  parcel: NewParcel | undefined;
  reply: Reply | undefined;
  labels: Uint8Array[] | undefined;
};

/** Sealing takes its time and stands before the transaction. */
async function prepare(needs: Needs, who: Unlocked, what: Act, change: Change, record: OpenRecord): Promise<Prepared> {
  const { recipient } = needs.intakeKey;
  const kinds = Object.keys(change.entries) as (keyof Change['entries'])[];
  const entries = await Promise.all(
    kinds.map(async (kind) => ({ what: kind, sealed: await sealEntry(recipient, change.entries[kind]) })),
  );
  const parcel = what === 'forward' && change.office ? await parcelForOffice(needs, record, change.office) : undefined;
  const reply = change.authority ? messageTo(record, tellOf(needs, record, change.authority)) : undefined;
  const { classification } = change.entries;
  const labels = classification && (await labelAs(who.keyring, classification.forms, record));
  return { entries, parcel, reply, labels };
}

function tellOf({ deskContent }: Needs, { fields }: OpenRecord, authority: string): string {
  const tell = deskContent.authorities.find(({ id }) => id === authority)?.tell;
  return tell?.[fields['lang'] === 'en' ? 'en' : 'vi'] ?? '';
}

type Doing = { standing: Standing; change: Change; prepared: Prepared; record: OpenRecord; at: number };

async function write(trx: DbOrTrx, needs: Needs, who: Unlocked, what: Act, doing: Doing): Promise<void> {
  const { standing, change, prepared, at } = doing;
  const { id, version } = standing;
  const urgency = change.urgency ?? standing.urgency;
  const { to } = moves[what];
  const outcome = change.outcome ?? outcomeOf[what];
  const ending = outcome ? { outcome, closedAt: at } : {};
  const reopening = what === 'reopen' ? { outcome: null, closedAt: null } : {};
  await step(trx, id, version, { state: to, urgency, ...ending, ...reopening });
  const replaced = {
    urgency_before: standing.urgency,
    outcome_before: standing.outcome,
    closed_before: standing.closed_at,
    assignee_before: (await assigneeOf(trx, id)) ?? null,
  };
  const move = { report_id: id, act: what, from_state: standing.state, to_state: to, ...replaced };
  const move_seq = await insertMove(trx, { ...move, by_id: who.personId, at });
  for (const entry of prepared.entries) {
    const row = { report_id: id, by_id: who.personId, at, ...entry };
    // A note stays when the step is taken back: nobody's words are lost.
    await insertEntry(trx, entry.what === 'note' ? row : { ...row, move_seq });
  }
  if (prepared.labels) await labelReport(trx, id, prepared.labels);
  if (change.duplicateOf) await insertLink(trx, 'same_incident', [id, change.duplicateOf], who.personId, at);
  if (what === 'take') await assign(trx, id, who.personId, at);
  if (change.overruled) await countRules(trx, change.overruled, at);
  await moveClocks(trx, needs, what, id, urgency, { ...doing });
  if (what === 'forward') await send(trx, id, prepared.parcel, at);
  if (what === 'outOfScope' || (what === 'close' && change.outcome === 'spam')) await hold(trx, id);
  if (prepared.reply) await prepared.reply(trx, at);
  const event = eventOf[what];
  if (event)
    await addEvent(
      trx,
      id,
      event,
      at,
      event === 'acknowledged' || event === 'returned' ? officeOf(doing.record) : undefined,
    );
  await putAway(trx, id, at);
  const detail = { urgency, from: standing.state, ...detailOf(change) };
  await writeAudit(trx, { actor: who.personId, act: what, subject: id, detail }, at);
}

/** What ends without an outcome of its own gets one all the same: from then on its time of keeping runs. */
const outcomeOf: Partial<Record<Act, string>> = { duplicate: 'duplicate', outOfScope: 'not_a_report' };

/** Steps that the reporter sees. */
const eventOf: Partial<Record<Act, string>> = {
  classify: 'classified',
  accept: 'acknowledged',
  return: 'returned',
  outOfScope: 'out_of_scope',
  close: 'closed',
  reopen: 'reopened',
};
export const reporterSees = (what: Act): string | undefined => eventOf[what];

const officeOf = ({ routing }: OpenRecord): string | undefined => routing[0]?.office;

function detailOf({ outcome, office, authority, duplicateOf, entries, overruled }: Change): Record<string, string> {
  const given = { outcome, office, authority, with: duplicateOf, reason: entries.reason?.code };
  const said = Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return Object.fromEntries(overruled ? [...said, ['overruled', overruled.direction]] : said) as Record<string, string>;
}

/** The month that a judgement counts in. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

async function countRules(trx: DbOrTrx, { rules, direction }: NonNullable<Change['overruled']>, at: number) {
  for (const rule of rules) await countOverride(trx, rule, direction, monthOf(at));
}

async function moveClocks(
  trx: DbOrTrx,
  { clocks }: Needs,
  what: Act,
  id: string,
  urgency: Urgency,
  { standing, change, at }: Doing,
): Promise<void> {
  const { stop, start } = stepsOf(what);
  await stopClocks(trx, id, ['message', ...stop, ...start], at);
  const times = { now: at, receivedAt: standing.received_at, authorityAt: change.authorityAt };
  for (const name of start) {
    const run = clocks.run(name, urgency, startOf(clocks.entries[name].from, times));
    if (run) await insertClock(trx, id, run, at);
  }
  await setDue(trx, id);
}

async function send(trx: DbOrTrx, id: string, parcel: NewParcel | undefined, at: number): Promise<void> {
  if (parcel) await insertCopies(trx, [parcel.copy], parcel.sealed);
  else await release(trx, id, at);
}
