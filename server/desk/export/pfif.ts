import type { ReviewState } from '../../report/codes.ts';
import type { OpenRecord } from '../record.ts';
import { xmlElement } from './xml.ts';

/** Only what an authority has accepted goes out as a missing person's record, never a tip. */
export const mayBePublished = (record: OpenRecord, state: ReviewState): boolean =>
  record.fields['kind'] === 'missing_person' && ['accepted', 'in_resolution'].includes(state);

const life = 30 * 86_400_000;

/** PFIF 1.4 (http://zesty.ca/pfif/1.4). The record says itself when it must be forgotten. */
export function pfif(record: OpenRecord, domain: string, now: number): string {
  const { fields } = record;
  const text = (name: string): string => String(fields[name] ?? '');
  const at = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const looks = [text('description'), text('clothing'), text('marks')].filter(Boolean).join('. ');
  const person = [
    xmlElement('pfif:person_record_id', `${domain}/${record.id}`),
    xmlElement('pfif:entry_date', at(now)),
    xmlElement('pfif:expiry_date', at(now + life)),
    xmlElement('pfif:source_name', domain),
    xmlElement('pfif:source_date', at(Date.parse(record.receivedAt))),
    xmlElement('pfif:full_name', text('name')),
    xmlElement('pfif:description', looks),
    xmlElement(
      'pfif:sex',
      ['female', 'male', 'other'].find((sex) => sex === fields['gender']),
    ),
    xmlElement('pfif:age', text('age').replaceAll(' ', '')),
  ];
  const note = [
    xmlElement('pfif:note_record_id', `${domain}/${record.id}.note`),
    xmlElement('pfif:person_record_id', `${domain}/${record.id}`),
    xmlElement('pfif:entry_date', at(now)),
    xmlElement('pfif:source_date', at(Date.parse(record.receivedAt))),
    xmlElement('pfif:status', 'believed_missing'),
    xmlElement('pfif:last_known_location', text('lastSeenPlace') || text('place')),
    xmlElement('pfif:text', text('lastSeenAt')),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person>${person.join('')}<pfif:note>${note.join('')}</pfif:note></pfif:person></pfif:pfif>
`;
}
