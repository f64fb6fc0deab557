import { spawnSync } from 'node:child_process';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deskIdentities } from '../../server/forward/desk-keys.ts';
import { bodiesFrom } from '../../server/forward/forwarding.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { unseal } from '../../server/vault/age.ts';
import { json, until } from '../house.ts';
import { formWith, plainBrowser, receiptOn } from '../intake/browser-without-script.ts';
import { openedHouse } from '../opened.ts';
import { somebodyOfEach } from './each-role.ts';
import { enterByHttp, type HttpOfficer } from './officer-over-http.ts';

/** A seeded house, and officers who come in by its real door: what leaves the console, byte by byte. */
let passphrase = '';
const house = openedHouse((dataDir) => {
  passphrase = seed(dataDir);
  return {};
});
const notOnDuty = ['auditor', 'administrator', 'analyst', 'case_officer'] as const;
const refused = somebodyOfEach(notOnDuty, house);
let db: Db;
let duty: HttpOfficer;
beforeAll(async () => {
  db = await openDatabase(house.dataDir);
  duty = await enterByHttp(house.url, 'quang', passphrase);
});
afterAll(() => db.destroy());

/** What everybody of the made-up month signs in with. */
function seed(dataDir: string): string {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const { stdout } = spawnSync(process.execPath, ['server/commands/seed.ts'], { env });
  return /passphrase of all is “([^”]+)”/.exec(stdout.toString())?.[1] ?? '';
}

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
const report = (kind: 'missing_person' | 'trafficking', state: 'accepted' | 'classified') =>
  db
    .selectFrom('report')
    .select('id')
    .where('kind', '=', kind)
    .where('state', '=', state)
    .limit(1)
    .executeTakeFirstOrThrow();
const file = (kind: 'audio' | 'image') =>
  db.selectFrom('attachment').select(['id', 'report_id', 'clean_id']).where('kind', '=', kind).executeTakeFirst();
const audited = (what: string, subject: string | null) =>
  db.selectFrom('audit').select('detail').where('act', '=', what).where('subject', '=', subject).execute();

