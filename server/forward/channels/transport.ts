import { createTransport } from 'nodemailer';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A few connections to the mail server, opened when needed. */
export type Transport = ReturnType<typeof openTransport>;
export type Dkim = Readonly<{ domainName: string; keySelector: string; privateKey: string }>;

/** Connections to the mail server. Beyond this machine they must be encrypted, or nothing is sent. */
export function openTransport(smtpUrl: string, dkim?: Dkim) {
  const url = new URL(smtpUrl);
  return createTransport({
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
}
