import { z } from 'zod';
import { stripMarks } from '../../report/fold.ts';
import { flags, forms, levels, type Flag, type Form, type Level, type Subject } from '../result.ts';
import { generator } from './random.ts';

const phrases = z.array(z.string());
const labelled = z.array(z.strictObject({ t: z.string(), u: z.enum(levels), f: z.array(z.enum(flags)) }));
const fragmentsSchema = z.strictObject({
  adult: phrases,
  child: phrases,
  self: phrases,
  selfchild: phrases,
  what: z.partialRecord(z.enum(forms), phrases),
  known: phrases,
  unknown: phrases,
  abroad: phrases,
  now: phrases,
  past: phrases,
  offer: phrases,
  notyet: phrases,
  leaving: phrases,
  harm: phrases,
  hold: phrases,
  danger: phrases,
  office: phrases,
  missing: labelled,
  crime: labelled,
  nothing: phrases,
  rumour: phrases,
});
type Fragments = z.infer<typeof fragmentsSchema>;

export interface Composed {
  id: string;
  text: string;
  subject: Subject;
  forms: Form[];
  urgency: Level;
  flags: Flag[];
}

type Who = 'adult' | 'child' | 'self' | 'selfchild';
type When = 'now' | 'past' | 'offer' | 'leaving';

/**
 * Reports put together from fragments, and labelled by the guide's table: the same story with and without a place,
 * of a child and of an adult, now and long ago. They teach what decides, where people's own texts are too few.
 */
export function compose(written: unknown, count: number): Composed[] {
  const composer = new Composer(fragmentsSchema.parse(written));
  return Array.from({ length: count }, (_, i) => ({ id: `composed${i}`, ...composer.next() }));
}

class Composer {
  readonly #fragments: Fragments;
  readonly #random = generator(7);

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  next(): Omit<Composed, 'id'> {
    const kind = this.#random();
    const made =
      kind < 0.62 ? this.#trafficking() : kind < 0.74 ? this.#missing() : kind < 0.86 ? this.#crime() : this.#nothing();
    return { ...made, text: this.#asTyped(made.text) };
  }

  #trafficking(): Omit<Composed, 'id'> {
    const who = this.#one<Who>(['adult', 'adult', 'child', 'child', 'self', 'selfchild']);
    const when = this.#one<When>(['now', 'now', 'now', 'past', 'offer', 'leaving']);
    const child = who === 'child' || who === 'selfchild';
    const self = who === 'self' || who === 'selfchild';
    if (when === 'offer') return this.#offer(this.#pick(who), child, self);
    const form = this.#one(forms.filter((one) => this.#fragments.what[one]));
    const abroad = this.#random() < 0.35;
    const located = when === 'now' && this.#random() < 0.4;
    const harmed = when === 'now' && this.#random() < 0.25;
    const danger = when !== 'past' && this.#random() < 0.12;
    const office = this.#random() < 0.05;
    const place = when === 'now' ? [this.#pick(located ? 'known' : 'unknown')] : [];
    const text = [
      `${this.#pick(who)} ${this.#one(this.#fragments.what[form] ?? [''])}${abroad ? ` ${this.#pick('abroad')}` : ''}.`,
      ...this.#shuffled([
        this.#pick('hold'),
        this.#pick(when),
        ...place,
        ...(harmed ? [this.#pick('harm')] : []),
        ...(danger ? [this.#pick('danger')] : []),
        ...(office ? [this.#pick('office')] : []),
      ]),
    ].join(' ');
    const minor = child || form === 'ForcedAdoption';
    const lasting = minor || form === 'OrganRemoval';
    const urgency =
      when === 'leaving' || (when === 'now' && (child || located || harmed))
        ? 'P1'
        : when === 'now' || lasting
          ? 'P2'
          : 'P3';
    return {
      text,
      subject: 'trafficking',
      forms: [form],
      urgency,
      flags: chosen({
        child: minor,
        cross_border: abroad,
        self,
        ongoing: when !== 'past',
        contact_danger: danger,
        officials: office,
        located,
      }),
    };
  }

  #offer(who: string, child: boolean, self: boolean): Omit<Composed, 'id'> {
    const offer = this.#pick('offer').replace('{a}', who.replace(/[.,]$/u, '').toLowerCase());
    const leaving = this.#random() < 0.35;
    return {
      text: `${offer} ${this.#pick(leaving ? 'leaving' : 'notyet')}`,
      subject: 'trafficking',
      forms: ['x_Recruitment'],
      urgency: leaving ? 'P1' : child ? 'P2' : 'P3',
      flags: chosen({
        child,
        self,
        ongoing: true,
        cross_border: /campuchia|lào|biên giới|bển|abroad|visa|xuất khẩu/u.test(offer),
      }),
    };
  }

  #missing(): Omit<Composed, 'id'> {
    const { t, u, f } = this.#one(this.#fragments.missing);
    return { text: t, subject: 'missing_person', forms: [], urgency: u, flags: [...f, 'missing', 'ongoing'] };
  }

  #crime(): Omit<Composed, 'id'> {
    const { t, u, f } = this.#one(this.#fragments.crime);
    return { text: t, subject: 'other_crime', forms: [], urgency: u, flags: f };
  }

  #nothing(): Omit<Composed, 'id'> {
    if (this.#random() < 0.1)
      return { text: this.#pick('rumour'), subject: 'trafficking', forms: [], urgency: 'P4', flags: [] };
    return { text: this.#pick('nothing'), subject: 'not_a_report', forms: [], urgency: 'P4', flags: [] };
  }

  /** One in three without marks, one in three in small letters. */
  #asTyped(text: string): string {
    const way = this.#random();
    return way < 0.33 ? stripMarks(text.toLowerCase()) : way < 0.66 ? text.toLowerCase() : text;
  }

  #pick(name: Exclude<keyof Fragments, 'what' | 'missing' | 'crime'>): string {
    return this.#one(this.#fragments[name]);
  }

  #one<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.#random() * all.length)];
    if (one === undefined) throw new Error('an empty list of fragments');
    return one;
  }

  #shuffled(parts: readonly string[]): string[] {
    return parts
      .filter(Boolean)
      .map((part) => ({ part, order: this.#random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ part }) => (/[.!?]$/u.test(part) ? part : `${part}.`));
  }
}

function chosen(holds: Partial<Record<Flag, boolean>>): Flag[] {
  return flags.filter((flag) => holds[flag]);
}
