import { z } from 'zod';
import { localTime } from '../forward/local-time.ts';
import { urgencies, type Urgency } from '../report/codes.ts';
import { consentReasons, saidNoToPolice } from '../report/said-no.ts';
import { outcomes, type Act, type Outcome } from '../report/states.ts';
import type { Services } from '../running.ts';
import { forms, subjects } from '../triage/result.ts';
import type { Entries } from './entry.ts';
import type { OpenRecord } from './record.ts';

export type Values = ReadonlyMap<string, readonly string[]>;

/** What an officer typed, understood. */
export type Change = {
  urgency?: Urgency;
  outcome?: Outcome;
  office?: string;
  duplicateOf?: string;
  authority?: string;
  /** Epoch milliseconds of the authority's own receipt. */
  authorityAt?: number;
  entries: { [Kind in keyof Entries]?: Entries[Kind] };
  overruled: { rules: string[]; direction: 'raised' | 'lowered' } | undefined;
};

/** Problems are keys of `desk.problems`, by field. */
export type Read = { ok: true; change: Change } | { ok: false; problems: Record<string, string> };

type Needs = Pick<Services, 'deskContent' | 'site'>;

const longest = 8_000;
const first = (values: Values, name: string): string => (values.get(name)?.[0] ?? '').trim().slice(0, longest);

/** Reads the form of an act. Only what the act cannot be done without is asked for. */
export function readTyped(act: Act, values: Values, record: OpenRecord, { deskContent, site }: Needs): Read {
  const text = first(values, 'text');
  const note = text === '' ? {} : { note: { text } };
  const plain = (more: Partial<Change> = {}): Read => {
    return { ok: true, change: { overruled: undefined, ...more, entries: { ...note, ...more.entries } } };
  };
  switch (act) {
    case 'classify':
      return readClassification(values, record);
    case 'close': {
      const outcome = z.enum(outcomes).safeParse(first(values, 'outcome'));
      return outcome.success ? plain({ outcome: outcome.data }) : { ok: false, problems: { outcome: 'outcome' } };
    }
    case 'return': {
      const code = first(values, 'reason');
      if (!deskContent.returnReasons.includes(code)) return { ok: false, problems: { reason: 'reason' } };
      return plain({ entries: { reason: { act, code, text } } });
    }
    case 'outOfScope': {
      const authority = first(values, 'authority');
      const known = deskContent.authorities.some(({ id }) => id === authority);
      return known ? plain({ authority }) : { ok: false, problems: { authority: 'authority' } };
    }
    case 'duplicate': {
      const duplicateOf = first(values, 'of');
      const usable = /^[0-9a-z-]{10,40}$/.test(duplicateOf) && duplicateOf !== record.id;
      return usable ? plain({ duplicateOf }) : { ok: false, problems: { of: 'of' } };
    }
    case 'forward':
      return readForward(values, record);
    case 'accept': {
      const number = first(values, 'number').slice(0, 300);
      const typedAt = localTime(first(values, 'at'), site.timeZone);
      const at = typedAt === undefined ? undefined : Date.parse(typedAt);
      const authority = number === '' && at === undefined ? {} : { authority: { number, at: at ?? 0 } };
      return plain({ ...(at === undefined ? {} : { authorityAt: at }), entries: authority });
    }
    default:
      return plain();
  }
}

/** Letting an office have a report: whoever says that a person's own "no" does not hold says why. */
export function readForward(values: Values, { fields }: OpenRecord): Read {
  const text = first(values, 'text');
  const saidNo = saidNoToPolice(fields);
  const code = first(values, 'reason');
  if (saidNo && (text === '' || !consentReasons.includes(code))) return { ok: false, problems: { reason: 'consent' } };
  const office = first(values, 'office');
  const entries = saidNo ? { reason: { act: 'forward', code, text } } : text === '' ? {} : { note: { text } };
  return { ok: true, change: { entries, overruled: undefined, ...(office === '' ? {} : { office }) } };
}

function readClassification(values: Values, { triage, urgency: atFirst }: OpenRecord): Read {
  const machine = triage.urgency ?? atFirst;
  const urgency = z.enum(urgencies).catch(machine).parse(first(values, 'urgency'));
  const subject = z.enum(subjects).safeParse(first(values, 'subject')).data ?? triage.subject;
  const chosen = values.get('forms') ?? (values.has('subject') ? [] : triage.forms);
  const own = forms.filter((form) => chosen.includes(form));
  const reason = first(values, 'text');
  const sameForms = own.length === triage.forms.length && own.every((form) => triage.forms.includes(form));
  const differs = urgency !== machine || subject !== triage.subject || !sameForms;
  if (differs && reason === '') return { ok: false, problems: { text: 'override' } };
  const rules = triage.reasons.filter(({ level }) => level === machine).map(({ rule }) => rule);
  const entry = { urgency, subject, forms: own, reason, rules: differs ? rules : [] };
  return {
    ok: true,
    change: {
      urgency,
      entries: { classification: entry },
      overruled: overruledBy(entry, machine),
    },
  };
}

/** Against which rules a judgement counts, and in which direction; `undefined` when it gave the machine's own level. */
export function overruledBy({ urgency, rules }: Entries['classification'], machine: Urgency): Change['overruled'] {
  if (urgency === machine) return undefined;
  const direction = urgencies.indexOf(urgency) < urgencies.indexOf(machine) ? 'raised' : 'lowered';
  return { rules: [...new Set(rules)], direction };
}
