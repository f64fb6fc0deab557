import { expect, test } from 'vitest';
import { json, newDataDir, openHouse, removeDataDir } from './house.ts';

const figures = (house: { output(): string }): string => /^Metrics: (\S+)$/m.exec(house.output())?.[1] ?? '';

test('the operator sees how many wait, on a port of its own, and nothing of what was told', async () => {
  const dataDir = newDataDir();
  const house = await openHouse(dataDir, { METRICS_PORT: '0' });
  await fetch(
    `${house.url}/api/reports`,
    json({ kind: 'trafficking', story: 'Cứu với, họ đang đánh người. kimtuyen' }),
  );
  const text = await (await fetch(figures(house))).text();
  expect(text).toMatch(/len_tieng_reports_waiting\{urgency="P1"\} 1/);
  expect(text).toMatch(/len_tieng_deliveries\{state="(waiting|sending|sent)"\} 1/);
  expect(text).not.toContain('kimtuyen');
  expect((await fetch(`${house.url}/metrics`)).status).toBe(404);
  await house.stop();
  removeDataDir(dataDir);
});

test('without METRICS_PORT nobody can ask', async () => {
  const dataDir = newDataDir();
  const house = await openHouse(dataDir);
  expect(figures(house)).toBe('');
  await house.stop();
  removeDataDir(dataDir);
});
