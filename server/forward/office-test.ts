import { createHash } from 'node:crypto';
import type { Db } from '../store/database.ts';
import { insertOfficeTest, wasTested } from '../store/office-tests.ts';
import type { Office } from './offices.ts';
import type { Outbox } from './outbox.ts';

/** What a test proves: the channel, where it leads, and the keys at its end. Change one, and another test is needed. */
export function wayOf({ channel, address, url, recipient, certificate }: Office): string {
  const way = JSON.stringify([channel, address ?? '', url ?? '', recipient, certificate ?? '']);
  return createHash('sha256').update(way).digest('hex');
}

/** Sends an office a test that it is to acknowledge. */
export async function sendTest(outbox: Outbox, office: Office): Promise<string> {
  return outbox.notice('test', office, (trx, id) => insertOfficeTest(trx, id, office.id, wayOf(office)));
}

/** Remembers whether the line is live, and looks again when told. */
export type Liveness = { isLive: () => boolean; look: () => Promise<void> };

/**
 * The line is live when its operator is named and the office that gets everything has acknowledged a test that went
 * the way reports go now. A trial office never makes it live: nobody reads there.
 */
export async function watchLiveness(db: Db, operatorName: string | undefined, office: Office): Promise<Liveness> {
  const could = operatorName !== undefined && !office.trial;
  let tested = false;
  const look = async (): Promise<void> => {
    if (could && !tested) tested = await wasTested(db, office.id, wayOf(office));
  };
  await look();
  return { isLive: () => could && tested, look };
}
