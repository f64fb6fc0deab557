import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { nameOf } from '../forward/offices.ts';
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
    offices: [...received.offices],
    receivedAt: received.receivedAt,
  };
  // The report is stored: whatever happens to the draft now, its code must be seen.
  const kept = await keepVisit(c, services, { forms: {}, receipt }).catch(() => false);
  if (kept) return c.redirect(language.path('receipt'), 303);
  return draw(c, 'receipt', language.code, receiptView(services, language, receipt));
}

/** The receipt of this visit, again on reload for as long as the visit lasts; without one, the way to look up a code. */
export async function showKeptReceipt(c: Context, services: Services, language: Language): Promise<Response> {
  const { receipt } = await readVisit(c, services);
  if (!receipt) return c.redirect(language.path('sent'), 303);
  return draw(c, 'receipt', language.code, receiptView(services, language, receipt));
}

function receiptView({ offices }: Services, language: Language, receipt: Receipt): ReceiptView {
  const code = Buffer.from(receipt.code, 'hex');
  const { advice, receivedAt, files, leftOut } = receipt;
  const named = (held: boolean): string[] =>
    receipt.offices.filter((one) => one.held === held).map(({ id }) => nameOf(offices, id, language.code));
  const { receiptWords } = language;
  const confirmation = confirmationWord(code, receiptWords);
  const said = { digits: inDigits(code), words: inWords(code, receiptWords), confirmation };
  return { ...said, advice, receivedAt, goesTo: named(false), heldFor: named(true), files, leftOut };
}
