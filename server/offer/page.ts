import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { readBody } from '../intake/body.ts';
import type { Language } from '../languages.ts';
import type { OfferView } from '../report/views.ts';
import { mostLetters } from './limit.ts';
import { readOffer } from './read-offer.ts';

/**
 * The signs in a pasted offer. Elsewhere a post leads on by 303, so that Back never meets an answered post; here that
 * would mean keeping the text somewhere for the next request, and we promise to keep nothing. So this one is answered
 * at once, and shows the box again with its text: Back leads to the page before, whose box is there as well.
 */
export async function postOffer(c: Context, language: Language): Promise<Response> {
  const body = await readBody(c);
  if (body.is === 'refused') return show(c, language, { ...nothing, problem: body.problem }, body.status);
  const given = body.is === 'form' ? (body.entries.get('offer')?.[0] ?? '') : '';
  const typed = given.trim().slice(0, mostLetters);
  if (typed === '') return show(c, language, { ...nothing, problem: 'empty' }, 422);
  return show(c, language, { typed, isCut: given.trim().length > mostLetters, ...readOffer(typed) }, 200);
}

const nothing: OfferView = { typed: '', isCut: false, signs: [], parts: [] };

function show(c: Context, { code }: Language, view: OfferView, status: 200 | 400 | 413 | 415 | 422): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  return draw(c, 'offer', code, view, status);
}
