import { writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { answerByLink } from '../desk/answer.ts';
import { fetchPull } from '../desk/fetch-pull.ts';
import { fetchFolder } from '../desk/folder.ts';
import { Inbox, openSealed, type Opened } from '../desk/inbox.ts';
import { listenSmtp } from '../desk/listen-smtp.ts';
import { listenWebhook } from '../desk/listen-webhook.ts';
import { sealedInMail } from '../desk/mails.ts';
import { deskIdentities } from '../forward/desk-keys.ts';
import { webhookSecret } from '../forward/office-secrets.ts';

const usage = `npm run desk -- [FILE…]            opens the trial queue, or mails (.eml) and age files
  --inbox DIR                      where received files are kept (DATA_DIR/desk/received)
  --identity FILE                  the office's age key (the trial offices' own)
  --sheets DIR                     writes each sheet as a page for the printer
  --smtp PORT                      receives mail on this machine until stopped
  --webhook PORT --secret SECRET   receives webhooks until stopped (or --office ID: its secret in DATA_DIR)
  --pull ORIGIN --office ID --token TOKEN   fetches what waits
  --accept ID [--number N] [--note TEXT]    answers: received
  --return ID --reason wrong_area|more_information|other [--note TEXT]
  --origin ORIGIN                  where the line is, if not where its links say`;

const text = { type: 'string' } as const;
const options = {
  inbox: text,
  identity: text,
  sheets: text,
  smtp: text,
  webhook: text,
  secret: text,
  pull: text,
  office: text,
  token: text,
  accept: text,
  return: text,
  reason: text,
  number: text,
  note: text,
  origin: text,
  help: { type: 'boolean' },
} as const;

/** `npm run desk`: a small police desk, for trial and training and for an office without software of its own. */
async function run(): Promise<void> {
  const { values, positionals: files } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(usage);
  const { dataDir } = readConfig();
  const identities = values.identity ? [(await readFile(values.identity, 'utf8')).trim()] : deskIdentities(dataDir);
  const inbox = new Inbox(values.inbox ?? path.join(dataDir, 'desk', 'received'), identities);
  if (values.smtp !== undefined || values.webhook !== undefined) return listen(values, dataDir, inbox);
  if (values.accept !== undefined || values.return !== undefined) return answer(values, dataDir, inbox);
  if (files.length > 0) return show(await Promise.all(files.map((file) => openFile(identities, file))), values.sheets);
  if (values.pull !== undefined) await fetchPull(values.pull, values.office ?? '', values.token ?? '', inbox);
  else await fetchFolder(path.join(dataDir, 'police-queue'), inbox);
  await show(await openAll(inbox), values.sheets);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function listen({ smtp, webhook, secret, office = '' }: Values, dataDir: string, inbox: Inbox): Promise<void> {
  if (smtp !== undefined) console.error(`mail: 127.0.0.1:${(await listenSmtp(Number(smtp), inbox)).port}`);
  if (webhook === undefined) return;
  const shared = secret ?? webhookSecret(dataDir, office);
  if (!shared) throw new Error('give --secret, or --office with a secret of its own (npm run office -- secret ID)');
  console.error(`webhook: 127.0.0.1:${(await listenWebhook(Number(webhook), shared, inbox)).port}`);
}

async function answer(values: Values, dataDir: string, inbox: Inbox): Promise<void> {
  await fetchFolder(path.join(dataDir, 'police-queue'), inbox);
  const opened = await inbox.open(values.accept ?? values.return ?? '');
  const { reason, number, note } = values;
  const beside = { ...(number ? { number } : {}), ...(note ? { note } : {}) };
  const given =
    values.accept === undefined
      ? { answer: 'returned' as const, reason: reason ?? 'other', ...beside }
      : { answer: 'accepted' as const, ...beside };
  console.log(JSON.stringify(await answerByLink(opened, given, values.origin)));
}

const openAll = (inbox: Inbox): Promise<Opened[]> => Promise.all(inbox.names().map((name) => inbox.open(name)));

async function openFile(identities: readonly string[], file: string): Promise<Opened> {
  const bytes = await readFile(file);
  const sealed = file.endsWith('.eml') ? (await sealedInMail(bytes))?.sealed : bytes;
  if (!sealed) throw new Error('this mail has no sealed attachment');
  return openSealed(path.basename(file).replace(/\.(age|eml)$/, ''), identities, sealed);
}

async function show(opened: readonly Opened[], sheets: string | undefined): Promise<void> {
  if (sheets !== undefined) await mkdir(sheets, { recursive: true, mode: 0o700 });
  for (const { name, record, files } of opened) {
    if (record) console.log(JSON.stringify(record, null, 2));
    const sheet = files.get('phieu-chuyen-tin.html');
    if (sheets !== undefined && sheet) writeFileSync(path.join(sheets, `${name}.html`), sheet, { mode: 0o600 });
  }
  console.error(`${opened.length} opened`);
}

try {
  await run();
} catch (error) {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  console.error(`The desk could not do this: ${isMissing ? 'run npm start first' : String(error)}`);
  process.exitCode = 1;
}
