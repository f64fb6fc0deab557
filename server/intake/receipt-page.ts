import type { Context } from 'hono';
import { draw } from '../draw.ts';
import type { Language } from '../languages.ts';
import type { LeftOut, ReceivedFile } from '../report/files.ts';
import type { ReceiptView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { confirmationWord, inDigits, inWords } from './receipt.ts';
import type { Received } from './receive.ts';
import { keepVisit, readVisit, type Draft } from './visit.ts';

type Receipt = NonNullable<Draft['receipt']>;

/** POST → 303 → GET, so that Back and Reload work; at once where the browser keeps no cookies. */
export async function showReceipt(
  c: Context,
  services: Services,
  language: Language,
  received: Received,
  sent: { key: string; files: readonly ReceivedFile[]; leftOut: readonly LeftOut[] },
): Promise<Response> {
  const receipt: Receipt = {
    key: sent.key,
    files: sent.files.map(({ label }) => label),
    leftOut: sent.leftOut.map(({ label, problem }) => ({ label, says: language.say(`errors.${problem}`) })),
    code: received.code.toString('hex'),
    advice: received.advice,
    office: services.offices.default.name[language.code] ?? services.offices.default.id,
    receivedAt: received.receivedAt,
    held: received.held,
  };
  // The report is stored: whatever happens to the draft now, its code must be seen.
  const kept = await keepVisit(c, services, { forms: {}, receipt }).catch(() => false);
  if (kept) return c.redirect(language.path('receipt'), 303);
  return draw(c, 'receipt', language.code, receiptView(language, receipt));
}

/** The receipt of this visit, again on reload for as long as the visit lasts; without one, the way to look up a code. */
export async function showKeptReceipt(c: Context, services: Services, language: Language): Promise<Response> {
  const { receipt } = await readVisit(c, services);
  if (!receipt) return c.redirect(language.path('sent'), 303);
  return draw(c, 'receipt', language.code, receiptView(language, receipt));
}

function receiptView(language: Language, receipt: Receipt): ReceiptView {
  const code = Buffer.from(receipt.code, 'hex');
  const { advice, office, receivedAt, held, files, leftOut } = receipt;
  const { receiptWords } = language;
  const confirmation = confirmationWord(code, receiptWords);
  const [digits, words] = [inDigits(code), inWords(code, receiptWords)];
  return { digits, words, confirmation, advice, office, receivedAt, held, files, leftOut };
}
