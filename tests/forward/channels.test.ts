import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerByLink } from '../../server/desk/answer.ts';
import { fetchPull } from '../../server/desk/fetch-pull.ts';
import { Inbox } from '../../server/desk/inbox.ts';
import { listenWebhook } from '../../server/desk/listen-webhook.ts';
import type { Listening } from '../../server/desk/listening.ts';
import { makePullToken, makeWebhookSecret } from '../../server/forward/office-secrets.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openMailbox, type Mailbox } from '../mailbox.ts';
import { freePort, writeOffices } from './offices-file.ts';

const dataDir = newDataDir();
// GnuPG's agent cannot listen in a folder with a long name.
const gpgHome = mkdtempSync(path.join(tmpdir(), 'gpg-'));
const gpg = (args: string[], input?: Buffer): Buffer =>
  execFileSync('gpg', ['--homedir', gpgHome, '--batch', '--quiet', '--trust-model', 'always', ...args], { input });

let house: House;
let mailbox: Mailbox;
let webhook: Listening;
let inbox: Inbox;
let token = '';
const kidnapped = 'Con tôi bị bắt cóc sáng nay, chúng đòi tiền chuộc và dọa giết cháu';
const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';
const { privateKey: dkimKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

beforeAll(async () => {
  gpg(['--passphrase', '', '--quick-generate-key', 'Intake <intake@office.example>', 'future-default', 'default', '0']);
  const certificate = gpg(['--armor', '--export']).toString();
  mailbox = await openMailbox();
  const [port, hookPort] = [await freePort(), await freePort()];
  const { file, identities } = await writeOffices(
    dataDir,
    {
      hook: { channel: 'webhook', url: `http://127.0.0.1:${hookPort}/in`, handles: { kinds: ['trafficking'] } },
      fetcher: { channel: 'pull', handles: { kinds: ['missing_person'] } },
      mailer: {
        channel: 'smtp',
        address: 'intake@office.example',
        handles: { kinds: ['self'] },
        key: { openpgp: 'mailer.asc' },
      },
    },
    { 'mailer.asc': certificate },
  );
  inbox = new Inbox(path.join(dataDir, 'received'), identities);
  webhook = await listenWebhook(hookPort, makeWebhookSecret(dataDir, 'hook'), inbox);
  token = makePullToken(dataDir, 'fetcher');
  writeFileSync(path.join(dataDir, 'dkim.pem'), dkimKey);
  house = await openHouse(dataDir, {
    PORT: String(port),
    SMTP_URL: mailbox.url,
    OFFICES_FILE: file,
    OPERATOR_NAME: 'Hội thử',
    DKIM_DOMAIN: 'bao-tin.example',
    DKIM_SELECTOR: 'lt',
    DKIM_KEY_FILE: path.join(dataDir, 'dkim.pem'),
  });
});
afterAll(async () => {
  await house.stop();
  await webhook.close();
  await mailbox.close();
  execFileSync('gpgconf', ['--homedir', gpgHome, '--kill', 'all']);
  rmSync(gpgHome, { recursive: true, force: true });
  removeDataDir(dataDir);
});

const send = async (report: Record<string, unknown>): Promise<string> =>
  (await (await fetch(`${house.url}/api/reports`, json(report))).json()).receipt;
const stateOf = async (receipt: string): Promise<string> =>
  (await (await fetch(`${house.url}/api/receipts/open`, json({ receipt }))).json()).state;

describe('by webhook', () => {
  test('a report comes signed, is opened and answered, and the reporter sees it', async () => {
    const receipt = await send({ kind: 'trafficking', story: urgent });
    const [name = ''] = await until(() => inbox.names().length > 0 && inbox.names());
    const opened = await inbox.open(name);
    expect(opened.record).toMatchObject({ x_report_id: name, x_story: urgent, x_urgency: 'P1' });
    expect(await answerByLink(opened, { answer: 'accepted', number: '1/2026' })).toMatchObject({ answer: 'accepted' });
    expect(await stateOf(receipt)).toBe('acknowledged');
  });

  test('the library of Standard Webhooks takes ours, and refuses a changed body, an old time and a replay', async () => {
    const secret = readFileSync(path.join(dataDir, 'offices', 'hook.webhook'), 'utf8').trim();
    const body = JSON.stringify({
      id: 'abc',
      urgency: 'P1',
      kind: 'self',
      created_at: '2026-11-23T09:00:00Z',
      sealed: 'YQ==',
    });
    const at = new Date();
    const headersAt = (time: Date): Record<string, string> => ({
      'webhook-id': 'abc.hook',
      'webhook-timestamp': String(Math.floor(time.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign('abc.hook', time, body),
    });
    const scratch = new Inbox(path.join(dataDir, 'scratch'), []);
    const receiver = await listenWebhook(0, secret, scratch);
    const post = async (headers: Record<string, string>, content = body): Promise<number> =>
      (await fetch(`http://127.0.0.1:${receiver.port}/`, { method: 'POST', headers, body: content })).status;
    expect(await post(headersAt(at), body.replace('P1', 'P4'))).toBe(401);
    expect(await post(headersAt(new Date(at.getTime() - 6 * 60_000)))).toBe(401);
    expect(await post(headersAt(at))).toBe(204);
    expect(await post(headersAt(at))).toBe(409);
    // Sent again because the answer was lost: signed anew, taken, kept once.
    expect(await post(headersAt(new Date(at.getTime() + 1_000)))).toBe(204);
    expect(scratch.names()).toEqual(['abc']);
    await receiver.close();
  });
});

describe('by pull', () => {
  const list = async (given: string) =>
    fetch(`${house.url}/api/offices/fetcher/reports`, { headers: { authorization: `Bearer ${given}` } });

  test('an office behind a firewall lists, fetches and answers with its token, and with no other', async () => {
    const receipt = await send({ kind: 'missing_person', name: 'Lan', age: 12, story: kidnapped });
    expect((await list('lt_wrong')).status).toBe(401);
    expect((await fetch(`${house.url}/api/offices/hook/reports`)).status).toBe(401);
    const { reports } = await (await list(token)).json();
    expect(reports).toMatchObject([{ urgency: 'P1', kind: 'missing_person', part: 'report' }]);
    expect(reports[0].created_at).toMatch(/:00\.000Z$/);
    expect(await stateOf(receipt)).toBe('received');
    expect(await fetchPull(house.url, 'fetcher', token, inbox)).toBe(1);
    expect(await fetchPull(house.url, 'fetcher', token, inbox)).toBe(0);
    expect(await stateOf(receipt)).toBe('sent');
    expect((await inbox.open(reports[0].id)).record).toMatchObject({ full_name: 'Lan', age: 12 });
    const answer = await fetch(`${house.url}/api/offices/fetcher/reports/${reports[0].id}`, {
      ...json({ answer: 'accepted', number: '9' }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({ answer: 'accepted' });
    expect(await stateOf(receipt)).toBe('acknowledged');
    expect((await (await list(token)).json()).reports).toEqual([]);
  });
});

describe('by mail with OpenPGP', () => {
  test('a mail is multipart/encrypted, opens with gpg to a mail with the sheet and all files, and tells nothing outside', async () => {
    await send({ kind: 'self', story: urgent, place: 'quán nước đầu làng' });
    const { raw } = await until(() => mailbox.mails[0]);
    const outside = raw.toString();
    expect(outside).toMatch(/^Content-Type: multipart\/encrypted;\s*protocol="application\/pgp-encrypted"/m);
    expect(outside).toMatch(/Content-Type: application\/pgp-encrypted[^]*Version: 1/);
    expect(outside).not.toContain('quán');
    const message = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/.exec(outside)?.[0] ?? '';
    const inside = gpg(['--decrypt'], Buffer.from(message));
    const { attachments, html } = await simpleParser(inside);
    const names = attachments.map(({ filename }) => filename);
    expect(names).toEqual(['report.json', 'manifest.json', 'manifest.sig']);
    expect(html).toContain('KHÔNG GỌI LẠI');
    expect(JSON.parse(attachments[0]?.content.toString('utf8') ?? '')).toMatchObject({ x_place: 'quán nước đầu làng' });
    // What it is filled with hides the length and is seen by no mail program.
    expect([16_384, 65_536]).toContain(inside.length);
  });

  test('the domain of the line signs it (DKIM)', () => {
    expect(mailbox.mails[0]?.raw.toString()).toMatch(
      /^DKIM-Signature: v=1; a=rsa-sha256;[^]*?d=bao-tin\.example;[^]*?s=lt;/m,
    );
  });
});

describe('an office that says later', () => {
  test('is asked again when it said, not before', async () => {
    const asked: { at: number; headers: IncomingHttpHeaders }[] = [];
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        asked.push({ at: Date.now(), headers: request.headers });
        if (asked.length === 1) response.writeHead(503, { 'Retry-After': '2' }).end();
        else response.writeHead(200).end();
      });
    });
    const port = webhook.port;
    await webhook.close();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const receipt = await send({ kind: 'trafficking', story: `${urgent} hai` });
    await until(async () => (await stateOf(receipt)) === 'sent');
    expect(asked).toHaveLength(2);
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
    expect(asked[0]?.headers['webhook-id']).toBe(asked[1]?.headers['webhook-id']);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
