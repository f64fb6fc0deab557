import { randomUUID } from 'node:crypto';
import { keyKinds, keysOf, type KeyKind } from '../report/roles.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db, DbOrTrx } from '../store/database.ts';
import {
  codeHolder,
  holdersWithGrant,
  insertGrant,
  insertLineKey,
  keysWithGrant,
  lineKeys,
  replaceCodeHolder,
  type LineKey,
} from '../store/line-keys.ts';
import { people } from '../store/people.ts';
import { makeKeyPair, sealTo, unseal } from './age.ts';
import { makeCode, wrapWithCode } from './code.ts';

/** A line's key, opened. */
export type OpenKey = LineKey & { identity: string };
export type Holder = { id: string; recipient: string };

/** What everything is sealed to. The server knows recipients only, and opens nothing. */
export type LineKeys = {
  /** The newest key of a kind. Take it once for one act: it may change between two calls. */
  current(kind: KeyKind): LineKey;
  /** To be called when there is a new one. */
  reload(): Promise<void>;
  /** The single-use code of the first run, known only to the start that made the keys. */
  firstRunCode: string | undefined;
};

/**
 * The keys of the line. They are made at the first start and at once sealed to the holder of a single-use code that is
 * printed and not stored: from then on this machine cannot open what it receives.
 */
export async function openLineKeys(db: Db, now: number): Promise<LineKeys> {
  const firstRunCode = await makeMissingKeys(db, now);
  let keys = await lineKeys(db);
  return {
    current(kind) {
      const key = keys.findLast((one) => one.kind === kind);
      if (!key) throw new Error(`there is no ${kind} key`);
      return key;
    },
    async reload() {
      keys = await lineKeys(db);
    },
    firstRunCode,
  };
}

async function makeMissingKeys(db: Db, now: number): Promise<string | undefined> {
  const there = await lineKeys(db);
  const missing = keyKinds.filter((kind) => !there.some((key) => key.kind === kind));
  if (missing.length === 0) return undefined;
  const code = there.length === 0 ? makeCode(28) : undefined;
  const founder = await makeKeyPair();
  const made = await Promise.all(missing.map((kind) => makeLineKey(kind)));
  await db.transaction().execute(async (trx) => {
    if (code !== undefined) {
      const wrapped = wrapWithCode(code, 'first run', founder.identity);
      await replaceCodeHolder(trx, { id: 'first-run', recipient: founder.recipient, wrapped, created_at: now });
    }
    for (const key of made) await keepLineKey(trx, key, now);
  });
  return code;
}

async function makeLineKey(kind: KeyKind): Promise<OpenKey> {
  return { id: randomUUID(), kind, ...(await makeKeyPair()) };
}

/** Makes the newest key of a kind and seals it to everybody who shall hold it now. Nobody's session is needed. */
export async function newEpoch(trx: DbOrTrx, kind: KeyKind, now: number): Promise<void> {
  await keepLineKey(trx, await makeLineKey(kind), now);
}

async function keepLineKey(trx: DbOrTrx, { identity, ...key }: OpenKey, now: number): Promise<void> {
  const holders = await holdersOf(trx, key.kind);
  await insertLineKey(trx, { ...key, created_at: now });
  for (const holder of holders) await grant(trx, holder, { ...key, identity });
  await writeAudit(trx, { actor: 'server', act: 'key made', subject: key.id, detail: { kind: key.kind } }, now);
}

/**
 * Who gets the next key of a kind: whoever holds the one before and still has the duty. Somebody who was never handed
 * one waits for a key holder; somebody whose own key is a line's key (from before there were keys of one's own) shares
 * it with others, and waits too.
 */
async function holdersOf(db: DbOrTrx, kind: KeyKind): Promise<Holder[]> {
  const codes = [await codeHolder(db, 'first-run'), await codeHolder(db, 'recovery')];
  const persons = (await people(db)).filter(({ roles }) => keysOf(roles).includes(kind));
  const candidates: Holder[] = [...persons, ...codes.filter((holder) => holder !== undefined)];
  const keys = await lineKeys(db);
  const before = keys.findLast((key) => key.kind === kind);
  if (!before) return candidates;
  const shared = new Set(keys.map(({ recipient }) => recipient));
  const given = new Set(await holdersWithGrant(db, before.id));
  return candidates.filter(({ id, recipient }) => given.has(id) && !shared.has(recipient));
}

export async function grant(db: DbOrTrx, holder: Holder, key: OpenKey): Promise<void> {
  const sealed = await sealTo([holder.recipient], Buffer.from(key.identity));
  await insertGrant(db, { key_id: key.id, holder: holder.id, sealed });
}

/**
 * The line's keys that a holder has been given, the oldest first.
 * @param identity the holder's own key.
 */
export async function openGrants(db: DbOrTrx, holder: Holder, identity: string): Promise<OpenKey[]> {
  const opened: OpenKey[] = [];
  for (const { sealed, ...key } of await keysWithGrant(db, holder.id)) {
    // Databases from before there were keys of one's own: the intake key is its holder's own key.
    if (key.recipient === holder.recipient) opened.push({ ...key, identity });
    else if (sealed) opened.push({ ...key, identity: Buffer.from(await unseal(identity, sealed)).toString('utf8') });
  }
  return opened;
}
