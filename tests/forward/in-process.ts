import { readClocks } from '../../server/desk/clocks.ts';
import { readDeskContent } from '../../server/desk/desk-content.ts';
import { randomBytes } from 'node:crypto';
import { Floods } from '../../server/forward/flood.ts';
import { officesOf, type Office } from '../../server/forward/offices.ts';
import { Outbox } from '../../server/forward/outbox.ts';
import { openHumanCheck } from '../../server/intake/human-check/human-check.ts';
import { readLimits } from '../../server/intake/human-check/limits.ts';
import { readLanguages } from '../../server/languages.ts';
import { openDatabase } from '../../server/store/database.ts';
import { commitTogether } from '../../server/store/together.ts';
import { makeKeyPair } from '../../server/vault/age.ts';
import { openSealer } from '../../server/vault/sealer.ts';
import type { KeyKind } from '../../server/report/roles.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { policeOffice, testPacker } from './packing.ts';

/** An office of the police with a key pair of its own. */
export async function someOffice(
  id: string,
  more: Partial<Office> = {},
): Promise<{ office: Office; identity: string }> {
  const { identity, recipient } = await makeKeyPair();
  return { identity, office: { ...policeOffice, id, recipient, ...more } };
}

/** The services that reports pass through, without a server around them: a real database, real keys, nobody who sends. */
export async function openInProcess(given: readonly Office[]) {
  const dataDir = newDataDir();
  const db = await openDatabase(dataDir);
  const sealer = openSealer();
  const intake = await makeKeyPair();
  const offices = officesOf(given, given[0]?.id ?? '');
  const now = Date.now;
  const commit = commitTogether(db);
  const serverSecret = randomBytes(32);
  const { packer } = testPacker(dataDir);
  const wake = (): void => undefined;
  const outbox = new Outbox({ db, commit, sealer, serverSecret, offices, packer, now, wake });
  const needs = {
    db,
    commit,
    sealer,
    serverSecret,
    packer,
    offices,
    outbox,
    now,
    floods: new Floods(),
    attachments: { queueFor: async () => undefined },
    intakeKey: { id: 'key', kind: 'intake' as const, recipient: intake.recipient },
    lineKeys: {
      current: (kind: KeyKind) => ({ id: kind, kind, recipient: intake.recipient }),
      reload: async () => undefined,
      firstRunCode: undefined,
    },
    deskContent: readDeskContent('content'),
    clocks: readClocks('content', 'Asia/Ho_Chi_Minh'),
    humanCheck: openHumanCheck(readLimits('content'), now),
    languages: readLanguages('content', 'vi'),
    forwarder: { wake, stop: async () => undefined },
    liveness: { isLive: () => false, look: async () => undefined },
  };
  const close = async (): Promise<void> => {
    await sealer.close();
    await db.destroy();
    removeDataDir(dataDir);
  };
  return { needs, intake, close };
}
