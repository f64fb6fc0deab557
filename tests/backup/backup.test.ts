import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { backUp } from '../../server/backup/backup.ts';
import { restore } from '../../server/backup/restore.ts';
import { json, newDataDir, openHouse, removeDataDir, type House } from '../house.ts';

const receipted = z.object({ receipt: z.string() });
const folders = [newDataDir()];
const [home = ''] = folders;
let house: House;
let receipt = '';

const another = (): string => {
  const folder = newDataDir();
  folders.push(folder);
  return folder;
};
const tell = (story: string) =>
  fetch(`${house.url}/api/reports`, json({ kind: 'trafficking', story })).then((answer) => answer.json());
const opens = async (url: string): Promise<number> =>
  (await fetch(`${url}/api/receipts/open`, json({ receipt }))).status;

beforeAll(async () => {
  house = await openHouse(home);
  receipt = receipted.parse(await tell('Nghe tiếng khóc sau cửa khóa.')).receipt;
});
afterAll(async () => {
  await house.stop();
  folders.forEach(removeDataDir);
});

describe('a backup', () => {
  test('taken while the server runs opens elsewhere with what was receipted, and nothing of it is damaged', async () => {
    const copy = path.join(another(), 'copy');
    await backUp(home, copy);
    await tell('Sau khi sao lưu.');

    const elsewhere = another();
    expect(await restore(copy, elsewhere)).toBe(1);
    const second = await openHouse(elsewhere);
    expect(await opens(second.url)).toBe(200);
    expect(second.code).toBeUndefined();
    await second.stop();
  });

  test('never writes over another one, nor over a data folder in use', async () => {
    const copy = path.join(another(), 'copy');
    await backUp(home, copy);
    await expect(backUp(home, copy)).rejects.toThrow('is there already');
    await expect(restore(copy, home)).rejects.toThrow('is not empty');
  });

  test('that was changed or is not whole is refused before anything is written', async () => {
    const copy = path.join(another(), 'copy');
    await backUp(home, copy);
    appendFileSync(path.join(copy, 'server-secret'), 'x');
    const elsewhere = another();
    await expect(restore(copy, elsewhere)).rejects.toThrow('server-secret was changed');
    const stranger = another();
    mkdirSync(path.join(stranger, 'deep'));
    writeFileSync(path.join(stranger, 'manifest.json'), '{}');
    await expect(restore(stranger, elsewhere)).rejects.toThrow('is not a backup');
    expect(await restore(await freshCopy(), elsewhere)).toBeGreaterThan(0);
  });
});

async function freshCopy(): Promise<string> {
  const copy = path.join(another(), 'copy');
  await backUp(home, copy);
  return copy;
}
