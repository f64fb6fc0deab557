import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { form, json, until } from '../house.ts';
import { openedHouse, openedMailbox } from '../opened.ts';

/** Words that stand in reports and nowhere else. After everything, no six letters in a row of theirs may lie in clear. */
const canaries = [
  'QUVXKWJZHB',
  'ZJWQXKVUYG',
  'KXZQWVJHUF',
  'WQZKJXVYBM',
  'JHZXQKWVUP',
  'VKQJWXZHGD',
  'XWJZKQHVTN',
] as const;
const [inStory, inPlace, inContact, inMessage, inBadForm, inBrokenJson, inDraft] = canaries;

const mailbox = openedMailbox();
const house = openedHouse(() => ({ env: { SMTP_URL: mailbox.url } }));

test('nothing that was written lies in clear in a file, the log or a mail', async () => {
  const story = `Cứu em với ${inStory}, em bị nhốt`;
  const contact = { how: 'zalo', value: inContact, share: 'yes' };
  const answer = await fetch(`${house.url}/api/reports`, json({ kind: 'self', story, place: inPlace, contact }));
  const { receipt } = await answer.json();
  await fetch(`${house.url}/api/receipts/messages`, json({ receipt, text: `thêm ${inMessage}` }));
  await fetch(`${house.url}/ghi-chu/`, { ...form({ story }), headers: { cookie: 'lt=anything' } });
  await fetch(`${house.url}/bao-tin/mat-lien-lac/`, form({ clothing: inBadForm }));
  const draft = { ...form({ name: inDraft, step: 'next' }), headers: { cookie: 'lt=anything' } };
  expect((await fetch(`${house.url}/bao-tin/mat-lien-lac/`, draft)).status).toBe(303);
  await fetch(`${house.url}/api/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"story":"${inBrokenJson}`,
  });
  await fetch(`${house.url}/api/reports`, json({ kind: 'self', story, [inBrokenJson]: 1 }));
  await until(() => mailbox.mails.length >= 2);

  const places = [
    ...filesBelow(house.dataDir).map((file) => ({ where: file, bytes: readFileSync(file) })),
    { where: 'the log', bytes: Buffer.from(house.output()) },
    ...mailbox.mails.map(({ raw }) => ({ where: 'a mail', bytes: raw })),
  ];
  expect(places.length).toBeGreaterThan(6);
  for (const { where, bytes } of places) {
    const text = bytes.toString('latin1').toUpperCase();
    for (const piece of canaries.flatMap(piecesOf)) expect(text.includes(piece), `${piece} in ${where}`).toBe(false);
  }

  const opened = execFileSync(process.execPath, ['server/commands/desk.ts', ...saveMails()], {
    env: { PATH: process.env.PATH, DATA_DIR: house.dataDir },
  }).toString();
  for (const word of [inStory, inPlace, inContact]) expect(opened).toContain(word);
});

/** Every six letters in a row, also as base64 would write them at each of its three offsets. */
function piecesOf(word: string): string[] {
  const pieces = Array.from({ length: word.length - 5 }, (_, at) => word.slice(at, at + 6));
  const encoded = [0, 1, 2].map((offset) =>
    Buffer.from(' '.repeat(offset) + word)
      .toString('base64')
      .slice(4, 12)
      .toUpperCase(),
  );
  return [...pieces, ...encoded];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function saveMails(): string[] {
  return mailbox.mails.map(({ mail }, place) => {
    const file = path.join(house.dataDir, `mail-${place}.age`);
    const sealed = mail.attachments[0]?.content ?? Buffer.alloc(0);
    writeFileSync(file, sealed);
    return file;
  });
}
