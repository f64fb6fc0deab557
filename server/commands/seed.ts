import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../config.ts';
import { act } from '../desk/act.ts';
import { receive } from '../intake/receive.ts';
import { lanes } from '../report/codes.ts';
import { readJson } from '../report/schema.ts';
import { acts } from '../report/states.ts';
import { services, type Services } from '../running.ts';
import { completeFirstRun } from '../staff/first-run.ts';
import { keyringOf } from '../staff/keyring.ts';
import { loginOf, makePersonKeys } from '../staff/person-keys.ts';
import type { Unlocked } from '../staff/session.ts';
import { roles } from '../report/roles.ts';
import { duties } from '../store/desk-tables.ts';
import { insertPerson, personById } from '../store/people.ts';
import { standingOf } from '../store/moves.ts';
import { beginShift } from '../store/shifts.ts';
import { grant } from '../vault/line-keys.ts';

/** `npm run seed`: a believable month into an empty DATA_DIR, for demonstrations and training. */
const passphrase = 'trực ban tập sự ngồi đọc tin dựng';
const hour = 3_600_000;

const seedFile = z.strictObject({
  mark: z.string(),
  canary: z.string(),
  people: z
    .array(z.strictObject({ id: z.string(), name: z.string(), login: z.string(), duty: z.enum(duties) }))
    .length(3),
  reports: z.array(
    z.strictObject({
      ago: z.number(),
      name: z.string().optional(),
      lane: z.enum(lanes).default('proven'),
      file: z.literal('voice').optional(),
      fields: z.record(z.string(), z.unknown()),
      acts: z.array(
        z.strictObject({
          by: z.string(),
          after: z.number(),
          act: z.enum(acts),
          values: z.record(z.string(), z.string()).default({}),
        }),
      ),
    }),
  ),
});
type Seed = z.infer<typeof seedFile>;

const seed = seedFile.parse(parse(readFileSync(path.join(root, 'content', 'seed.yaml'), 'utf8')));
const running = await services();
const code = running.lineKeys.firstRunCode;
if (code === undefined) {
  console.error('DATA_DIR is in use already: seed an empty one, for example with DATA_DIR=./data-demo npm run seed');
  await running.close();
  process.exit(1);
}
const people = await addPeople(running, seed.people, code);
const began = Date.now();
/** Which report bears which name of the file. */
const named = new Map<string, string>();
for (const report of seed.reports.toSorted((a, b) => b.ago - a.ago)) await addReport(report);
await sendCanary(running, seed.canary);
const logins = seed.people.map(({ login }) => login).join(', ');
console.log(
  `${seed.reports.length} made-up reports, ${people.size} people and a canary lie in ${running.config.dataDir}. Next:
  1. DATA_DIR=${running.config.dataDir} npm start
  2. Open ${running.config.origins[0] ?? ''}/truc-ban/ and sign in as ${logins}; the passphrase of all is “${passphrase}”.
  3. Add a second factor when asked, then take the walk of two minutes at /truc-ban/huong-dan/.`,
);
await running.close();
process.exit(0);

async function addPeople(needs: Services, given: Seed['people'], firstCode: string): Promise<Map<string, Unlocked>> {
  const { db, now } = needs;
  const added = new Map<string, Unlocked>();
  const [first, ...others] = given;
  if (!first) return added;
  const founder = await completeFirstRun(needs, firstCode, { ...first, passphrase });
  const founding = founder && (await personById(db, founder.personId));
  if (!founder || !founding) throw new Error('the first run failed');
  const head = signedIn(needs, first, founding.id, founding.recipient, founder.identity);
  added.set(first.id, head);
  for (const one of others) {
    const { identity, recipient, wrap } = await makePersonKeys(passphrase);
    const id = `seed-${one.id}`;
    await insertPerson(db, { id, login: loginOf(one.login), name: one.name, recipient, wrap }, ['duty_officer'], now());
    for (const key of await head.keyring.keys()) if (key.kind !== 'custodian') await grant(db, { id, recipient }, key);
    added.set(one.id, signedIn(needs, one, id, recipient, identity));
  }
  for (const { id, duty } of given) {
    const person_id = added.get(id)?.personId;
    if (person_id) await beginShift(db, { person_id, duty, from_at: now() - hour, until_at: now() + 8 * hour });
  }
  return added;
}

function signedIn(
  { db }: Services,
  { name, login, id: seedId }: Seed['people'][number],
  id: string,
  recipient: string,
  identity: string,
): Unlocked {
  return {
    personId: id,
    name,
    login,
    roles: seedId === 'head' ? roles : ['duty_officer'],
    officeId: undefined,
    sessionId: `seed-${seedId}`,
    newDevice: false,
    enrolling: false,
    keyring: keyringOf(db, { id, recipient }, identity),
    kept: undefined,
    keep: async () => undefined,
  };
}

/** A test like the hourly one, so that a beginner sees what it looks like. */
async function sendCanary({ offices, outbox }: Services, officeId: string): Promise<void> {
  const office = offices.of(officeId);
  if (!office) throw new Error(`content/seed.yaml: there is no office ${officeId} for the canary`);
  await outbox.notice('canary', office);
}

async function addReport({ ago, name, lane, file, fields, acts: done }: Seed['reports'][number]): Promise<void> {
  const cameAt = began - ago * hour;
  const story = typeof fields['story'] === 'string' ? `${seed.mark} ${fields['story']}` : seed.mark;
  const about =
    typeof fields['description'] === 'string' ? { description: `${seed.mark} ${fields['description']}` } : {};
  const marked =
    fields['kind'] === 'missing_person' ? { ...fields, ...about } : { ...fields, ...(file ? {} : { story }) };
  const read = readJson(marked, file !== undefined);
  if (!read.ok) throw new Error(`content/seed.yaml: ${JSON.stringify(read.problems)}`);
  const files = file ? [await voiceNote()] : [];
  await receive({ ...running, intakeKey: running.intakeKey, now: () => cameAt }, read.report, lane, files);
  const newest = running.db.selectFrom('report').select('id').orderBy('seq', 'desc').limit(1);
  const { id } = await newest.executeTakeFirstOrThrow();
  if (name) named.set(name, id);
  for (const { by, after, act: what, values } of done) {
    const who = people.get(by);
    const version = (await standingOf(running.db, id))?.version ?? 0;
    const typed = new Map(Object.entries(values).map(([field, value]) => [field, [named.get(value) ?? value]]));
    const at = cameAt + after * 60_000;
    if (!who) throw new Error(`content/seed.yaml: there is nobody called ${by}`);
    const needs = { ...running, intakeKey: running.intakeKey, now: () => at };
    const acted = await act(needs, who, id, what, version, typed);
    if (!acted.done) throw new Error(`content/seed.yaml: ${what} was answered with ${JSON.stringify(acted)}`);
  }
}

/** Two seconds of silence, as an MP3 of whole frames. */
async function voiceNote() {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
  const content = Buffer.concat(Array.from({ length: 80 }, () => frame));
  const kept = await running.attachments.keep(
    (async function* () {
      yield content;
    })(),
    { label: 'ghi-am-tinh-huong-dung.mp3', type: 'audio/mpeg' },
  );
  if (!kept.ok) throw new Error('the voice note was not kept');
  return kept.file;
}
