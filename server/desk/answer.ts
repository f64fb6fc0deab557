import type { Opened } from './inbox.ts';

export type DeskAnswer = {
  answer: 'accepted' | 'returned';
  reason?: string;
  number?: string;
  note?: string;
  questions?: string[];
};

/** Answers by the link inside a sealed copy. @param origin where the line is, if not where the link says. */
export async function answerByLink(opened: Opened, given: DeskAnswer, origin?: string): Promise<unknown> {
  const link = opened.record?.['x_acknowledge_url'];
  if (typeof link !== 'string') throw new Error(`${opened.name} has no link to answer by`);
  const url = origin === undefined ? link : new URL(new URL(link).pathname, origin).href;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(`the line answered ${answer.status}`);
  return answer.json();
}
