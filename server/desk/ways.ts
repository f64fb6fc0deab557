import { z } from 'zod';
import { nameOf } from '../forward/offices.ts';
import { questionIn } from '../forward/questions.ts';
import type { WayView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { Keyring } from '../staff/keyring.ts';
import { sealedAnswers } from '../store/answers.ts';
import { deliveriesOf } from '../store/deliveries.ts';
import { questionsOf } from '../store/office-questions.ts';
import { openJson } from './record.ts';

/** What an office wrote beside an answer. */
const beside = z.object({ number: z.string().optional(), note: z.string().optional() });

/** A report's ways to its offices: how far it has got, what each has answered, written, and asked of the reporter. */
export async function waysOf(
  { db, offices, deskContent }: Pick<Services, 'db' | 'offices' | 'deskContent'>,
  keyring: Keyring,
  reportId: string,
  lang: string,
): Promise<WayView[]> {
  const questions = await questionsOf(db, reportId);
  const ways = (await deliveriesOf(db, [reportId])).filter(({ part }) => part === 'report');
  return Promise.all(
    ways.map(async (one) => {
      const asked = questions.filter(({ office_id }) => office_id === one.office_id);
      const written = await Promise.all(
        (await sealedAnswers(db, one.id)).map(async (sealed) => beside.parse(await openJson(keyring, sealed))),
      );
      return {
        id: one.id,
        office: nameOf(offices, one.office_id, lang),
        state: one.state,
        error: one.last_error,
        sentAt: one.sent_at,
        reason: one.reason,
        answeredAt: one.answered_at,
        registeredAt: one.registered_at,
        numbers: written.flatMap(({ number }) => number ?? []),
        notes: written.flatMap(({ note }) => note ?? []),
        asked: asked.map(({ question, answered_at }) => {
          return { text: questionIn(deskContent, question, lang), isOpen: answered_at === null };
        }),
      };
    }),
  );
}
