import { createTransport } from 'nodemailer';
import { isThisMachine } from '../../loopback.ts';

/** A few connections to the mail server, opened when needed. */
export type Transport = ReturnType<typeof openTransport>;
export type Dkim = Readonly<{ domainName: string; keySelector: string; privateKey: string }>;

/** Connections to the mail server. Beyond this machine they must be encrypted, or nothing is sent. */
export function openTransport(smtpUrl: string, dkim?: Dkim) {
  const url = new URL(smtpUrl);
  const isLocal = isThisMachine(url.hostname);
  return createTransport({
    pool: true,
    maxConnections: 4,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLocal,
    ignoreTLS: isLocal,
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
}
