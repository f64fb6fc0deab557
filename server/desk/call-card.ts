import type { DeskCaseView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { OpenEntry } from './opened-entries.ts';
import { placeIn } from './answers.ts';
import { mustNotCall, type OpenRecord } from './record.ts';

type Needs = Pick<Services, 'deskContent' | 'languages' | 'places' | 'site' | 'offices'>;
type Parts = {
  entries: readonly OpenEntry[];
  nameOf: (personId: string) => string;
  sentAt: number | undefined;
};

/** What an officer reads to the police by telephone: five sentences, the number, and the calls that were made. */
export function callCard(needs: Needs, record: OpenRecord, { entries, nameOf, sentAt }: Parts): DeskCaseView['call'] {
  // What is read aloud is in the offices' language, whatever the officer's console speaks.
  const { say } = needs.languages.of(undefined);
  const place = placeIn(record, needs.places);
  const values: Record<string, string> = {
    line: needs.site.name,
    id: record.id.match(/.{1,4}/g)?.join(' ') ?? record.id,
    subject: say(`desk.subjects.${record.triage.subject}`),
    place:
      [place.text, place.commune?.name, place.country].filter(Boolean).join(', ') ||
      say(record.fields['story'] ? 'desk.call.placeInStory' : 'desk.call.noPlace'),
    received: timeIn(record.receivedAt, needs.site.timeZone),
    sent: sentAt === undefined ? say('desk.call.notSent') : say('desk.call.sent'),
    warning: say(mustNotCall(record) ? 'desk.call.doNot' : 'desk.call.may'),
    word: record.confirmation,
  };
  const calls = entries.filter((entry) => entry.what === 'call');
  return {
    sentences: needs.deskContent.call.map((line) =>
      line.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all),
    ),
    number: numberOf(needs.offices, record),
    made: calls.map(({ at, by, content }) => ({
      at,
      who: nameOf(by),
      what: 'entry.call',
      text: `${content.whom}: ${content.answer}`,
    })),
  };
}

/** An office's own telephone, where content/offices.yaml has one. */
const numberOf = (offices: Services['offices'], { routing }: OpenRecord): string | undefined =>
  offices.of(routing[0]?.office ?? '')?.telephone;

function timeIn(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('vi', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso));
}
