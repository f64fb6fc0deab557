import { afterAll, expect, test } from 'vitest';
import { form, json } from '../house.ts';
import { openedHouse } from '../opened.ts';

const house = openedHouse();
// What is left of the flood is not waited for.
afterAll(() => house.kill());

const signIn = (origin: string) =>
  fetch(`${house.url}/truc-ban/vao/`, {
    ...form({ login: 'nobody', passphrase: 'một câu đoán mò', code: '123456' }),
    headers: { origin },
  }).then(
    ({ status }) => status,
    () => 0,
  );

test('while strangers try the door by the hundred, every report is stored and receipted before they are answered', async () => {
  let answered = 0;
  const tries = Array.from({ length: 200 }, () => signIn(house.url).finally(() => (answered += 1)));
  await Promise.race(tries);
  for (let count = 0; count < 30; count++) {
    const report = { kind: 'self', story: `cứu em với, em bị nhốt ${count}` };
    const answer = await fetch(`${house.url}/api/reports`, json(report));
    expect(answer.status).toBe(201);
    expect((await answer.json()).receipt).toMatch(/^\d{4}( \d{4}){6}$/);
  }
  expect(answered, 'the flood was still going on').toBeLessThan(tries.length);
  const statuses = await Promise.all(tries);
  expect(new Set(statuses)).toEqual(new Set([422, 503]));
  expect(statuses.filter((status) => status === 422).length).toBeGreaterThan(0);
});
