import { simpleParser, type ParsedMail } from 'mailparser';
import { deskIdentities } from '../server/forward/desk-keys.ts';
import { fieldsOf, packagedReport } from '../server/forward/package/record.ts';
import { unbundle } from '../server/forward/package/unbundle.ts';
import { unseal } from '../server/vault/age.ts';
import { openSmtp } from './smtp.ts';

/** A real SMTP server on loopback, and what it has received. */
export type Mailbox = {
  url: string;
  mails: { raw: Buffer; mail: ParsedMail; at: number }[];
  /** Answers every mail with this reply code until set back. */
  refuseWith(code: number | undefined): void;
  /** Answers no mail until it is let go; `arrived` is kept when a mail is waiting for its answer. */
  keepWaiting(): { arrived: Promise<void>; letGo: () => void };
  close(): Promise<void>;
};

export async function openMailbox(port = 0): Promise<Mailbox> {
  const mails: Mailbox['mails'] = [];
  let refusal: number | undefined;
  let gate: Promise<void> = Promise.resolve();
  let knock = () => {};
  const server = await openSmtp(
    async (raw) => {
      knock();
      await gate;
      if (refusal !== undefined) throw Object.assign(new Error('refused'), { responseCode: refusal });
      const at = Date.now();
      mails.push({ raw, mail: await simpleParser(raw), at });
    },
    { port },
  );
  return {
    url: `smtp://127.0.0.1:${server.port}`,
    mails,
    refuseWith: (code) => (refusal = code),
    keepWaiting() {
      let letGo = () => {};
      gate = new Promise((resolve) => (letGo = resolve));
      return { arrived: new Promise((resolve) => (knock = resolve)), letGo: () => letGo() };
    },
    close: () => server.close(),
  };
}

/** Opens the sealed attachment with the trial offices' keys, as the desk does. */
export async function openedMail(dataDir: string, mail: ParsedMail): Promise<OpenedReport> {
  const record = packagedReport.parse(JSON.parse((await partsOf(dataDir, mail)).get('report.json') ?? ''));
  const { x_report_id: id, x_urgency: urgency, x_confirmation: confirmation, x_acknowledge_url: link } = record;
  const files = record.x_attachments.map(({ name }) => name);
  return {
    id,
    urgency,
    confirmation,
    link: new URL(link ?? '').pathname,
    fields: fieldsOf(record),
    asTyped: record.x_as_typed,
    files,
  };
}

export type OpenedReport = {
  id: string;
  urgency: string;
  confirmation: string;
  /** Where it is answered, from the root of the site. */
  link: string;
  fields: Record<string, unknown>;
  /** Answers that did not parse, in the reporter's own words. */
  asTyped: Record<string, string>;
  /** What the files that came with it are called. */
  files: string[];
};

/** The files of the package in a mail, as text. */
export async function partsOf(dataDir: string, mail: ParsedMail): Promise<Map<string, string>> {
  const sealed = mail.attachments[0]?.content;
  if (!sealed) throw new Error('the mail has no attachment');
  const tar = await unseal(deskIdentities(dataDir), sealed);
  return new Map([...unbundle(tar)].map(([name, content]) => [name, content.toString('utf8')]));
}
