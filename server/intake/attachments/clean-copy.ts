import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { SealedFile } from './sealed-file.ts';

const cleaner = fileURLToPath(new URL('./cleaner.ts', import.meta.url));
/** It may read its own code; it may not write, start programs, or see our settings. */
const flags = ['--permission', '--allow-fs-read=*', '--allow-addons', '--no-warnings', '--max-old-space-size=128'];

const longest = 60_000;
const mostMemory = 768 * 1024 * 1024;
const mostCleanBytes = 16 * 1024 * 1024;

/**
 * Runs the cleaner over one picture and seals what it makes. The copy's key, for the offices that will get it;
 * `undefined` when nothing was made: the picture is broken.
 */
export async function makeCleanCopy(
  picture: { type: string; read(): AsyncIterable<Uint8Array> },
  to: { folder: string; id: string; recipients: readonly string[] },
  stopping: AbortSignal,
): Promise<Uint8Array | undefined> {
  const child = spawn(process.execPath, [...flags, cleaner, picture.type], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  const unwatch = watch(child, stopping);
  const sealed = await SealedFile.begin(to.folder, to.id, to.recipients);
  try {
    const fed = pipeline(Readable.from(picture.read()), child.stdin).catch(() => child.kill('SIGKILL'));
    let bytes = 0;
    for await (const piece of child.stdout) {
      bytes += piece.length;
      if (bytes > mostCleanBytes) child.kill('SIGKILL');
      else await sealed.write(piece);
    }
    await fed;
    if ((await ended) !== 0 || bytes === 0) {
      await sealed.abandon();
      return undefined;
    }
    await sealed.finish();
    return sealed.fileKey;
  } catch (error) {
    child.kill('SIGKILL');
    await sealed.abandon();
    throw error;
  } finally {
    unwatch();
  }
}

/** Ends a cleaner that takes too long or too much memory. Cleaning gives way to everything else. */
function watch(child: ChildProcess, stopping: AbortSignal): () => void {
  const { pid } = child;
  const kill = (): void => void child.kill('SIGKILL');
  if (pid !== undefined) setPriorityOf(pid);
  const late = setTimeout(kill, longest);
  const looking = setInterval(() => {
    memoryOf(pid).then(
      (bytes) => bytes > mostMemory && kill(),
      () => undefined,
    );
  }, 100);
  stopping.addEventListener('abort', kill);
  return () => {
    clearTimeout(late);
    clearInterval(looking);
    stopping.removeEventListener('abort', kill);
  };
}

function setPriorityOf(pid: number): void {
  try {
    setPriority(pid, 10);
  } catch {
    // It has ended by now.
  }
}

/** Resident bytes (Linux). */
async function memoryOf(pid: number | undefined): Promise<number> {
  const pages = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1];
  return Number(pages) * 4_096;
}
