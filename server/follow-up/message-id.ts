import { randomUUID } from 'node:crypto';
import type { LeftOut, ReceivedFile } from '../report/files.ts';
import type { Services } from '../running.ts';
import { lookupHash } from '../vault/box.ts';

/**
 * What is sent twice under the key that its page made gets the same id, and the table of messages takes an id once.
 * Other words under the same key are another message. Whoever holds the database cannot test guesses against an id:
 * the key has 128 random bits and is not kept.
 */
export type Sending = { code: Uint8Array; key: string | undefined };

type Needs = Pick<Services, 'serverSecret'>;

export const idOfWords = (needs: Needs, sending: Sending, text: string): string =>
  idOf(needs, sending, ['words', text]);

/** Files that all were kept. Where some were left out, trying again may keep more, and is a new sending. */
export function idOfFiles(needs: Needs, sending: Sending, files: readonly Sized[]): string {
  return idOf(needs, sending, ['files', ...files.map(({ label, size }) => `${size} ${label}`).toSorted()]);
}
type Sized = Pick<ReceivedFile, 'label' | 'size'>;

/** What files would be called that came again: there may be no more room for them, since the first ones took it. */
export function idOfRepeat(
  needs: Needs,
  sending: Sending,
  { files, leftOut }: { files: readonly ReceivedFile[]; leftOut: readonly LeftOut[] },
): string | undefined {
  const tooMany = leftOut.flatMap(({ label, size }) => (size === undefined ? [] : [{ label, size }]));
  if (sending.key === undefined || tooMany.length < leftOut.length) return undefined;
  return idOfFiles(needs, sending, [...files, ...tooMany]);
}

function idOf({ serverSecret }: Needs, { code, key }: Sending, content: readonly string[]): string {
  if (key === undefined) return randomUUID();
  const sent = JSON.stringify([Buffer.from(code).toString('hex'), key, ...content]);
  return lookupHash(serverSecret, 'message', sent).toString('base64url');
}
