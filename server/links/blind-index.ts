import { createHmac } from 'node:crypto';
import { deriveKey } from '../vault/box.ts';
import { nameWords, unique } from './normalise.ts';
import type { LinkRules } from './rules.ts';
import type { Traits } from './traits.ts';

export const blindKinds = ['phone', 'account', 'plate', 'handle', 'given_year', 'name', 'description', 'form'] as const;
export type BlindKind = (typeof blindKinds)[number];
export type BlindEntry = { kind: BlindKind; hash: Uint8Array };

/**
 * Under which keyed hashes a report is filed, so that reports which may be alike lie under a common one. What must
 * only be near (a year, a day) is filed under its step and the next: two that are a step apart share one.
 * @param labelKey 256 bits: without it nobody can try all telephone numbers against the hashes.
 */
export function blindEntries(labelKey: Uint8Array, traits: Traits, { days }: LinkRules): BlindEntry[] {
  return Object.entries(filedUnder(traits, days)).flatMap(([name, values]) => {
    const kind = name as BlindKind;
    return unique(values).map((value) => ({ kind, hash: blindHash(labelKey, kind, value) }));
  });
}

/** Under which hash one value is filed, and looked up again. */
export function blindHash(labelKey: Uint8Array, kind: BlindKind, value: string): Buffer {
  return createHmac('sha256', deriveKey(labelKey, 'blind index')).update(`${kind}\0${value}`).digest();
}

function filedUnder(traits: Traits, days: LinkRules['days']): Record<BlindKind, string[]> {
  const { phones, accounts, plates, handles, name, born, sex, area, forms, day } = traits;
  const words = name === undefined ? [] : nameWords(name);
  const given = words.at(-1);
  const whole = words.length > 1 ? [[...words].sort().join(' ')] : [];
  return {
    phone: phones,
    account: accounts,
    plate: plates,
    handle: handles,
    given_year: given && born ? yearsOf(born).map((year) => `${given} ${year}`) : [],
    name: whole,
    description: sex && area ? steps(day, days.area).map((step) => `${sex} ${area} ${step}`) : [],
    form: area ? forms.flatMap((form) => steps(day, days.form).map((step) => `${form} ${area} ${step}`)) : [],
  };
}

/** An age said as a wide range fits everybody of that name: it is left to the other traits. */
const mostYears = 15;

function yearsOf([first, last]: readonly [number, number]): number[] {
  if (last - first >= mostYears) return [];
  return Array.from({ length: last - first + 2 }, (_, more) => first + more);
}

function steps(day: number, length: number): number[] {
  const step = Math.floor(day / length);
  return [step, step + 1];
}
