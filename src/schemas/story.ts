import { z } from 'zod';
import { day, icon, key, line, order, slug } from './text.ts';
import { level } from './lesson.ts';

const passage = z.strictObject({
  id: key,
  /** The heading, which also stands in the list of what one has read. */
  title: line('a heading', 90),
  text: z.array(line('a paragraph', 600)).default([]),
  /** Messages, in the order they come. `me` is the reader. */
  chat: z.array(z.strictObject({ who: line('who writes', 40), text: line('the message', 300) })).default([]),
  /** What the choice that led here teaches. */
  teaches: line('what this teaches', 500).optional(),
  choices: z.array(z.strictObject({ say: line('what one can do', 160), to: key })).default([]),
});

/** A story in which each choice teaches. content/stories/<language>/KEY.md */
export const story = z
  .strictObject({
    title: line('the title', 90),
    slug,
    level,
    order,
    icon,
    summary: line('one sentence that sums it up', 240),
    lead: line('how it is read', 400),
    /** The first passage; those without choices are endings. */
    passages: z.array(passage).min(4),
    checked: day,
  })
  .superRefine(({ passages }, context) => {
    for (const message of tangles(passages)) context.addIssue({ code: 'custom', path: ['passages'], message });
  });

export type Story = z.infer<typeof story>;
export type Passage = Story['passages'][number];

type Node = { id: string; teaches?: string | undefined; choices: readonly { to: string }[] };

/** What is wrong with the ways through a story: a choice that leads nowhere, a passage nobody reaches, a walk without an end. */
export function tangles(passages: readonly Node[]): string[] {
  const byId = new Map(passages.map((one) => [one.id, one]));
  const choices = passages.flatMap(({ id, choices: own }) => own.map(({ to }) => ({ id, to })));
  const reached = walk(
    passages.slice(0, 1).map(({ id }) => id),
    (id) => byId.get(id)?.choices.map(({ to }) => to) ?? [],
  );
  const ends = passages.filter((one) => one.choices.length === 0).map(({ id }) => id);
  const ending = walk(ends, (id) => choices.filter(({ to }) => to === id).map((one) => one.id));
  return [
    ...(byId.size < passages.length ? ['two passages have the same id'] : []),
    ...choices
      .filter(({ to }) => !byId.has(to))
      .map(({ id, to }) => `a choice of "${id}" leads to "${to}": there is none`),
    ...passages.filter(({ id }) => !reached.has(id)).map(({ id }) => `no choice leads to "${id}"`),
    ...passages.filter(({ id }) => !ending.has(id)).map(({ id }) => `from "${id}" no way leads to an end`),
    ...passages.filter((one) => one.choices.length === 1).map(({ id }) => `"${id}" has one choice only: add another`),
    ...passages.slice(1).flatMap(({ id, teaches }) => (teaches ? [] : [`"${id}" teaches nothing: add teaches`])),
  ];
}

function walk(from: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  for (const id of seen) for (const one of next(id)) seen.add(one);
  return seen;
}
