import type { Part } from '../search/marking.ts';
import { weigh } from '../triage/conditions/weigh.ts';
import type { Hit } from '../triage/reading/hit.ts';
import { readBigPay } from './pay.ts';
import { signReader, type SignReader } from './signs.ts';

/** A sign that an offer shows, with the words that show it. */
export type FoundSign = { id: string; words: string[] };

export type ReadOffer = {
  /** In the order of the file. None means that none was found, and nothing else. */
  signs: FoundSign[];
  /** The whole text, cut where a sign's words begin and end. */
  parts: Part[];
};

/** The same day for every offer: what the engine reads of times means nothing here. */
const anyDay = new Date(0);
const mostQuoted = 3;

/** Which warning signs an offer shows. Pure; no score, for a number would be read as a judgement. */
export function readOffer(given: string, { signs, reader, bigPay }: SignReader = signReader): ReadOffer {
  const text = given.normalize('NFC');
  const hits = [...reader.read(withSumsPlain(text), anyDay), ...readBigPay(text, bigPay)];
  const byName = Map.groupBy(hits, ({ name }) => name);
  const found = signs.flatMap(({ id, condition }) => {
    const support = weigh(condition, (name) => byName.get(name) ?? null);
    return support ? [{ id, spans: joined(support) }] : [];
  });
  return {
    signs: found.map(({ id, spans }) => ({ id, words: quoted(text, spans) })),
    parts: cut(text, joined(found.flatMap(({ spans }) => spans))),
  };
}

/** The engine reads a lone "k" as "không"; behind a figure it is a thousand đồng. Nothing moves. */
const withSumsPlain = (text: string): string => text.replace(/(?<=\d\s?)k(?![\p{L}\d])/giu, 'đ');

type Span = Pick<Hit, 'start' | 'end'>;

/** Spans in order, those that touch or overlap as one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

const quoted = (text: string, spans: readonly Span[]): string[] =>
  [...new Set(spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ')))].slice(0, mostQuoted);

function cut(text: string, spans: readonly Span[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push({ text: text.slice(at, start), hit: false }, { text: text.slice(start, end), hit: true });
    at = end;
  }
  parts.push({ text: text.slice(at), hit: false });
  return parts.filter((part) => part.text !== '');
}
