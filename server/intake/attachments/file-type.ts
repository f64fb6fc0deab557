import { fileTypeFromBuffer } from 'file-type';
import type { FileKind, FileState } from '../../report/files.ts';

/** As many of the first bytes as `file-type` asks for. */
export const headBytes = 4_100;

export type Recognised = { kind: FileKind; state: FileState; type: string };

/** What we take, as the bytes say it. A PDF is kept and not opened: it can run what it carries. */
const taken = new Map<string, FileKind>([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['image/apng', 'image'],
  ['image/webp', 'image'],
  ['image/heic', 'image'],
  ['image/heif', 'image'],
  ['image/heic-sequence', 'image'],
  ['image/heif-sequence', 'image'],
  ['image/avif', 'image'],
  ['video/mp4', 'video'],
  ['video/x-m4v', 'video'],
  ['video/webm', 'video'],
  ['video/ogg', 'video'],
  ['audio/mpeg', 'audio'],
  ['audio/ogg', 'audio'],
  ['application/ogg', 'audio'],
  ['audio/mp4', 'audio'],
  ['audio/x-m4a', 'audio'],
  ['application/pdf', 'document'],
]);

/** What a sender may call it besides. */
const alsoCalled = new Map<string, FileKind>([
  ...taken,
  ['image/jpg', 'image'],
  ['image/pjpeg', 'image'],
  ['audio/webm', 'audio'],
  ['audio/mp3', 'audio'],
  ['audio/m4a', 'audio'],
  ['audio/opus', 'audio'],
  ['application/mp4', 'video'],
]);

const byEnding = new Map<string, FileKind>([
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'heic', 'heif', 'avif'].map((e) => [e, 'image'] as const),
  ...['mp4', 'm4v', 'webm', 'ogv'].map((e) => [e, 'video'] as const),
  ...['mp3', 'ogg', 'oga', 'opus', 'm4a', 'weba'].map((e) => [e, 'audio'] as const),
  ['pdf', 'document'],
]);

/**
 * Holds what a file is called against its first bytes. A PNG that is called .jpg is a picture as promised (chat
 * programs do that); a page that is called .png is not, and nobody may open it by its name.
 */
export async function recognise(head: Uint8Array, label: string, declared: string): Promise<Recognised> {
  const found = await magicType(head);
  const kind = found === undefined ? undefined : taken.get(found);
  const claims = claimsOf(label, declared);
  const type = found ?? declared;
  if (kind === undefined) {
    const state = claims.every((claim) => claim === 'unknown') ? 'unknown-type' : 'mislabelled';
    return { kind: 'unknown', state, type };
  }
  if (!claims.every((claim) => likeOneAnother(claim, kind))) return { kind: 'unknown', state: 'mislabelled', type };
  return { kind, state: kind === 'document' ? 'unsafe' : 'kept', type };
}

async function magicType(head: Uint8Array): Promise<string | undefined> {
  // Made to be hostile, a head may upset the recogniser: then it is nothing we know.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found?.mime.split(';')[0]?.trim();
}

function claimsOf(label: string, declared: string): FileKind[] {
  const claims: FileKind[] = [];
  if (!saysNothing.has(declared)) claims.push(alsoCalled.get(declared) ?? 'unknown');
  const ending = byEnding.get(/\.([a-z0-9]+)$/i.exec(label)?.[1]?.toLowerCase() ?? '');
  if (ending) claims.push(ending);
  return claims;
}

const saysNothing = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'text/plain']);

/** A voice note may lie in a film's container and the other way round. */
function likeOneAnother(claim: FileKind, kind: FileKind): boolean {
  const recording = (one: FileKind) => one === 'audio' || one === 'video';
  return claim === kind || (recording(claim) && recording(kind));
}
