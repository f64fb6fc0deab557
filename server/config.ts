import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isAddressRange } from './address.ts';
import { isThisMachine } from './loopback.ts';

/** The folder that holds package.json, content and dist. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const port = z.coerce.number().int().min(0).max(65_535);
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const settings = z
  .object({
    PORT: port.default(8030),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_ORIGIN: z.string().transform(list).pipe(z.array(origin)).optional(),
    METRICS_PORT: port.optional(),
    OPERATOR_NAME: z.string().optional(),
    DATA_DIR: z.string().min(1).default('./data'),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    DUTY_MAIL: z.string().transform(list).pipe(z.array(z.email())).default([]),
    DUTY_HOOK: z
      .url({ protocol: /^https?$/ })
      .refine(isSafeWay)
      .optional(),
    AUDIT_MAIL_TO: z.email().optional(),
    MAIL_FROM: z.string().min(3).default('Lên Tiếng <khong-tra-loi@localhost>'),
    TRUSTED_PROXIES: z
      .string()
      .transform(list)
      .pipe(z.array(z.string().refine(isAddressRange)))
      .default([]),
    OFFICES_FILE: z.string().min(1).default('content/offices.yaml'),
    DKIM_DOMAIN: z
      .string()
      .regex(/^[\w-]+(\.[\w-]+)+$/)
      .optional(),
    DKIM_SELECTOR: z
      .string()
      .regex(/^[\w.-]+$/)
      .optional(),
    DKIM_KEY_FILE: z.string().min(1).optional(),
    HCAPTCHA_SITEKEY: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
      .optional(),
    HCAPTCHA_SECRET: z.string().regex(/^\S+$/).optional(),
  })
  .refine(({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }) => allOrNone([DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE]), {
    path: ['DKIM_DOMAIN'],
  })
  .refine((given) => given.HCAPTCHA_SECRET === undefined || given.HCAPTCHA_SITEKEY !== undefined, {
    path: ['HCAPTCHA_SITEKEY'],
  })
  .refine((given) => given.HCAPTCHA_SITEKEY === undefined || given.HCAPTCHA_SECRET !== undefined, {
    path: ['HCAPTCHA_SECRET'],
  });

/** Beyond this machine nothing goes in clear. */
function isSafeWay(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isThisMachine(hostname);
}

function allOrNone(values: readonly unknown[]): boolean {
  return values.every((value) => value === undefined) || values.every((value) => value !== undefined);
}

const says: Record<keyof z.input<typeof settings>, string> = {
  PORT: 'PORT must be a whole number from 0 to 65535',
  HOST: 'HOST must be an address or host name to listen on',
  PUBLIC_ORIGIN: 'PUBLIC_ORIGIN must be one or more origins such as https://example.org, with commas between',
  METRICS_PORT: 'METRICS_PORT must be a whole number from 0 to 65535',
  OPERATOR_NAME: 'OPERATOR_NAME must be text',
  DATA_DIR: 'DATA_DIR must be a folder',
  SMTP_URL: 'SMTP_URL must be an address such as smtp://user:password@mail.example.org:587',
  DUTY_MAIL: 'DUTY_MAIL must be e-mail addresses of the duty desk or its SMS gateway, with commas between',
  DUTY_HOOK: 'DUTY_HOOK must be the https address of a gateway that makes text messages (http on this machine alone)',
  AUDIT_MAIL_TO: 'AUDIT_MAIL_TO must be the e-mail address of somebody outside who keeps the audit checkpoints',
  MAIL_FROM: 'MAIL_FROM must be an e-mail address, with a name if you like',
  TRUSTED_PROXIES: 'TRUSTED_PROXIES must be addresses or networks such as 127.0.0.1, 10.0.0.0/8, with commas between',
  OFFICES_FILE: 'OFFICES_FILE must be a file that describes the offices',
  DKIM_DOMAIN: 'DKIM_DOMAIN must be the domain that signs mail, set together with DKIM_SELECTOR and DKIM_KEY_FILE',
  DKIM_SELECTOR: 'DKIM_SELECTOR must be the selector of the DKIM key in DNS',
  DKIM_KEY_FILE: 'DKIM_KEY_FILE must be a file with the private DKIM key (PEM)',
  HCAPTCHA_SITEKEY:
    "HCAPTCHA_SITEKEY must be hCaptcha's site key (36 characters with dashes), set together with HCAPTCHA_SECRET",
  HCAPTCHA_SECRET: 'HCAPTCHA_SECRET must be the secret of the hCaptcha account, set together with HCAPTCHA_SITEKEY',
};

/** A setting that cannot be understood; its message is one sentence that names the setting. */
export class ConfigError extends Error {}

export type Config = Readonly<{
  port: number;
  host: string;
  /** Where the public reaches us: the web, an onion service. The first is the one that links are made with. */
  origins: readonly string[];
  /** Where the operator's Prometheus asks; without it nobody can. */
  metricsPort: number | undefined;
  operatorName: string | undefined;
  dataDir: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Who is written to when a clock runs out: people or an SMS gateway, never with a word of a report. */
  dutyMail: readonly string[];
  /** The gateway that is posted to at the same moments, never with a word of a report. */
  dutyHook: string | undefined;
  /** Who is sent each day's signed checkpoint of the audit. */
  auditMailTo: string | undefined;
  /** Addresses and networks of our own proxies: from them alone `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Who receives reports; certificates lie in a folder beside it. */
  officesFile: string;
  /** Signs our mails; without it a relay may do so. */
  dkim: Readonly<{ domain: string; selector: string; keyFile: string }> | undefined;
  /** The operator's switch: without it there is no hCaptcha anywhere. */
  hcaptcha: Readonly<{ sitekey: string; secret: string }> | undefined;
}>;

/**
 * Reads all settings from the environment: the one place that does.
 * @throws ConfigError with a sentence that names the setting.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (!read.success) {
    const name = z.enum(Object.keys(says) as [keyof typeof says]).parse(read.error.issues[0]?.path[0]);
    throw new ConfigError(`${says[name]}.`);
  }
  const value = read.data;
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    origins: Object.freeze(value.PUBLIC_ORIGIN ?? [`http://localhost:${value.PORT}`]),
    metricsPort: value.METRICS_PORT,
    operatorName: value.OPERATOR_NAME,
    dataDir: path.resolve(root, value.DATA_DIR),
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    dutyHook: value.DUTY_HOOK,
    dutyMail: Object.freeze(value.DUTY_MAIL),
    auditMailTo: value.AUDIT_MAIL_TO,
    trustedProxies: Object.freeze(value.TRUSTED_PROXIES),
    officesFile: path.resolve(root, value.OFFICES_FILE),
    dkim: dkimOf(value.DKIM_DOMAIN, value.DKIM_SELECTOR, value.DKIM_KEY_FILE),
    hcaptcha: hcaptchaOf(value.HCAPTCHA_SITEKEY, value.HCAPTCHA_SECRET),
  });
}

const hcaptchaOf = (sitekey: string | undefined, secret: string | undefined): Config['hcaptcha'] =>
  sitekey !== undefined && secret !== undefined ? Object.freeze({ sitekey, secret }) : undefined;

function dkimOf(domain: string | undefined, selector: string | undefined, keyFile: string | undefined): Config['dkim'] {
  if (domain === undefined || selector === undefined || keyFile === undefined) return undefined;
  return Object.freeze({ domain, selector, keyFile: path.resolve(root, keyFile) });
}
