import { simpleParser } from 'mailparser';

/** The sealed file in a mail of the line, and what it is called; `undefined` for another mail. */
export async function sealedInMail(mail: Buffer): Promise<{ name: string; sealed: Buffer } | undefined> {
  const { attachments } = await simpleParser(mail);
  const found = attachments.find(({ filename }) => filename?.endsWith('.age'));
  return found?.filename ? { name: found.filename.slice(0, -'.age'.length), sealed: found.content } : undefined;
}
