import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openRunner } from '../../server/print/runner.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const folder = newDataDir();
afterAll(() => removeDataDir(folder));

/** A file of its own with this content. */
let files = 0;
function script(content: string): string {
  const file = path.join(folder, `${++files}.mjs`);
  writeFileSync(file, content);
  return file;
}
const echo = script(`process.stdin.pipe(process.stdout)`);

describe('what sets sheets', () => {
  const runner = openRunner();
  afterAll(() => runner.close());

  test('is given its input and its arguments, and answers with what it writes', async () => {
    expect(String(await runner.run(echo, { input: 'Phiếu' }))).toBe('Phiếu');
    const said = script(`process.stdout.write(process.argv.slice(2).join('+'))`);
    expect(String(await runner.run(said, { args: ['một', 'hai'] }))).toBe('một+hai');
  });

  test('may not write, start programs, or see our settings', async () => {
    const written = path.join(folder, 'written');
    const writing = script(`import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(written)}, 'x')`);
    await expect(runner.run(writing, {})).rejects.toThrow();
    expect(existsSync(written)).toBe(false);
    const starting = script(`import { spawnSync } from 'node:child_process'; spawnSync('true')`);
    await expect(runner.run(starting, {})).rejects.toThrow();
    const settings = script(`process.stdout.write(Object.keys(process.env).filter((name) => name === 'PATH').join())`);
    expect(String(await runner.run(settings, {}))).toBe('');
  });

  test('says with 2 that there is no such thing, and with anything else that it has failed', async () => {
    expect(await runner.run(script('process.exit(2)'), {})).toBeUndefined();
    await expect(runner.run(script('process.exit(1)'), {})).rejects.toThrow();
  });

  test('takes its turn, also after one that has failed', async () => {
    const order: string[] = [];
    const slow = script(`setTimeout(() => process.exit(1), 200)`);
    const first = runner.run(slow, {}).catch(() => order.push('first'));
    await Promise.all([first, runner.run(echo, {}).then(() => order.push('second'))]);
    expect(order).toEqual(['first', 'second']);
  });
});

test('a runner that is closed ends what runs and runs nothing more', async () => {
  const runner = openRunner();
  const endless = runner.run(script('setInterval(() => undefined, 1_000)'), {});
  const waiting = runner.run(echo, {});
  // The first has its process by now.
  await new Promise(setImmediate);
  runner.close();
  // Not by its time limit.
  await expect(endless).rejects.toMatchObject({ cause: { name: 'AbortError' } });
  await expect(waiting).rejects.toThrow();
});
