import { addable, type Addable } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { Unlocked } from '../staff/session.ts';
import { writeAudit } from '../store/audit.ts';
import { insertClock, setDue, stopClocks } from '../store/clocks.ts';
import { insertEntry } from '../store/entries.ts';
import { standingOf } from '../store/moves.ts';
import { forms } from '../triage/result.ts';
import { entrySchemas, type Entries } from './entry.ts';
import { sealEntry } from './record.ts';
import type { Values } from './typed.ts';

type Needs = Pick<Services, 'db' | 'now' | 'intakeKey' | 'clocks'>;

/** Adds a sealed piece of the desk's own work. Answers with problems by field; `unknown` for another kind of piece. */
export async function addEntry(
  { db, now, intakeKey, clocks }: Needs,
  who: Unlocked,
  id: string,
  kind: string,
  values: Values,
): Promise<Record<string, string> | 'unknown' | undefined> {
  const what = addable.find((one) => one === kind);
  if (!what) return 'unknown';
  const read = entrySchemas[what].safeParse(contentOf(what, values));
  if (!read.success || isEmpty(what, read.data)) return { text: 'text' };
  const sealed = await sealEntry(intakeKey.recipient, read.data);
  const at = now();
  await db.transaction().execute(async (trx) => {
    await insertEntry(trx, { report_id: id, what, sealed, by_id: who.personId, at });
    if (what === 'call') await stopClocks(trx, id, ['call'], at);
    if (what === 'note') await stopClocks(trx, id, ['message'], at);
    const standing = what === 'person' ? await standingOf(trx, id) : undefined;
    if (standing) {
      await stopClocks(trx, id, ['victim'], at);
      const decided = values.get('status')?.[0] !== 'PossibleVictimOfTrafficking';
      const run = decided ? undefined : clocks.run('victim', standing.urgency, at);
      if (run) await insertClock(trx, id, run, at);
    }
    await setDue(trx, id);
    await writeAudit(trx, { actor: who.personId, act: `${what} added`, subject: id }, at);
  });
  return undefined;
}

function contentOf(what: Addable, values: Values): Partial<Entries[Addable]> & Record<string, unknown> {
  const text = (name: string): string => (values.get(name)?.[0] ?? '').trim();
  switch (what) {
    case 'note':
      return { text: text('text') };
    case 'call':
      return { whom: text('whom'), answer: text('text') };
    case 'incident': {
      const chosen = forms.filter((form) => values.get('forms')?.includes(form));
      return { forms: chosen, legs: text('text'), accused: text('accused'), linked: text('linked') };
    }
    case 'person':
      return {
        status: text('status'),
        decidedBy: text('decidedBy'),
        ageBand: text('ageBand'),
        needs: text('text'),
        services: text('services'),
      };
  }
}

const isEmpty = (what: Addable, content: object): boolean =>
  what !== 'person' &&
  Object.values(content).every((value) => value === '' || (Array.isArray(value) && value.length === 0));
