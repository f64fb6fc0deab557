import { nameWords } from './normalise.ts';
import type { LinkRules } from './rules.ts';
import type { Traits } from './traits.ts';

export const linkKinds = ['same_person', 'same_incident', 'same_suspect'] as const;
export type LinkKind = (typeof linkKinds)[number];

export type Agreement = {
  /** What agrees, as a key for words. */
  what: keyof LinkRules['weights'];
  link: LinkKind;
  /** What it says alone, from 0 to 1. */
  weight: number;
  /** The very thing they share, where it is one. */
  value?: string;
};
export type Likeness = { score: number; link: LinkKind; reasons: Agreement[] };

/** How alike two reports are and why; `undefined` when nothing worth showing agrees. Pure, and the same both ways. */
export function compare(one: Traits, other: Traits, rules: LinkRules): Likeness | undefined {
  const reasons = [
    ...traces(one, other, rules),
    ...(sexesDiffer(one, other) ? [] : [...names(one, other, rules), ...descriptions(one, other, rules)]),
    ...placesAndForms(one, other, rules),
  ].sort((a, b) => b.weight - a.weight);
  const score = 1 - reasons.reduce((left, { weight }) => left * (1 - weight), 1);
  const [strongest] = reasons;
  if (!strongest || score < rules.least) return undefined;
  return { score: Math.round(score * 100) / 100, link: strongest.link, reasons };
}

/** Numbers, accounts, plates and profiles: of the one who is missing where both look for somebody, else of a suspect. */
function traces(one: Traits, other: Traits, { weights }: LinkRules): Agreement[] {
  const link = one.isMissing && other.isMissing ? 'same_person' : 'same_suspect';
  const shared = (what: 'phone' | 'account' | 'plate' | 'handle', mine: readonly string[], theirs: readonly string[]) =>
    mine
      .filter((value) => theirs.includes(value))
      .map((value): Agreement => ({ what, link, weight: weights[what], value }));
  return [
    ...shared('phone', one.phones, other.phones),
    ...shared('account', one.accounts, other.accounts),
    ...shared('plate', one.plates, other.plates),
    ...shared('handle', one.handles, other.handles),
  ];
}

/** The given name with the year of birth, or a whole name: the more its rarer words agree, the more it says. */
function names(one: Traits, other: Traits, { weights, common }: LinkRules): Agreement[] {
  if (one.name === undefined || other.name === undefined) return [];
  const [mine, theirs] = [nameWords(one.name), nameWords(other.name)];
  const likeness = overlap(mine, theirs, common);
  const sameGiven = mine.at(-1) !== undefined && mine.at(-1) === theirs.at(-1);
  const found: Agreement[] = [];
  const value = one.name;
  if (sameGiven && areNear(one.born, other.born, 1)) {
    found.push({ what: 'nameAndYear', link: 'same_person', weight: weights.nameAndYear * (0.5 + likeness / 2), value });
  } else if (sameGiven && likeness >= 0.8 && mine.length > 1 && theirs.length > 1 && !areApart(one.born, other.born)) {
    found.push({ what: 'name', link: 'same_person', weight: weights.name * likeness, value });
  }
  if (found.length > 0 && marksAgree(one.name, other.name))
    found.push({ what: 'accents', link: 'same_person', weight: weights.accents });
  return found;
}

/** Shared words of two names, each by how much it says, against all their words. */
function overlap(mine: readonly string[], theirs: readonly string[], common: LinkRules['common']): number {
  const says = (words: readonly string[]): number => words.reduce((sum, word) => sum + (common[word] ?? 1), 0);
  const all = [...new Set([...mine, ...theirs])];
  return says(all.filter((word) => mine.includes(word) && theirs.includes(word))) / says(all);
}

/** Written with marks, and with the same ones: "Hòa" and "Hóa" fold alike. */
function marksAgree(mine: string, theirs: string): boolean {
  const words = (name: string): string => [...(name.match(/[\p{L}\p{M}]+/gu) ?? [])].sort().join(' ');
  return /\p{M}|đ/u.test(mine.normalize('NFD')) && words(mine) === words(theirs);
}

function descriptions(one: Traits, other: Traits, { weights, days }: LinkRules): Agreement[] {
  const agree =
    one.sex !== undefined &&
    one.sex === other.sex &&
    areNear(one.ages, other.ages, 0) &&
    sameArea(one, other) &&
    Math.abs(one.day - other.day) <= days.area;
  return agree ? [{ what: 'description', link: 'same_person', weight: weights.description }] : [];
}

function placesAndForms(one: Traits, other: Traits, { weights, days }: LinkRules): Agreement[] {
  if (!sameArea(one, other) || Math.abs(one.day - other.day) > days.form) return [];
  const shared = one.forms.find((form) => other.forms.includes(form));
  if (shared === undefined) return [];
  return [{ what: 'placeAndForm', link: 'same_incident', weight: weights.placeAndForm, value: shared }];
}

type Range = readonly [number, number] | undefined;

const areNear = (mine: Range, theirs: Range, slack: number): boolean =>
  mine !== undefined && theirs !== undefined && mine[0] <= theirs[1] + slack && theirs[0] <= mine[1] + slack;
const areApart = (mine: Range, theirs: Range): boolean =>
  mine !== undefined && theirs !== undefined && !areNear(mine, theirs, 1);
const sameArea = (one: Traits, other: Traits): boolean => one.area !== undefined && one.area === other.area;
const sexesDiffer = (one: Traits, other: Traits): boolean =>
  one.sex !== undefined && other.sex !== undefined && one.sex !== other.sex;
