import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { manifest } from '../forward/package/manifest.ts';
import { unbundle } from '../forward/package/unbundle.ts';
import { unseal } from '../vault/age.ts';

/** What a desk has opened: a package with its files, or one clean copy of a picture. */
export type Opened = {
  name: string;
  files: ReadonlyMap<string, Buffer>;
  /** `report.json`, `message.json` or `notice.json`, read; `undefined` for a picture. */
  record: Readonly<Record<string, unknown>> | undefined;
};

const safeName = /^[\w.-]{1,120}$/;

/** The sealed files that a desk has received, each name once, however often and by whatever channel it came. */
export class Inbox {
  readonly folder: string;
  readonly #identities: readonly string[];

  constructor(folder: string, identities: readonly string[]) {
    this.folder = folder;
    this.#identities = identities;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** `false` when it was here already. Resolves when it is on disk. @throws for a name that is no file's. */
  async keep(name: string, sealed: Uint8Array): Promise<boolean> {
    if (!safeName.test(name) || name.includes('..')) throw new Error('a name that no report has');
    try {
      const file = await open(this.#fileOf(name), 'wx', 0o600);
      await file.writeFile(sealed);
      await file.sync();
      await file.close();
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    }
  }

  names(): string[] {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith('.age'))
      .map((file) => file.slice(0, -'.age'.length))
      .sort();
  }

  async open(name: string): Promise<Opened> {
    return openSealed(name, this.#identities, await readFile(this.#fileOf(name)));
  }

  #fileOf(name: string): string {
    return path.join(this.folder, `${name}.age`);
  }
}

/** @throws when no identity fits, or a part is not what the manifest says. */
export async function openSealed(name: string, identities: readonly string[], sealed: Uint8Array): Promise<Opened> {
  const content = await unseal(identities, sealed);
  const files = isTar(content) ? unbundle(content) : new Map([[name, Buffer.from(content)]]);
  check(files);
  const record = ['report.json', 'message.json', 'notice.json'].flatMap((file) => files.get(file) ?? [])[0];
  return { name, files, record: record && JSON.parse(record.toString('utf8')) };
}

const isTar = (content: Uint8Array): boolean => Buffer.from(content.subarray(257, 262)).toString() === 'ustar';

function check(files: ReadonlyMap<string, Buffer>): void {
  const list = files.get('manifest.json');
  if (!list) return;
  for (const { name, sha256 } of manifest.parse(JSON.parse(list.toString('utf8'))).parts) {
    const found = createHash('sha256')
      .update(files.get(name) ?? '')
      .digest('hex');
    if (found !== sha256) throw new Error(`${name} is not what the manifest says`);
  }
}
