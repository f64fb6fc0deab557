import { createTransport } from 'nodemailer';
import type { Channel } from '../channel.ts';
import { Refused } from '../channel.ts';
import { mailOf } from '../mail.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

export type Dkim = Readonly<{ domainName: string; keySelector: string; privateKey: string }>;

/** Mail by SMTP. Beyond this machine the connection must be encrypted, or nothing is sent. */
export function smtpChannel(smtpUrl: string, from: string, dkim?: Dkim): Channel {
  const url = new URL(smtpUrl);
  const transport = createTransport({
    pool: true,
    maxConnections: 4,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !loopback.has(url.hostname),
    ignoreTLS: loopback.has(url.hostname),
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    ...(dkim ? { dkim } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver(delivery, sealed, office) {
      try {
        await transport.sendMail(await mailOf(delivery, sealed, office, from));
      } catch (error) {
        throw isFinal(error) ? new Refused(String(error.responseCode)) : error;
      }
    },
    close: () => transport.close(),
  };
}

/** 5xx is the receiver's last word; 4xx and everything below SMTP is worth another try. */
function isFinal(error: unknown): error is Error & { responseCode: number } {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
}
