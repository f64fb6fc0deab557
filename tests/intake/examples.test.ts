import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { json, until } from '../house.ts';
import { openedHouse, openedMailbox } from '../opened.ts';
import { openedMail } from '../mailbox.ts';

const line = z.object({ id: z.string(), lang: z.string(), text: z.string() });
const examples = readFileSync(new URL('../triage/dev.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((text) => line.parse(JSON.parse(text)));

const mailbox = openedMailbox();
const house = openedHouse(() => ({ env: { SMTP_URL: mailbox.url } }));

test('all 160 example texts, 8 at a time: 160 receipts, each forwarded once or waiting, none lost or doubled', async () => {
  const waiting = [...examples];
  const receipts: string[] = [];
  const send = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const answer = await fetch(
        `${house.url}/api/reports`,
        json({ kind: 'trafficking', story: next.text, lang: next.lang }),
      );
      expect(answer.status).toBe(201);
      receipts.push((await answer.json()).receipt);
    }
  };
  await Promise.all(Array.from({ length: 8 }, send));
  expect(new Set(receipts).size).toBe(160);

  const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'), { readonly: true });
  const count = z.object({ n: z.number() });
  const number = (sql: string): number => count.parse(db.prepare(sql).get()).n;
  await until(() => number("select count(*) n from delivery where state in ('waiting', 'sending')") === 0, 30_000);
  const sent = number("select count(*) n from delivery where state = 'sent'");
  const held = number("select count(*) n from delivery where state = 'held'");
  expect(number('select count(*) n from report')).toBe(160);
  expect(sent + held).toBe(160);
  expect(number("select count(*) n from report where urgency = 'P1'")).toBe(sent);
  db.close();

  expect(mailbox.mails).toHaveLength(sent);
  const opened = await Promise.all(mailbox.mails.map(async ({ mail }) => openedMail(house.dataDir, mail)));
  const stories = opened.map(({ fields }) => fields['story']);
  expect(new Set(stories).size).toBe(sent);
  expect(sent).toBeGreaterThan(30);
});
