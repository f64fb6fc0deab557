import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { closeReport } from '../../server/store/retention.ts';
import { openDesk } from '../staff/desk.ts';

const day = 24 * 60 * 60 * 1000;
const desk = await openDesk();
afterAll(() => desk.close());

function purge(...args: string[]): string {
  const env = { PATH: process.env.PATH, DATA_DIR: desk.dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/commands/purge.ts', ...args], { env });
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  return stdout.toString();
}
const kept = async () => (await desk.db.selectFrom('report').select('id').execute()).map(({ id }) => id);

test('npm run purge shows what is due and why, erases nothing until it is told to, and speaks of the backups', async () => {
  const [due, open] = [await desk.report(), await desk.report()];
  await closeReport(desk.db, due, 'spam', Date.now() - 400 * day);
  const preview = purge();
  expect(preview).toMatch(new RegExp(`^${due} .*spam.* after \\d+ days: .{10,}`, 'm'));
  expect(preview).not.toContain(open);
  expect(preview).toContain('1 would be erased');
  expect((await kept()).toSorted()).toEqual([due, open].toSorted());

  const erased = purge('--erase');
  expect(erased).toContain('1 erased. Backups made before today still hold them');
  expect(await kept()).toEqual([open]);
  expect(purge()).toContain('0 would be erased');
});
