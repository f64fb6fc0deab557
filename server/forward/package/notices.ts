import { z } from 'zod';
import { answerSection, type Writer } from './report-sheet.ts';
import type { Sheet } from './sheet.ts';

/** What a reporter tells after their report. */
export const tidings = ['added', 'safe', 'found', 'withdrawn'] as const;
export type Tiding = (typeof tidings)[number];

/** What the line itself sends. */
export const noticeKinds = ['test', 'canary', 'flood'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** `message.json`: something that belongs to a report that came before. Published as /schema/message.json. */
export const packagedMessage = z
  .strictObject({
    x_version: z.literal(1),
    x_report_id: z.string().describe('the report that this belongs to'),
    x_what: z.enum(tidings),
    x_text: z.string().optional(),
    x_at: z.iso.datetime().describe('UTC, to the minute'),
    x_acknowledge_url: z.url(),
  })
  .meta({ title: 'What a reporter tells after their report' });
export type PackagedMessage = z.infer<typeof packagedMessage>;

/** `notice.json`: about the line and nobody's report. Published as /schema/notice.json. */
export const packagedNotice = z
  .strictObject({
    x_version: z.literal(1),
    x_notice: z.enum(noticeKinds),
    x_test: z.boolean().describe('proves the way, is about nobody, counts for nothing'),
    x_at: z.iso.datetime().describe('UTC, to the minute'),
    x_acknowledge_url: z.url(),
  })
  .meta({ title: 'A notice of the line' });
export type PackagedNotice = z.infer<typeof packagedNotice>;

export function messageSheet(message: PackagedMessage, office: string, writer: Writer): Sheet {
  const { say, language, sender } = writer;
  return {
    language,
    title: say('sheet.message'),
    sender,
    facts: [
      { label: say('sheet.id'), value: message.x_report_id },
      { label: say('sheet.receivedAt'), value: writer.moment(Date.parse(message.x_at)) },
      { label: say('sheet.to'), value: office },
    ],
    sections: [
      { title: say(`sheet.what.${message.x_what}`), ...(message.x_text ? { text: message.x_text } : {}) },
      answerSection(message.x_acknowledge_url, writer),
    ],
    foot: say('sheet.check'),
  };
}

export function noticeSheet(notice: PackagedNotice, office: string, writer: Writer): Sheet {
  const { say, language, sender } = writer;
  return {
    language,
    title: say(`sheet.notice.${notice.x_notice}.title`),
    sender,
    facts: [
      { label: say('sheet.receivedAt'), value: writer.moment(Date.parse(notice.x_at)) },
      { label: say('sheet.to'), value: office },
    ],
    sections: [
      { title: say(`sheet.notice.${notice.x_notice}.title`), text: say(`sheet.notice.${notice.x_notice}.text`) },
      ...(notice.x_notice === 'test' ? [answerSection(notice.x_acknowledge_url, writer)] : []),
    ],
    foot: say('sheet.check'),
  };
}
