import { dayAfter } from './season.ts';

/** What stands in a calendar: a whole day that comes back every year, or some hours of one day. */
export type Appointment = {
  id: string;
  title: string;
  /** `2027-07-30` */
  day: string;
  place?: string;
  about?: string;
  address: string;
  /** `14:00`, in the site's own time zone. */
  hours?: { from: string; to: string };
  yearly?: boolean;
};

/** iCalendar (RFC 5545): lines end in CRLF and are at most 75 bytes long. @param stamp when this was made, epoch milliseconds */
export function calendar(name: string, timeZone: string, stamp: number, appointments: readonly Appointment[]): string {
  const made = `${new Date(stamp).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Len Tieng//30-7//VI',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${text(name)}`,
    `X-WR-TIMEZONE:${timeZone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...appointments.flatMap((one) => event(one, made, timeZone)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event({ id, title, day, place, about, address, hours, yearly }: Appointment, made: string, zone: string) {
  const date = (iso: string): string => iso.replaceAll('-', '');
  const at = (clock: string): string => `${utc(day, clock, zone)}`;
  return [
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(address).hostname}`,
    `DTSTAMP:${made}`,
    ...(hours
      ? [`DTSTART:${at(hours.from)}`, `DTEND:${at(hours.to)}`]
      : [`DTSTART;VALUE=DATE:${date(day)}`, `DTEND;VALUE=DATE:${date(dayAfter(day, 1))}`, 'TRANSP:TRANSPARENT']),
    ...(yearly ? ['RRULE:FREQ=YEARLY'] : []),
    `SUMMARY:${text(title)}`,
    ...(place ? [`LOCATION:${text(place)}`] : []),
    ...(about ? [`DESCRIPTION:${text(about)}`] : []),
    `URL:${address}`,
    'END:VEVENT',
  ];
}

/** Local hours as UTC, so that no table of time zones has to come along: `20270730T070000Z`. */
function utc(day: string, clock: string, timeZone: string): string {
  const guess = Date.parse(`${day}T${clock}:00Z`);
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(guess);
  const ahead = Date.parse(`${there.replace(' ', 'T')}Z`) - guess;
  return new Date(guess - ahead).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

const text = (words: string): string => words.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);

/** Folds by bytes and never within a letter. */
function folded(line: string): string {
  const parts = [''];
  let length = 0;
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter);
    if (length + bytes > 74) {
      parts.push('');
      length = 1;
    }
    parts[parts.length - 1] += letter;
    length += bytes;
  }
  return parts.join('\r\n ');
}
