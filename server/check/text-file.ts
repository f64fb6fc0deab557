import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file as it was read; `path` is relative to the project, with slashes. */
export type TextFile = { path: string; text: string };

/** Every text file under these folders, in a stable order. */
export function readTextFiles(root: string, folders: readonly string[], endings: RegExp): TextFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => endings.test(name))
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
      .sort()
      .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') })),
  );
}
