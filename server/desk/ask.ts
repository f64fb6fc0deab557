import type { Services } from '../running.ts';
import type { Unlocked } from '../staff/session.ts';
import { writeAudit } from '../store/audit.ts';
import { reportById } from '../store/reports.ts';
import { newsRead } from './news.ts';
import { openRecord } from './record.ts';
import { messageTo } from './reply.ts';
import type { Values } from './typed.ts';

const longest = 8_000;

/** Asks or answers the reporter: prepared questions that were chosen, then the officer's own words. */
export async function ask(
  { db, now, deskContent }: Pick<Services, 'db' | 'now' | 'deskContent'>,
  who: Unlocked,
  id: string,
  values: Values,
): Promise<'done' | 'empty' | 'not there'> {
  const report = await reportById(db, id);
  if (!report) return 'not there';
  const record = await openRecord(who.keyring, report.sealed);
  const lang = record.fields['lang'] === 'en' ? 'en' : 'vi';
  const chosen = deskContent.questions.filter((question) => values.get('question')?.includes(question.id));
  const own = (values.get('text')?.[0] ?? '').trim();
  const text = [...chosen.map((question) => question.text[lang] ?? ''), own]
    .filter(Boolean)
    .join('\n')
    .slice(0, longest);
  if (text === '') return 'empty';
  const write = messageTo(record, text);
  const at = now();
  await db.transaction().execute(async (trx) => {
    await write(trx, at);
    await newsRead(trx, id, at);
    const detail = { questions: chosen.map((question) => question.id).join(' ') };
    await writeAudit(trx, { actor: who.personId, act: 'answered', subject: id, detail }, at);
  });
  return 'done';
}
