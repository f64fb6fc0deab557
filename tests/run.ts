import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** `npm test`: types, lint, format, then every test; its last line counts them all. */
const report = path.join(tmpdir(), `len-tieng-tests-${process.pid}.json`);
const bin = (name: string) => path.join('node_modules', '.bin', name);

const checks: [string, string[]][] = [
  ['types', [bin('astro'), 'check', '--minimumSeverity', 'warning']],
  ['lint', [bin('oxlint'), '--deny-warnings']],
  ['format', [bin('prettier'), '--check', '--log-level', 'warn', '.']],
];

function passes([what, [command = '', ...args]]: [string, string[]]): boolean {
  console.log(`→ ${what}`);
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  return spawnSync(command, args, { stdio: 'inherit', env }).status === 0;
}

let passed = 0;
let failed = 0;
for (const check of checks) {
  if (passes(check)) passed += 1;
  else failed += 1;
}

const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)];
const ranWell = passes(['tests', [bin('vitest'), ...args]]);
const counted = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const counts = counted.safeParse(JSON.parse(readFileSync(report, 'utf8')));
rmSync(report, { force: true });
passed += counts.data?.numPassedTests ?? 0;
failed += Math.max(counts.data?.numFailedTests ?? 0, ranWell ? 0 : 1);

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && counts.success ? 0 : 1;
