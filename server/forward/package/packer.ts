import type { Language } from '../../languages.ts';
import { mustNotBeCalled } from '../../report/do-not-call.ts';
import { toMinute } from '../../store/reports.ts';
import type { Flag } from '../../triage/result.ts';
import type { ManifestKey } from '../line-key.ts';
import type { Office } from '../offices.ts';
import { parcelFor, type Parcel } from '../parcel.ts';
import { bundle, withOrigin } from './bundle.ts';
import { packagedMessage, packagedNotice, messageSheet, noticeSheet, type NoticeKind, type Tiding } from './notices.ts';
import { packaged } from './record.ts';
import { reportSheet, type Writer } from './report-sheet.ts';
import { sheetHtml, type Sheet } from './sheet.ts';

/** A tar, filled up, ready to be sealed. */
type Tar = Uint8Array<ArrayBuffer>;

/** Makes what offices open. Nothing in it says who of ours has worked on a report, or how. */
export type Packer = {
  /** Without a token: for a package that an officer carries by hand. */
  report(whole: Parcel, office: Office, flags: readonly Flag[], token: string | undefined): Tar;
  /** What the office reads on its first page, with room to answer on paper instead of the link. */
  sheet(whole: Parcel, office: Office, flags: readonly Flag[]): Sheet;
  message(told: { reportId: string; what: Tiding; text?: string; at: number }, office: Office, token: string): Tar;
  notice(kind: NoticeKind, office: Office, token: string, at: number): Tar;
};

type Needs = {
  language: Language;
  key: ManifestKey;
  /** Where the public reaches us: links of acknowledgement begin with it. */
  origin: string;
  timeZone: string;
  placeName: (id: string) => string;
  sender: readonly string[];
};

export function openPacker({ language, key, origin, timeZone, placeName, sender }: Needs): Packer {
  const { code, say, has, path } = language;
  const writer: Writer = { language: code, say, has, moment: momentIn(language, timeZone), place: placeName, sender };
  const linkOf = (token: string): string => `${origin}${path('acknowledge')}${token}/`;
  const nameOf = (office: Office): string => office.name[code] ?? office.id;
  const packed = (id: string, at: string, sheet: Sheet, dataName: string, data: unknown): Tar => {
    const parts = [
      { name: 'phieu-chuyen-tin.html', type: 'text/html; charset=utf-8', content: utf8(sheetHtml(sheet)) },
      { name: dataName, type: 'application/json', content: utf8(`${JSON.stringify(data, null, 1)}\n`) },
    ];
    return bundle(withOrigin(id, at, parts, key), at);
  };
  return {
    report(whole, office, flags, token) {
      const parcel = parcelFor(office.kind, whole);
      const about = {
        doNotCallBack: mustNotBeCalled(whole.fields, flags),
        ...(token === undefined ? {} : { acknowledgeUrl: linkOf(token) }),
      };
      const sheet = reportSheet(parcel, about, nameOf(office), writer);
      return packed(parcel.id, parcel.receivedAt, sheet, 'report.json', packaged(parcel, about));
    },
    sheet(whole, office, flags) {
      const about = { doNotCallBack: mustNotBeCalled(whole.fields, flags) };
      const onPaper = reportSheet(parcelFor(office.kind, whole), about, nameOf(office), writer);
      return { ...onPaper, foot: say('sheet.checkPaper') };
    },
    message({ reportId, what, text, at }, office, token) {
      const minute = isoMinute(at);
      const message = packagedMessage.parse({
        x_version: 1,
        x_report_id: reportId,
        x_what: what,
        ...(text === undefined ? {} : { x_text: text }),
        x_at: minute,
        x_acknowledge_url: linkOf(token),
      });
      return packed(reportId, minute, messageSheet(message, nameOf(office), writer), 'message.json', message);
    },
    notice(kind, office, token, at) {
      const minute = isoMinute(at);
      const notice = packagedNotice.parse({
        x_version: 1,
        x_notice: kind,
        x_test: kind !== 'flood',
        x_at: minute,
        x_acknowledge_url: linkOf(token),
      });
      return packed(kind, minute, noticeSheet(notice, nameOf(office), writer), 'notice.json', notice);
    },
  };
}

function momentIn({ say }: Language, timeZone: string): (at: number) => string {
  const numbers = { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'numeric', year: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, ...numbers });
  return (at) => say('events.at', Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value])));
}

const isoMinute = (at: number): string => new Date(toMinute(at)).toISOString();
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