describe('a picture', () => {
  let at: string;
  let id: string;
  let reportId: string;
  let original: Buffer;
  beforeAll(async () => {
    const picture = sharp({ create: { width: 320, height: 240, channels: 3, background: '#335577' } });
    original = await picture
      .withExif({ IFD0: { Make: 'MAY-ANH-RIENG' } })
      .jpeg()
      .toBuffer();
    const sent = { name: 'ảnh.jpg', type: 'image/jpeg', bytes: new Uint8Array(original) };
    const page = await plainBrowser(house.url).post('/ghi-chu/', formWith({ story: 'cứu em', step: 'next' }, [sent]));
    expect(receiptOn(page.text)).toBeDefined();
    const clean = await until(async () => ((await file('image'))?.clean_id ? file('image') : undefined), 30_000);
    ({ id } = clean);
    reportId = clean.report_id ?? '';
    at = `tin/${reportId}/tep/${id}`;
  }, 60_000);

  test('is shown as its clean copy, without what the camera wrote, and no browser keeps it', async () => {
    const shown = await duty(`${at}/ban-sach/`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const clean = await bytesOf(shown);
    expect(await sharp(clean).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    expect(clean.includes('MAY-ANH-RIENG')).toBe(false);
    expect(await audited('original opened', reportId)).toEqual([]);
  });

  test('comes whole as its original, to be saved, and each time on record', async () => {
    const saved = await duty(`${at}/ban-goc/`);
    expect(saved.status).toBe(200);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(await bytesOf(saved)).toEqual(original);
    const entries = await audited('original opened', reportId);
    expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([{ file: id }]);
  });

  test('is found under its own report only, and in no third form', async () => {
    const { id: other } = await report('trafficking', 'classified');
    expect((await duty(`tin/${other}/tep/${id}/ban-sach/`)).status).toBe(404);
    expect((await duty(`tin/${reportId}/tep/${id}/khac/`)).status).toBe(404);
  });

  test.each(notOnDuty)('is not for %s', async (role) => {
    const before = await audited('original opened', reportId);
    for (const which of ['ban-sach', 'ban-goc']) {
      const answer = await refused.get(role)?.(`${at}/${which}/`);
      expect(answer?.status).toBe(403);
      expect(answer?.headers.get('content-type')).toMatch(/^text\/html/);
    }
    expect(await audited('original opened', reportId)).toEqual(before);
  });

  test('is not for somebody who has not signed in', async () => {
    const answer = await fetch(`${house.url}/truc-ban/${at}/ban-goc/`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/truc-ban/vao/']);
    expect((await bytesOf(answer)).includes(original)).toBe(false);
  });
});

test('a voice note is played in its place, as what it is', async () => {
  const note = await file('audio');
  const played = await duty(`tin/${note?.report_id}/tep/${note?.id}/ban-goc/`);
  expect(played.status).toBe(200);
  expect(played.headers.get('content-type')).toBe('audio/mpeg');
  expect(played.headers.get('content-disposition')).toMatch(/^inline; /);
  const bytes = await bytesOf(played);
  expect([bytes[0], bytes[1]]).toEqual([0xff, 0xfb]);
  expect(await audited('original opened', note?.report_id ?? '')).toHaveLength(1);
});

test('an original goes to the office that has the report when an officer sends it, on record, and nobody else can', async () => {
  const note = await file('audio');
  const [id, at] = [note?.report_id ?? '', `tin/${note?.report_id}/tep/${note?.id}/gui/`];
  const sent = () =>
    db
      .selectFrom('delivery')
      .selectAll()
      .where('report_id', '=', id)
      .where('file_id', '=', note?.id ?? '')
      .execute();
  for (const role of notOnDuty) expect((await refused.get(role)?.(at, {}))?.status, role).toBe(403);
  const { id: other } = await report('trafficking', 'classified');
  expect((await duty(`tin/${other}/tep/${note?.id}/gui/`, {})).status).toBe(404);
  expect(await sent()).toEqual([]);
  expect((await duty(at, {})).status).toBe(303);
  const [delivery, ...more] = await sent();
  expect([delivery?.name, more]).toEqual([`${id}.original-1`, []]);
  expect(await audited('original sent', id)).toHaveLength(1);
  const sealed = delivery && (await bodiesFrom(db, path.join(house.dataDir, 'attachments'))(delivery));
  const opened = await unseal(deskIdentities(house.dataDir), sealed ?? new Uint8Array());
  expect([opened[0], opened[1]]).toEqual([0xff, 0xfb]);
});

describe('an export', () => {
  test.each([
    ['htcds.json', 'application/json'],
    ['htcds.csv', 'text/csv; charset=utf-8'],
    ['phieu.pdf', 'application/pdf'],
  ])('%s comes as a file nobody keeps, and is on record', async (what, type) => {
    const { id } = await report('trafficking', 'classified');
    const answer = await duty(`tin/${id}/xuat/${what}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}-${what}"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const content = await bytesOf(answer);
    if (what === 'htcds.json') expect(JSON.parse(content.toString())).toMatchObject([{ cas_ID: id }]);
    if (what === 'htcds.csv') expect(content.toString()).toContain(`"${id}"`);
    if (what === 'phieu.pdf') expect(content.toString('latin1')).toMatch(/^%PDF-1\.7/);
    const entries = await audited('exported', id);
    expect(entries.map(({ detail }) => JSON.parse(detail))).toContainEqual({ what });
  });

  test('a bundle is sealed to the office that the officer chooses, and to which is on record', async () => {
    const { id } = await report('trafficking', 'classified');
    const answer = await duty(`tin/${id}/xuat/goi/`, { office: 'trial-111' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}-trial-111.age"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const content = await bytesOf(answer);
    expect(content.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
    expect(content.includes('Tình huống dựng')).toBe(false);
    const entries = await audited('exported', id);
    expect(entries.map(({ detail }) => JSON.parse(detail))).toContainEqual({ what: 'goi', office: 'trial-111' });
    expect((await duty(`tin/${id}/xuat/goi/`, { office: 'nowhere' })).status).toBe(404);
  });

  test('a bundle of what somebody said no to needs a reason on record, as forwarding does', async () => {
    const story = 'Em bị ép làm ở quán, em sợ';
    const sent = await fetch(`${house.url}/api/reports`, json({ kind: 'self', story, consentPolice: 'no' }));
    expect(sent.status).toBe(201);
    const { id } = await db.selectFrom('report').select('id').orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
    const refusal = await duty(`tin/${id}/xuat/goi/`, { office: 'trial' });
    expect(refusal.status).toBe(422);
    expect(await refusal.text()).toContain('Người báo đã nói không. Chọn lý do');
    expect(await audited('exported', id)).toEqual([]);
    const given = { office: 'trial', reason: 'life', text: 'Em ấy vừa nhắn là bị đánh' };
    expect((await duty(`tin/${id}/xuat/goi/`, given)).status).toBe(200);
    const [entry] = await audited('exported', id);
    expect(JSON.parse(entry?.detail ?? '{}')).toEqual({ what: 'goi', office: 'trial', reason: 'life' });
    const page = await (await duty(`tin/${id}/`)).text();
    expect(page).toContain(given.text);
  });

  test('PFIF is made of a missing person whom an authority has accepted, and of nothing else', async () => {
    const { id } = await report('missing_person', 'accepted');
    const answer = await duty(`tin/${id}/xuat/pfif.xml`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/xml');
    const xml = await answer.text();
    expect(xml).toContain('<pfif:full_name>Nguyễn Thị Na</pfif:full_name>');
    expect(xml).toMatch(/<pfif:expiry_date>\d{4}-\d\d-\d\dT/);
    const { id: tip } = await report('trafficking', 'classified');
    expect((await duty(`tin/${tip}/xuat/pfif.xml`)).status).toBe(404);
    expect((await audited('exported', tip)).map(({ detail }) => JSON.parse(detail))).not.toContainEqual({
      what: 'pfif.xml',
    });
  });

  test.each(notOnDuty)('is not for %s', async (role) => {
    const { id } = await report('missing_person', 'accepted');
    const before = await audited('exported', id);
    for (const what of ['htcds.json', 'htcds.csv', 'pfif.xml', 'phieu.pdf']) {
      const answer = await refused.get(role)?.(`tin/${id}/xuat/${what}`);
      expect(answer?.status, what).toBe(403);
      expect(await answer?.text()).not.toContain('Nguyễn Thị Na');
    }
    expect(await audited('exported', id)).toEqual(before);
  });
});

test('whoever looks at a list of reports or people is on record', async () => {
  const views = async (): Promise<string[]> => {
    const rows = await db.selectFrom('audit').select('detail').where('act', '=', 'viewed').execute();
    return rows.map(({ detail }) => detail);
  };
  const before = (await views()).length;
  for (const address of ['', 'ca/', 'nguoi/']) expect((await duty(address)).status).toBe(200);
  expect((await views()).slice(before)).toEqual(
    ['GET /', 'GET /ca/', 'GET /nguoi/'].map((route) => JSON.stringify({ route })),
  );
});
