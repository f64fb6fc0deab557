import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { completeFirstRun } from '../../server/staff/first-run.ts';
import { makeRecoveryKey } from '../../server/staff/recovery-key.ts';
import { openDesk, passphrase } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.close());
const code = await makeRecoveryKey(desk, await desk.person(['duty_officer', 'custodian']));

test('the recovery key is tested by a command that neither shows nor keeps it', () => {
  const right = run(`${code.toLowerCase()}\n`);
  expect(right).toMatchObject({ status: 0, said: 'The recovery key is right. It opens 3 of 3 keys.' });
  expect(right.all).not.toContain(code.slice(0, 9));
  expect(run('CE77-8QDB-P21F\n')).toMatchObject({ status: 1, said: '' });
});

test('with it, somebody new is let in by a code that counts once', async () => {
  const { said } = run(`${code}\n`, '--admit');
  const single = /bat-dau\/ : (\S+)/.exec(said)?.[1] ?? '';
  const typed = { name: 'Người Mới', login: 'moi', passphrase };
  expect(await completeFirstRun(desk, single, typed)).toHaveProperty('identity');
  expect(await completeFirstRun(desk, single, { ...typed, login: 'nua' })).toBeUndefined();
});

function run(input: string, ...args: string[]) {
  const env = { PATH: process.env.PATH, DATA_DIR: desk.dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/commands/recovery.ts', ...args], {
    env,
    input,
  });
  return { status, said: stdout.toString().trim(), all: `${stdout.toString()}${stderr.toString()}` };
}
