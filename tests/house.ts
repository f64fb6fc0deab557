import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
/** What `npm start` gives to Node. */
const startArgs = scripts.start.split(' ').slice(1);

/** The real server in a process of its own, on a free port with a data folder of its own. */
export type House = {
  url: string;
  /** The single-use code of a first start. */
  code: string | undefined;
  dataDir: string;
  pid: number;
  /** Everything it has printed. */
  output(): string;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
};

export const newDataDir = (): string => mkdtempSync(path.join(tmpdir(), 'len-tieng-'));
export const removeDataDir = (dataDir: string): void => rmSync(dataDir, { recursive: true, force: true });

export async function openHouse(
  dataDir: string,
  env: Record<string, string> = {},
  nodeArgs: string[] = [],
): Promise<House> {
  const child = spawn(process.execPath, [...nodeArgs, ...startArgs], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()));
  const url = await addressOf(child, () => printed);
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    code: /Single-use code .*: (\S+)/.exec(printed)?.[1],
    output: () => printed,
    stop: () => (child.kill('SIGTERM'), gone),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const url = /^.*: (http:\/\/localhost:\d+)$/m.exec(printed())?.[1];
      if (url) resolve(url.replace('localhost', '127.0.0.1'));
    };
    child.stdout?.on('data', look);
    child.once('exit', () => reject(new Error(`the server did not start: ${printed()}`)));
  });
}

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  redirect: 'manual',
});

/** Waits for something to become true, looking often. @throws after `milliseconds`. */
export async function until<T>(
  look: () => T | Promise<T>,
  milliseconds = 10_000,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found) return found as Exclude<T, false | null | undefined>;
    if (Date.now() > end) throw new Error(`still not so after ${milliseconds} ms: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
