import { valueInWords } from '../../report/answer-words.ts';
import type { Say } from '../../report/words.ts';
import type { Parcel } from '../parcel.ts';
import type { About } from './record.ts';
import type { Fact, Section, Sheet } from './sheet.ts';

/** What sheets are written with. */
export type Writer = {
  language: string;
  say: Say;
  /** Whether there is such a text: a field may be younger than its label. */
  has: (key: string) => boolean;
  /** `2 giờ 05, ngày …` */
  moment: (at: number) => string;
  /** A commune or old district in words, by its code. */
  place: (id: string) => string;
  sender: readonly string[];
};

/** The *Phiếu chuyển tin*: a report on one page, the most needed first. */
export function reportSheet(parcel: Parcel, about: About, office: string, writer: Writer): Sheet {
  const { say } = writer;
  const { story, kind, lang, ...others } = parcel.fields;
  // In which language somebody wrote is worth a line where it is not the office's own.
  const answers = lang === undefined || lang === writer.language ? others : { lang, ...others };
  const files = parcel.attachments.map(({ label }) => label).join('\n');
  return {
    language: writer.language,
    title: say('sheet.report'),
    ...(about.doNotCallBack ? { warning: { title: say('sheet.noCall'), text: say('sheet.noCallWhy') } } : {}),
    sender: writer.sender,
    mark: `${say(`staff.urgency.${parcel.urgency}`)} (${parcel.urgency})`,
    facts: [
      { label: say('sheet.id'), value: parcel.id },
      { label: say('sheet.receivedAt'), value: writer.moment(Date.parse(parcel.receivedAt)) },
      { label: say('sheet.to'), value: office },
      { label: say('sheet.kindLabel'), value: say(`sheet.kind.${String(kind)}`) },
      { label: say('sheet.confirmation'), value: parcel.confirmation, hint: say('sheet.confirmationHint') },
      { label: say('sheet.lane'), value: say(`sheet.lanes.${parcel.lane}`) },
    ],
    sections: [
      { title: say('sheet.story'), text: typeof story === 'string' && story !== '' ? story : say('sheet.noStory') },
      ...withRows(say('sheet.answers'), [...answersIn(answers, '', writer), ...asTypedIn(parcel, writer)]),
      ...(files === '' ? [] : [{ title: say('sheet.files'), text: files, hint: say('sheet.filesHint') }]),
      answerSection(about.acknowledgeUrl, writer),
    ],
    foot: say('sheet.check'),
  };
}

/** By the link, or on paper where there is none. */
export function answerSection(link: string | undefined, { say }: Writer): Section {
  if (link === undefined) {
    const blanks = ['number', 'registeredAt', 'receiver'].map((name) => ({
      label: say(`sheet.byHand.${name}`),
      value: '',
    }));
    return { title: say('sheet.byHand.title'), rows: blanks };
  }
  return { title: say('sheet.answer'), hint: say('sheet.answerHint'), link };
}

const withRows = (title: string, rows: readonly Fact[]): Section[] => (rows.length === 0 ? [] : [{ title, rows }]);

function answersIn(fields: Readonly<Record<string, unknown>>, prefix: string, writer: Writer): Fact[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const field = prefix + name;
    if (isRecord(value)) return answersIn(value, `${field}.`, writer);
    return [
      {
        label: labelOf(field, writer),
        value: [value]
          .flat()
          .map((one) => inWords(field, one, writer))
          .join(', '),
      },
    ];
  });
}

function asTypedIn({ asTyped }: Parcel, writer: Writer): Fact[] {
  return Object.entries(asTyped).map(([field, value]) => ({
    label: writer.say('sheet.asTyped', { field: labelOf(field, writer) }),
    value,
  }));
}

const labelOf = (field: string, { say, has }: Writer): string =>
  has(`sheet.fields.${field}`) ? say(`sheet.fields.${field}`) : field;

function inWords(field: string, value: unknown, { say, has, place }: Writer): string {
  const words = String(value);
  if (field === 'commune' || field === 'oldDistrict') return place(words);
  return valueInWords({ say, has }, field, words);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
