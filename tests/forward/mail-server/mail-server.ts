import { openPostfix, postfixIsHere } from './postfix.ts';
import { openSmtpServer } from './smtp-server.ts';

/** A mail that has reached the office's mailbox: which delivery, and when the server took it. */
export type Arrived = { id: string; urgency: string; at: number };

/** A mail server on loopback with one mailbox for whatever is sent to a.example. */
export type MailServer = {
  name: string;
  port: number;
  /** All that lies in the mailbox, in the order in which the server took it; a mail may be there more than once. */
  mailbox(): Arrived[];
  close(): Promise<void>;
};

export type ServerName = 'Postfix' | 'smtp-server';

/** Debian's Postfix where it is installed and we may start it, else the one from npm. */
export const openMailServer = (name: ServerName = postfixIsHere() ? 'Postfix' : 'smtp-server'): Promise<MailServer> =>
  name === 'Postfix' ? openPostfix() : openSmtpServer();

/** What a mail's head says of the delivery it carries. */
export function arrived(mail: string, at: number): Arrived {
  const id = /^Message-ID: <([^@>]+)@/im.exec(mail)?.[1] ?? '';
  const urgency = /^X-Urgency: (P\d)/im.exec(mail)?.[1] ?? '';
  return { id, urgency, at };
}
