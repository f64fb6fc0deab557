import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('../../server/commands/triage.ts', import.meta.url));

function run(input: string) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [command], { input, encoding: 'utf8' });
  const lines = stdout.split('\n').filter(Boolean);
  return { results: lines.map((line): unknown => JSON.parse(line)), stderr, status };
}

test('each line is answered with its id', () => {
  const { results, status } = run('{"id":"a","text":"cứu em với","fields":{}}\n{"id":"b","text":"xin chào"}\n');
  expect(results).toMatchObject([
    { id: 'a', subject: 'trafficking', urgency: 'P1' },
    { id: 'b', subject: 'not_a_report', urgency: 'P4' },
  ]);
  expect(status).toBe(0);
});

test('a malformed line is named and the others go on', () => {
  const { results, stderr, status } = run(
    '{"id":"a","text":"help me"}\nnot json\n\n{"id":"c"}\n{"id":"d","text":"hi"}',
  );
  expect(results).toMatchObject([{ id: 'a' }, { id: 'd' }]);
  expect(stderr).toMatch(/line 2\b/u);
  expect(stderr).toMatch(/line 4\b/u);
  expect(status).toBe(1);
});

test('the clock is taken from the line', () => {
  const text = 'ngày 25/11 họ đưa em tôi sang Campuchia làm, lương 30 triệu';
  const { results } = run(
    ['2026-11-24T08:00:00+07:00', '2026-11-02T08:00:00+07:00'].map((now) => JSON.stringify({ text, now })).join('\n'),
  );
  expect(results).toMatchObject([{ urgency: 'P1' }, { urgency: 'P3' }]);
});
