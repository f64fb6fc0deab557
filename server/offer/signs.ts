import { z } from 'zod';
import data from '../../content/offer-signs.json' with { type: 'json' };
import spelling from '../../content/triage/spelling.json' with { type: 'json' };
import { namesIn, parseExpression, type Expression } from '../triage/conditions/expression.ts';
import { Lexicon } from '../triage/phrases/lexicon.ts';
import { Reader } from '../triage/reading/reader.ts';
import { spellingSchema, wordsSchema } from '../triage/rules/schema.ts';
import { Speller } from '../triage/text/spelling.ts';
import { readWord } from '../triage/text/word.ts';
import type { BigPay } from './pay.ts';

/** Which words of an offer raise which sign. What a sign says to people lies under its id in content/check-offer.yaml. */
const file = z.strictObject({
  version: z.string().min(1),
  bigPay: z.strictObject({
    vndAMonth: z.number().positive(),
    vndADay: z.number().positive(),
    usdAMonth: z.number().positive(),
    usdADay: z.number().positive(),
  }),
  /** Phrases as the triage rules write them. */
  words: wordsSchema,
  /** A group of phrases that is not meant where it overlaps another: "đặt cọc" inside "không cần đặt cọc". */
  shadows: z.record(z.string(), z.array(z.string()).min(1)),
  signs: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z-]+$/),
        when: z.string().min(1),
        sources: z.array(z.string().regex(/^S\d+$/)).min(1),
        examples: z.array(z.string().min(1)).min(1),
        counterexamples: z.array(z.string().min(1)).min(1),
      }),
    )
    .min(1),
});

export type Sign = z.infer<typeof file>['signs'][number] & { condition: Expression };
export type SignReader = { signs: readonly Sign[]; reader: Reader; bigPay: BigPay };

/** The signs of content/offer-signs.json, read by the engine of the triage with its spelling. */
export const signReader: SignReader = compileSigns(data, spelling);

/** @throws with the name of what is wrong. */
export function compileSigns(given: unknown, givenSpelling: unknown): SignReader {
  const { words, shadows, signs, bigPay } = file.parse(given);
  const { shorthand, negators, carriers, knowing } = spellingSchema.parse(givenSpelling);
  const lexicon = new Lexicon({}, words);
  const known = new Set([...lexicon.names, 'big_pay']);
  const compiled = signs.map((sign) => ({ ...sign, condition: parseExpression(sign.when) }));
  for (const { id, condition } of compiled) {
    const unknown = namesIn(condition).find((name) => !known.has(name));
    if (unknown) throw new Error(`content/offer-signs.json: sign ${id} uses an unknown name: ${unknown}`);
  }
  const set = (list: readonly string[]): Set<string> => new Set(list.map((word) => readWord(word).folded));
  const negation = { negators: set(negators), carriers: set(carriers), knowing: set(knowing) };
  const speller = new Speller(shorthand, lexicon.vocabulary);
  const reader = new Reader(lexicon, speller, negation, [], new Map(Object.entries(shadows)));
  return { signs: compiled, reader, bigPay };
}
